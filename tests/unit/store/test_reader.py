import runpy
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from detente.errors import UsageError
from detente.records import Event, Failure, Origin
from detente.store import (
    ArticleFilter,
    ClaimFilter,
    Counts,
    EventFilter,
    from_arrow,
    open_reader,
    open_writer,
)
from detente.store.reader import match_expression

LATER = Origin(detente="0.2.0", lexicon="lexicon-b", parser="detente 1")


@pytest.fixture(scope="module")
def folder(tmp_path_factory, made_up, keeper):
    """A store with the article of all tests, the made-up articles 1 to 7, and an article without anything."""
    shared = runpy.run_path(str(Path(__file__).parents[2] / "conftest.py"))
    coded = shared["CODED"]
    bare = replace(
        made_up(0),
        article=replace(made_up(0).article, id="undated", published=None, publisher=None),
        situations=(),
    )
    folder = tmp_path_factory.mktemp("st[o]re * of 'all' x=1")
    with open_writer(folder) as writer:
        for each in (coded, bare, *(made_up(number) for number in range(1, 8))):
            writer.keep(each, source=each.article.id, content_hash="hash", now=keeper.NOW)
    return folder


@pytest.fixture
def reader(folder):
    with open_reader(folder) as reader:
        yield reader


# --------------------------------------------------------------------------- events


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        pytest.param({"actor": "EUR"}, ["e-meet", "e-sign"], id="entity among the actors"),
        pytest.param({"recipient": "JPN"}, ["e-sanction", "e-accuse", "e-threaten"], id="recipient"),
        pytest.param({"actor": "NOR", "recipient": "EUR"}, ["e-meet", "e-sign"], id="a meeting"),
        pytest.param({"actor": "EUR", "recipient": "NOR"}, ["e-meet", "e-sign"], id="the other way"),
        pytest.param({"actor": "EUR", "recipient": "EUR"}, [], id="nobody meets itself"),
        pytest.param({"actor": "NOR", "recipient": "NOR"}, [], id="nobody meets itself, the other side"),
        pytest.param({"event_type": "CONSULT"}, ["e-meet"], id="event type"),
        pytest.param({"mode": "restrict"}, ["e-threaten"], id="mode"),
        pytest.param({"status": "negated"}, ["e-sign"], id="status"),
        pytest.param(
            {"since": date(2025, 3, 4)}, ["e-accuse", "e-threaten", "e-reject", "e-sign"],
            id="since, by publication too",
        ),
        pytest.param({"until": date(2025, 3, 4)}, ["e-sanction", "e-meet"], id="until is not included"),
        pytest.param({"since": date(2025, 3, 3), "until": date(2025, 3, 4)}, ["e-meet"], id="one day"),
        pytest.param({"limit": 2}, ["e-sanction", "e-meet"], id="the earliest two"),
        pytest.param({"limit": 0}, [], id="none"),
        pytest.param({"actor": "' OR 1=1 --"}, [], id="an injection"),
        pytest.param({"actor": "NOR", "event_type": "REJECT"}, [], id="conditions that exclude each other"),
    ],
)  # fmt: skip
def test_events_pass_the_filter(reader, wanted, ids):
    events = reader.events(EventFilter(article_id="a-ports", **wanted))

    assert [event.id for event in events] == ids


def test_events_are_those_that_were_kept(reader, coded, made_up):
    events = reader.events()

    expected = [*coded.events, *(event for number in range(1, 8) for event in made_up(number).events)]
    assert sorted(events, key=lambda event: event.id) == sorted(expected, key=lambda event: event.id)


def test_events_match_a_country_as_well_as_an_entity(tmp_path, coded, keeper):
    kyodo = replace(coded.events[0].actors[0], entity="KYODO", country="JPN")
    with open_writer(tmp_path) as writer:
        changed = replace(coded, events=(replace(coded.events[0], actors=(kyodo,)),))
        writer.keep(changed, source="s", content_hash="h", now=keeper.NOW)

    with open_reader(tmp_path) as reader:
        assert len(reader.events(EventFilter(actor="JPN"))) == 1
        assert len(reader.events(EventFilter(actor="KYODO"))) == 1
        assert len(reader.events(EventFilter(actor="NOR"))) == 0


def test_events_without_any_day_come_last_and_pass_no_dates(tmp_path, coded, keeper):
    undated = replace(
        coded,
        article=replace(coded.article, published=None),
        events=(replace(coded.events[0], occurred=None), coded.events[3]),
    )
    with open_writer(tmp_path) as writer:
        writer.keep(undated, source="s", content_hash="h", now=keeper.NOW)

    with open_reader(tmp_path) as reader:
        assert [event.id for event in reader.events()] == ["e-meet", "e-accuse"]
        assert [event.id for event in reader.events(EventFilter(since=date(1, 1, 1)))] == ["e-meet"]


