import pytest

from detente.errors import LexiconError
from detente.lexicon import SHIPPED
from detente.lexicon.ontology import load_ontology
from detente.lexicon.rules import load_rules

ONTOLOGY = load_ontology(SHIPPED / "ontology.toml")
GOOD = """
[classes]
weapon = ["bomb", "rocket"]

[[rule]]
id = "accuse-of"
event = "ACCUSE"
verbs = ["accuse", "call out"]
nouns = ["war crime charge"]
actor = ["subject"]
recipient = ["object"]
[rule.with]
"object|oblique:of" = ["@weapon", "crime"]
[rule.without]
complement = ["*"]
[[rule.example]]
text = "France accused Iran."
actor = "France"
recipient = ["Iran", "Iraq"]
[[rule.counterexample]]
text = "Critics accused nobody."
why = "nobody is accused"
"""


def load(tmp_path, text):
    (tmp_path / "accuse.toml").write_text(text, encoding="utf-8")
    return load_rules(tmp_path, ontology=ONTOLOGY)


def test_load_rules_finds_rules_by_kind_and_last_word(tmp_path):
    rules = load(tmp_path, GOOD)

    (rule,) = rules.all
    assert set(rules.by_predicate) == {("verb", "accuse"), ("verb", "call out"), ("noun", "charge")}
    assert rules.event_nouns == {"charge"}
    assert rule.frames == 3


def test_load_rules_expands_classes_and_alternatives(tmp_path):
    (rule,) = load(tmp_path, GOOD).all

    (condition,) = rule.with_
    assert condition.roles == ("object", "oblique:of")
    assert condition.words == {"bomb", "rocket", "crime"}
    assert rule.without[0].words == frozenset()


def test_load_rules_reads_examples(tmp_path):
    (rule,) = load(tmp_path, GOOD).all

    assert rule.examples[0].recipients == ("Iran", "Iraq")
    assert rule.counterexamples[0].why == "nobody is accused"


def test_load_rules_takes_needs_from_the_ontology(tmp_path):
    (rule,) = load(tmp_path, GOOD.replace('"ACCUSE"', '"AID"')).all

    assert rule.needs == ("actor", "recipient")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param('"ACCUSE"', '"ACCUSES"', "unknown event type 'ACCUSES'", id="an unknown event type"),
        pytest.param(
            'actor = ["subject"]', 'aktor = ["subject"]', "unknown key 'aktor'", id="a misspelt key"
        ),
        pytest.param("@weapon", "@weapons", "unknown class @weapons", id="an unknown class"),
        pytest.param(
            'event = "ACCUSE"', 'event = "ACCUSE"\nmode = "shout"', "has no mode 'shout'", id="a mode"
        ),
        pytest.param(
            'event = "ACCUSE"', 'event = "ACCUSE"\nstatus = "maybe"', "unknown status 'maybe'", id="a status"
        ),
        pytest.param(
            'event = "ACCUSE"', 'event = "ACCUSE"\ncontexts = ["x"]', "unknown context 'x'", id="a context"
        ),
        pytest.param(
            'event = "ACCUSE"',
            'event = "ACCUSE"\nundoes = ["WAR"]',
            "undoes an unknown type 'WAR'",
            id="a type undone",
        ),
        pytest.param(
            'verbs = ["accuse", "call out"]\nnouns = ["war crime charge"]',
            "",
            "names no predicate",
            id="no predicate",
        ),
        pytest.param('recipient = ["object"]', 'recipient = "object"', "must be a list", id="no list"),
        pytest.param(
            "[[rule.counterexample]]",
            "[[rule.example]]",
            "at least one counterexample",
            id="no counterexample",
        ),
    ],
)
def test_load_rules_names_what_is_wrong(tmp_path, old, new, message):
    with pytest.raises(LexiconError, match=message):
        load(tmp_path, GOOD.replace(old, new))


def test_load_rules_refuses_an_id_used_twice(tmp_path):
    with pytest.raises(LexiconError, match="used twice"):
        load(tmp_path, GOOD + GOOD.partition("[[rule]]")[1] + GOOD.partition("[[rule]]")[2])


def test_load_rules_refuses_a_class_defined_twice(tmp_path):
    (tmp_path / "a.toml").write_text('[classes]\nweapon = ["gun"]\n', encoding="utf-8")

    with pytest.raises(LexiconError, match="class weapon: is defined twice"):
        load(tmp_path, GOOD)


def test_load_rules_refuses_what_is_no_toml(tmp_path):
    with pytest.raises(LexiconError, match="no valid TOML"):
        load(tmp_path, "[[rule]")


def test_the_shipped_rules_cover_every_event_type():
    rules = load_rules(SHIPPED / "rules", ontology=ONTOLOGY)

    assert {rule.event for rule in rules.all} == set(ONTOLOGY.types)
    assert sum(rule.frames for rule in rules.all) >= 600
