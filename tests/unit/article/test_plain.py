import textwrap

from hypothesis import given
from hypothesis import strategies as st

from detente.article.plain import split_paragraphs

LONG = (
    "The delegations of both countries met for three hours on Monday and agreed to continue the talks next week in "
    "the same place, a spokesperson said."
)


def test_split_paragraphs_takes_a_line_for_a_paragraph():
    assert split_paragraphs(f"Talks resume\n\n{LONG}\n  {LONG}  \n") == ("Talks resume", LONG, LONG)


def test_split_paragraphs_joins_lines_that_were_broken_for_width():
    wrapped = "\n\n".join(textwrap.fill(LONG, 60) for _ in range(3))

    assert split_paragraphs(f"Talks resume\n\n{wrapped}") == ("Talks resume", LONG, LONG, LONG)


def test_split_paragraphs_starts_a_paragraph_at_an_indent_or_after_a_short_line():
    wrapped = "\n".join(textwrap.fill(LONG, 60, initial_indent="    ") for _ in range(3))

    assert split_paragraphs(wrapped) == (LONG, LONG, LONG)


def test_split_paragraphs_leaves_short_lines_apart():
    lines = ("Home", "World news", "Politics and business today in brief", "Sport")

    assert split_paragraphs("\n".join(lines)) == lines


def test_split_paragraphs_gives_nothing_for_nothing():
    assert split_paragraphs(" \n\n ") == ()


@given(st.text(max_size=400))
def test_split_paragraphs_keeps_every_character_but_space(text):
    joined = "".join(split_paragraphs(text))

    assert "".join(joined.split()) == "".join(text.split())
