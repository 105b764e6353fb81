"""The nouns: what one stage hands to the next, and what the store keeps.

All records are frozen. Offsets are Unicode code points into `Article.text`, `end` not included, so
`article.text[span.start:span.end] == span.text`. Date ranges are half-open too. Unknown is `None`.
"""

from dataclasses import dataclass
from datetime import date

# --------------------------------------------------------------------------- text


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the article's text."""

    start: int
    """First code point."""
    end: int
    """Code point after the last one."""
    text: str
    """The characters themselves, so that a span can be read without its article."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """A piece of the page that is not the article's body."""

    kind: str
    """`headline-copy`, `related-link`, `author-bio`, `comment-form`, `caption`, `share`, `navigation`,
    `newsletter`, `byline`, `dateline`, `advertisement`, `copyright` or `other`."""
    text: str
    """The piece as it stood on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news item: its clean body and what is known about it."""

    id: str
    """Hash of address, headline and text."""
    url: str | None
    publisher: str | None
    headline: str | None
    byline: str | None
    language: str | None
    """ISO 639-1 code, such as `"en"`."""
    published: date | None
    """The anchor date: relative dates start from it."""
    published_basis: str | None
    """`metadata`, `text` or `argument`."""
    text: str
    """The clean body, headline not included; paragraphs are separated by a blank line."""
    furniture: tuple[Furniture, ...] = ()
    dateline_place: str | None = None
    """Where the report says it was written, such as `"SEOUL"`."""
    dateline_agency: str | None = None
    """The agency named in the dateline, such as `"Reuters"`."""


# --------------------------------------------------------------------------- parse


@dataclass(frozen=True, slots=True)
class Token:
    """A word as the parser sees it."""

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    """Universal part of speech, such as `"VERB"`."""
    xpos: str
    """Penn Treebank tag, such as `"VBN"`."""
    head: int
    """Index of the head in its sentence; -1 for the root."""
    deprel: str
    """Universal Dependencies v2 relation with its subtype, such as `"nsubj:pass"`."""


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity as the parser found it."""

    first: int
    """Index of its first token."""
    last: int
    """Index after its last token."""
    label: str
    """`PER`, `ORG`, `GPE`, `LOC`, `NORP` or `OTHER`."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its dependency tree."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()


