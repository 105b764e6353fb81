"""What coding costs beside parsing: `python bench/speed/coding.py [--shared ../shared] [--paragraphs N]`.

News paragraphs (Voice of America, public domain) are parsed alone and then coded whole, in turn, in one process on
one core: CPU seconds, words and sentences a second, and the ratio. Then the gate: how many sentences and words it
keeps from the parser on news and on web text (UD English EWT dev), and how many events that costs.
"""

import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "quality"))

from shared import json_lines, need, options, text_of

from detente.lexicon import load_lexicon
from detente.parse import load_parser, read_conllu
from detente.pipeline import Coder, code_articles, load_coder
from detente.proof import example_article
from detente.records import Article, CodedArticle

_ROUNDS = 3


def main() -> None:
    """Measure and print."""
    parser = options(__doc__)
    parser.add_argument("--paragraphs", type=int, default=400)
    chosen = parser.parse_args()
    data = need(chosen.shared / "data")
    coder = load_coder(parser=load_parser(), lexicon=load_lexicon())
    news = [text_of(row) for row in json_lines(data / "ner" / "gmb-full-train.jsonl")][: chosen.paragraphs]
    articles = [replace(example_article(text), id=str(number)) for number, text in enumerate(news)]
    _cost(coder, articles)
    web = (data / "treebanks" / "en_ewt-dev.conllu").read_text("utf-8")
    _gate(coder, articles, "news")
    _gate(coder, [example_article(document.text) for document in read_conllu(web)], "web text")


def _cost(coder: Coder, articles: Sequence[Article]) -> None:
    parse_seconds, code_seconds = [], []
    n_words = n_sentences = 0
    for _ in range(_ROUNDS):
        start = time.process_time()
        parsed = list(coder.parser.parse_texts([article.text for article in articles]))
        parse_seconds.append(time.process_time() - start)
        n_words = sum(len(sentence.tokens) for sentences in parsed for sentence in sentences)
        n_sentences = sum(len(sentences) for sentences in parsed)
        start = time.process_time()
        for _result in code_articles(articles, coder=coder):
            pass
        code_seconds.append(time.process_time() - start)
    parse, code = min(parse_seconds), min(code_seconds)
    print(f"{n_words} words, {n_sentences} sentences; CPU seconds, the best of {_ROUNDS} rounds:")
    print(f"  parsing alone      {parse:7.2f}   {n_words / parse:6.0f} words a second")
    print(
        f"  parsing and coding {code:7.2f}   {n_words / code:6.0f} words, {n_sentences / code:.0f} sentences a second"
    )
    print(f"  ratio {code / parse:.2f}")


def _gate(coder: Coder, articles: Sequence[Article], title: str) -> None:
    whole = load_coder(parser=coder.parser, lexicon=coder.lexicon, whole=True)
    gated = [result for result in code_articles(articles, coder=coder) if isinstance(result, CodedArticle)]
    full = [result for result in code_articles(articles, coder=whole) if isinstance(result, CodedArticle)]
    sentences = [sentence for result in gated for sentence in result.sentences]
    skipped = [sentence for sentence in sentences if all(token.upos == "X" for token in sentence.tokens)]
    kept = {event.id for result in gated for event in result.events}
    lost = [event for result in full for event in result.events if event.id not in kept]
    words = sum(len(sentence.tokens) for sentence in skipped) / sum(len(s.tokens) for s in sentences)
    print(
        f"gate on {title}: {len(skipped)} of {len(sentences)} sentences ({words:.1%} of the words) are not parsed; "
        f"{len(lost)} of {sum(len(result.events) for result in full)} events are lost"
    )


if __name__ == "__main__":
    main()
