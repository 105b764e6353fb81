"""Look words up in the entity tables: names of entities, persons in office, nouns for parts people play.

What comes out are pieces: stretches that mean something by themselves. `phrases` puts them together.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from detente.entities.pieces import Piece
from detente.entities.words import HYPHENS, POSSESSIVES, Words
from detente.lexicon.entity_rows import Alias, Role, covers
from detente.lexicon.entity_tables import EntityTables
from detente.records import Name

_WORD = re.compile(r"\w+")
_CAPITALS = re.compile(r"\b[A-Z]{4,}\b")
# A name holds at most this many tokens: "Mohammed bin Salman bin Abdulaziz Al Saud" has seven.
_LONGEST_NAME = 8
# "pro-Russian rebels" are not Russia's, and "post-Soviet" names no actor.
_DETACHING = frozenset(
    """
    pro anti non ex pre post trans intra inter un
    """.split()
)
# First halves of double adjectives; the tables list whole words only.
_COMBINING_FORMS = {
    "Sino": "CHN",
    "Russo": "RUS",
    "Indo": "IND",
    "Franco": "FRA",
    "Anglo": "GBR",
    "Turco": "TUR",
}
_NO_SURNAMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december mr mrs ms dr sir
    """.split()
)
# Parsers take these for a part of the name.
_TITLES = frozenset(("prince", "princess", "sheikh", "sheik", "lord", "lady", "king", "queen", "crown"))
_SMALL = frozenset(
    ("of", "the", "and", "for", "to", "in", "on", "at", "a", "an", "&", "mr", "mrs", "ms", "dr")
)
_LANDSCAPES = frozenset(["peninsula", "sea", "gulf", "strait", "straits", "ocean", "channel"])
_NOUN_TAGS = frozenset(("NOUN", "PROPN", "X"))
_HEAD_RELATIONS = frozenset(("nsubj", "obj", "iobj", "obl", "nmod", "conj", "root", "appos"))
_KIN = frozenset(
    """
    father mother son daughter brother sister wife husband widow grandfather grandmother grandson
    granddaughter uncle aunt nephew niece cousin half-brother half-sister stepson father-in-law son-in-law
    predecessor successor counterpart
    """.split()
)
# Phrases take these words up themselves, together with the office that they end.
_PAST_PREFIXES = ("former ", "ex-", "late ")
_IRREGULAR = {"men": "man", "women": "woman", "people": "person", "children": "child"}


def find_pieces(words: Words, *, tables: EntityTables, on: date | None) -> list[Piece]:
    """All pieces of a sentence, in order and without overlap."""
    listed = list(_listed(words, tables, on))
    unlisted = [piece for name in words.sentence.names for piece in _unlisted(words, name, listed)]
    taken = {index for piece in unlisted for index in range(piece.first, piece.last)}
    pieces = [piece for piece in listed if not taken.intersection(range(piece.first, piece.last))]
    pieces += unlisted
    pieces += _bare_names(words, pieces)
    return sorted(pieces, key=lambda piece: (piece.start, piece.end))


# --------------------------------------------------------------------------- what the tables list


def _listed(words: Words, tables: EntityTables, on: date | None) -> Iterator[Piece]:
    """Longest matches from left to right; a person's name before an entity's before a role's."""
    sentence = words.sentence
    folded = _CAPITALS.sub(
        lambda match: match.group().capitalize(), words.plain[sentence.start : sentence.end]
    )
    token, done = 0, sentence.start
    for match in _WORD.finditer(words.plain, sentence.start, sentence.end):
        start = match.start()
        while token < len(words) and words.tokens[token].end <= start:
            token += 1
        if start < done or token == len(words):
            continue
        found = _person(words, token, tables) if words.tokens[token].start == start else None
        found = _longer(found, _entity(words, (token, start), tables, on))
        if found is None and match.group().isupper():
            found = _shouted(words, (token, start), folded, tables)
        # "Hamas leader" is an owner and a part, even where the tables list it as one phrase.
        if found is None and words.tokens[token].start == start:
            found = _kin(words, token) or _role(words, token, tables)
        if found is not None:
            done = found.end
            if not (
                _is_detached(words.plain, found) or _is_landscape(words, found) or _is_agent(words, found)
            ):
                yield found


