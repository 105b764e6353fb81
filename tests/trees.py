"""Sentences whose trees are written by hand, so that a test says all that it depends on."""

from dataclasses import replace

from detente.events import Coding, code_article
from detente.lexicon.confidence import FEATURES, Confidence
from detente.parse import build_clauses
from detente.records import Act, ActSide, Mention, Sentence, Token
from scenes import (
    CONFIDENCE,
    CONTEXTS,
    CUES,
    EMBEDDING,
    GRAMMAR,
    ONTOLOGY,
    PUBLISHED,
    RULES,
    TABLES,
    make_article,
)

CODING = Coding(ontology=ONTOLOGY, rules=RULES, confidence=CONFIDENCE, embedding=EMBEDDING, contexts=CONTEXTS)

_NOTHING = dict.fromkeys(FEATURES, 0.0)
AS_THE_HEAD = Confidence(
    least=0.5, least_learned=0.6, rule=_NOTHING | {"act": 1.0}, learned=_NOTHING | {"act": 1.0}
)
"""A reading is as likely as the event head says, so that tests do not hang on what was fitted."""


def grow(rows, *, has_acts=False):
    """Text and sentence of rows "form lemma UPOS XPOS head deprel", with acts such as `ASSAULT:0.9` after.

    Heads count from 1, as in CoNLL-U, 0 for the root; a mark such as "," touches the word before it.
    """
    text, tokens = "", []
    for row in rows.strip().splitlines():
        form, lemma, upos, xpos, head, deprel, *acts = row.split()
        text += " " if text and upos != "PUNCT" else ""
        tokens.append(
            Token(
                len(text), len(text) + len(form), form, lemma, upos, xpos, int(head) - 1, deprel,
                tuple(Act(kind, float(share)) for kind, _, share in (act.partition(":") for act in acts)),
            )
        )  # fmt: skip
        text += form
    return text, Sentence(0, len(text), tuple(tokens), has_acts=has_acts)


def with_sides(sentence, act, **words):
    """The sentence, its event head sure that the words of a role (`actor="Iran"`) are a side of an act."""
    place = {token.text: index for index, token in enumerate(sentence.tokens)}
    sides = tuple(ActSide(role, place[word], 0.9) for role, side in words.items() for word in side.split())
    return replace(
        sentence,
        tokens=tuple(replace(t, sides=sides) if t.text == act else t for t in sentence.tokens),
    )


def clauses_of(sentence, *, rules=RULES):
    nouns = rules.event_nouns | CUES.speech_nouns.keys()
    return build_clauses(sentence, grammar=GRAMMAR, event_nouns=nouns)


def mention(text, words, entity=None, *, country=None, sector=None, role=None):
    """Who these words of a text mean; a state is its own country."""
    at = text.index(words)
    return Mention(
        start=at, end=at + len(words), text=words, entity=entity, country=country or entity, sector=sector,
        role=role, name=None,
    )  # fmt: skip


def events_of(text, sentence, mentions, *, places=(), dates=(), coding=CODING):
    """What is coded from one sentence."""
    return code_article(
        make_article(text, published=PUBLISHED),
        [(sentence, clauses_of(sentence, rules=coding.rules))],
        mentions=tuple(mentions),
        dates=tuple(dates),
        places=tuple(places),
        coding=coding,
        cues=CUES,
        tables=TABLES,
    ).events


def countries(sides):
    """Country of each side, its words where it has none."""
    return [side.country or side.mention.text for side in sides]
