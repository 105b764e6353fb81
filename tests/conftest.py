"""What many tests share: one invented article as the pipeline would code it, and the ontology."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import detente
from detente.lexicon.ontology import Ontology, load_ontology
from detente.records import (
    Article,
    Claim,
    CodedArticle,
    Condition,
    DateMention,
    DateRange,
    Demand,
    Event,
    Furniture,
    Mention,
    Origin,
    Participant,
    Place,
    PlaceMention,
    RunnerUp,
    Sentence,
    Situation,
    Span,
    Speaker,
    Token,
    Voice,
)
from detente.store import open_writer

TEXT = """\
Norway's foreign minister Kari Lund accused Japan on Tuesday of breaking the Bergen fisheries accord and \
warned that Oslo would close its ports to Japanese trawlers unless Tokyo releases the survey data by March 31.

Japan's prime minister Ren Ito, quoted by the broadcaster NHK, rejected the accusation as “groundless” and \
demanded that Norway withdraw the threat, the Kyodo news agency reported.

Lund met the European Union's fisheries commissioner Ana Prado in Brussels on Monday. The two sides did not \
sign a joint statement. “Norway accused Japan because the data are late,” an official said.

In 2019 Norway imposed sanctions on two Japanese companies. The talks between the two countries have been \
stalled since December."""

THREAT = "Oslo would close its ports to Japanese trawlers unless Tokyo releases the survey data by March 31"
BRUSSELS = Place("Brussels", "BEL", 50.85, 4.35, "2800866", "city")
DAY = {
    "Monday": DateRange(date(2025, 3, 3), date(2025, 3, 4), "Monday"),
    "Tuesday": DateRange(date(2025, 3, 4), date(2025, 3, 5), "Tuesday"),
    "March 31": DateRange(date(2025, 3, 31), date(2025, 4, 1), "March 31"),
    "2019": DateRange(date(2019, 1, 1), date(2020, 1, 1), "2019"),
}


def span(text: str, nth: int = 0) -> Span:
    """The nth place where the article says this."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(text, start + 1)
    return Span(start, start + len(text), text)


def sentence(part: str) -> Span:
    """The sentence with these words."""
    middle = TEXT.index(part)
    found = next(
        match
        for match in re.finditer(r"\S.*?(?:\.(?=\s)|said\.|$)", TEXT, re.MULTILINE)
        if match.end() > middle
    )
    return Span(found.start(), found.end(), found.group())


def participant(key: str, mention: Span, *, name: str | None = None, role: str | None = None) -> Participant:
    """One side, with what the entity tables would add."""
    cow = {"NOR": "385", "JPN": "740"}.get(key)
    return Participant(
        entity=key,
        country=key,
        cow=cow,
        role=role,
        sector="GOV" if role else None,
        name=name,
        wikidata=None,
        mention=mention,
    )