def test_event_table_holds_the_same_events(reader):
    table = reader.event_table(EventFilter(article_id="a-ports"))

    assert table.column_names[:4] == ["run_id", "position", "published", "id"]
    assert from_arrow(table, Event) == reader.events(EventFilter(article_id="a-ports"))


def test_event_table_of_an_empty_store_has_columns_and_no_rows(tmp_path, reader):
    open_writer(tmp_path).close()

    with open_reader(tmp_path) as empty:
        assert empty.event_table().num_rows == 0
        assert empty.event_table().column_names == reader.event_table().column_names


def test_event_is_found_by_the_beginning_of_its_id(reader, coded):
    assert reader.event("e-ac") == coded.events[0]


@pytest.mark.parametrize(
    ("prefix", "message"),
    [
        pytest.param("x", "x: there is no event whose id begins like this", id="none"),
        pytest.param(
            "e-s",
            "e-s: several events have ids that begin like this: e-sanction, e-sign; give more of the id",
            id="two",
        ),
        pytest.param(
            "",
            "'': several events .*: e-accuse, e-meet, e-reject, e-sanction, e-sign, …; give more",
            id="everything",
        ),
        pytest.param("%", "there is no event", id="a wildcard is no wildcard"),
    ],
)
def test_event_says_what_the_prefix_means(reader, prefix, message):
    with pytest.raises(UsageError, match=message):
        reader.event(prefix)


# --------------------------------------------------------------------------- claims


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        pytest.param({}, ["c-threat", "c-demand"], id="all"),
        pytest.param({"speaker": "JPN"}, ["c-demand"], id="the speaker's country"),
        pytest.param({"speaker": "Kari Lund"}, ["c-threat"], id="the whole name"),
        pytest.param({"speaker": "ito"}, ["c-demand"], id="one word of the name in lower case"),
        pytest.param({"speaker": "it"}, [], id="half a word"),
        pytest.param({"speech_act": "threaten"}, ["c-threat"], id="speech act"),
        pytest.param({"has_condition": True}, ["c-threat"], id="with a condition"),
        pytest.param({"has_condition": False}, ["c-demand"], id="without a condition"),
        pytest.param({"has_deadline": True}, ["c-threat"], id="with a deadline"),
        pytest.param({"has_deadline": False}, ["c-demand"], id="without a deadline"),
        pytest.param(
            {"since": date(2025, 3, 4), "until": date(2025, 3, 5)}, ["c-threat", "c-demand"], id="a day"
        ),
        pytest.param({"until": date(2025, 3, 4)}, [], id="before"),
        pytest.param({"limit": 1}, ["c-threat"], id="the first one"),
    ],
)
def test_claims_pass_the_filter(reader, wanted, ids):
    claims = reader.claims(ClaimFilter(article_id="a-ports", **wanted))

    assert [claim.id for claim in claims] == ids


def test_claims_without_a_speaker_pass_no_speaker(tmp_path, coded, keeper):
    with open_writer(tmp_path) as writer:
        nobody = replace(coded, claims=(replace(coded.claims[0], speaker=None),))
        writer.keep(nobody, source="s", content_hash="h", now=keeper.NOW)

    with open_reader(tmp_path) as reader:
        assert reader.claims() == nobody.claims
        assert reader.claims(ClaimFilter(speaker="NOR")) == ()


def test_claim_is_found_by_the_beginning_of_its_id(reader, coded):
    assert reader.claim("c-d") == coded.claims[1]


# --------------------------------------------------------------------------- articles


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        pytest.param({"publisher": "Harbour Post"}, [1, 3, 5, 7], id="publisher"),
        pytest.param({"since": date(2025, 1, 6), "until": date(2025, 1, 8)}, [5, 6], id="two days"),
        pytest.param({"until": date(2025, 1, 3), "limit": 1}, [1], id="the earliest one"),
        pytest.param({"text": "accord 4"}, [4], id="words"),
        pytest.param({"text": "broken", "publisher": "Nordic Wire"}, [2, 4, 6], id="a word of the headline"),
        pytest.param({"text": "fisheries", "until": date(2025, 2, 1)}, [], id="no such word before"),
        pytest.param({"text": ' "" '}, [], id="no words at all"),
    ],
)
def test_articles_pass_the_filter(reader, made_up, wanted, ids):
    articles = [article for article in reader.articles(ArticleFilter(**wanted)) if article.id != "undated"]

    assert articles == [made_up(number).article for number in ids]


def test_articles_without_a_date_come_last(reader):
    assert [article.id for article in reader.articles()][-2:] == ["a-ports", "undated"]


def test_article_is_the_one_that_was_kept(reader, coded):
    assert reader.article("a-ports") == coded.article


def test_article_says_that_there_is_none(reader):
    with pytest.raises(UsageError, match="nowhere: there is no such article"):
        reader.article("nowhere")


def test_coded_article_says_that_there_is_no_such_run(reader):
    with pytest.raises(UsageError, match="0123: the article has no such run"):
        reader.coded_article("a-ports", run_id="0123")


