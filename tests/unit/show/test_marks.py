from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from detente.records import DateRange, Span
from detente.show.marks import N_LANES, ROLES, Mark, cut_at_marks, find_marks


def marks_of(text_length: int) -> st.SearchStrategy[list[Mark]]:
    bounds = st.tuples(st.integers(0, text_length), st.integers(0, text_length)).filter(
        lambda pair: pair[0] < pair[1]
    )
    return st.lists(
        st.builds(lambda pair, role: Mark(*pair, role, ("e",)), bounds, st.sampled_from(ROLES)), max_size=8
    )


def test_marks_name_every_part_of_an_event(coded):
    marks = find_marks(coded)

    text = coded.article.text
    own = {(mark.role, text[mark.start : mark.end]) for mark in marks if "e-meet" in mark.owners}
    assert own == {
        ("evidence", "Lund met the European Union's fisheries commissioner Ana Prado in Brussels on Monday."),
        ("event", "met"),
        ("actor", "Lund"),
        ("actor", "Ana Prado"),
        ("date", "Monday"),
        ("place", "Brussels"),
    }


def test_marks_name_every_part_of_a_claim(coded):
    marks = find_marks(coded)

    text = coded.article.text
    own = {(mark.role, text[mark.start : mark.end]) for mark in marks if "c-threat" in mark.owners}
    assert own == {
        ("speaker", "Norway's foreign minister Kari Lund"),
        ("condition", "unless Tokyo releases the survey data by March 31"),
        ("deadline", "March 31"),
    }


def test_same_words_in_the_same_role_become_one_mark(coded):
    marks = find_marks(coded)

    shared = [mark for mark in marks if mark.role == "voice"]
    assert [mark.owners for mark in shared] == [("e-reject", "c-demand"), ("e-reject", "c-demand")]


def test_overlapping_marks_have_lanes_of_their_own(coded):
    marks = [mark for mark in find_marks(coded) if mark.role != "evidence"]

    clashes = [
        (one, other)
        for one in marks
        for other in marks
        if one is not other and one.start < other.end and other.start < one.end and one.lane == other.lane
    ]
    assert clashes == []


def test_shorter_mark_lies_nearer_to_the_text(coded):
    lanes = {mark.role: mark.lane for mark in find_marks(coded) if mark.owners == ("c-threat",)}

    assert lanes["deadline"] == 0
    assert lanes["condition"] == 1


def test_more_overlaps_than_lanes_share_the_lowest(coded):
    event = coded.events[0]
    actor = event.actors[0]
    sides = tuple(
        replace(actor, mention=Span(0, end, coded.article.text[:end])) for end in (6, 8, 10, 12, 14)
    )

    marks = find_marks(replace(coded, events=(replace(event, actors=sides),), claims=()))

    assert max(mark.lane for mark in marks) == N_LANES - 1


def test_marks_outside_the_text_are_left_out(coded):
    beyond = Span(10_000, 10_004, "gone")

    marks = find_marks(replace(coded, events=(replace(coded.events[0], trigger=beyond),), claims=()))

    assert all(mark.role != "event" for mark in marks)


def test_date_that_the_sentence_does_not_say_has_no_mark(coded):
    event = replace(coded.events[3], occurred=replace(coded.events[3].occurred, text="yesterday"), place=None)

    marks = find_marks(replace(coded, events=(event,), claims=()))

    assert {mark.role for mark in marks} == {"evidence", "event", "actor"}


def test_date_without_words_has_no_mark(coded):
    days = coded.events[3].occurred
    event = replace(coded.events[3], occurred=DateRange(days.start, days.end, ""), place=None)

    marks = find_marks(replace(coded, events=(event,), claims=()))

    assert "date" not in {mark.role for mark in marks}


@given(data=st.data(), text=st.text(min_size=1, max_size=40))
def test_segments_put_together_are_the_text(data, text):
    marks = data.draw(marks_of(len(text)))

    segments = list(cut_at_marks(text, marks, start=0, end=len(text)))

    assert "".join(segment.text for segment in segments) == text


@given(data=st.data(), text=st.text(min_size=1, max_size=40))
def test_every_mark_covers_exactly_its_words(data, text):
    marks = data.draw(marks_of(len(text)))

    segments = list(cut_at_marks(text, marks, start=0, end=len(text)))

    for mark in marks:
        covered = "".join(segment.text for segment in segments if mark in segment.marks)
        assert covered == text[mark.start : mark.end]


def test_voice_whose_words_are_not_known_has_no_mark(coded):
    unplaced = tuple(replace(voice, mention=None) for voice in coded.claims[1].attribution)
    claim = replace(coded.claims[1], attribution=unplaced)

    marks = find_marks(replace(coded, events=(), claims=(claim,)))

    assert {mark.role for mark in marks} == {"speaker"}


def test_speaker_is_not_marked_as_voice_too(coded):
    claim = coded.claims[1]
    voice = replace(claim.attribution[0], mention=claim.source[0])

    marks = find_marks(replace(coded, events=(), claims=(replace(claim, attribution=(voice,)),)))

    assert [mark.role for mark in marks] == ["speaker"]