def _longer(one: Piece | None, other: Piece | None) -> Piece | None:
    if one is None or other is None:
        return one or other
    return other if other.end > one.end else one


def _person(words: Words, token: int, tables: EntityTables) -> Piece | None:
    if not words.is_capitalised(token):
        return None
    start = words.tokens[token].start
    for last in range(min(token + _LONGEST_NAME, len(words)), token, -1):
        end = words.tokens[last - 1].end
        holders = tables.holders_by_name.get(words.plain[start:end])
        if holders:
            return Piece(first=token, last=last, start=start, end=end, sort="person", holders=holders)
    return None


def _entity(words: Words, place: tuple[int, int], tables: EntityTables, on: date | None) -> Piece | None:
    token, start = place
    readings = tables.aliases_at(words.plain, start)
    if not readings:
        return _combining_form(words, place, tables)
    # A state that is gone keeps its name in what is told of the past.
    valid = tuple(
        alias for alias in readings if on is None or alias.kind == "historical" or covers(alias, on)
    )
    if not valid:
        return None
    return _entity_piece(words, token, (start, start + len(valid[0].text)), valid)


def _entity_piece(words: Words, token: int, span: tuple[int, int], aliases: tuple[Alias, ...]) -> Piece:
    last = token + 1
    while last < len(words) and words.tokens[last].start < span[1]:
        last += 1
    plural = any(alias.kind in {"demonym-plural", "person-group"} for alias in aliases)
    return Piece(
        first=token, last=last, start=span[0], end=span[1], sort="entity", aliases=aliases, is_plural=plural
    )


def _combining_form(words: Words, place: tuple[int, int], tables: EntityTables) -> Piece | None:
    token, start = place
    form = _WORD.match(words.plain, start)
    key = _COMBINING_FORMS.get(form.group()) if form else None
    if (
        form is None
        or key not in tables.entity_by_key
        or words.plain[form.end() : form.end() + 1] not in HYPHENS
    ):
        return None
    alias = Alias(form.group(), str(key), "adjective", None, None)
    return _entity_piece(words, token, (start, form.end()), (alias,))


def _shouted(words: Words, place: tuple[int, int], folded: str, tables: EntityTables) -> Piece | None:
    """Names in capitals, as headlines and datelines write them: "SEOUL"."""
    token, start = place
    begin = words.sentence.start
    readings = tables.aliases_at(folded, start - begin)
    if not readings or not words.plain[start : start + len(readings[0].text)].isupper():
        return None
    return _entity_piece(words, token, (start, start + len(readings[0].text)), readings)


def _role(words: Words, token: int, tables: EntityTables) -> Piece | None:
    for form in _forms(words, token):
        for role in tables.roles_by_first_word.get(form, ()):
            if role.phrase.startswith(_PAST_PREFIXES):
                continue
            last, is_plural = _role_end(words, token, role)
            if last and _can_be_noun(words, last - 1):
                start, end = words.tokens[token].start, words.tokens[last - 1].end
                return Piece(
                    first=token, last=last, start=start, end=end, sort="role", role=role, is_plural=is_plural
                )
    return None


def _kin(words: Words, token: int) -> Piece | None:
    """Relatives, and whoever came before or after: persons that are told by another person."""
    is_kin = words.lemma(token) in _KIN and words.upos(token) == "NOUN"
    return (
        replace(_piece(words, token, token + 1, sort="kin"), is_plural=words.lower[token] not in _KIN)
        if is_kin
        else None
    )


