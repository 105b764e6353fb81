"""Clauses: the constructions that `parse/clauses.py` undoes, each with the clause it must give.

The trees are stored in `tests/golden/sentences.conllu`, made by the parser and corrected by hand, so that these
tests say something about clauses and nothing about the parser.
"""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.lexicon import SHIPPED
from detente.lexicon.grammar import load_grammar
from detente.parse import build_clauses
from detente.parse.stored import StoredParser
from detente.records import Act, Clause, Sentence, Token
from trees import grow

GOLDEN = Path(__file__).parents[2] / "golden" / "sentences.conllu"
GRAMMAR = load_grammar(SHIPPED / "grammar.toml")
EVENT_NOUNS = frozenset(
    {
        "strike",
        "shelling",
        "talk",
        "meeting",
        "visit",
        "attack",
        "condemnation",
        "agreement",
        "summit",
        "sanction",
    }
)

CASES = {
    "an active clause": (
        "France condemned the strike.",
        ["condemn(subject=France, object=the strike) past"],
    ),
    "a passive gives back its logical roles": (
        "The strike was condemned by France.",
        ["condemn(object=The strike, subject=France) past"],
    ),
    "a passive without agent has no subject": (
        "Two ministers were arrested on Monday.",
        ["arrest(object=Two ministers, time=Monday) past"],
    ),
    "coordinated verbs share subject and object": (
        "France met and praised the envoys.",
        ["meet(subject=France, object=the envoys) past", "praise(subject=France, object=the envoys) past"],
    ),
    "the object of urging is the subject of the infinitive": (
        "France urged Iran to free the crew.",
        [
            "urge(subject=France, object=Iran, complement=free the crew) past",
            "free(object=the crew, subject=Iran) to",
        ],
    ),
    "the subject of promising stays the subject of the infinitive": (
        "Iran promised to free the crew.",
        ["free(object=the crew, subject=Iran) to"],
    ),
    "a relative pronoun stands for its noun": (
        "France, which backs the rebels, condemned the strike.",
        ["back(subject=France, object=the rebels) present"],
    ),
    "a reduced relative clause is a passive": (
        "Sanctions imposed by France on Iran hurt the banks.",
        ["impose(subject=France, oblique:on=Iran, object=Sanctions)"],
    ),
    "a relative clause without pronoun has its noun as object": (
        "The deal they signed in 2015 has collapsed.",
        ["sign(subject=they, time=2015, object=The deal) past"],
    ),
    "an event noun with of and by": (
        "The shelling of Aleppo by Russia killed dozens of people.",
        ["shelling(object=Aleppo, subject=Russia) past light=kill"],
    ),
    "a possessor is the subject of an event noun": (
        "Its condemnation of Zambia surprised many.",
        ["condemnation(subject=Its, object=Zambia)"],
    ),
    "a light verb hands its arguments to the noun": (
        "France held secret talks with Iran in Oslo.",
        ["talk(modifier=secret, oblique:with=Iran, subject=France, oblique:in=Oslo) past light=hold"],
    ),
    "a verb of happening gives its noun tense and negation": (
        "Talks between France and Iran did not resume.",
        ["talk(oblique:between=France and Iran) past not light=resume"],
    ),
    "an agreement that a summit lacks is denied": (
        "The summit between France and Iran ended without an agreement.",
        ["agreement(subject=The summit between France and Iran) not"],
    ),
    "negation by an adverb": (
        "Iran did not free the crew.",
        ["free(subject=Iran, object=the crew) past not"],
    ),
    "modality and future": (
        "Iran will free the crew on Friday.",
        ["free(subject=Iran, object=the crew, time=Friday) future will"],
    ),
    "a condition is marked": (
        "If Iran attacks, Israel will respond.",
        ["attack(subject=Iran) present if", "respond(adverbial:if=Iran attacks, subject=Israel) future will"],
    ),
    "reported speech keeps the reporting clause apart": (
        "Iran may attack, two officials said.",
        ["attack(subject=Iran) may", "say(complement=Iran may attack, subject=two officials) past"],
    ),
    "the infinitive of a willingness belongs to whoever expresses it": (
        "Kim expressed a willingness to hold a summit with Trump.",
        ["hold(object=a summit with Trump, oblique:with=Trump, subject=Kim) to"],
    ),
    "a participle shares the subject": (
        "Putin called for a deal, stressing the need for guarantees.",
        ["stress(object=the need for guarantees, oblique:for=guarantees, subject=Putin)"],
    ),
    "a predicative adjective": (
        "Iran is critical of the deal.",
        ["critical(subject=Iran, oblique:of=the deal) present"],
    ),
    "thousands of protesters are protesters": (
        "Thousands of protesters marched in Cairo.",
        ["march(subject=Thousands of protesters, oblique:in=Cairo) past"],
    ),
    "a particle belongs to the verb": (
        "Iran called off the talks.",
        ["call off(subject=Iran, object=the talks) past"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_build_clauses_undoes_surface_syntax(text, expected):
    (sentence,) = next(iter(StoredParser(GOLDEN).parse_texts([text])))

    clauses = build_clauses(sentence, grammar=GRAMMAR, event_nouns=EVENT_NOUNS)

    shown = [_show(clause, text) for clause in clauses]
    assert [line for line in expected if line not in shown] == [], shown


def test_build_clauses_finds_the_head_behind_a_partitive():
    text = "Thousands of protesters marched in Cairo."
    (sentence,) = next(iter(StoredParser(GOLDEN).parse_texts([text])))

    (clause,) = build_clauses(sentence, grammar=GRAMMAR, event_nouns=EVENT_NOUNS)

    assert clause.argument("subject").lemma == "protester"


def test_build_clauses_names_the_owner_of_a_phrase():
    text = "Kim blamed Washington's attitude."
    (sentence,) = next(iter(StoredParser(GOLDEN).parse_texts([text])))

    (clause,) = build_clauses(sentence, grammar=GRAMMAR, event_nouns=EVENT_NOUNS)

    owners = [sentence.tokens[token].text for group in clause.argument("object").owners for token in group]
    assert owners == ["Washington"]


def test_build_clauses_links_a_complement_to_its_verb():
    text = "France urged Iran to free the crew."
    (sentence,) = next(iter(StoredParser(GOLDEN).parse_texts([text])))

    urge, free = build_clauses(sentence, grammar=GRAMMAR, event_nouns=EVENT_NOUNS)

    assert (free.parent, free.link) == (0, "complement")
    assert urge.argument("complement").clause == 1


HELD_TALKS = """
    France  France  PROPN  NNP  2  nsubj
    held    hold    VERB   VBD  0  root  {verb}
    talks   talk    NOUN   NNS  2  obj   {noun}
    .       .       PUNCT  .    2  punct
"""


def _acts_by_lemma(tree, *, has_acts=True):
    _, sentence = grow(tree, has_acts=has_acts)
    clauses = build_clauses(sentence, grammar=GRAMMAR, event_nouns=EVENT_NOUNS)
    return {clause.lemma: clause.acts for clause in clauses}


@pytest.mark.parametrize(
    ("verb", "noun", "expected"),
    [
        pytest.param("", "CONSULT:0.9", {"talk": (Act("CONSULT", 0.9),), "hold": ()}, id="of its own word"),
        pytest.param(
            "AGREE:0.7",
            "",
            {"talk": (Act("AGREE", 0.7),), "hold": (Act("AGREE", 0.7),)},
            id="of the light verb that carries it",
        ),
        pytest.param(
            "AGREE:0.7",
            "CONSULT:0.9",
            {"talk": (Act("CONSULT", 0.9),), "hold": (Act("AGREE", 0.7),)},
            id="of its own word before those of the light verb",
        ),
        pytest.param("", "", {"talk": (), "hold": ()}, id="none where the event head sees none"),
    ],
)
def test_build_clauses_gives_a_clause_the_acts(verb, noun, expected):
    assert _acts_by_lemma(HELD_TALKS.format(verb=verb, noun=noun)) == expected


def test_build_clauses_knows_no_acts_without_an_event_head():
    assert _acts_by_lemma(HELD_TALKS.format(verb="", noun=""), has_acts=False) == {"hold": None, "talk": None}


@pytest.mark.parametrize(
    ("acts", "is_clause"),
    [
        pytest.param("ASSAULT:0.9", True, id="one likely act"),
        pytest.param("ASSAULT:0.4 COERCE:0.3", False, id="several acts, none of them sure"),
        pytest.param("ASSAULT:0.3", False, id="an unlikely act"),
        pytest.param("", False, id="no act"),
    ],
)
def test_build_clauses_takes_a_noun_for_an_act_where_the_event_head_does(acts, is_clause):
    found = _acts_by_lemma(f"""
        The      the      DET    DT   2  det
        foray    foray    NOUN   NN   3  nsubj  {acts}
        angered  anger    VERB   VBD  0  root
        Iran     Iran     PROPN  NNP  3  obj
        .        .        PUNCT  .    3  punct
    """)

    assert ("foray" in found) == is_clause


_RELATIONS = ["nsubj", "obj", "obl", "nmod", "conj", "xcomp", "ccomp", "acl", "acl:relcl", "advcl", "case", "mark",
              "compound:prt", "nsubj:pass", "aux:pass", "amod", "nmod:poss", "parataxis", "cop"]  # fmt: skip
_TAGS = [("VERB", "VBD"), ("NOUN", "NN"), ("PROPN", "NNP"), ("ADJ", "JJ"), ("ADP", "IN"), ("PRON", "WDT")]


@st.composite
def _trees(draw):
    """Any tree at all, whether or not English has it."""
    size = draw(st.integers(1, 8))
    tokens = []
    for index in range(size):
        head = -1 if index == 0 else draw(st.integers(0, index - 1))
        upos, xpos = draw(st.sampled_from(_TAGS))
        relation = "root" if head < 0 else draw(st.sampled_from(_RELATIONS))
        word = draw(st.sampled_from(["hold", "talk", "strike", "Iran", "of", "that", "call", "2019", "not"]))
        tokens.append(Token(index * 8, index * 8 + len(word), word, word, upos, xpos, head, relation))
    return Sentence(0, size * 8, tuple(tokens))


@given(_trees())
def test_build_clauses_survives_any_tree(sentence):
    clauses = build_clauses(sentence, grammar=GRAMMAR, event_nouns=EVENT_NOUNS)

    for clause in clauses:
        assert clause.parent is None or 0 <= clause.parent < len(clauses)
        assert all(argument.start < argument.end for argument in clause.arguments)


def _show(clause: Clause, text: str) -> str:
    """`condemn(subject=France, object=the strike) past not`."""
    arguments = ", ".join(f"{a.role}={text[a.start : a.end]}" for a in clause.arguments)
    facts = [clause.tense, clause.modality, "not" if clause.negated else None, clause.marker]
    light = f"light={clause.light}" if clause.light else None
    return re.sub(r"\s+", " ", " ".join([f"{clause.lemma}({arguments})", *filter(None, [*facts, light])]))