# --------------------------------------------------------------------------- search


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("fishing rights", '"fishing" "rights"'),
        ('the "fisheries accord"', '"the" "fisheries accord"'),
        ('an open "quote', '"an" "open" "quote"'),
        ("NEAR(a b) OR -c* ^d: {x}", '"NEAR(a" "b)" "OR" "-c*" "^d:" "{x}"'),
        ('"" " "', ""),
        ("", ""),
        ("a\0b \ud83d", '"a" "b"'),
        ("x" * 5000, f'"{"x" * 1000}"'),
    ],
)
def test_match_expression_quotes_everything(text, expression):
    assert match_expression(text) == expression


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "'",
        "a*",
        "AND",
        "NOT NOT",
        "headline:x",
        "(",
        "{a b}:c",
        "NEAR(",
        "a\0b",
        "—",
        "^",
        "\ud83d",
        "; DROP",
    ],
)
def test_search_takes_any_text(reader, text):
    assert isinstance(reader.search(text), tuple)


def test_search_finds_phrases_and_shows_the_words(reader):
    found = reader.search('"fisheries accord" Trawlers')

    assert [(hit.article_id, hit.publisher, hit.published) for hit in found] == [
        ("a-ports", "Nordic Wire", date(2025, 3, 4))
    ]
    assert "Bergen fisheries accord" in found[0].excerpt
    assert reader.search('"accord fisheries"') == ()


def test_search_finds_words_without_their_accents(tmp_path, made_up, keeper):
    article = replace(made_up(1).article, text="Perú y Kenia firmaron.")
    with open_writer(tmp_path) as writer:
        writer.keep(replace(made_up(1), article=article), source="s", content_hash="h", now=keeper.NOW)

    with open_reader(tmp_path) as reader:
        assert len(reader.search("peru")) == 1


def test_search_stops_at_the_limit(reader):
    assert len(reader.search("accord", limit=3)) == 3
    assert len(reader.search("accord", limit=None)) == 9


# --------------------------------------------------------------------------- the store itself


def test_counts_count_what_counts(tmp_path, made_up, keeper):
    with open_writer(tmp_path) as writer:
        writer.keep(made_up(3), source="s", content_hash="h", now=keeper.NOW)
        writer.keep(made_up(3, events=1, origin=LATER), source="s", content_hash="h", now=keeper.NOW)
        writer.keep_failure(Failure("fetch", "t", "no answer"), source="t", content_hash=None, now=keeper.NOW)

    with open_reader(tmp_path) as reader:
        assert reader.counts() == Counts(
            articles=1, runs=2, events=1, claims=1, situations=1, failures=1, corrections=0, segments=6
        )


def test_empty_store_answers_every_question(tmp_path):
    open_writer(tmp_path).close()

    with open_reader(tmp_path) as reader:
        assert reader.events() == ()
        assert reader.claims() == ()
        assert reader.articles() == ()
        assert reader.search("talks") == ()
        assert reader.failures() == ()
        assert reader.runs("nowhere") == ()
        assert reader.integrity() == ()
        assert reader.counts() == Counts(*[], **dict.fromkeys(Counts.__slots__, 0))


def test_failures_show_the_latest_first(tmp_path, keeper):
    failures = [Failure("article", f"page-{number}", "it holds no article") for number in range(3)]
    with open_writer(tmp_path) as writer:
        for failure in failures:
            writer.keep_failure(failure, source=failure.item_id, content_hash="h", now=keeper.NOW)

    with open_reader(tmp_path) as reader:
        assert reader.failures(limit=2) == (failures[2], failures[1])


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda reader: reader.events(EventFilter(limit=-1)), id="events"),
        pytest.param(lambda reader: reader.event_table(EventFilter(limit=10**30)), id="event table"),
        pytest.param(lambda reader: reader.articles(ArticleFilter(limit=-1)), id="articles"),
        pytest.param(lambda reader: reader.search("accord", limit=-2), id="search"),
    ],
)
def test_reader_refuses_a_limit_that_is_no_amount(reader, ask):
    with pytest.raises(UsageError, match="a limit is a whole number, 0 or more"):
        ask(reader)


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda reader: reader.events(EventFilter(actor="\ud83d")), id="events"),
        pytest.param(lambda reader: reader.claim("c-\udc00"), id="claim"),
        pytest.param(lambda reader: reader.articles(ArticleFilter(publisher="\ud83d")), id="articles"),
        pytest.param(lambda reader: reader.article("\ud83d"), id="article"),
    ],
)
def test_reader_refuses_half_a_character(reader, ask):
    with pytest.raises(UsageError, match="half a character can be in no text"):
        ask(reader)


def test_readers_in_other_threads_answer_too(folder):
    answers = []

    def ask():
        with open_reader(folder) as reader:
            answers.append(len(reader.events()))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(answers)) == 1
    assert len(answers) == 3
