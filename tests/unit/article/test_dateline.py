import pytest

from detente.article.dateline import Dateline, find_dateline

FOUND = {
    "SEOUL, April 26 (Reuters) - The": ("SEOUL", "Reuters", "April 26"),
    "WASHINGTON (AP) — The": ("WASHINGTON", "AP", None),
    "TBILISI, Georgia (AP) — The": ("TBILISI, Georgia", "AP", None),
    "MOSCOW, April 26. /TASS/. The": ("MOSCOW", "TASS", "April 26"),
    "LONDON — The": ("LONDON", None, None),
    "KYIV, Ukraine -- The": ("KYIV, Ukraine", None, None),
    "RIO DE JANEIRO – The": ("RIO DE JANEIRO", None, None),
    "WASHINGTON/BEIJING (Reuters) - The": ("WASHINGTON/BEIJING", "Reuters", None),
    "ADDIS ABABA, 3 September 2025 (ENA) – The": ("ADDIS ABABA", "ENA", "3 September 2025"),
    "OSLO, May 2 – The": ("OSLO", None, "May 2"),
    "Seoul, April 26 (Yonhap) -- The": ("Seoul", "Yonhap", "April 26"),
    "Kampala (AFP) - The": ("Kampala", "AFP", None),
    "April 26 (Reuters) - The": (None, "Reuters", "April 26"),
    "(Reuters) - The": (None, "Reuters", None),
    "NEW DELHI: The": ("NEW DELHI", None, None),
}


@pytest.mark.parametrize(("opening", "parts"), FOUND.items(), ids=FOUND)
def test_find_dateline_gives_place_agency_and_day(opening, parts):
    found = find_dateline(f"{opening} talks have resumed.")

    place, agency, day = parts
    assert found == Dateline(place, agency, day, len(opening) - len("The"))


@pytest.mark.parametrize(
    "paragraph",
    [
        "The talks have resumed.",
        "US-China talks — they said — have resumed.",
        "BREAKING — The talks have resumed.",
        "EXCLUSIVE: The talks have resumed.",
        "NATO - allies have met.",
        "WHO: The talks have resumed.",
        "PARIS (Photo) - The talks have resumed.",
        "Kim - the leader - has left.",
        "",
    ],
)
def test_find_dateline_gives_none_where_there_is_none(paragraph):
    assert find_dateline(paragraph) is None
