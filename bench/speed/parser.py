"""How fast the parser reads, and what it takes: `python bench/speed/parser.py --shared ../shared`.

Reports words per CPU second on news paragraphs, the time to load, the memory in use and the size on disk. Other
parsers are measured beside it if they are installed: `--parser en_core_web_sm`.
"""

import argparse
import resource
import sys
import time
from pathlib import Path

from detente.parse import Parser, load_parser, read_conllu
from detente.parse.encoder import MODEL

ROUNDS = 3


def main() -> None:
    options = _options()
    path = options.shared / "data" / "treebanks" / "en_gum-dev.conllu"
    if not path.exists():
        sys.exit(f"{path}: not there; the treebanks do not come with the project (training/README.md)")
    texts = [document.text for document in read_conllu(path.read_text("utf-8"))]
    for name in options.parser:
        _report(name, texts, options.threads)
    size = sum(file.stat().st_size for file in MODEL.iterdir())
    print(f"detente on disk: {size / 1e6:.1f} MB")


def _report(name: str, texts: list[str], threads: int) -> None:
    start = time.perf_counter()
    parser = load_parser(name, threads=threads)
    loaded = time.perf_counter() - start
    at_rest = _megabytes()
    best = max(_words_per_second(parser, texts) for _ in range(ROUNDS))
    print(
        f"{name}, {threads} thread(s): {best:.0f} words per CPU second, loads in {loaded:.2f} s, "
        f"{at_rest:.0f} MB loaded, {_megabytes():.0f} MB at most"
    )


def _words_per_second(parser: Parser, texts: list[str]) -> float:
    start = time.process_time()
    n_words = sum(len(sentence.tokens) for sentences in parser.parse_texts(texts) for sentence in sentences)
    return n_words / (time.process_time() - start)


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--shared", type=Path, default=Path("../shared"), help="folder that has data/treebanks"
    )
    options.add_argument("--parser", nargs="+", default=["detente"])
    options.add_argument("--threads", type=int, default=1)
    return options.parse_args()


if __name__ == "__main__":
    main()
