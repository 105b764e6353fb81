import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.article.cues import Cue, CueFinder, packaged_cues
from detente.lexicon.furniture import FurnitureCues

FURNITURE = {
    "Also Read: Ministers meet in Oslo": "related-link",
    "READ MORE | Ministers meet in Oslo": "related-link",
    "Related posts": "related-link",
    "[Related: Ministers meet in Oslo]": "related-link",
    "Tags:": "related-link",
    "About The Author": "author-bio",
    "The views expressed are the author’s own and not the paper’s.": "author-bio",
    "Ann Lee covers trade and can be reached at ann.lee@observer.example.": "author-bio",
    "Leave a Reply": "comment-form",
    "12 Comments": "comment-form",
    "Your email address will not be published.": "comment-form",
    "3. norseman says:": "other",
    "Share on Facebook": "share",
    "Share (3)": "share",
    "» Tweet": "share",
    "Newsletter": "newsletter",
    "Sign up for our weekly letter.": "newsletter",
    "ADVERTISEMENT": "advertisement",
    "Advertisement – Star Travel": "advertisement",
    "(Photo: A. Lee)": "caption",
    "The ministers shake hands. (AP Photo/Ann Lee)": "caption",
    "The ministers shake hands. REUTERS/Ann Lee": "caption",
    "The ministers shake hands. (Image: Observer)": "caption",
    "The ministers shake hands in Oslo [Ann Lee/AFP]": "caption",
    "The ministers in Oslo. © Observer / Ann Lee": "caption",
    "Image 3 of 12": "caption",
    "Home": "navigation",
    "Skip to main content": "navigation",
    "This site uses cookies to improve your visit.": "navigation",
    "© 2026 The Observer": "copyright",
    "Copyright 2026. All rights reserved.": "copyright",
    "By Ann Lee": "byline",
    "By Ann Lee and Bo Ek, Observer Staff": "byline",
    "By Ann Lee | March 14, 2026": "byline",
    "By Ann Lee in Oslo March 14, 2026 4:10 pm": "byline",
    "Written by Ann Lee": "byline",
    "(Reporting by Ann Lee; Editing by Bo Ek)": "byline",
    "March 14, 2026": "other",
    "Published: March 14, 2026 at 4:10 pm": "other",
    "Updated 4:10 pm": "other",
    "2 days ago": "other",
    "5 min read": "other",
    "— Ann Lee (@annlee) March 14, 2026": "other",
    "https://observer.example/a": "other",
    "***": "other",
}
PROSE = [
    "The ministers met in Oslo.",
    "“No comment.”",
    "By Friday, the ministers had left.",
    "By March 14, 2026, the army had left the town.",
    "By noon the ministers had left",
    "An agreement can be reached at the next meeting.",
    "A Reuters/Ipsos poll showed that most voters want talks.",
    "Also on Friday, the minister resigned.",
    "Already a member of the bloc, Norway abstained.",
    "Powered by exports, the economy grew.",
    "No part of this accord is binding, the minister said.",
    "Advertisement spending fell in March.",
    "Copyright law will be reformed, the minister said.",
    "Something went wrong in the talks, the minister said.",
    "The accord was signed on 3 March 1961.",
    "On March 3, 2020, the two ministers met in Oslo and signed the accord.",
    "Published reports of March 3, 2020, that troops had crossed the border were denied.",
    "Gene editing by Norwegian scientists is to be regulated.",
    "The minister said: “Share this burden with us.”",
    "",
]


@pytest.mark.parametrize(("line", "kind"), FURNITURE.items(), ids=FURNITURE)
def test_find_knows_furniture(line, kind):
    assert packaged_cues().find(line).kind == kind


@pytest.mark.parametrize("line", PROSE[:-1])
def test_find_leaves_prose_alone(line):
    assert packaged_cues().find(line) is None


def test_find_says_which_headings_end_the_article():
    find = packaged_cues().find

    assert find("Leave a Reply") == Cue("comment-form", ends=True, heads=True)
    assert find("Most Read") == Cue("related-link", ends_late=True, heads=True)
    assert find("Watch Also") == Cue("related-link", heads=True)
    assert find("Sports") == Cue("navigation", weak=True)
    assert find("By Ann Lee") == Cue("byline", opens=True)


def test_find_takes_a_long_paragraph_for_prose_whatever_it_holds():
    paragraph = "The ministers met in Oslo and agreed on fish. " * 8 + "They use cookies to that end."

    assert packaged_cues().find(paragraph) is None


def test_finder_without_phrases_still_knows_forms():
    finder = CueFinder({})

    assert finder.find("Leave a Reply") is None
    assert finder.find("By Ann Lee").kind == "byline"


def test_finder_gives_a_phrase_to_the_first_kind_that_names_it():
    cues = FurnitureCues(
        whole=frozenset({"more"}), label=frozenset(), opening=frozenset(), holding=frozenset(), closing=frozenset(),
        ends=frozenset(), ends_late=frozenset(),
    )  # fmt: skip

    assert CueFinder({"share": cues, "other": cues}).find("More").kind == "share"


@given(st.text(max_size=300))
def test_find_ends_on_any_line(line):
    cue = packaged_cues().find(line)

    assert cue is None or cue.kind
