"""What stands inside another act: deeds that are blamed or praised, and what is undone."""

from dataclasses import replace

import pytest

from detente.records import DateMention, DateRange
from scenes import PUBLISHED
from trees import AS_THE_HEAD, CODING, countries, events_of, grow, mention, with_sides

HEARD = replace(CODING, confidence=AS_THE_HEAD)


def types(events):
    return [event.event_type for event in events]


def sentence_about_a_bombing(verb, *acts, share=0.9):
    """Text and tree of "Iran VERB Israel for the bombing of Turkey."."""
    return grow(
        f"""
        Iran     Iran     PROPN  NNP  2  nsubj
        {verb}d  {verb}   VERB   VBD  0  root   {" ".join(acts)}
        Israel   Israel   PROPN  NNP  2  obj
        for      for      ADP    IN   6  case
        the      the      DET    DT   6  det
        bombing  bombing  NOUN   NN   2  obl    ASSAULT:{share}
        of       of       ADP    IN   8  case
        Turkey   Turkey   PROPN  NNP  6  nmod
        .        .        PUNCT  .    2  punct
        """,
        has_acts=True,
    )


def coded(text, sentence, *sides):
    return events_of(text, sentence, [mention(text, *side) for side in sides], coding=HEARD)


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        pytest.param(0.9, ["ACCUSE", "ASSAULT"], id="a deed that the head is sure of"),
        pytest.param(0.6, ["ACCUSE"], id="one that it is not sure of"),
    ],
)
def test_a_deed_that_somebody_is_blamed_for_is_an_event_beside_the_blame(share, expected):
    text, sentence = sentence_about_a_bombing("blame", "ACCUSE:0.9", share=share)

    assert types(coded(text, sentence, ("Iran", "IRN"), ("Israel", "ISR"), ("Turkey", "TUR"))) == expected


def lifted(*acts):
    """Text and tree of "France lifted the embargo on Iran."."""
    return grow(
        f"""
        France   France   PROPN  NNP  2  nsubj
        lifted   lift     VERB   VBD  0  root   {" ".join(acts)}
        the      the      DET    DT   4  det
        embargo  embargo  NOUN   NN   2  obj    SANCTION:0.95
        on       on       ADP    IN   6  case
        Iran     Iran     PROPN  NNP  4  nmod
        .        .        PUNCT  .    2  punct
        """,
        has_acts=True,
    )


def test_the_heads_vote_for_what_is_undone_speaks_for_its_undoing():
    text, sentence = lifted("SANCTION:0.9")

    (event,) = coded(text, sentence, ("France", "FRA"), ("Iran", "IRN"))

    assert (event.event_type, countries(event.actors), countries(event.recipients)) == (
        "CONCEDE",
        ["FRA"],
        ["IRN"],
    )
    assert event.learned == 0.9


def test_words_are_no_event_where_they_are_what_somebody_is_punished_for():
    text, sentence = grow(
        """
        Iran        Iran       PROPN  NNP  2  nsubj
        jailed      jail       VERB   VBD  0  root   COERCE:0.9
        Israelis    Israeli    PROPN  NNP  2  obj
        for         for        SCONJ  IN   5  mark
        criticising criticise  VERB   VBG  2  advcl  ACCUSE:0.9
        Turkey      Turkey     PROPN  NNP  5  obj
        .           .          PUNCT  .    2  punct
        """,
        has_acts=True,
    )

    events = coded(text, sentence, ("Iran", "IRN"), ("Israelis", "ISR"), ("Turkey", "TUR"))

    assert types(events) == ["COERCE"]


def test_sides_that_are_no_mentions_are_called_as_the_text_calls_them():
    text, sentence = grow(
        """
        Iran     Iran     PROPN  NNP  2  nsubj
        bombed   bomb     VERB   VBD  0  root  ASSAULT:0.9
        the      the      DET    DT   5  det
        quiet    quiet    ADJ    JJ   5  amod
        village  village  NOUN   NN   2  obj
        .        .        PUNCT  .    2  punct
        """,
        has_acts=True,
    )
    told = with_sides(sentence, "bombed", recipient="quiet village")

    (event,) = coded(text, told, ("Iran", "IRN"))

    assert [(side.mention.text, side.country) for side in event.recipients] == [("quiet village", None)]


def test_a_date_that_describes_a_side_is_not_that_of_the_event():
    text, sentence = grow("""
        Iran      Iran      PROPN  NNP  2  nsubj
        freed     free      VERB   VBD  0  root
        Israelis  Israeli   PROPN  NNP  2  obj
        held      hold      VERB   VBN  3  acl
        since     since     ADP    IN   6  case
        January   January   PROPN  NNP  4  obl
        .         .         PUNCT  .    2  punct
    """)
    days = DateRange(PUBLISHED.replace(month=1, day=1), PUBLISHED.replace(month=2, day=1), "January")
    at = text.index("January")
    january = DateMention(start=at, end=at + 7, text="January", timex="DATE", value="2024-01", days=days)
    sides = [mention(text, "Iran", "IRN"), mention(text, "Israelis", "ISR")]

    events = events_of(text, sentence, sides, dates=[january])

    assert [(event.event_type, event.status, event.occurred) for event in events] == [
        ("RETREAT", "asserted", None)
    ]


def test_a_request_that_is_refused_was_made():
    text, sentence = grow(
        """
        France    France   PROPN  NNP  2  nsubj
        rejected  reject   VERB   VBD  0  root  REJECT:0.9
        Iran      Iran     PROPN  NNP  5  nmod:poss
        's        's       PART   POS  3  case
        request   request  NOUN   NN   2  obj   REQUEST:0.9
        .         .        PUNCT  .    2  punct
        """,
        has_acts=True,
    )

    events = coded(text, sentence, ("France", "FRA"), ("Iran", "IRN"))

    assert [(event.event_type, countries(event.actors)) for event in events] == [
        ("REJECT", ["FRA"]),
        ("REQUEST", ["IRN"]),
    ]