def _role_end(words: Words, token: int, role: Role) -> tuple[int, bool]:
    """Index after a role's phrase that starts here, and whether it is plural; 0 if it does not stand here."""
    for phrase, is_plural in ((role.plural, True), (role.phrase, False)):
        here = token
        parts = _parts(phrase) if phrase else ()
        for number, part in enumerate(parts):
            if number and words.word(here) in HYPHENS:
                here += 1
            if words.word(here) != part and part not in _forms(words, here):
                break
            here += 1
        else:
            if parts:
                return here, is_plural or _is_plural_noun(words, here - 1, parts[-1])
    return 0, False


def _forms(words: Words, token: int) -> tuple[str, ...]:
    """A word as it stands and as the tables may write it; parsers leave names like "Ministers" alone."""
    return _forms_of(words.word(token), words.lemma(token))


@lru_cache(maxsize=50_000)
def _forms_of(lower: str, lemma: str) -> tuple[str, ...]:
    forms = [lower, lemma, _IRREGULAR.get(lower, lower)]
    if lower.startswith("ex-"):
        lower = lower.removeprefix("ex-")
        forms.append(lower)
    if lower.endswith("men"):
        forms.append(lower[:-3] + "man")
    elif lower.endswith("ies"):
        forms.append(lower[:-3] + "y")
    elif lower.endswith("s") and not lower.endswith("ss"):
        forms.append(lower[:-1])
    return tuple(dict.fromkeys(forms))


@lru_cache(maxsize=20_000)
def _parts(phrase: str) -> tuple[str, ...]:
    return tuple(phrase.replace("-", " ").split())


def _is_plural_noun(words: Words, token: int, written: str) -> bool:
    return words.tokens[token].xpos in {"NNS", "NNPS"} or words.word(token).removeprefix("ex-") != written


def _can_be_noun(words: Words, token: int) -> bool:
    """Whether a word is used as a noun: "the military said", not "military exercises"."""
    if words.upos(token) in _NOUN_TAGS:
        return True
    return words.upos(token) == "ADJ" and words.relation(token) in _HEAD_RELATIONS


def _is_detached(plain: str, piece: Piece) -> bool:
    if piece.start < 2 or plain[piece.start - 1] != "-":
        return False
    before = re.search(r"\w{1,10}\Z", plain[max(0, piece.start - 11) : piece.start - 1])
    return before is not None and before.group().lower() in _DETACHING and piece.sort == "entity"


def _is_landscape(words: Words, piece: Piece) -> bool:
    """Such as "The Korean peninsula", "the Taiwan Strait": waters and lands that belong to nobody alone."""
    return piece.sort == "entity" and words.word(piece.last) in _LANDSCAPES


def _is_agent(words: Words, piece: Piece) -> bool:
    """Whether a noun only tells by whom something is done: "the rebel-held town"."""
    if piece.sort != "role" or words.word(piece.last) not in HYPHENS:
        return False
    after = words.word(piece.last + 1)
    return after.endswith("ed") or after in {"held", "run", "led"}


# --------------------------------------------------------------------------- what only the parser knows


def _unlisted(words: Words, name: Name, listed: list[Piece]) -> Iterator[Piece]:
    """What is left of a parser's name once the tables have had their say."""
    first, last = name.first, min(name.last, len(words))
    inside = [piece for piece in listed if piece.first < last and piece.last > first]
    covered = {index for piece in inside for index in range(piece.first, piece.last)}
    left_over = [index for index in range(first, last) if index not in covered and _is_content(words, index)]
    if not left_over or any(_is_whole_person(piece, left_over) for piece in inside):
        return
    if not any(words.is_capitalised(index) for index in left_over):
        return
    if name.label == "PER":
        yield from _persons(words, (first, last), inside)
    elif name.label == "ORG":
        yield from _organisation(words, (first, last), inside, left_over)
    elif _hides_entity(words, name, inside):
        yield _piece(words, first, last, sort="place")


def _is_whole_person(piece: Piece, left_over: list[int]) -> bool:
    """Whether a listed person is all that a name means: "Juan Carlos" is not "Juan Carlos Roe"."""
    return piece.sort == "person" and piece.last not in left_over


