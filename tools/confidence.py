"""Fit what confidence is weighed from: `python -m tools.confidence [--write]`.

Readings of the development half of our own corpus, and of the labelled sentences and the real news that the
event head was not trained on, are right or wrong; two logistic regressions (readings by rules, and by the
event head alone) say how likely each kind is right. `--write` puts the weights into `confidence.toml`; the
thresholds there are set by hand, by what `bench/quality/own.py dev` says.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from training.acts import is_text_held_back, labelled_lines, unmarked
from training.news import news_sentences

from detente.events.confidence import features
from detente.events.match import Match, Matching, match_rules
from detente.events.scene import Scene
from detente.events.sides import Sides
from detente.lexicon import Lexicon, load_lexicon
from detente.lexicon.confidence import FEATURES
from detente.lexicon.load import SHIPPED
from detente.parse import build_clauses, load_parser
from detente.pipeline import code_articles, load_coder
from detente.proof import example_article
from detente.records import Article, Clause, CodedArticle, Event
from tools.news import add_shared, news_texts

CORPUS = Path("bench/quality/corpus/dev")
LABELLED, NEWS = Path("training/events"), Path("training/news")
MADE_OF_RULES = frozenset(("rules.tsv", "frames.tsv"))
PENALTY = 1.0
"""Of the squared weights: a few hundred readings would fit noise."""


@dataclass(frozen=True)
class Reading:
    """An event that was coded, and whether it is right."""

    is_learned: bool
    values: tuple[float, ...]
    is_right: bool
    weight: float = 1.0


def main() -> None:
    """Fit, print, and write if asked to."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="put the weights into confidence.toml")
    add_shared(options)
    chosen = options.parse_args()
    shipped = load_lexicon()
    open_weights = replace(shipped.confidence, least=0.0, least_learned=0.0)
    lexicon = replace(shipped, confidence=open_weights)
    texts = news_texts(chosen.shared)
    readings = [*_of_corpus(lexicon), *_of_labelled(lexicon), *_of_news(lexicon, texts)]
    weights = {}
    for is_learned in (False, True):
        rows = [reading for reading in readings if reading.is_learned == is_learned]
        weights[is_learned] = _fit(rows)
        right = sum(row.is_right for row in rows)
        print(f"{'by the head alone' if is_learned else 'by rules'}: {len(rows)} readings, {right} right")
        x = np.array([row.values for row in rows])
        p = 1 / (1 + np.exp(-x @ weights[is_learned]))
        y = np.array([row.is_right for row in rows])
        print(f"  log loss {-np.mean(np.log(np.where(y, p, 1 - p))):.3f}")
        print("  " + "  ".join(f"{n} {w:.2f}" for n, w in zip(FEATURES, weights[is_learned], strict=True)))
    if chosen.write:
        _write(weights, shipped)


def _of_corpus(lexicon: Lexicon) -> Iterator[Reading]:
    rows = [
        json.loads(line)
        for path in sorted(CORPUS.glob("*.jsonl"))
        for line in path.read_text("utf-8").split("\n")
        if line.strip()
    ]
    articles = [replace(example_article(row["text"]), id=row["id"]) for row in rows]
    for row, result in zip(rows, _coded(articles, lexicon), strict=True):
        for event, match, clause in _matches(result, lexicon):
            gold = [g for g in row["events"] if _share(g["trigger"], event.trigger.text)]
            if any(g.get("optional") for g in gold):
                continue
            is_right = any(g["type"] == event.event_type for g in gold)
            yield _reading(match, clause, is_right=is_right)


def _of_labelled(lexicon: Lexicon) -> Iterator[Reading]:
    rows = []
    for path in sorted(LABELLED.glob("*.tsv")):
        for label, marked in labelled_lines(path) if path.name not in MADE_OF_RULES else ():
            text, spans = unmarked(marked)
            if is_text_held_back(text):
                ((start, end),) = spans["p"]
                rows.append((label, text, text[start:end]))
    articles = [example_article(text) for _, text, _ in rows]
    for (label, _, predicate), result in zip(rows, _coded(articles, lexicon), strict=True):
        for event, match, clause in _matches(result, lexicon):
            # Nobody said anything of the other words of the sentence.
            if _share(predicate, event.trigger.text):
                yield _reading(match, clause, is_right=event.event_type == label)


def _of_news(lexicon: Lexicon, texts: Sequence[str]) -> Iterator[Reading]:
    rows = [row for row in news_sentences(NEWS, texts) if is_text_held_back(row[0])]
    articles = [example_article(text) for text, _ in rows]
    for (_, acts), result in zip(rows, _coded(articles, lexicon), strict=True):
        for event, match, clause in _matches(result, lexicon):
            yield _reading(match, clause, is_right=any(act.is_told_by(event) for act in acts))


def _coded(articles: Sequence[Article], lexicon: Lexicon) -> Iterator[CodedArticle]:
    coder = load_coder(lexicon=lexicon, parser=load_parser(), whole=True)
    for result in code_articles(articles, coder=coder):
        assert isinstance(result, CodedArticle), result
        yield result


def _matches(result: CodedArticle, lexicon: Lexicon) -> Iterator[tuple[Event, Match, Clause]]:
    """Every event with the match that made it."""
    matching = Matching(lexicon.rules, lexicon.confidence, lexicon.ontology)
    for sentence in result.sentences:
        clauses = build_clauses(sentence, grammar=lexicon.grammar, event_nouns=lexicon.event_nouns)
        sides = Sides(
            sentence, result.mentions, tables=lexicon.entities, on=result.article.published,
            places=result.places, text=result.article.text,
        )  # fmt: skip
        scene = Scene(result.article, sentence, clauses, sides)
        for clause in clauses:
            for event in result.events:
                if (event.trigger.start, event.trigger.end) != (clause.start, clause.end):
                    continue
                found = match_rules(clause, clauses, matching=matching, sides=scene.sides)
                for match in found:
                    if match.rule.id == event.rule:
                        yield event, match, clause


def _reading(match: Match, clause: Clause, *, is_right: bool) -> Reading:
    values = tuple(value for _, value in features(match.ground, match.types, clause.acts or ()))
    return Reading(match.rule.learned, values, is_right)


def _fit(rows: Sequence[Reading]) -> NDArray[np.float64]:
    """Weights of a logistic regression with a penalty, by Newton's method."""
    x = np.array([row.values for row in rows])
    y = np.array([row.is_right for row in rows], dtype=float)
    weights = np.zeros(x.shape[1])
    penalty = PENALTY * np.eye(x.shape[1])
    penalty[0, 0] = 1e-6
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - penalty @ weights
        hessian = x.T @ (x * (p * (1 - p))[:, None]) + penalty
        weights += np.linalg.solve(hessian, gradient)
    return weights


def _share(left: str, right: str) -> bool:
    return bool(set(left.lower().split()) & set(right.lower().split()))


def _write(weights: dict[bool, NDArray[np.float64]], lexicon: Lexicon) -> None:
    path = SHIPPED / "confidence.toml"
    head = path.read_text("utf-8").split("\n[rule]")[0].rstrip()
    del lexicon
    parts = [head]
    for name, is_learned in (("rule", False), ("learned", True)):
        lines = [f"{n} = {w:.3f}" for n, w in zip(FEATURES, weights[is_learned], strict=True)]
        parts.append(f"[{name}]\n" + "\n".join(lines))
    path.write_text("\n\n".join(parts) + "\n", "utf-8")


if __name__ == "__main__":
    main()
