"""Trees and names of sentences we annotate: draft them with the parser, correct them by hand, check them.

    python -m tools.trees draft bench/quality/corpus/dev/africa.jsonl   # writes dev/africa.conllu beside it
    python -m tools.trees show bench/quality/corpus/dev/africa.conllu [SENTENCE ...]
    python -m tools.trees fix bench/quality/corpus/dev/africa.conllu < corrections
    python -m tools.trees check bench/quality/corpus/*/*.conllu

A correction is a line `SENTENCE TOKEN key=value ...` with the keys head, rel, upos, xpos, lemma and name
(`B-PER`, `I-PER`, ..., `O`); the sentence may be given by the end of its id, and `TOKEN` may be a range
for names: `africa-dev-012 3-5 name=PER`. Tokens are counted from 1; head 0 is the root.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from detente.parse import load_parser, read_conllu, write_conllu
from detente.parse.encoder import EncoderParser
from detente.parse.name_tags import name_tags, tagged_names
from detente.parse.tokenize import tokenize
from detente.records import Sentence, Token

NAME_LABELS = {"PER", "ORG", "GPE", "LOC", "NORP"}
UPOS = set("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
RELATIONS = set(
    "acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated "
    "expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum "
    "root vocative xcomp".split()
)
LEAF_RELATIONS = {"aux", "cop", "case", "mark", "cc", "punct", "det"}
"""What hangs on words of these relations is nearly always a slip, but for the next."""
MAY_HANG_ON_LEAVES = set("fixed conj cc punct advmod goeswith flat compound".split())


def main() -> None:
    """Run one of the commands above."""
    if len(sys.argv) < 3 or sys.argv[1] not in {"draft", "show", "fix", "check"}:
        sys.exit(__doc__)
    command, paths = sys.argv[1], sys.argv[2:]
    if command == "draft":
        for path in paths:
            draft(Path(path))
    elif command == "show":
        show(Path(paths[0]), paths[1:])
    elif command == "fix":
        fix(Path(paths[0]), sys.stdin.read().splitlines())
    else:
        problems = [problem for path in paths for problem in check(Path(path))]
        print("\n".join(problems) or "nothing to correct")
        sys.exit(1 if problems else 0)


def draft(path: Path) -> None:
    """Write what the parser makes of each text of a JSONL file, one tree per text."""
    target = path.with_suffix(".conllu")
    kept = {sentence_id for sentence_id, _, _ in _read(target)} if target.exists() else set()
    parser = load_parser()
    if not isinstance(parser, EncoderParser):
        sys.exit("trees are drafted by détente's own parser")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    rows = [row for row in rows if row["id"] not in kept]
    trees = parser.parse_words([tokenize(row["text"]) for row in rows])
    with target.open("a", encoding="utf-8") as out:
        for row, tree in zip(rows, trees, strict=True):
            out.write(write_conllu(row["text"], [tree], doc_id=row["id"]))
    print(f"{target}: {len(rows)} drafted, {len(kept)} kept")


def show(path: Path, chosen: Sequence[str]) -> None:
    """Print trees in short: token, word, lemma, tags, head, relation, name."""
    for sentence_id, text, sentence in _read(path):
        if chosen and not any(sentence_id.endswith(end) for end in chosen):
            continue
        tags = name_tags(sentence)
        print(f"# {sentence_id}  {text}")
        for number, token in enumerate(sentence.tokens, start=1):
            head = sentence.tokens[token.head].text if token.head >= 0 else "-"
            name = tags[number - 1] if tags[number - 1] != "O" else ""
            print(
                f"{number} {token.text} [{token.lemma} {token.upos} {token.xpos}] "
                f"{token.deprel} <- {token.head + 1} {head} {name}".rstrip()
            )


def fix(path: Path, corrections: Sequence[str]) -> None:
    """Apply corrections and write the file anew."""
    trees = list(_read(path))
    numbers = {sentence_id: number for number, (sentence_id, _, _) in enumerate(trees)}
    for line in corrections:
        if not line.strip() or line.startswith("#"):
            continue
        ending, place, *changes = line.split()
        matching = [number for sentence_id, number in numbers.items() if sentence_id.endswith(ending)]
        if len(matching) != 1:
            print(f"{line}: {len(matching)} sentences end in {ending}", file=sys.stderr)
            continue
        sentence_id, text, sentence = trees[matching[0]]
        first, _, last = place.partition("-")
        numbers_of_tokens = range(int(first) - 1, int(last or first))
        trees[matching[0]] = (sentence_id, text, _changed(sentence, numbers_of_tokens, changes))
    path.write_text("".join(write_conllu(t, [s], doc_id=i) for i, t, s in trees), encoding="utf-8")
    print("\n".join(check(path)) or f"{path}: nothing to correct")


def check(path: Path) -> Iterator[str]:
    """Say what cannot be right in a file of trees."""
    for sentence_id, _, sentence in _read(path):
        roots = [token for token in sentence.tokens if token.head < 0]
        if len(roots) != 1 or roots[0].deprel != "root":
            yield f"{sentence_id}: {len(roots)} roots"
        for number, token in enumerate(sentence.tokens, start=1):
            where = f"{sentence_id} {number} {token.text}"
            if token.upos not in UPOS:
                yield f"{where}: no UPOS {token.upos}"
            if token.deprel.split(":")[0] not in RELATIONS:
                yield f"{where}: no relation {token.deprel}"
            if not _reaches_root(sentence, number - 1):
                yield f"{where}: its heads go in a circle"
            head = sentence.tokens[token.head].deprel.split(":")[0] if token.head >= 0 else ""
            if head in LEAF_RELATIONS and token.deprel.split(":")[0] not in MAY_HANG_ON_LEAVES:
                yield f"{where}: {token.deprel} hangs on a word that is {head}"
        for name in sentence.names:
            if name.label not in NAME_LABELS:
                yield f"{sentence_id} {name.first + 1}: no name kind {name.label}"


def _read(path: Path) -> Iterator[tuple[str, str, Sentence]]:
    for document in read_conllu(path.read_text("utf-8")):
        for sentence in document.sentences:
            yield document.id or "", document.text, sentence


def _reaches_root(sentence: Sentence, index: int) -> bool:
    for _ in sentence.tokens:
        index = sentence.tokens[index].head
        if index < 0:
            return True
    return False


def _changed(sentence: Sentence, numbers: range, changes: Sequence[str]) -> Sentence:
    tokens, tags = list(sentence.tokens), name_tags(sentence)
    fields = {"rel": "deprel", "upos": "upos", "xpos": "xpos", "lemma": "lemma"}
    for change in changes:
        key, _, value = change.partition("=")
        for place, number in enumerate(numbers):
            if key == "head":
                tokens[number] = replace(tokens[number], head=int(value) - 1)
            elif key == "name":
                label = value.removeprefix("B-").removeprefix("I-")
                inside = value.startswith("I-") or (place > 0 and not value.startswith("B-"))
                tags[number] = "O" if value == "O" else f"{'I' if inside else 'B'}-{label}"
            elif key in fields:
                tokens[number] = _with_field(tokens[number], fields[key], value)
            else:
                print(f"no key {key}", file=sys.stderr)
    return replace(sentence, tokens=tuple(tokens), names=tagged_names(tags))


def _with_field(token: Token, field: str, value: str) -> Token:
    return replace(token, **{field: value})  # type: ignore[arg-type]  # fields of text only


if __name__ == "__main__":
    main()
