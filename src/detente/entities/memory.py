"""What an article has said so far: who was named, in which part, who spoke last, which two met."""

from collections.abc import Iterable
from dataclasses import dataclass, field

PERSON = "person"
STATE = "state"
ORGANISATION = "organisation"
GROUP = "group"
BODY = "body"

# Speakers go on over some sentences of background, not over a whole article.
_LONGEST_SILENCE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who is meant, as far as it is known."""

    sort: str
    """`person`, `state`, `organisation`, `group` (people in the plural) or `body` (ministry, army, party)."""
    entity: str | None = None
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    name: str | None = None
    wikidata: str | None = None
    entity_kind: str | None = None
    """For entities of the tables, their kind: `media`, `armed-group`, …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A stretch of a sentence with those it means."""

    first: int
    """Index of its first token."""
    last: int
    """Index after its last token."""
    start: int
    """Code points."""
    end: int
    head: int
    """Index of the token that hangs highest."""
    identities: tuple[Identity, ...]
    kind: str
    """As in `Mention`."""
    reading: str = "actor"

    @property
    def is_plural(self) -> bool:
        """Whether "they" can mean it."""
        return len(self.identities) > 1 or self.identities[0].sort in {GROUP, BODY}

    @property
    def sort(self) -> str:
        """The sort of the first identity."""
        return self.identities[0].sort


@dataclass(slots=True)
class Memory:
    """Grows sentence by sentence; the newest entry under a name or part counts."""

    person_by_name: dict[str, Identity] = field(default_factory=dict)
    """Full names, and the ends of names that a second mention may use alone."""
    person_by_given_name: dict[str, Identity] = field(default_factory=dict)
    by_role: dict[str, Identity] = field(default_factory=dict)
    """Part played -> who played it last: "the foreign minister" again."""
    by_noun: dict[str, Identity] = field(default_factory=dict)
    """Last word of a body's noun -> the body: "the ministry" after "the foreign ministry"."""
    entities: dict[str, Identity] = field(default_factory=dict)
    """Entity key -> its identity, the one named last at the end."""
    pronoun_by_name: dict[str, str] = field(default_factory=dict)
    """Name -> `he` or `she`, once the article has used it."""
    person_source: Identity | None = None
    """The person who spoke last."""
    other_source: Identity | None = None
    """The agency, ministry or state that spoke last."""
    subject: tuple[Identity, ...] = ()
    """Who the last sentence was about; empty if about a thing."""
    last_person: Identity | None = None
    silence: int = 0
    """How many sentences have gone by since somebody spoke."""
    here: list[Identity] = field(default_factory=list)
    """Entities that the sentence at hand has named so far."""
    pair: tuple[Identity, ...] = ()
    """The two that were last named together."""
    persons: tuple[Identity, ...] = ()
    """The two people that were last named together."""

    def remember(self, references: Iterable[Reference]) -> None:
        """Take in who a sentence names."""
        for reference in references:
            for identity in reference.identities:
                self._remember_one(identity, is_alone=len(reference.identities) == 1)

    def see(self, entity: Identity | None) -> None:
        """Note that an entity was named, by itself or as the owner of somebody."""
        if entity is not None and entity.entity is not None:
            self.entities.pop(entity.entity, None)
            self.entities[entity.entity] = entity
            self.here.append(entity)

    def person(self, name: str) -> Identity | None:
        """The person whom a name or the end of a name meant last."""
        return self.person_by_name.get(name) or self.person_by_given_name.get(name)

    def last_entity(self, *kinds: str) -> Identity | None:
        """The entity of these kinds that was named last."""
        return next(
            (identity for identity in reversed(self.entities.values()) if identity.entity_kind in kinds), None
        )

    def last_state(self) -> Identity | None:
        """The state that "the country" means: the last subject's before the one named last."""
        subject = self.subject[0] if len(self.subject) == 1 else None
        state = self.entities.get(subject.entity or "") if subject is not None else None
        return state if state is not None and state.sort == STATE else self.last_entity("state")

    def note_silence(self, *, is_silent: bool) -> None:
        """Forget who spoke or was named once several sentences have gone by without anybody speaking."""
        self.silence = self.silence + 1 if is_silent else 0
        if self.silence > _LONGEST_SILENCE:
            self.person_source = self.other_source = self.last_person = None

    def pair_of_states(self) -> tuple[Identity, ...]:
        """The states or organisations of the last two: "the two countries" after two presidents."""
        return tuple(self.entities.get(one.entity or "", one) for one in self.pair)

    def _remember_one(self, identity: Identity, *, is_alone: bool) -> None:
        if identity.sort == PERSON:
            self._remember_person(identity)
        elif identity.role is not None and is_alone:
            self.by_role[identity.role] = identity
            self.by_noun[identity.role.split()[-1]] = identity

    def _remember_person(self, identity: Identity) -> None:
        self.last_person = identity
        if identity.role is not None:
            self.by_role[identity.role] = identity
        if identity.name is None:
            return
        # "Kim" stays who it was when "the late leader Kim Jong Il" is told of.
        is_past = identity.role is not None and identity.role.startswith("former ")
        for ending in name_endings(identity.name):
            before = self.person_by_name.get(ending)
            if before is None or before.name == identity.name or not is_past:
                self.person_by_name[ending] = identity
        given = identity.name.split()[0]
        if not is_past or given not in self.person_by_given_name:
            self.person_by_given_name[given] = identity


def name_endings(name: str) -> tuple[str, ...]:
    """A name and what is left of it when its first words are dropped: "Le Drian" of "Jean-Yves Le Drian"."""
    words = name.split()
    return tuple(" ".join(words[index:]) for index in range(len(words)))