LUND = Speaker(
    name="Kari Lund", entity="NOR", country="NOR", role="foreign minister", named=True, resolved_by="name"
)
ITO = Speaker(
    name="Ren Ito", entity="JPN", country="JPN", role="head of government", named=True, resolved_by="name"
)
NHK = Voice(voice="NHK", entity="NHK", country="JPN", cue="quoted by", basis="explicit", mention=span("NHK"))
KYODO = Voice(
    voice="Kyodo", entity="KYODO", country="JPN", cue="reported", basis="explicit", mention=span("Kyodo")
)
_LUND_VOICE = Voice(voice="Kari Lund", entity="NOR", country="NOR", cue="warned", basis="explicit")
_BASE = Event(
    id="e-accuse",
    article_id="a-ports",
    event_type="ACCUSE",
    mode="allege",
    contexts=("economic",),
    cameo="112",
    actors=(
        participant(
            "NOR", span("Norway's foreign minister Kari Lund"), name="Kari Lund", role="foreign minister"
        ),
    ),
    recipients=(participant("JPN", span("Japan")),),
    status="asserted",
    occurred=DAY["Tuesday"],
    place=None,
    attribution=(),
    claim_id=None,
    trigger=span("accused"),
    evidence=sentence("accused Japan on"),
    rule="accuse-of",
    runner_up=RunnerUp("REJECT", "reject-plain", 0.06),
    confidence=0.93,
    reported_in=(sentence("accused Japan on"), sentence("accused Japan because")),
)
EVENTS = (
    _BASE,
    replace(
        _BASE,
        id="e-threaten",
        event_type="THREATEN",
        mode="restrict",
        cameo="1312",
        contexts=("economic",),
        actors=(participant("NOR", span("Oslo"), name=None),),
        status="hypothetical",
        occurred=None,
        recipients=(participant("JPN", span("Japanese")),),
        attribution=(_LUND_VOICE,),
        claim_id="c-threat",
        trigger=span("would close its ports"),
        rule="threaten-close",
        runner_up=None,
        confidence=0.88,
        reported_in=(),
    ),
    replace(
        _BASE,
        id="e-reject",
        event_type="REJECT",
        mode=None,
        cameo="120",
        contexts=("diplomatic",),
        actors=(participant("JPN", span("Ren Ito"), name="Ren Ito", role="head of government"),),
        recipients=(participant("NOR", span("Norway", 1)),),
        attribution=(NHK, KYODO),
        claim_id="c-demand",
        trigger=span("rejected"),
        evidence=sentence("rejected the"),
        rule="reject-plain",
        runner_up=None,
        confidence=0.81,
        reported_in=(),
    ),
    replace(
        _BASE,
        id="e-meet",
        event_type="CONSULT",
        mode="visit",
        cameo="042",
        contexts=("diplomatic",),
        actors=(
            participant("NOR", span("Lund", 1), name="Kari Lund", role="foreign minister"),
            participant("EUR", span("Ana Prado"), name="Ana Prado", role="commissioner"),
        ),
        recipients=(),
        occurred=DAY["Monday"],
        place=BRUSSELS,
        trigger=span("met"),
        evidence=sentence("met the"),
        rule="consult-meet",
        runner_up=None,
        confidence=0.95,
        reported_in=(),
    ),
    replace(
        _BASE,
        id="e-sign",
        event_type="AGREE",
        mode=None,
        cameo="057",
        contexts=(),
        status="negated",
        actors=(participant("NOR", span("The two sides")), participant("EUR", span("The two sides"))),
        recipients=(),
        occurred=None,
        trigger=span("did not sign"),
        evidence=sentence("did not sign"),
        rule="agree-sign",
        runner_up=None,
        confidence=0.7,
        reported_in=(),
    ),
    replace(
        _BASE,
        id="e-sanction",
        event_type="SANCTION",
        mode="discontinue",
        cameo="163",
        contexts=("economic",),
        status="historical",
        actors=(participant("NOR", span("Norway", 3)),),
        recipients=(participant("JPN", span("Japanese", 1)),),
        occurred=DAY["2019"],
        trigger=span("imposed sanctions"),
        evidence=sentence("imposed sanctions"),
        rule="sanction-impose",
        runner_up=None,
        confidence=0.9,
        reported_in=(),
    ),
)
CLAIMS = (
    Claim(
        id="c-threat",
        article_id="a-ports",
        kind="indirect",
        speech_act="threaten",
        speaker=LUND,
        attribution=(),
        content=(span(THREAT),),
        cue=(span("warned"),),
        source=(span("Norway's foreign minister Kari Lund"),),
        condition=Condition(
            kind="unless",
            text="Tokyo releases the survey data by March 31",
            consequent="Oslo would close its ports to Japanese trawlers",
            responsible="JPN",
            span=span("unless Tokyo releases the survey data by March 31"),
        ),
        demand=None,
        deadline=DAY["March 31"],
        certainty="possible",
        polarity="positive",
        said=DAY["Tuesday"],
        events=("e-threaten",),
    ),
    Claim(
        id="c-demand",
        article_id="a-ports",
        kind="mixed",
        speech_act="demand",
        speaker=ITO,
        attribution=(NHK, KYODO),
        content=(span("groundless"), span("Norway withdraw the threat")),
        cue=(span("demanded"),),
        source=(span("Japan's prime minister Ren Ito"),),
        condition=None,
        demand=Demand("withdraw the threat", "NOR"),
        deadline=None,
        certainty="unknown",
        polarity="positive",
        said=None,
        events=("e-reject",),
    ),
)


