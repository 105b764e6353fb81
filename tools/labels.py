"""Labelled sentences from the examples of the rules, in training/events/rules.tsv: `python -m tools.labels`.

Every example is a sentence with a known type, every counterexample one that is not of it. What the rules code
in them is marked with its type; in counterexamples in which nothing is coded the rule's word is marked as
NONE, unless the counterexample is about who acts and not about what is done.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.acts import marked

from detente.lexicon import load_lexicon
from detente.lexicon.rules import Rule
from detente.parse import build_clauses, load_parser
from detente.pipeline import code_articles, load_coder
from detente.proof import example_article, example_texts
from detente.records import CodedArticle

TARGET = Path("training/events/rules.tsv")
ABOUT_SIDES = ("actor", "side", "recipient", "nobody", "who ", "agent", "state", "politic", "country")


def main() -> None:
    """Write the file anew."""
    lexicon = load_lexicon()
    coder = load_coder(lexicon=lexicon, parser=load_parser(), whole=True)
    texts = example_texts(lexicon.rules.all)
    coded = dict(zip(texts, code_articles(map(example_article, texts), coder=coder), strict=True))
    lines: dict[str, None] = {}
    for rule in lexicon.rules.all:
        for example in rule.examples:
            lines.update(dict.fromkeys(_of_events(coded[example.text])))
        for example in rule.counterexamples:
            result = coded[example.text]
            lines.update(dict.fromkeys(_of_events(result)))
            is_about_sides = any(word in (example.why or "").lower() for word in ABOUT_SIDES)
            if isinstance(result, CodedArticle) and not result.events and not is_about_sides:
                lines.update(dict.fromkeys(_of_nothing(rule, result, lexicon.grammar, lexicon.event_nouns)))
    TARGET.write_text("# Made by tools/labels.py from the examples of the rules.\n" + "\n".join(lines) + "\n")
    print(f"{TARGET}: {len(lines)} lines")


def _of_events(result: object) -> Iterator[str]:
    if isinstance(result, CodedArticle):
        for event in result.events:
            yield f"{event.event_type}\t{marked(result.article.text, event.trigger.start, event.trigger.end)}"


def _of_nothing(rule: Rule, result: CodedArticle, grammar: object, event_nouns: object) -> Iterator[str]:
    words = {phrase.split()[-1] for phrase in (*rule.nouns, *rule.adjectives)}
    words |= {verb.split()[0] for verb in rule.verbs}
    for sentence in result.sentences:
        for clause in build_clauses(sentence, grammar=grammar, event_nouns=event_nouns):  # type: ignore[arg-type]
            token = sentence.tokens[clause.predicate]
            if token.lemma.lower() in words:
                yield f"NONE\t{marked(result.article.text, token.start, token.end)}"
                return


if __name__ == "__main__":
    main()
