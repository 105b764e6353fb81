from dataclasses import replace
from pathlib import Path

import pytest

from detente.errors import LexiconError, ParserError, UsageError
from detente.lexicon import load_lexicon
from detente.parse.stored import StoredParser
from detente.pipeline import Coder
from detente.project.own_lexicon import plan_trial
from detente.project.trial import Trial, event_changes, try_rules
from detente.proof import example_article
from detente.records import Failure, Span

TREES = Path(__file__).parents[2] / "golden" / "sentences.conllu"
RULE = """
[[rule]]
id = "coerce-shell"
event = "COERCE"
verbs = ["shell"]
recipient = ["object"]
[[rule.example]]
text = "Iran shelled Iraq."
[[rule.counterexample]]
text = "Iran shelled nuts."
"""
WITHOUT = '\n[[rule]]\nid = "accuse-criticise"\ndisabled = true\n'


class Parser(StoredParser):
    """Stored trees, and lemmas that are the words themselves without an ending."""

    asked = ()

    @staticmethod
    def possible_lemmas(word):
        return frozenset({word.lower(), word.lower().removesuffix("ed")})

    def parse_texts(self, texts, *, may_matter=None):
        texts = tuple(texts)
        self.asked += texts
        return super().parse_texts(texts, may_matter=may_matter)


@pytest.fixture(scope="module")
def shipped():
    return load_lexicon()


@pytest.fixture
def overlay(tmp_path):
    """A folder that disables a shipped rule and adds one of the user's."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "mine.toml").write_text(RULE + WITHOUT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def lexicon(overlay):
    return load_lexicon(overlay=overlay)


def articles(*texts):
    return [replace(example_article(text), id=f"a{number}") for number, text in enumerate(texts)]


def tried(asked, lexicon, *texts, parser=None):
    coder = Coder(parser=parser or Parser(TREES), lexicon=lexicon)
    return list(try_rules(articles(*texts), trial=plan_trial(asked, lexicon=lexicon), coder=coder))


# --------------------------------------------------------------------------- trials


def test_a_disabled_rule_no_longer_codes_as_it_did(lexicon):
    (found,) = tried("accuse-criticise", lexicon, "France condemned the attack on Iran.")

    assert found.found == 0
    assert [change.before.rule for change in found.changes if change.before] == ["accuse-criticise"]


def test_articles_without_the_words_are_not_parsed(lexicon):
    parser = Parser(TREES)

    found = tried("accuse-criticise", lexicon, "Iran did not free the crew.", parser=parser)

    assert [item.changes for item in found] == [()]
    assert parser.asked == ()


def test_all_articles_are_parsed_where_the_parser_knows_no_lemmas(lexicon):
    (found,) = tried("accuse-criticise", lexicon, "Iran did not free the crew.", parser=StoredParser(TREES))

    assert found.changes == ()


def test_rules_that_read_any_word_are_tried_on_all_articles(shipped):
    learned = shipped.rules.learned[0]
    without = replace(shipped.rules, all=tuple(rule for rule in shipped.rules.all if rule != learned))
    coder = Coder(parser=Parser(TREES), lexicon=shipped)

    list(
        try_rules(
            articles("Iran did not free the crew."),
            trial=Trial(before=without, after=shipped.rules),
            coder=coder,
        )
    )

    assert coder.parser.asked


def test_an_article_that_cannot_be_parsed_gives_its_failure_and_the_others_are_tried(lexicon):
    first, second = tried(
        "accuse-criticise",
        lexicon,
        "France condemned nobody knows whom.",
        "France condemned the attack on Iran.",
    )

    assert isinstance(first, Failure)
    assert (first.stage, first.item_id) == ("parse", "a0")
    assert second.changes


def test_an_article_that_cannot_be_coded_gives_its_failure(lexicon, monkeypatch):
    def refuse(*_, **__):
        raise ParserError("no tree")

    monkeypatch.setattr("detente.project.trial.code_parsed", refuse)

    (found,) = tried("accuse-criticise", lexicon, "France condemned the attack on Iran.")

    assert found == Failure(stage="code", item_id="a0", reason="no tree")


# --------------------------------------------------------------------------- which rules


def test_a_rule_on_trial_is_left_out_before(lexicon):
    trial = plan_trial("coerce-shell", lexicon=lexicon)

    assert [rule.id for rule in trial.different] == ["coerce-shell"]
    assert trial.after is lexicon.rules


def test_all_rules_of_an_own_file_are_on_trial(lexicon, overlay):
    trial = plan_trial(str(overlay / "rules" / "mine.toml"), lexicon=lexicon)

    assert {rule.id for rule in trial.different} == {"accuse-criticise", "coerce-shell"}


def test_rules_of_another_file_are_laid_on_top(shipped, overlay):
    trial = plan_trial(str(overlay / "rules" / "mine.toml"), lexicon=shipped)

    assert trial.before is shipped.rules
    assert {rule.id for rule in trial.different} == {"accuse-criticise", "coerce-shell"}


@pytest.mark.parametrize("asked", ["accuse-of", "nothing"])
def test_a_rule_that_is_not_the_users_is_refused(lexicon, asked):
    with pytest.raises(
        UsageError, match=f"{asked}: you have no rule with this id; choose from coerce-shell, acc"
    ):
        plan_trial(asked, lexicon=lexicon)


def test_without_own_rules_a_file_is_asked_for(shipped):
    with pytest.raises(UsageError, match="id; name a TOML file with rules"):
        plan_trial("mine", lexicon=shipped)


def test_a_file_that_is_not_there_is_refused(shipped, tmp_path):
    with pytest.raises(LexiconError, match="No such file"):
        plan_trial(str(tmp_path / "none.toml"), lexicon=shipped)


# --------------------------------------------------------------------------- what changes


def named(changes):
    return [(change.before and change.before.id, change.after and change.after.id) for change in changes]


def test_same_readings_are_no_change(coded):
    again = [replace(event, rule="another", trigger=Span(0, 1, "x"), id="x") for event in coded.events]

    assert event_changes(coded.events, again) == ()


def test_events_appear_and_disappear(coded):
    first, *others, last = coded.events

    changes = event_changes((first, *others), (*others, last))

    assert sorted(named(changes), key=str) == sorted([(first.id, None), (None, last.id)], key=str)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"event_type": "AID"}, id="type"),
        pytest.param({"mode": None}, id="mode"),
        pytest.param({"status": "negated"}, id="status"),
        pytest.param({"recipients": ()}, id="sides"),
    ],
)
def test_an_event_with_the_same_trigger_is_changed(coded, values):
    first = coded.events[0]

    changes = event_changes(coded.events, (replace(first, id="new", **values), *coded.events[1:]))

    assert named(changes) == [(first.id, "new")]