def _tokens() -> tuple[Token, ...]:
    first = sentence("imposed sanctions").start
    words = [
        ("In", "in", "ADP", "IN", 1, "case"),
        ("2019", "2019", "NUM", "CD", 3, "obl"),
        ("Norway", "Norway", "PROPN", "NNP", 3, "nsubj"),
        ("imposed", "impose", "VERB", "VBD", -1, "root"),
    ]
    tokens = []
    for text, lemma, upos, xpos, head, deprel in words:
        start = TEXT.index(text, first)
        tokens.append(Token(start, start + len(text), text, lemma, upos, xpos, head, deprel))
    return tuple(tokens)


CODED = CodedArticle(
    article=Article(
        id="a-ports",
        url="https://news.example/ports?a=1&b=2",
        publisher="Nordic Wire",
        headline="Norway threatens to close its ports to Japanese trawlers",
        byline="Ola Berg",
        language="en",
        published=date(2025, 3, 4),
        published_basis="metadata",
        text=TEXT,
        furniture=(Furniture("related-link", "Also read: cod prices rise"), Furniture("share", "Share this")),
        dateline_place="OSLO",
        dateline_agency="Nordic Wire",
    ),
    origin=Origin(detente=detente.__version__, lexicon="lexicon-hash", parser="detente 1"),
    events=EVENTS,
    claims=CLAIMS,
    situations=(
        Situation(
            topic="talks", state="stalled", holder=None, text=span("The talks between the two countries")
        ),
    ),
    sentences=(Sentence(_tokens()[0].start, sentence("imposed sanctions").end, _tokens()),),
    mentions=(
        Mention(
            start=0, end=6, text="Norway", entity="NOR", country="NOR", sector=None, role=None, name="Norway"
        ),
        Mention(
            start=span("Brussels").start,
            end=span("Brussels").end,
            text="Brussels",
            entity=None,
            country="BEL",
            sector=None,
            role=None,
            name=None,
            reading="place",
        ),
    ),
    dates=(
        DateMention(
            start=span("Tuesday").start,
            end=span("Tuesday").end,
            text="Tuesday",
            timex="DATE",
            value="2025-03-04",
            days=DAY["Tuesday"],
        ),
        DateMention(
            start=span("December").start, end=span("December").end, text="December", timex="DATE", value=None
        ),
    ),
    places=(
        PlaceMention(
            start=span("Brussels").start,
            end=span("Brussels").end,
            text="Brussels",
            name="Brussels",
            country="BEL",
            latitude=50.85,
            longitude=4.35,
            geonames="2800866",
            precision="city",
        ),
    ),
)


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    """PLOVER as it ships."""
    return load_ontology(Path(detente.__file__).parent / "lexicon" / "en" / "ontology.toml")


@pytest.fixture
def coded() -> CodedArticle:
    """An article with six events, two claims and a situation."""
    return CODED


@pytest.fixture(scope="session")
def coded_once() -> CodedArticle:
    """The same article, for tests that draw many examples."""
    return CODED


@pytest.fixture
def eventless() -> CodedArticle:
    """An article in which nothing political happens."""
    article = Article(
        id="a-film",
        url=None,
        publisher=None,
        headline=None,
        byline=None,
        language=None,
        published=None,
        published_basis=None,
        text="The film is long.",
    )
    return CodedArticle(article=article, origin=CODED.origin, events=(), claims=(), situations=())


PAGE = """\
<!doctype html>
<html lang="en">
<head>
<title>Norway accuses Japan of breaking an accord</title>
<meta property="og:site_name" content="Nordic Wire">
<meta property="article:published_time" content="2025-03-04T09:30:00Z">
</head>
<body>
<article>
<h1>Norway accuses Japan of breaking an accord</h1>
<p>Norway accused Japan on Tuesday of breaking the fisheries accord that both governments signed a year ago in
the harbour of Bergen, after long talks about the stocks of cod in the northern sea.</p>
<p>Japan rejected the accusation. The Norwegian foreign minister said her government would close its ports to
Japanese trawlers unless Japan releases the survey data by March 31.</p>
</article>
</body>
</html>
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page with two paragraphs of invented news."""
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def kept(tmp_path: Path, coded: CodedArticle) -> Path:
    """The folder of a project that keeps one article."""
    folder = tmp_path / "project"
    with open_writer(folder) as writer:
        writer.keep(coded, source="ports.html", content_hash="0", now=datetime(2025, 3, 4, tzinfo=UTC))
    return folder
