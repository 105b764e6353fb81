import io
import json

import pytest

from detente.project import Project
from detente.records import Failure
from detente.runner import Coding, code_lines, lines

TEXT = "France accused Iran of breaking the accord."
BARE = Coding(parser="detente", everything=False)


def answers(*content, workers=1, coding=BARE):
    """What these lines give, as objects."""
    file = io.BytesIO(b"\n".join(content))
    return [
        (json.loads(answer.text), answer.is_failure)
        for answer in code_lines(file, coding=coding, workers=workers)
    ]


def line(**fields):
    return json.dumps({"id": "a", "text": TEXT, **fields}).encode()


def test_article_is_taken_over_as_given():
    fields = {"headline": "H", "url": "https://x.example", "publisher": "P", "byline": "B", "language": "en"}

    ((record, failed),) = answers(line(published="2019-04-26", text=f"  {TEXT}\r\n", **fields))

    assert not failed
    article = record["article"]
    assert article["text"] == f"  {TEXT}\r\n"
    assert (article["published"], article["published_basis"]) == ("2019-04-26", "argument")
    assert {name: article[name] for name in fields} == fields


def test_offsets_hold_for_the_text_that_was_given():
    text = f"\n\n  \N{GRINNING FACE} {TEXT}"

    ((record, _),) = answers(line(text=text))

    trigger = record["events"][0]["trigger"]
    assert text[trigger["start"] : trigger["end"]] == trigger["text"] == "accused"


@pytest.mark.parametrize(
    ("published", "day"),
    [
        pytest.param(None, None, id="unknown"),
        pytest.param("2019-04-26T10:30:00Z", "2019-04-26", id="with a time of day"),
    ],
)
def test_day_of_publication_may_be_unknown_or_a_moment(published, day):
    ((record, _),) = answers(line(published=published))

    assert record["article"]["published"] == day


def test_number_is_an_id_too():
    ((record, _),) = answers(line(id=7))

    assert record["article"]["id"] == "7"


@pytest.mark.parametrize(
    ("content", "known", "reason"),
    [
        pytest.param(b"{", None, "not JSON", id="half a line"),
        pytest.param(b"[1]", None, "not a JSON object", id="a list"),
        pytest.param(b"[" * 100_000, None, "not JSON", id="a line that nests too deep"),
        pytest.param(b'{"id": "a", "text": "\xff"}', None, "not UTF-8", id="bytes that are no text"),
        pytest.param(b'{"text": "T"}', None, "has no id", id="no id"),
        pytest.param(b'{"id": true, "text": "T"}', True, "has no id", id="an id that is no text"),
        pytest.param(b'{"id": "a"}', "a", "has no text", id="no text"),
        pytest.param(b'{"id": "a", "text": " \\n"}', "a", "has no text", id="an empty text"),
        pytest.param(b'{"id": "a", "text": 5}', "a", "text is not a text", id="a text that is a number"),
        pytest.param(b'{"id": "a", "text": "\\ud800"}', "a", "half a surrogate pair", id="half a character"),
        pytest.param(line(published="soon"), "a", "no date such as 2019-04-26", id="a broken date"),
        pytest.param(
            line(published=20190426), "a", "no date such as 2019-04-26", id="a date that is a number"
        ),
        pytest.param(line(headline=[]), "a", "headline is not a text", id="a headline that is a list"),
        pytest.param(
            b'{"id": "a", "text": ' + b"9" * 5000 + b"}", None, "not JSON", id="a number without end"
        ),
    ],
)
def test_bad_line_is_answered_with_its_reason(content, known, reason):
    found = answers(line(id="before"), content, line(id="after"))

    answer, failed = found[1]
    assert failed
    assert (answer["id"], answer["line"]) == (known, 2)
    assert reason in answer["error"]
    assert [record["article"]["id"] for record, _ in (found[0], found[2])] == ["before", "after"]


def test_line_without_an_end_is_not_read_into_memory(monkeypatch):
    monkeypatch.setattr(lines, "_LINE_BYTES", 1024 * 1024)

    found = answers(b'{"id": "' + b"x" * 3_000_000 + b'"}', line(id="after"))

    assert "longer than 1 MiB" in found[0][0]["error"]
    assert found[1][0]["article"]["id"] == "after"


def test_byte_order_mark_and_empty_lines_do_not_matter():
    found = answers(b"\xef\xbb\xbf" + line(), b"", b"  ", line(id="b"))

    assert [record["article"]["id"] for record, _ in found] == ["a", "b"]


def test_no_lines_give_no_answers():
    assert answers() == []


def test_article_in_which_nothing_happens_has_no_events():
    ((record, failed),) = answers(line(text="The film is long."))

    assert not failed
    assert record["events"] == []


def test_full_record_has_the_parse():
    ((record, _),) = answers(line(), coding=Coding(parser="detente", everything=True))

    assert "accused\taccuse\tVERB" in record["conllu"]


@pytest.mark.slow
def test_number_of_processes_does_not_change_the_answers():
    content = [line(id=f"a{number}", text=f"{TEXT} No. {number}.") for number in range(40)] + [b"{"]

    assert answers(*content, workers=2) == answers(*content, workers=1)


def test_lost_line_is_answered_with_its_id():
    answer = lines._lost(lines._Line(3, line(id="heavy"), is_cut=False))

    assert json.loads(answer.text) == {"id": "heavy", "line": 3, "error": "the process that read it ended"}


def test_lost_line_without_an_id_is_answered_too():
    answer = lines._lost(lines._Line(3, b"{", is_cut=False))

    assert json.loads(answer.text)["id"] is None


def test_article_that_the_pipeline_cannot_code_is_answered_with_its_reason(monkeypatch):
    def fail(_, articles):
        return (Failure(stage="parse", item_id=article.id, reason="no tree") for article in articles)

    monkeypatch.setattr(Project, "code", fail)

    ((answer, failed),) = answers(line(id="hard"))

    assert failed
    assert answer == {"id": "hard", "line": 1, "error": "no tree"}
