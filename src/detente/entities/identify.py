"""Say who a phrase means: look offices up at the article's date, take from memory what was said before."""

from dataclasses import replace
from datetime import date

from detente.entities.memory import BODY, GROUP, ORGANISATION, PERSON, STATE, Identity, Memory
from detente.entities.parts import (
    head_role,
    is_compatible,
    names_itself,
    owned,
    sector_of,
    sector_of_part,
    sort_of,
)
from detente.entities.persons import current_term, former, identity_of_term, match_term
from detente.entities.pieces import PAIR_NOUNS, STATE_KINDS, Phrase, Piece
from detente.lexicon.entity_rows import Alias, Role
from detente.lexicon.entity_tables import EntityTables

# Of several readings of a name the earlier kind wins: Brussels decides for the Union, not for Belgium.
_KIND_RANK = {"seat": 1, "capital": 2}
_GOVERNMENT_ALIASES = frozenset(("capital", "seat", "government"))
_STAND_INS = {
    "country": frozenset(("state",)),
    "nation": frozenset(("state",)),
    "kingdom": frozenset(("state",)),
    "republic": frozenset(("state",)),
    "group": frozenset(("armed-group", "movement", "organisation")),
    "organisation": frozenset(("organisation", "movement", "armed-group")),
    "organization": frozenset(("organisation", "movement", "armed-group")),
    "agency": frozenset(("media", "agency", "organisation")),
    "news agency": frozenset(("media",)),
    "newspaper": frozenset(("media",)),
    "bloc": frozenset(("organisation",)),
    "alliance": frozenset(("organisation",)),
    "company": frozenset(("company",)),
    "movement": frozenset(("movement", "armed-group")),
}
# Without an owner these are mostly no actors: "a state of alarm".
_VAGUE = frozenset(("state", "power"))
_STATE_OFFICES = frozenset(("head of state", "head of government"))
# A state's neighbours and allies are not that state.
_OTHER_STATES = "nation"
_UNDEFINED = frozenset(("a", "an", "some", "any", "several", "many"))


def _can_be_two(role: Role) -> bool:
    """Whether a noun can mean two that were named: "both ministers", not "both refugees"."""
    return role.type == "office" or role.role in {"leader", "nation"} or role.phrase in PAIR_NOUNS


