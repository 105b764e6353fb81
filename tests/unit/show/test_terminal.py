from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from detente.lexicon import load_lexicon
from detente.records import Span
from detente.show import Explanation, print_explanation, print_record
from detente.show.marks import Mark
from detente.show.terminal import is_labelled, marked_sentence


def printed(show, *, width=80, terminal=False, no_color=False):
    """What `show` prints on a console of this kind."""
    file = StringIO()
    show(Console(file=file, width=width, force_terminal=terminal, no_color=no_color, highlight=False))
    return file.getvalue()


def record_text(coded, ontology, **kind):
    return printed(lambda console: print_record(coded, ontology=ontology, console=console), **kind)


@pytest.fixture(scope="module")
def lexicon():
    return load_lexicon()


def test_record_tells_who_what_when_where_and_on_whose_word(coded, ontology):
    text = record_text(coded, ontology)

    for part in (
        "Norway threatens to close its ports to Japanese trawlers",
        "Nordic Wire · 4 March 2025 (metadata)",
        "NOR → JPN  ACCUSE · allege  asserted  −3.5",
        "Kari Lund, foreign minister (NOR) → Japan (JPN)",
        "4 March 2025 (“Tuesday”)",
        "Brussels, BEL (city)",
        "NHK (“quoted by”) › Kyodo (“reported”)",
        "unless: Tokyo releases the survey data by March 31",
        "31 March 2025 (“March 31”)",
        "NOR: withdraw the threat",
        "How things stand: talks, stalled",
        "6 events (7 reports), 2 claims, 1 situation",
    ):
        assert part in text


def test_record_fits_into_80_columns(coded, ontology):
    text = record_text(coded, ontology)

    assert max(len(line) for line in text.splitlines()) <= 80


def test_record_has_no_control_characters_where_there_is_no_terminal(coded, ontology):
    assert "\x1b" not in record_text(coded, ontology)


def test_record_is_coloured_on_a_terminal(coded, ontology):
    assert "\x1b[" in record_text(coded, ontology, terminal=True)


@pytest.mark.parametrize(
    ("kind", "labelled"),
    [
        pytest.param({"terminal": True}, False, id="a terminal with colour"),
        pytest.param({"terminal": True, "no_color": True}, True, id="a terminal without colour"),
        pytest.param({}, True, id="a file"),
    ],
)
def test_roles_are_written_out_where_no_colour_tells_them(coded, ontology, kind, labelled):
    text = record_text(coded, ontology, **kind)

    assert ("[actor: Lund]" in text) == labelled


def test_hostile_text_cannot_move_the_cursor(coded, ontology):
    article = replace(coded.article, headline="\x1b[2Jgone", publisher="\x1b]0;title\x07")
    event = replace(coded.events[0], evidence=replace(coded.events[0].evidence, text="\x1b[1A" + "x" * 40))

    text = record_text(replace(coded, article=article, events=(event,)), ontology)

    assert "\x1b" not in text
    assert "\x07" not in text


def test_rich_markup_in_text_is_text(coded, ontology):
    article = replace(coded.article, headline="[bold red]not markup[/]")

    assert "[bold red]not markup[/]" in record_text(replace(coded, article=article), ontology)


def test_article_without_events_says_what_is_known(eventless, ontology):
    text = record_text(eventless, ontology)

    assert "(no headline)" in text
    assert "day of publication not known" in text
    assert "Events" not in text
    assert "0 events (0 reports), 0 claims" in text


def test_situation_names_its_holder(coded, ontology):
    held = replace(coded.situations[0], holder="JPN")

    assert "talks, stalled, says JPN" in record_text(replace(coded, situations=(held,)), ontology)


def test_claim_that_is_denied_says_so(coded, ontology):
    denied = replace(coded.claims[0], polarity="negative", certainty="certain", content=(), condition=None)

    assert "certain, denied" in record_text(replace(coded, claims=(denied,)), ontology)


def test_marked_sentence_colours_the_weightiest_role():
    sentence = Span(10, 20, "Kim warned")
    marks = [Mark(10, 20, "speaker", ("c",)), Mark(14, 20, "event", ("e",)), Mark(10, 20, "evidence", ("e",))]

    text = marked_sentence(sentence, marks, labelled=False)

    assert [(text.plain[part.start : part.end], part.style) for part in text.spans] == [
        ("Kim ", "yellow"),
        ("warned", "bold underline"),
    ]


def test_marked_sentence_labels_nested_roles_with_matching_brackets():
    sentence = Span(0, 10, "Kim warned")
    marks = [Mark(0, 10, "speaker", ("c",), lane=1), Mark(4, 10, "event", ("e",))]

    assert marked_sentence(sentence, marks, labelled=True).plain == "[speaker: Kim [event: warned]]"


def test_is_labelled_without_colour():
    assert is_labelled(Console(file=StringIO(), no_color=True, force_terminal=True))


def test_explanation_tells_sentence_rule_runner_up_chain_and_article(coded, lexicon):
    found = Explanation(event=coded.events[0], article=coded.article, claim=None)

    text = printed(lambda console: print_explanation(found, lexicon=lexicon, console=console))

    for part in (
        "e-accuse",
        "[event: accused]",
        "because the data are late",
        "accuse-of",
        "REJECT, 0.06",
        "the article’s own voice",
        "Nordic Wire",
        "4 March 2025 (metadata)",
        "https://news.example/ports",
        "a-ports",
    ):
        assert part in text


def test_explanation_of_a_claimed_event_tells_the_claim(coded, lexicon):
    found = Explanation(event=coded.events[1], article=coded.article, claim=coded.claims[0])

    text = printed(lambda console: print_explanation(found, lexicon=lexicon, console=console))

    assert "threaten  Kari Lund" in text
    assert "runner-up  none" in text
    assert "[speaker: Norway's foreign minister Kari Lund]" in text


def test_explanation_shows_the_rules_words_and_an_example(coded, lexicon):
    rule = lexicon.rules.all[0]
    found = Explanation(event=replace(coded.events[0], rule=rule.id), article=coded.article, claim=None)

    text = printed(lambda console: print_explanation(found, lexicon=lexicon, console=console), width=300)

    assert rule.examples[0].text in text


def test_explanation_of_an_undated_article_says_so(coded, eventless, lexicon):
    found = Explanation(event=coded.events[0], article=eventless.article, claim=None)

    text = printed(lambda console: print_explanation(found, lexicon=lexicon, console=console))

    assert "not known" in text