# --------------------------------------------------------------------------- clauses


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One part that somebody or something plays in a clause, with surface syntax undone."""

    role: str
    """`subject`, `object`, `indirect`, `complement`, `modifier`, `time`, `oblique:PREPOSITION` or
    `adverbial:MARKER`; subject and object are the logical ones."""
    head: int
    """Token index of its head word."""
    heads: tuple[int, ...]
    """The head and the heads coordinated with it: "Kim and Putin" has two."""
    owners: tuple[tuple[int, ...], ...]
    """Tokens inside it that may say whose it is, in coordinated groups, nearest first: "Washington" in
    "Washington's attitude"."""
    lemma: str
    modifiers: tuple[str, ...]
    """Lemmas of the adjectives and nouns before the head: "nuclear" in "nuclear talks"."""
    start: int
    """Code points of the whole phrase, without relative clauses."""
    end: int
    negated: bool
    """The phrase is denied: "no agreement", "without a deal"."""
    clause: int | None = None
    """Index of the clause it is, where it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A predicate with its arguments; passives, control, relatives and light verbs are undone."""

    kind: str
    """`verb`, `noun` or `adjective`."""
    predicate: int
    """Token index."""
    lemma: str
    """With its particle: `"call off"`."""
    start: int
    """Code points of the trigger: the predicate with its particle or light verb."""
    end: int
    arguments: tuple[Argument, ...]
    negated: bool
    modality: str | None
    """Lemma of the modal: `"will"`, `"may"`, …"""
    tense: str | None
    """`past`, `present` or `future`; `None` for infinitives, participles and nouns on their own."""
    perfect: bool
    marker: str | None
    """What introduces it: `"if"`, `"after"`, `"to"`, `"that"`, …"""
    parent: int | None
    """Index of the clause it hangs on."""
    link: str | None
    """How it hangs there: `complement`, `adverbial`, `relative`, `coordinate`, `parataxis`, or the role of
    the argument it is or is part of."""
    light: str | None = None
    """Lemma of the light or occurrence verb that carries an event noun: `"hold"` in "held talks"."""
    passive: bool = False

    def argument(self, role: str) -> Argument | None:
        """The first argument with this role."""
        return next((argument for argument in self.arguments if argument.role == role), None)


# --------------------------------------------------------------------------- who, when, where


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of text that means an actor or a place.

    A phrase that means two entities ("the two leaders") gives two mentions with the same span.
    """

    start: int
    end: int
    text: str
    entity: str | None
    """Key of the entity: ISO 3166-1 alpha-3 for states, own keys for others; `None` for a role noun whose
    owner is unknown ("protesters")."""
    country: str | None
    """ISO 3166-1 alpha-3, or `UNO`, `EUR`, … for organisations of states."""
    sector: str | None
    """PLOVER sector, such as `"GOV"`."""
    role: str | None
    """What office or part the mention plays, such as `"head of state"`."""
    name: str | None
    """Full name of the person or organisation meant."""
    wikidata: str | None = None
    kind: str = "name"
    """`name`, `title`, `pronoun`, `description` or `metonym`."""
    reading: str = "actor"
    """`actor` or `place`: Washington decided; in Washington."""


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from `start` up to, not including, `end`."""

    start: date
    end: date
    text: str
    """The words that say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A time expression, after TIMEX3."""

    start: int
    end: int
    text: str
    timex: str
    """`DATE`, `TIME`, `DURATION` or `SET`."""
    value: str | None
    """TIMEX3 value, such as `"2019-04-25"`, `"2019-02"`, `"P2W"`; `None` when there is no anchor date."""
    mod: str | None = None
    """TIMEX3 modifier, such as `"START"`, `"END"`, `"APPROX"`."""
    days: DateRange | None = None
    """The days it covers, where it has a place on the calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A stretch of text that means a place on the map."""

    start: int
    end: int
    text: str
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    geonames: str | None
    precision: str
    """`city`, `region` or `country`."""


# --------------------------------------------------------------------------- events and claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """One side of an event."""

    entity: str | None
    country: str | None
    cow: str | None
    """Correlates of War country code, as text."""
    role: str | None
    sector: str | None
    name: str | None
    wikidata: str | None
    mention: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One hop of a chain of reports."""

    voice: str
    """The name as it is known: `"Korean Central News Agency"`."""
    entity: str | None
    country: str | None
    cue: str | None
    """The words that make it a voice: `"quoting"`."""
    basis: str
    """`explicit` or `inferred`."""
    mention: Span | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event happened."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    geonames: str | None
    precision: str


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The reading that came second."""

    event_type: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Someone doing something to someone, as one clause reports it."""

    id: str
    article_id: str
    event_type: str
    """Key into `ontology.toml`, such as `"ACCUSE"`."""
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    """CAMEO code, as text."""
    actors: tuple[Participant, ...]
    """Who acts. All sides of a reciprocal event, such as a meeting, are actors."""
    recipients: tuple[Participant, ...]
    """Who is acted upon; empty if the act has no addressee, as a rally has none."""
    status: str
    """`asserted`, `planned`, `hypothetical`, `negated` or `historical`."""
    occurred: DateRange | None
    place: Place | None
    attribution: tuple[Voice, ...]
    """From the voice nearest to the content outwards; empty when the publisher says it itself."""
    claim_id: str | None
    trigger: Span
    evidence: Span
    """The sentence that says so."""
    rule: str
    runner_up: RunnerUp | None
    confidence: float
    reported_in: tuple[Span, ...] = ()
    """Every sentence of this article that reports the event, the evidence included."""

    @property
    def reports(self) -> int:
        """How often this article reports the event."""
        return max(1, len(self.reported_in))


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who made a claim."""

    name: str
    entity: str | None
    country: str | None
    role: str | None
    named: bool
    resolved_by: str
    """`name`, `pronoun`, `title`, `metonym` or `carried-over`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a claim hangs on."""

    kind: str
    """`if`, `unless`, `only-if`, `depends`, `until`, `as-long-as` or `on-condition`."""
    text: str
    consequent: str
    responsible: str | None
    """Entity key of the state or organisation that can meet it."""
    span: Span


@dataclass(frozen=True, slots=True)
class Demand:
    """What a claim asks of somebody."""

    task: str
    obligor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody saying something."""

    id: str
    article_id: str
    kind: str
    """`direct`, `indirect`, `mixed` or `scare`."""
    speech_act: str
    """`assert`, `accuse`, `demand`, `offer`, `commit`, `threaten`, `predict`, `interpret`, `report` or
    `decline`."""
    speaker: Speaker | None
    attribution: tuple[Voice, ...]
    """The voices between speaker and page, from the nearest to the content outwards; speaker excluded."""
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    condition: Condition | None
    demand: Demand | None
    deadline: DateRange | None
    certainty: str
    """`certain`, `probable`, `possible` or `unknown`."""
    polarity: str
    """`positive` or `negative`."""
    said: DateRange | None
    events: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """How things stand, as somebody assesses it."""

    topic: str
    state: str
    holder: str | None
    text: Span


# --------------------------------------------------------------------------- results


@dataclass(frozen=True, slots=True)
class Failure:
    """Why one item of a batch has no record."""

    stage: str
    item_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What made a reading: the versions that a later run is compared with."""

    detente: str
    lexicon: str
    """Hash of the lexicon's files."""
    parser: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedArticle:
    """An article with everything that was read out of it."""

    article: Article
    origin: Origin
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    situations: tuple[Situation, ...]
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
