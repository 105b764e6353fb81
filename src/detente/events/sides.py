"""Resolve a clause's arguments to the political entities they mean."""

from collections.abc import Iterable
from datetime import date

from detente.lexicon.entity_tables import EntityTables
from detente.records import Argument, Mention, Participant, PlaceMention, Sentence, Span

_CONCERNING = frozenset(
    ("in", "with", "against", "to", "on", "from", "toward", "towards", "at", "near", "over", "into", "inside")
)
"""Prepositions whose noun an act may concern."""
_NOUNS = {"NOUN", "PROPN"}
_MOST_DESCRIBED = 2


class Sides:
    """The mentions of one sentence, found by the token they cover."""

    def __init__(
        self,
        sentence: Sentence,
        mentions: Iterable[Mention],
        *,
        tables: EntityTables,
        on: date | None,
        places: Iterable[PlaceMention] = (),
        text: str = "",
    ) -> None:
        """Index the mentions that lie in a sentence.

        Args:
            sentence: The sentence whose clauses are coded.
            mentions: Mentions of the article, or of the sentence only.
            tables: For the country codes of other projects.
            on: The day the codes hold; `None` takes the latest.
            places: Towns and regions, which may stand for the state they lie in.
            text: The article's text, for sides that are no mentions; without it there are none.
        """
        self._text = text
        self._tokens = sentence.tokens
        self._tables = tables
        self._on = on
        self._by_token: dict[int, list[Mention]] = {}
        inside = [m for m in mentions if m.start < sentence.end and m.end > sentence.start]
        for index, token in enumerate(self._tokens):
            covering = [m for m in inside if m.start <= token.start and token.end <= m.end]
            if covering:
                self._by_token[index] = covering
        self._towns = [_town(place) for place in places if place.country is not None]

    def mentions_at(self, token: int) -> tuple[Mention, ...]:
        """Mentions that cover a token."""
        return tuple(self._by_token.get(token, ()))

    def of_argument(
        self,
        argument: Argument,
        *,
        allow_place: bool,
        allow_town: bool = False,
        besides: tuple[Mention, ...] = (),
    ) -> tuple[Mention, ...]:
        """Mentions that an argument means: its heads, or else whoever it belongs to.

        Args:
            argument: Role with its heads and owners.
            allow_place: Whether a country named as a place may stand for its people.
            allow_town: Whether a town may stand for its state: who bombs Aleppo bombs Syria.
            besides: The other side: in "France lifted its blockade of Britain" the blockade is France's, so
                Britain is meant.
        """
        taken = {_identity(mention) for mention in besides}
        for group in (argument.heads, *argument.owners):
            found = self._political(group, allow_place=allow_place)
            found = tuple(mention for mention in found if _identity(mention) not in taken)
            if not found and allow_town:
                found = self._in_towns(group)
            if found:
                return found
        return ()

    def at_words(self, words: Iterable[int], *, besides: tuple[Mention, ...] = ()) -> tuple[Mention, ...]:
        """Political mentions that cover some words, or the states of the towns that do, each once.

        Where nobody known is among them, they are whoever their nouns say: "the village", "fifteen hostages".
        """
        words = tuple(words)
        taken = {_identity(mention) for mention in besides}
        found: list[Mention] = []
        for word in words:
            for mention in self._political((word,), allow_place=True) or self._in_towns((word,)):
                if _identity(mention) not in taken:
                    taken.add(_identity(mention))
                    found.append(mention)
        return tuple(found) or self._described(words)

    def _described(self, words: tuple[int, ...]) -> tuple[Mention, ...]:
        """Sides of whom nothing is known but what the text calls them."""
        found = []
        for head in words:
            token = self._tokens[head]
            if not self._text or head in self._by_token or token.head in words or token.upos not in _NOUNS:
                continue
            phrase = [self._tokens[word] for word in words if word == head or self._tokens[word].head == head]
            start, end = phrase[0].start, phrase[-1].end
            found.append(
                Mention(
                    start=start, end=end, text=self._text[start:end], entity=None, country=None, sector=None,
                    role=None, name=None, kind="description",
                )
            )  # fmt: skip
        return tuple(found[:_MOST_DESCRIBED])

    def within(
        self, start: int, end: int, *, besides: tuple[Mention, ...], but_topics: bool
    ) -> tuple[Mention, ...]:
        """The first known state or organisation, or its people, named in a stretch of text.

        Args:
            start: Where the stretch begins.
            end: Where it ends, not included.
            besides: The other side, whose own people and places are passed over.
            but_topics: Pass over what is only "Pyongyang's problem" or "the future of Syria".
        """
        taken = {mention.country or mention.entity for mention in besides}
        for index, token in enumerate(self._tokens):
            if token.start < start or token.end > end:
                continue
            if but_topics and self._case(index) not in _CONCERNING:
                continue
            for mention in self._by_token.get(index, ()):
                known = mention.country or mention.entity
                if known is not None and known not in taken and mention.kind != "pronoun":
                    return (mention,)
            towns = [town for town in self._towns if town.start <= token.start < town.end]
            if towns and towns[0].country not in taken:
                return (towns[0],)
        return ()

    def is_possessor(self, word: int) -> bool:
        """Whether a word only says whose something is: "called for an end to Pyongyang's programme"."""
        return self._tokens[word].deprel == "nmod:poss"

    def _case(self, index: int) -> str | None:
        """Preposition of the phrase that a word heads."""
        for token in self._tokens:
            if token.deprel == "case" and token.head == index:
                return token.lemma.lower()
        return None

    def is_owner_only(self, argument: Argument) -> bool:
        """Whether an argument resolves through its owner and not through its own head."""
        return not self._political(argument.heads, allow_place=True)

    def participants(self, mentions: Iterable[Mention]) -> tuple[Participant, ...]:
        """Participants for mentions, each entity and person once."""
        found: dict[tuple[str | None, str | None, str | None], Participant] = {}
        for mention in mentions:
            key = (mention.entity, mention.name, None if mention.entity or mention.name else mention.text)
            found.setdefault(key, self._participant(mention))
        return tuple(found.values())

    def _political(self, tokens: Iterable[int], *, allow_place: bool) -> tuple[Mention, ...]:
        found: list[Mention] = []
        for token in tokens:
            found.extend(
                mention
                for mention in self._by_token.get(token, ())
                if is_political(mention) and (allow_place or mention.reading == "actor")
            )
        return tuple(found)

    def _in_towns(self, tokens: Iterable[int]) -> tuple[Mention, ...]:
        words = [self._tokens[token] for token in tokens if token not in self._by_token]
        return tuple(town for town in self._towns for word in words if town.start <= word.start < town.end)

    def _participant(self, mention: Mention) -> Participant:
        country = self._tables.entity(mention.country, on=self._on) if mention.country else None
        return Participant(
            entity=mention.entity,
            country=mention.country,
            cow=country.cow if country else None,
            role=mention.role,
            sector=mention.sector,
            name=mention.name,
            wikidata=mention.wikidata,
            mention=Span(mention.start, mention.end, mention.text),
        )


def _identity(mention: Mention) -> tuple[str | None, ...]:
    """Who is meant; officials and protesters of one state are two."""
    return (mention.entity, mention.name, mention.sector, mention.role)


def _town(place: PlaceMention) -> Mention:
    return Mention(
        start=place.start,
        end=place.end,
        text=place.text,
        entity=place.country,
        country=place.country,
        sector=None,
        role=None,
        name=place.name,
        kind="name",
        reading="place",
    )


def is_political(mention: Mention) -> bool:
    """Whether a mention can be a side of an event: a state, an organisation, an office, a group, a person.

    A person nobody knows anything of is a side only beside one who is political; the matcher sees to that.
    """
    known = (mention.entity, mention.country, mention.sector, mention.name)
    return any(value is not None for value in known)