def _is_content(words: Words, index: int) -> bool:
    word = words.lower[index].strip(".")
    return word not in _SMALL and word not in POSSESSIVES and any(letter.isalnum() for letter in word)


def _persons(words: Words, stretch: tuple[int, int], inside: list[Piece]) -> Iterator[Piece]:
    """The persons in a stretch: "Minister Jane Doe" without the title, "Doe and Roe" as two."""
    first, last = stretch
    has_role = any(piece.sort == "role" for piece in inside)
    for piece in inside:
        leads = piece.first <= first < piece.last < last
        if leads and (piece.sort == "role" or piece.is_adjective or has_role):
            first = piece.last
    # "Jane Doe of Norway" ends before the preposition.
    last = next((index for index in range(first, last) if words.lower[index] in {"of", "from"}), last)
    begin = first
    for index in range(first, last + 1):
        if index == last or words.lower[index] in {"and", "&", ",", *POSSESSIVES}:
            while begin < index and not (_is_content(words, begin) and words.lower[begin] not in _TITLES):
                begin += 1
            if begin < index:
                yield replace(_piece(words, begin, index, sort="person"), label="PER")
            begin = index + 1


def _organisation(
    words: Words, stretch: tuple[int, int], inside: list[Piece], left_over: list[int]
) -> Iterator[Piece]:
    """An organisation under its whole name; none if it is a known role after a strange owner."""
    first, last = stretch
    while last > first and not _is_content(words, last - 1):
        last -= 1
    roles = [piece for piece in inside if piece.sort == "role"]
    entities = [piece for piece in inside if piece.sort == "entity"]
    if roles and max(left_over) < roles[-1].first:
        return
    if entities and words.is_possessor(entities[0].last):
        first = entities[0].last + 1
    if first < last:
        yield replace(
            _piece(words, first, last, sort="name"),
            aliases=tuple(alias for piece in entities for alias in piece.aliases),
            role=roles[0].role if roles else None,
            label="ORG",
        )


def _hides_entity(words: Words, name: Name, inside: list[Piece]) -> bool:
    """Whether a place or thing is only named after an entity: "Gulf of Mexico", "Paris Agreement"."""
    entities = [piece for piece in inside if piece.sort == "entity"]
    if not entities or any(piece.sort == "role" or words.is_possessor(piece.last) for piece in inside):
        return False
    if name.label in {"GPE", "LOC"}:
        return True
    return all(alias.kind in {"capital", "seat"} for piece in entities for alias in piece.aliases)


def _bare_names(words: Words, pieces: list[Piece]) -> Iterator[Piece]:
    """Runs of proper nouns that nothing explains yet; a title or an earlier mention may make them persons."""
    taken = {index for piece in pieces for index in range(piece.first, piece.last)}
    begin: int | None = None
    for index in range(len(words) + 1):
        if index < len(words) and index not in taken and _may_be_surname(words, index, begin):
            begin = index if begin is None else begin
        elif begin is not None:
            yield _bare_name(words, begin, index)
            begin = None


def _may_be_surname(words: Words, index: int, begin: int | None) -> bool:
    if words.lower[index].strip(".") in _NO_SURNAMES:
        return False
    if begin is not None and words.tokens[index].text in HYPHENS:
        return words.upos(index + 1) == "PROPN" and words.tokens[index].start == words.tokens[index - 1].end
    return words.upos(index) == "PROPN" and (words.is_capitalised(index) or begin is not None)


def _bare_name(words: Words, first: int, last: int) -> Piece:
    labels = {words.label(index) for index in range(first, last)}
    return replace(
        _piece(words, first, last, sort="person"), label=labels.pop() if len(labels) == 1 else None
    )


def _piece(words: Words, first: int, last: int, *, sort: str) -> Piece:
    return Piece(
        first=first, last=last, start=words.tokens[first].start, end=words.tokens[last - 1].end, sort=sort
    )