class Identifier:
    """Knows the tables, the date and the article so far."""

    def __init__(self, memory: Memory, *, tables: EntityTables, on: date | None) -> None:
        """Take what identifying needs; the memory is read, not changed."""
        self._memory = memory
        self._tables = tables
        self._on = on

    def identify(
        self, phrase: Phrase, text: str, *, owner: Identity | None = None, explained: Phrase | None = None
    ) -> tuple[Identity, ...]:
        """Whom a phrase means; nobody if it is a mere run of capitals.

        Args:
            phrase: A phrase of the article.
            text: The article with plain marks.
            owner: Whom its possessive pronoun means.
            explained: A phrase that says more about the same person across a comma.
        """
        owners = self._owners(phrase, text)
        if phrase.kin is not None and phrase.person is None:
            return self._kin(text[phrase.kin.start : phrase.kin.end].lower(), owners, owner)
        if owner is not None:
            owners = (owner,)
        if phrase.person is not None:
            return self._person(phrase, text, owners=owners, explained=explained)
        if phrase.entity is not None:
            return self._entity_phrase(phrase, text, owners)
        role = head_role(phrase)
        if phrase.is_pair and not owners and role is not None and _can_be_two(role):
            return self._pair_in_roles(role)
        return self._roles(phrase, owners)

    def of_entity(self, piece: Piece) -> tuple[Identity, ...]:
        """The entities that a name means: several for one like "the Koreas"."""
        aliases = self._readings(piece)
        found = {alias.key: self._of_alias(alias) for alias in aliases}
        return tuple(identity for identity in found.values() if identity is not None)

    def of_key(self, key: str) -> Identity | None:
        """The identity of an entity of the tables."""
        return self._of_alias(Alias("", key, "name", None, None))

    def leader(self, identity: Identity) -> Identity | None:
        """Who leads the state or organisation, at the article's date."""
        if identity.sort == PERSON or identity.entity is None or self._on is None:
            return identity if identity.sort == PERSON else None
        term = self._tables.leader_of(identity.entity, on=self._on)
        return identity_of_term(term) if term else None

    # ---- entities

    def _readings(self, piece: Piece) -> list[Alias]:
        if not piece.aliases:  # a pair such as "Sino-Indian" is known by its keys
            return []
        rank = min(_KIND_RANK.get(alias.kind, 0) for alias in piece.aliases)
        best = [alias for alias in piece.aliases if _KIND_RANK.get(alias.kind, 0) == rank]
        keys = list(dict.fromkeys(alias.key for alias in best))
        # "the Koreas" is both; "Congo" is the one that the article speaks of.
        if len(keys) > 1 and not best[0].text.endswith("s"):
            known = [key for key in self._memory.entities if key in keys]
            keys = [known[-1] if known else keys[0]]
        return [next(alias for alias in best if alias.key == key) for key in keys]

    def _of_alias(self, alias: Alias) -> Identity | None:
        entity = self._tables.entity(alias.key, on=self._on) or self._tables.entity_by_key.get(alias.key)
        if entity is None:
            return None
        sort = STATE if entity.kind in STATE_KINDS else ORGANISATION
        # A ministry is a part that its state plays; groups and media are entities of their own.
        is_body = entity.kind == "agency" and entity.country in self._tables.entity_by_key
        sector = entity.sector
        if sector is None and sort == STATE and alias.kind in _GOVERNMENT_ALIASES:
            sector = "GOV"
        return Identity(
            sort=GROUP if alias.kind == "person-group" else BODY if is_body else sort,
            entity=entity.country if is_body else entity.key,
            country=entity.country,
            sector=sector or ("CVL" if alias.kind == "demonym-plural" and alias.text.endswith("s") else None),
            role=self._role_in_name(alias.text, entity.name) if is_body else None,
            name=entity.name,
            wikidata=entity.wikidata,
            entity_kind=entity.kind,
        )

    def _role_in_name(self, *names: str) -> str | None:
        """What sort of body a name speaks of: "foreign ministry" for "Russian foreign ministry"."""
        for name in names:
            words = name.lower().split()
            # One word says too little at the end of a long name: an administration may be any agency.
            for first in range(len(words) if len(words) <= 2 else len(words) - 1):
                role = self._tables.role_by_phrase.get(" ".join(words[first:]))
                if role is not None:
                    return role.role
        return None

    def _entity_phrase(self, phrase: Phrase, text: str, owners: tuple[Identity, ...]) -> tuple[Identity, ...]:
        piece = phrase.entity
        if piece is None or piece.sort == "name":
            return (self._unlisted(phrase, text, owners),)
        entities = tuple(owned(entity, owners) for entity in self.of_entity(piece))
        head = phrase.roles[-1].role if phrase.roles else None
        if head is None or names_itself(head, piece, phrase):
            return entities
        # "Hamas leader": the noun after the name is a part that somebody plays in it.
        return tuple(found for entity in entities for found in self._of_role(phrase, entity))

    def _unlisted(self, phrase: Phrase, text: str, owners: tuple[Identity, ...]) -> Identity:
        piece = phrase.entity
        inner = self._owner_in_name(piece, text) if piece is not None else ()
        owner = next(iter((*owners, *inner)), None)
        kind = piece.role if piece is not None else None
        roles = [piece.role for piece in phrase.roles if piece.role is not None] or ([kind] if kind else [])
        return Identity(
            sort=GROUP if phrase.roles and phrase.roles[-1].is_plural else ORGANISATION,
            country=owner.country if owner else None,
            sector=next((sector_of(role) for role in reversed(roles) if sector_of(role)), None),
            role=roles[-1].role if roles else None,
            name=text[piece.start : piece.end] if piece is not None else None,
        )

    def _owner_in_name(self, piece: Piece, text: str) -> tuple[Identity, ...]:
        """Whose an unlisted organisation is by its name: "Bank of China", "Iranian Red Crescent"."""
        name = text[piece.start : piece.end]
        alias = next(
            (one for one in piece.aliases if name.startswith(one.text) or name.endswith(one.text)), None
        )
        identity = self._of_alias(alias) if alias is not None else None
        return (identity,) if identity is not None else ()

    # ---- owners

    def _owners(self, phrase: Phrase, text: str) -> tuple[Identity, ...]:
        if phrase.owner_phrase is not None:
            owners = self.identify(phrase.owner_phrase, text)
            if owners and (owners[0].country is not None or owners[0].sector is not None):
                return owners
        if phrase.owners:
            return tuple(identity for piece in phrase.owners for identity in self.of_entity(piece))
        if phrase.owner_phrase is not None and phrase.place is not None:
            # Someone at a university in Seoul is no voice of the state, though a South Korean one.
            return tuple(replace(one, entity=None, sector=None) for one in self.of_entity(phrase.place))
        if phrase.person is not None and phrase.entity is not None and phrase.entity.sort == "entity":
            return self.of_entity(phrase.entity)
        if phrase.place is not None:
            return self.of_entity(phrase.place)
        return ()

    # ---- persons

    def _person(
        self, phrase: Phrase, text: str, *, owners: tuple[Identity, ...], explained: Phrase | None
    ) -> tuple[Identity, ...]:
        piece = phrase.person
        if piece is None:
            return ()
        titled = phrase if phrase.roles or explained is None else explained
        if explained is not None and not owners:
            # "Kim's late father, former leader Kim Jong Il" is of Kim's country.
            owners = self._owners(explained, text)
        name = " ".join(text[piece.start : piece.end].split())
        title = head_role(titled)
        owner = owners[0] if owners else None
        # "Kim's late father, former leader Kim Jong Il" opens a new person, whoever bears the name.
        known = self._memory.person(name) if explained is None or explained.kin is None else None
        if known is not None and is_compatible(known, owner, titled):
            return (self._with_title(known, titled, owner),)
        term = match_term(piece, name, tables=self._tables, on=self._on, title=title, owner=owner)
        if term is not None:
            holder = (
                identity_of_term(term) if current_term(term, self._on) else former(identity_of_term(term))
            )
            return (self._with_title(holder, titled, owner),)
        if piece.label != "PER" and title is None and phrase.kin is None:
            return ()
        stranger = Identity(sort=PERSON, name=name)
        if phrase.kin is not None and owner is not None:
            kin = text[phrase.kin.start : phrase.kin.end].lower()
            return (replace(stranger, country=owner.country, role=kin),)
        return (self._with_title(stranger, titled, owner),)

    def _with_title(self, person: Identity, phrase: Phrase, owner: Identity | None) -> Identity:
        """A person in the part that the text gives them."""
        title = head_role(phrase)
        if title is None:
            if owner is not None and person.entity is None and phrase.kin is None:
                return replace(person, entity=owner.entity, country=owner.country)
            return person
        part = self._part(phrase, owner)
        if phrase.past is not None:
            return self._past(person, part, phrase.past)
        generic = title.type == "person" and person.role is not None and title.sector in {None, person.sector}
        if generic and phrase.deputy is None:
            return person
        if person.role == part.role:
            return person
        return replace(
            person,
            entity=part.entity or person.entity,
            country=part.country or person.country,
            sector=part.sector or person.sector,
            role=part.role,
        )

    def _past(self, person: Identity, part: Identity, word: str) -> Identity:
        """What somebody was; the tables know better than "former leader" which office it was."""
        is_known = person.role is not None and person.role.startswith("former ")
        role = person.role if is_known else f"former {(part.role or 'official').removeprefix('former ')}"
        sector = (part.sector or "GOV") if word == "then" else "ELI"
        country = part.country or person.country
        return replace(person, entity=part.entity or person.entity, country=country, sector=sector, role=role)

    def _kin(self, noun: str, owners: tuple[Identity, ...], owner: Identity | None) -> tuple[Identity, ...]:
        """A relative is of the same country; a counterpart holds the same office elsewhere."""
        if noun == "counterpart" and owners and owner is not None and owner.role is not None:
            holder = self._holder_in(owner.role, owners[0])
            part = replace(
                owners[0], sort=PERSON, sector=owner.sector, role=owner.role, name=None, wikidata=None
            )
            return (holder or part,)
        related = owner or next(iter(owners), None)
        return (Identity(sort=PERSON, country=related.country if related else None, role=noun),)

    # ---- parts

    def _roles(self, phrase: Phrase, owners: tuple[Identity, ...]) -> tuple[Identity, ...]:
        role = head_role(phrase)
        if owners and role is not None and role.role == _OTHER_STATES:
            return self._of_role(phrase, None)
        if owners:
            return tuple(found for owner in owners for found in self._of_role(phrase, owner))
        default = next((piece.role.owner for piece in phrase.roles if piece.role and piece.role.owner), None)
        owner = self.of_key(default) if default else None
        if owner is None and role is not None and role.phrase in _VAGUE:
            return ()
        if owner is None and role is not None and phrase.past is None and phrase.determiner not in _UNDEFINED:
            again = self._again(phrase, role)
            if again is not None:
                return (again,)
        return self._of_role(phrase, owner)

    def _again(self, phrase: Phrase, role: Role) -> Identity | None:
        """Whom a noun without owner means if the article has spoken of them: "the ministry"."""
        # "The leftist movement" need not be the movement named before.
        is_bare = phrase.roles[0].first - phrase.first <= 1
        if phrase.roles[-1].is_plural or phrase.deputy is not None or not is_bare:
            return None
        if role.type == "office" and len(phrase.roles) == 1:
            return self._memory.by_role.get(role.role)
        kinds = _STAND_INS.get(role.phrase)
        if phrase.determiner != "the" or not (kinds or role.type in {"body", "group"}):
            return None
        stand_in = self._memory.last_entity(*kinds) if kinds else None
        if stand_in is not None and stand_in.sort == STATE:
            stand_in = self._memory.last_state()
        again = stand_in or self._memory.by_role.get(role.role) or self._memory.by_noun.get(role.phrase)
        # After "Iran sent" the army is not the one of another state.
        state = next((one for one in reversed(self._memory.here) if one.sort == STATE), None)
        if again is None or again.sort != BODY or state is None or state.country == again.country:
            return again
        return None

    def _of_role(self, phrase: Phrase, owner: Identity | None) -> tuple[Identity, ...]:
        part = self._part(phrase, owner)
        is_one = part.sort == PERSON and phrase.determiner not in _UNDEFINED and phrase.deputy is None
        if phrase.past is not None and part.sort == PERSON:
            return (self._past(part, part, phrase.past),)
        if owner is None or owner.entity is None or not is_one:
            return (part,)
        role = head_role(phrase)
        holder = self._holder(role, owner) if role is not None and len(phrase.roles) == 1 else None
        return (holder or part,)

    def _holder(self, role: Role, owner: Identity) -> Identity | None:
        """The article's own holder of an office, or else the one at its date."""
        if owner.sort not in {STATE, ORGANISATION}:
            return None
        named = self._memory.by_role.get(role.role)
        if named is not None and named.entity == owner.entity and named.sort == PERSON and named.name:
            return named
        if role.role == "leader":
            return self.leader(owner)
        return self._holder_in(role.role, owner) if role.type == "office" else None

    def _holder_in(self, office: str, owner: Identity) -> Identity | None:
        if self._on is None or owner.entity is None:
            return None
        term = self._tables.holder_of(owner.entity, office, on=self._on)
        return identity_of_term(term) if term else None

    def _part(self, phrase: Phrase, owner: Identity | None) -> Identity:
        """The part alone, whoever plays it."""
        roles = [piece.role for piece in phrase.roles if piece.role is not None]
        head = roles[-1]
        is_partitive = sector_of(head) is None and (head.role == "member" or head.type == "group")
        if is_partitive and owner is not None and owner.sort in {GROUP, BODY} and owner.role is not None:
            # "A group of journalists", "members of the opposition" are what those are.
            return replace(owner, sort=GROUP, name=None, wikidata=None)
        sector = sector_of_part(roles, owner)
        # The president of a parliament is no head of state.
        is_of_state = owner is None or owner.sort in {STATE, PERSON} or head.role not in _STATE_OFFICES
        name = head.role if is_of_state else head.phrase
        if not is_of_state and owner is not None:
            sector = owner.sector or sector
        name = f"{phrase.deputy} {name}" if phrase.deputy else name
        return Identity(
            sort=sort_of(head, is_plural=phrase.roles[-1].is_plural),
            entity=owner.entity if owner else None,
            country=owner.country if owner else None,
            sector=sector,
            role=name,
        )

    def _pair_in_roles(self, role: Role) -> tuple[Identity, ...]:
        """The last two named together, in that part: "the two leaders", "both nations"."""
        if role.role == "nation":
            return self._memory.pair_of_states()
        if role.phrase == "man":
            return self._memory.persons
        if role.role == "leader" or role.type == "office":
            # Two presidents who met are meant sooner than those of two states named since.
            pair = self._memory.persons or self._memory.pair
            named = (self.leader(one) if role.role == "leader" else self._officer(role, one) for one in pair)
            return tuple(one or other for one, other in zip(named, pair, strict=True))
        return self._memory.pair

    def _officer(self, role: Role, identity: Identity) -> Identity:
        return identity if identity.sort == PERSON else self._holder(role, identity) or identity
