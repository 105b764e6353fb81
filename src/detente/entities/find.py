"""Find who is mentioned in an article, and which entity each mention means."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from detente.entities.coreference import FIRST, IT, PRONOUNS, PronounResolver, update_memory
from detente.entities.identify import Identifier
from detente.entities.match import find_pieces
from detente.entities.memory import Identity, Memory, Reference
from detente.entities.metonymy import reading_of
from detente.entities.phrases import assemble_phrases
from detente.entities.pieces import PAIR_NOUNS, STATE_KINDS, Phrase
from detente.entities.words import Words
from detente.lexicon.entity_tables import EntityTables, plain_marks
from detente.records import Article, Mention, Sentence

_COUNTRY_NOUNS = frozenset(("country", "nation", "kingdom", "republic"))
# Words before a description of what was named: "the country", "both sides".
_OPENERS = frozenset(("the", "two", "both"))
_KOREAS = {"north": "PRK", "south": "KOR"}


def find_mentions(
    article: Article, sentences: tuple[Sentence, ...], *, tables: EntityTables
) -> tuple[Mention, ...]:
    """The actors and political places that an article mentions, sorted by where they start.

    A noun phrase is one mention, title and owner included: "Russian President Vladimir Putin". A phrase that
    means two ("the two leaders") gives two mentions with the same span. Offices are looked up at the day of
    publication; without one, only full names find their bearers.

    Args:
        article: The item, with its text and its day.
        sentences: Its sentences as parsed.
        tables: Entities with their names, office holders, nouns for parts.
    """
    reader = _Reader(article, tables)
    mentions = [mention for sentence in sentences for mention in reader.read(sentence)]
    return tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end)))


def _is_part_of(identity: Identity) -> bool:
    """Whether a name before a noun is only its owner: "Hamas leader", but not "Yonhap news agency"."""
    return identity.role is not None and identity.name is None


class _Reader:
    """Reads an article sentence by sentence and remembers."""

    def __init__(self, article: Article, tables: EntityTables) -> None:
        self._text = article.text
        self._plain = plain_marks(article.text)
        self._tables = tables
        self._on: date | None = article.published
        self._memory = Memory()
        self._identifier = Identifier(self._memory, tables=tables, on=self._on)

    def read(self, sentence: Sentence) -> Iterator[Mention]:
        """The mentions of the next sentence."""
        words = Words(self._plain, sentence)
        self._memory.here.clear()
        pieces = find_pieces(words, tables=self._tables, on=self._on)
        phrases = assemble_phrases(words, pieces, tables=self._tables)
        references = self._references(words, phrases)
        references += self._descriptions(words, references)
        references += self._pronouns(words, phrases, references)
        references.sort(key=lambda reference: reference.start)
        update_memory(words, references, self._memory)
        for reference in references:
            self._see(reference)
        for reference in references:
            yield from self._mentions(reference)

    def _see(self, reference: Reference) -> None:
        for identity in reference.identities:
            self._memory.see(self._identifier.of_key(identity.entity) if identity.entity else None)

    # ---- phrases

    def _references(self, words: Words, phrases: list[Phrase]) -> list[Reference]:
        """References of all phrases that need no pronoun resolved; names before what explains them."""
        found: dict[int, Reference] = {}
        order = sorted(range(len(phrases)), key=lambda index: phrases[index].person is None)
        for index in order:
            phrase = phrases[index]
            if phrase.owner_word is not None and phrase.person is None:
                continue
            partner = phrases[phrase.appositive] if phrase.appositive is not None else None
            if partner is not None and phrase.person is None and phrase.appositive in found:
                identities = found[phrase.appositive].identities
            else:
                identities = self._identifier.identify(phrase, self._plain, explained=partner)
            if identities:
                found[index] = self._reference(words, phrase, identities)
                # Later phrases of the same sentence may already use the name.
                self._memory.remember([found[index]] if phrase.person is not None else [])
                self._see(found[index])
        return list(found.values())

    def _reference(self, words: Words, phrase: Phrase, identities: tuple[Identity, ...]) -> Reference:
        kind, reading = "name", "actor"
        if phrase.person is None and (phrase.roles or phrase.kin):
            role = phrase.roles[-1].role if phrase.roles else None
            is_office = role is not None and (role.type == "office" or role.role == "leader")
            kind = "title" if is_office else "description"
            kind = "name" if phrase.entity is not None and not _is_part_of(identities[0]) else kind
        elif phrase.person is None and phrase.entity is not None and phrase.entity.sort == "entity":
            kind, reading, identities = self._place_or_actor(words, phrase, identities)
        return Reference(
            first=phrase.first,
            last=phrase.last,
            start=phrase.start,
            end=phrase.end,
            head=words.head_of(phrase.first, phrase.last),
            identities=identities,
            kind=kind,
            reading=reading,
        )

    def _place_or_actor(
        self, words: Words, phrase: Phrase, identities: tuple[Identity, ...]
    ) -> tuple[str, str, tuple[Identity, ...]]:
        piece = phrase.entity
        if piece is None or piece.is_adjective or piece.is_plural:
            return "name", "actor", identities
        stands_for = all(alias.kind in {"capital", "seat"} for alias in piece.aliases)
        if not stands_for and identities[0].entity_kind not in STATE_KINDS:
            return "name", "actor", identities
        reading = reading_of(words, phrase.first, phrase.last, is_capital=stands_for)
        if reading == "actor":
            return ("metonym" if stands_for else "name"), reading, identities
        if stands_for:
            # The city itself is no entity: "In Washington, ..." is about a place in the country.
            name = self._text[piece.start : piece.end]
            city = next((alias.key for alias in piece.aliases if alias.kind == "capital"), None)
            state = self._identifier.of_key(city) if city is not None else None
            country = (state or identities[0]).country
            identities = (Identity(sort=identities[0].sort, country=country, name=name),)
        return "name", reading, identities

    # ---- descriptions

    def _descriptions(self, words: Words, references: list[Reference]) -> list[Reference]:
        """Such as "The country", "both sides", "the North"."""
        taken = {index for found in references for index in range(found.first, found.last)}
        found = []
        for index in range(len(words)):
            if taken.intersection((index - 1, index)) or words.word(index - 1) not in _OPENERS:
                continue
            identities, first = self._described(words, index, references)
            if identities:
                found.append(
                    Reference(
                        first=first,
                        last=index + 1,
                        start=words.tokens[first].start,
                        end=words.tokens[index].end,
                        head=words.head_of(first, index + 1),
                        identities=identities,
                        kind="description",
                    )
                )
        return found

    def _described(
        self, words: Words, index: int, references: list[Reference]
    ) -> tuple[tuple[Identity, ...], int]:
        before, lemma = words.word(index - 1), words.lemma(index)
        if before in {"two", "both"} and lemma in PAIR_NOUNS:
            first = index - 2 if words.word(index - 2) in {"the", "these", "those"} else index - 1
            return self._two(lemma), first
        if before == "the" and lemma in _COUNTRY_NOUNS and words.lower[index] == lemma:
            state = self._state_before(index, references) or self._memory.last_state()
            return ((state,) if state else ()), index - 1
        return self._korea(words, index, references), index - 1

    def _state_before(self, index: int, references: list[Reference]) -> Identity | None:
        keys = [found.identities[0].entity for found in references if found.last <= index]
        states = [self._identifier.of_key(key) for key in reversed(keys) if key is not None]
        return next((state for state in states if state is not None and state.entity_kind == "state"), None)

    def _two(self, noun: str) -> tuple[Identity, ...]:
        pair = self._memory.pair
        if noun == "man":
            return self._memory.persons
        if noun == "leader":
            pair = self._memory.persons or pair
            return tuple(self._identifier.leader(identity) or identity for identity in pair)
        return pair if noun in {"side", "rival"} else self._memory.pair_of_states()

    def _korea(self, words: Words, index: int, references: list[Reference]) -> tuple[Identity, ...]:
        """Such as "The North" is a state only where a Korea is spoken of."""
        key = _KOREAS.get(words.lower[index]) if words.is_capitalised(index) else None
        if key is None or words.upos(index + 1) in {"PROPN", "NOUN"} or words.word(index + 1) == "of":
            return ()
        named = {identity.entity for found in references for identity in found.identities}
        if not (named | set(self._memory.entities)).intersection(_KOREAS.values()):
            return ()
        korea = self._identifier.of_key(key)
        return (korea,) if korea is not None else ()

    # ---- pronouns

    def _pronouns(self, words: Words, phrases: list[Phrase], references: list[Reference]) -> list[Reference]:
        """Pronouns and the phrases that belong to one ("his spokesman"), from left to right."""
        resolver = PronounResolver(words, references, self._memory)
        owned = {phrase.owner_word: phrase for phrase in phrases if phrase.owner_word is not None}
        taken = {index for found in references for index in range(found.first, found.last)}
        found: list[Reference] = []
        # "We" is whoever speaks, and that may be a pronoun further on: '"We agree," he said.'
        for index in sorted(range(len(words)), key=lambda index: words.lower[index] in FIRST):
            word, phrase = words.lower[index], owned.get(index)
            if phrase is not None and phrase.person is None:
                owner = resolver.resolve(index) if word in PRONOUNS else None
                reference = self._owned(words, phrase, owner)
                found += [reference] if reference is not None else []
            elif word in PRONOUNS and index not in taken and words.tokens[index].text != "US":
                pronoun = resolver.resolve(index)
                if pronoun is not None:
                    found.append(pronoun)
        return found

    def _owned(self, words: Words, phrase: Phrase, owner: Reference | None) -> Reference | None:
        if owner is None and words.lower[phrase.first] in IT:
            return None  # "its state", said of a thing
        owners: tuple[Identity | None, ...] = owner.identities if owner is not None else (None,)
        groups = [self._identifier.identify(phrase, self._plain, owner=one) for one in owners]
        identities = tuple(dict.fromkeys(found for group in groups for found in group))
        return self._reference(words, phrase, identities)

    # ---- records

    def _mentions(self, reference: Reference) -> Iterator[Mention]:
        for identity in dict.fromkeys(replace(one, sort="") for one in reference.identities):
            yield Mention(
                start=reference.start,
                end=reference.end,
                text=self._text[reference.start : reference.end],
                entity=identity.entity,
                country=identity.country,
                sector=identity.sector,
                role=identity.role,
                name=identity.name,
                wikidata=identity.wikidata,
                kind=reference.kind,
                reading=reference.reading,
            )
