import io

import pytest
from rich.console import Console

from detente.records import Failure
from detente.show import ArticleChanges, EventChange, print_changes


@pytest.fixture
def printed(coded):
    """What is printed of some changes in one article, and of a failure."""

    def show(*changes, **values):
        console = Console(file=io.StringIO(), width=400)
        item = ArticleChanges(article=coded.article, changes=changes, found=1, **values)
        print_changes([item, Failure(stage="parse", item_id="b", reason="no tree")], console=console)
        return [line.rstrip() for line in console.file.getvalue().splitlines()]

    return show


def test_changes_are_shown_with_their_sentence(printed, coded):
    first, second, *_ = coded.events

    lines = printed(EventChange(None, first), EventChange(first, None), EventChange(first, second))

    assert lines[0] == "Norway threatens to close its ports to Japanese trawlers · 4 March 2025 · a-ports"
    assert lines[1] == "  + NOR → JPN  ACCUSE · allege  asserted (accuse-of)"
    assert lines[2].startswith("      “Norway's foreign minister Kari Lund accused Japan on Tuesday")
    assert lines[3] == "  - NOR → JPN  ACCUSE · allege  asserted (accuse-of)"
    assert lines[5] == (
        "  ~ NOR → JPN  ACCUSE · allege  asserted (accuse-of)  becomes  "
        "NOR → JPN  THREATEN · restrict  hypothetical (threaten-close)"
    )
    assert lines[-2] == "b: could not be coded: no tree"
    assert lines[-1].startswith(
        "1 new, 1 gone, 1 changed, in 1 of 2 articles; 1 event found by the rules tried"
    )


def test_rules_that_come_first_are_named(printed):
    lines = printed(rivals=("aid-give", "aid-give", "assault-hit"))

    assert lines == [
        "b: could not be coded: no tree",
        (
            "0 new, 0 gone, 0 changed, in 0 of 2 articles; 1 event found by the rules tried; where they come second, "
            "the first is aid-give (2), assault-hit (1); 1 article could not be coded"
        ),
    ]
