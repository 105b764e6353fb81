import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

import detente
from detente import Project
from detente.errors import AcquireError, ArticleError, LexiconError, ParserError, StoreError, UsageError
from detente.project import Check
from detente.records import Failure
from detente.store import ArticleFilter, ClaimFilter, EventFilter, open_writer


def test_read_gives_events_with_their_sentences(page):
    record = detente.read(page)

    event = next(event for event in record.events if event.event_type == "ACCUSE")
    assert [side.entity for side in event.actors] == ["NOR"]
    assert [side.entity for side in event.recipients] == ["JPN"]
    assert event.evidence.text.startswith("Norway accused Japan on Tuesday")
    assert (event.occurred.start, event.status) == (date(2025, 3, 4), "asserted")


def test_read_keeps_nothing_unless_asked(page, tmp_path, monkeypatch):
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path / "home"))

    detente.read(page)
    detente.read(page, db=False)

    assert not (tmp_path / "home").exists()


def test_read_keeps_in_the_default_project(page, tmp_path, monkeypatch):
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path / "home"))

    detente.read(page, db=True)

    assert len(Project().articles()) == 1


def test_read_keeps_in_a_folder(page, tmp_path):
    record = detente.read(str(page), db=tmp_path / "mine")

    assert Project(tmp_path / "mine").events() == record.events


def test_reading_twice_changes_nothing(page, tmp_path):
    project = Project(tmp_path / "mine")

    first = project.read(page)
    second = project.read(page)

    assert first.coded == second.coded
    assert len(project.articles()) == 1
    assert len(project.events()) == len(first.events)


def test_every_span_slices_back(page):
    record = detente.read(page)

    text = record.article.text
    spans = [event.trigger for event in record.events] + [event.evidence for event in record.events]
    spans += [side.mention for event in record.events for side in (*event.actors, *event.recipients)]
    spans += [span for claim in record.claims for span in (*claim.content, *claim.cue, *claim.source)]
    assert spans
    assert [span for span in spans if text[span.start : span.end] != span.text] == []


def test_standard_input_is_read(page, tmp_path):
    record = Project(tmp_path).read("-", keep=False, stdin=io.BytesIO(page.read_bytes()))

    assert record.article.publisher == "Nordic Wire"


def test_day_of_publication_can_be_said(page):
    record = detente.read(page, published=date(2024, 1, 2))

    assert (record.article.published, record.article.published_basis) == (date(2024, 1, 2), "argument")


def test_missing_page_is_refused(tmp_path):
    with pytest.raises(AcquireError, match="no such file"):
        detente.read(tmp_path / "gone.html")


def test_refusal_says_which_page(tmp_path):
    (tmp_path / "short.txt").write_text("Too short.")

    with pytest.raises(ArticleError, match=r"short.txt: the page holds no article"):
        detente.read(tmp_path / "short.txt")


def test_page_that_cannot_be_read_leaves_the_store_empty(tmp_path):
    project = Project(tmp_path / "mine")

    with pytest.raises(AcquireError):
        project.read(tmp_path / "gone.html")

    assert project.articles() == ()


@pytest.mark.parametrize(("stage", "error"), [("parse", ParserError), ("code", ArticleError)])
def test_failure_of_the_pipeline_is_raised(page, tmp_path, monkeypatch, stage, error):
    failure = Failure(stage=stage, item_id="a", reason="it went wrong")
    monkeypatch.setattr("detente.project.project.code_articles", lambda *_, **__: iter([failure]))

    with pytest.raises(error, match="it went wrong"):
        Project(tmp_path).read(page, keep=False)


def test_kept_events_claims_and_articles_are_found(kept):
    project = Project(kept)

    assert [event.id for event in project.events(EventFilter(actor="JPN"))] == ["e-reject"]
    assert [claim.id for claim in project.claims(ClaimFilter(speaker="JPN"))] == ["c-demand"]
    assert [article.id for article in project.articles(ArticleFilter(text="trawlers"))] == ["a-ports"]


def test_event_is_explained_with_its_claim_and_article(kept):
    found = Project(kept).explain("e-thr")

    assert (found.event.id, found.claim.id, found.article.id) == ("e-threaten", "c-threat", "a-ports")


