"""Who acts in the news: entities, their names, who holds office, and the nouns for parts people play.

Four tables in one folder, UTF-8, tab-separated, `#` comments on top, then a header line. Dates are ISO;
`from` is the first day, `until` the day after the last; an empty side is open. `cite` names the source.

`entities.tsv`, sorted by key and from; one row per entity, more where its facts change with time
    key         ISO 3166-1 alpha-3 for states and territories, own keys for others: `UNO`, `KCNA`, `HAMAS`
    kind        state | territory | organisation | agency | media | armed-group | company | region | movement
    name        full English name
    country     for states the key itself; for organisations of states the key itself or that of the
                organisation it is part of (`UNO` for the IAEA); for others the country it belongs to, or
                PLOVER's NGO, IGO, IMG, ISM, MNC; empty for a people of no one country
    sector      PLOVER sector; empty for states, territories and organisations of states
    state_media `yes` where the state owns or steers it
    cow, gw     Correlates of War and Gleditsch-Ward numbers, as text
    wikidata    item, such as `Q30`
    from, until when the entity exists, or when this row's facts hold
`aliases.tsv`, sorted by alias, key, kind and from; case-sensitive as written, with straight apostrophes; the
    article stands in an alias only where the name needs it ("The Hague", and "the Hague" beside it)
    alias, key
    kind        name | adjective | demonym-plural | capital | seat | abbreviation | government | historical |
                person-group
                capital: a city that stands for its state; seat: a building or place that stands for an
                institution ("Kremlin", "Brussels" for EUR); government: what only the government is called;
                demonym-plural: the people ("Iranians", "French" as in "the French") and nouns for one of them
                where the adjective does not serve ("Briton"); person-group: people
                of a group ("Kurds", "Hutus")
`holders.tsv`, sorted by country, entity (empty: the country), office and from; one row per term of office
    person      full name as the news writes it
    surname     what the news says on second mention: "Kim", "Xi", "Putin"
    other_names further full names, separated by `;`
    country     as in entities
    office      a role of `roles.tsv`: `head of state`, `foreign minister`; of type office, which one person
                holds at a time, or of type person, which several may be (`spokesperson`, `envoy`)
    leads       `yes` while "the Russian leader" means this holder; one at a time in a country or organisation
    sector      PLOVER sector of the office
    entity      key of the organisation the holder speaks for; empty: of the country
`roles.tsv`, sorted by phrase
    phrase      lower-case lemma form, one or more words: "foreign ministry"
    plural      where irregular: "heads of state"
    role        what the field `role` of a record says
    sector      PLOVER sector; empty where the owner's counts ("member", "leader")
    type        office (one person holds it) | person | group | body
    owner_default  entity key where the phrase alone says whose it is: "state department" -> `USA`
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from detente.lexicon.entity_files import lay_over, read_rows
from detente.lexicon.entity_rows import Alias, Entity, Holder, Role, covers
from detente.lexicon.overlay import Change

_WORD = re.compile(r"\w+|[^\w\s]")
_PLAIN_MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "\xa0": " ", "\n": " "})


@dataclass(frozen=True, slots=True)
class CountryView:
    """A country in the numbers of the state-system lists; `None` where the list does not have it."""

    cow: str | None
    gw: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityTables:
    """The four tables, consistent with each other, with the look-ups that finding mentions needs."""

    entity_by_key: Mapping[str, Entity]
    """Entity key -> the entity as it was last."""
    periods_by_key: Mapping[str, tuple[Entity, ...]]
    """Entity key -> its rows, oldest first."""
    aliases_by_text: Mapping[str, tuple[Alias, ...]]
    aliases_by_first_word: Mapping[str, tuple[Alias, ...]]
    """First run of letters and digits (or first mark) of an alias -> aliases, the longest first."""
    holders_by_name: Mapping[str, tuple[Holder, ...]]
    """Full name, in every spelling listed -> terms, oldest first."""
    holders_by_surname: Mapping[str, tuple[Holder, ...]]
    """Bare surname -> terms of all who bear it, oldest first."""
    holders_by_office: Mapping[tuple[str, str], tuple[Holder, ...]]
    """(entity key, office) -> terms, oldest first; those of a `spokesperson` may overlap."""
    leaders_by_entity: Mapping[str, tuple[Holder, ...]]
    role_by_phrase: Mapping[str, Role]
    """Lemma phrase or irregular plural -> role."""
    roles_by_first_word: Mapping[str, tuple[Role, ...]]
    """First word of a phrase -> roles, the longest phrase first."""
    changes: tuple[Change, ...] = ()
    """What was laid over the shipped tables."""

    def entity(self, key: str, *, on: date | None = None) -> Entity | None:
        """The entity as it was on a day, or as it was last; `None` if unknown or if it did not exist then."""
        periods = self.periods_by_key.get(key, ())
        if on is None:
            return periods[-1] if periods else None
        return next((period for period in periods if covers(period, on)), None)

    def aliases_at(self, text: str, start: int, *, on: date | None = None) -> tuple[Alias, ...]:
        """All readings of the longest alias that stands at this offset and ends at a word's end.

        Args:
            text: With straight apostrophes, hyphens and plain spaces; see `plain_marks`.
            start: Offset of a word's first code point.
            on: Leave out aliases that were not in use on this day.
        """
        word = _WORD.match(text, start)
        found: list[Alias] = []
        for alias in self.aliases_by_first_word.get(word.group(), ()) if word else ():
            if found and len(alias.text) < len(found[0].text):
                break
            stands = text.startswith(alias.text, start) and _ends_word(text, start + len(alias.text))
            if stands and (on is None or covers(alias, on)):
                found.append(alias)
        return tuple(found)

    def holder_of(self, entity: str, office: str, *, on: date) -> Holder | None:
        """Who held an office of a country or organisation on a day; of several the longest in it."""
        terms = self.holders_by_office.get((entity, office), ())
        return next((term for term in terms if covers(term, on)), None)

    def leader_of(self, entity: str, *, on: date) -> Holder | None:
        """Whom "the Russian leader" meant on a day."""
        return next((term for term in self.leaders_by_entity.get(entity, ()) if covers(term, on)), None)

    def country_view(self, key: str, *, on: date) -> CountryView:
        """The state-system numbers of a country on a day; both `None` when it was in neither list."""
        entity = self.entity(key, on=on)
        return CountryView(entity.cow, entity.gw) if entity else CountryView(None, None)


def plain_marks(text: str) -> str:
    """The text with straight apostrophes, plain hyphens and spaces, every offset kept."""
    return text.translate(_PLAIN_MARKS)


def load_entities(folder: Path, *, overlay: Path | None = None) -> EntityTables:
    """Read and check the four tables of a language's folder, and a user's tables laid over them.

    Raises:
        LexiconError: If a table is missing or malformed; names all problems of a table, by line.
    """
    rows = read_rows(folder)
    if overlay is not None:
        rows = lay_over(rows, overlay)
    entities, aliases, roles = rows.entities, rows.aliases, rows.roles
    holders = sorted(rows.holders, key=lambda holder: holder.since or date.min)
    role_by_phrase = {role.plural: role for role in roles if role.plural}
    role_by_phrase.update({role.phrase: role for role in roles})
    return EntityTables(
        entity_by_key={entity.key: entity for entity in entities},
        periods_by_key=_grouped((entity.key, entity) for entity in entities),
        aliases_by_text=_grouped((alias.text, alias) for alias in aliases),
        aliases_by_first_word=_longest_first([(alias.text, alias) for alias in aliases]),
        holders_by_name=_grouped(
            (name, term) for term in holders for name in dict.fromkeys((term.person, *term.other_names))
        ),
        holders_by_surname=_grouped((term.surname, term) for term in holders),
        holders_by_office=_grouped(((term.entity, term.office), term) for term in holders),
        leaders_by_entity=_grouped((term.entity, term) for term in holders if term.leads),
        role_by_phrase=role_by_phrase,
        roles_by_first_word=_longest_first([(role.phrase, role) for role in roles]),
        changes=rows.changes,
    )


_Row = TypeVar("_Row")
_Key = TypeVar("_Key", bound=Hashable)


def _grouped(pairs: Iterable[tuple[_Key, _Row]]) -> dict[_Key, tuple[_Row, ...]]:
    """Key -> its rows, in the order given."""
    found: defaultdict[_Key, list[_Row]] = defaultdict(list)
    for key, row in pairs:
        found[key].append(row)
    return {key: tuple(group) for key, group in found.items()}


def _longest_first(pairs: list[tuple[str, _Row]]) -> dict[str, tuple[_Row, ...]]:
    """First word -> the rows whose text starts with it, longest text first."""
    pairs.sort(key=lambda pair: len(pair[0]), reverse=True)
    words = [(_WORD.match(text), row) for text, row in pairs]
    return _grouped((word.group(), row) for word, row in words if word)


def _ends_word(text: str, end: int) -> bool:
    """Whether no letter or digit goes on at this offset."""
    return end >= len(text) or not (text[end - 1].isalnum() and text[end].isalnum())
