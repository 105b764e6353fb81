"""Every word of every rule in a sentence, in training/events/frames.tsv: `python -m tools.frames`.

A rule has a few examples and often dozens of verbs and nouns. Here the word of an example is exchanged for
each of the others in turn, in the same form; what the rules alone make of the new sentence must be the type
of the rule, or the sentence is left out. So the event head meets every word of the lexicon. Needs lemminflect
(training/requirements.txt).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from lemminflect import getInflection
from training.acts import marked

from detente.lexicon import load_lexicon
from detente.lexicon.rules import Rule
from detente.parse import load_parser
from detente.pipeline import Coder
from detente.records import Sentence, Token
from tools.rules_alone import by_rules_alone

TARGET = Path("training/events/frames.tsv")
FORMS = ("VBD", "VBZ", "VBP", "VBN", "VB", "VBG", "NN", "NNS")


@dataclass(frozen=True, slots=True)
class Slot:
    """An example whose word can be exchanged."""

    text: str
    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A new sentence of a rule."""

    rule: Rule
    text: str
    start: int
    end: int


def main() -> None:
    """Write the file anew."""
    lexicon = load_lexicon()
    coder = Coder(parser=load_parser(), lexicon=lexicon)
    drafts = [draft for rule in lexicon.rules.all if not rule.learned for draft in drafts_of(rule, coder)]
    lines: dict[str, None] = {}
    for draft, coded in zip(drafts, by_rules_alone([draft.text for draft in drafts], coder), strict=True):
        events = [e for e in coded.events if e.trigger.start < draft.end and draft.start < e.trigger.end]
        if events and events[0].event_type == draft.rule.event:
            lines[f"{draft.rule.event}\t{marked(draft.text, draft.start, draft.end)}"] = None
    TARGET.write_text(
        "# Made by tools/frames.py from the words of the rules.\n" + "\n".join(lines) + "\n", "utf-8"
    )
    print(f"{TARGET}: {len(lines)} lines of {len(drafts)}")


def drafts_of(rule: Rule, coder: Coder) -> Iterator[Draft]:
    """A sentence for each word of a rule, its examples taken in turn."""
    slots = {"V": [], "N": []}  # type: dict[str, list[Slot]]
    texts = [example.text for example in rule.examples]
    for text, coded in zip(texts, by_rules_alone(texts, coder), strict=True):
        for event in coded.events:
            if event.rule != rule.id:
                continue
            for token in trigger_tokens(coded.sentences, event.trigger.start):
                slots[token.xpos[0]].append(Slot(text, token.start, event.trigger.end, token.xpos))
    for kind, words in (("V", rule.verbs), ("N", rule.nouns)):
        if slots[kind]:
            for word, slot in zip(words, cycle(slots[kind]), strict=False):
                form = inflected(word, slot.tag)
                text = slot.text[: slot.start] + form + slot.text[slot.end :]
                yield Draft(rule, text, slot.start, slot.start + len(form))


def trigger_tokens(sentences: tuple[Sentence, ...], start: int) -> Iterator[Token]:
    """The word at a place, where its form is one that others can take."""
    for sentence in sentences:
        for token in sentence.tokens:
            if token.start == start and token.xpos in FORMS:
                yield token


def inflected(word: str, tag: str) -> str:
    """A verb with its particle, or a noun, in the form of a tag."""
    if tag.startswith("V"):
        first, *rest = word.split()
        return " ".join([_form(first, tag), *rest])
    *rest, last = word.split()
    return " ".join([*rest, _form(last, tag)])


def _form(word: str, tag: str) -> str:
    forms = getInflection(word, tag)
    return str(forms[0]) if forms else word


if __name__ == "__main__":
    main()