def test_event_in_the_articles_own_voice_has_no_claim(kept):
    assert Project(kept).explain("e-accuse").claim is None


def test_event_whose_id_begins_differently_is_refused(kept):
    with pytest.raises(UsageError):
        Project(kept).explain("x")


def test_project_without_readings_says_so(tmp_path):
    project = Project(tmp_path / "none")

    assert project.is_new
    with pytest.raises(StoreError, match="nothing was kept here yet"):
        project.events()


def test_doctor_finds_everything_in_order(kept):
    checks = {check.name: check for check in Project(kept).doctor()}

    assert {check.state for check in checks.values()} <= {"ok", "absent"}
    assert "6 events" in checks["store"].told
    assert detente.__version__ in checks["détente"].told
    assert checks["parser"].told.startswith("detente ")


def test_doctor_of_a_new_project_misses_nothing(tmp_path):
    checks = Project(tmp_path / "none").doctor()

    assert (
        Check(name="store", state="absent", told=f"{tmp_path / 'none'}: nothing was kept here yet") in checks
    )


def test_doctor_names_what_is_damaged(kept, coded):
    with open_writer(kept) as writer:
        other = replace(coded, article=replace(coded.article, id="b", text=coded.article.text + " More."))
        writer.keep(other, source="b", content_hash="1", now=datetime(2025, 3, 5, tzinfo=UTC))
    for segment in kept.rglob("*.parquet"):
        segment.unlink()

    broken = [check.told for check in Project(kept).doctor() if check.state == "broken"]

    assert len(broken) >= 2


def test_doctor_names_a_foreign_catalog(tmp_path):
    (tmp_path / "catalog.sqlite").write_bytes(b"no database" * 200)

    checks = {check.name: check.state for check in Project(tmp_path).doctor()}

    assert checks["store"] == "broken"


def test_doctor_names_a_library_that_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr("detente.project.doctor._LIBRARIES", ("no-such-library",))
    monkeypatch.setattr("detente.project.doctor._EXTRAS", {"no_such_extra": "pip install it"})

    checks = {check.name: check for check in Project(tmp_path).doctor()}

    assert checks["no-such-library"].state == "broken"
    assert checks["no_such_extra"] == Check(name="no_such_extra", state="absent", told="pip install it")


def test_code_keeps_nothing(coded, tmp_path):
    results = list(Project(tmp_path / "none").code([coded.article]))

    assert results[0].article == coded.article
    assert not (tmp_path / "none").exists()


def test_doctor_names_a_lexicon_that_breaks_its_rules(tmp_path, monkeypatch):
    def refuse():
        raise LexiconError("unknown key", where="cues.toml")

    monkeypatch.setattr("detente.project.doctor.load_lexicon", refuse)

    checks = {check.name: check for check in Project(tmp_path).doctor()}

    assert checks["lexicon"] == Check(name="lexicon", state="broken", told="cues.toml: unknown key")


@pytest.mark.parametrize("name", ["event_type", "mode", "status"])
def test_events_of_a_kind_that_does_not_exist_are_refused(kept, name):
    with pytest.raises(UsageError, match="there is no such"):
        Project(kept).events(EventFilter(**{name: "nothing"}))


def test_own_lexicon_is_in_the_projects_folder(tmp_path):
    project = Project(tmp_path)

    assert project.overlay is None
    (tmp_path / "lexicon").mkdir()
    assert project.overlay == tmp_path / "lexicon"
    assert Project(tmp_path, lexicon=False).overlay is None
    assert Project(lexicon=str(tmp_path)).overlay == tmp_path


def test_own_lexicon_is_read_anew_when_it_changes(tmp_path):
    aliases = tmp_path / "lexicon" / "aliases.tsv"
    aliases.parent.mkdir()
    project = Project(tmp_path)
    header = "alias\tkey\tkind\tfrom\tuntil\tcite\n"

    aliases.write_text(header)
    before = project.lexicon
    aliases.write_text(header + "Norlandia\tNOR\tname\t\t\t\n")

    assert "Norlandia" not in before.entities.aliases_by_text
    assert "Norlandia" in project.lexicon.entities.aliases_by_text
    told = {check.name: check.told for check in project.doctor()}
    assert "1 change in" in told["own lexicon"]
