"""Tell whether the name of a place means those who act there: Washington decided; in Washington.

After the features of Markert and Nissim (2009) for place-for-people metonymy: grammatical role and
preposition of the name, and the word it depends on.
"""

from detente.entities.words import HYPHENS, Words

ACTOR = "actor"
PLACE = "place"

_PLACE_CASES = frozenset(
    """
    in at near inside outside across throughout within around via through into onto beyond off along above
    below beneath past up down surrounding
    """.split()
) | {
    "outside of",
    "en route to",
    "close to",
    "next to",
    "north of",
    "south of",
    "east of",
    "west of",
    "near to",
}
# "The border with France", "a pass between Nepal and India".
_LINES = frozenset(
    """
    border frontier boundary pass area strait line link road route bridge corridor commute
    """.split()
)
_MEMBERS = frozenset(("including", "such as", "like"))
# Verbs and nouns of going: "to" and "for" after them lead to a place, and their object is one.
_MOTION = frozenset(
    """
    go come travel fly return move flee head arrive sail drive walk march journey trip visit route road way
    emigrate immigrate migrate relocate deport exile escape withdraw depart leave flight bring take carry
    send transport ship ferry road railway line tour voyage expedition pilgrimage trek cross enter reach
    transfer spread extend run lead back access bound destination passage bus train border adjacent next
    close north south east west invite summon evacuate repatriate import export native endemic delivery mile
    kilometre kilometer km
    """.split()
)
_PLACE_OBJECT_VERBS = frozenset(
    """
    visit enter leave reach tour cross inhabit explore travel flee exit depart roam traverse occupy surround
    hit strike border overlook colonise colonize settle quit
    """.split()
)
# What a place is like, as long as the noun is about land, buildings or those who merely live there.
_LAND = frozenset(
    """
    capital city town village part north south east west northeast northwest southeast southwest region
    coast province area border centre center outskirts suburb island port district state county map middle
    edge street shore river mountain lake airport hotel square territory frontier interior corner side half
    heart bay gulf valley beach desert forest peninsula road station neighbourhood neighborhood slum soil
    coastline sea zone resident inhabitant native museum park theatre theater cathedral church hospital
    highway airspace waters climate place most rest all much bank municipality parish quarter harbour harbor
    hill plain tip top bottom embassy home hometown outpost vicinity landmark locality archipelago continent
    railway bridge university college school population census stadium mainland countryside many some none
    bulk history
    """.split()
)
# Events that a capital before them hosts: "the Geneva talks".
_HOSTED = frozenset(
    """
    talk summit meeting conference attack bombing protest rally visit trip airport hotel court suburb
    resident university office bureau newsroom correspondent street exhibition festival game olympics siege
    massacre riot explosion blast shooting fire earthquake demonstration treaty agreement accord protocol
    convention declaration airport station neighbourhood district area region mosque church hospital stock
    marathon headquarters embassy consulate apartment home house school museum prison jail bar restaurant
    -based native
    """.split()
)
_SORTS_OF_PLACE = frozenset(["community", "commune", "settlement", "municipality", "land", "country", "base"])
_SITUATED = frozenset(
    """
    locate situate border lie sit share divide separate bound surround comprise cover
    """.split()
)
_GIVING = frozenset(
    """
    help support aid pressure threat money loan fund assistance backing independence demand approval
    permission recognition concession apology message letter statement invitation request order seek receive
    get win demand request hear obtain secure buy import borrow gain expect extract response reply warning
    criticism sanction secede freedom liberation protection defect resistance opposition condemnation
    """.split()
)
_PLACE_SUFFIXES = frozenset(
    """
    based born held bound area wide occupied controlled administered
    """.split()
)
_ORIENTATION = frozenset(
    """
    northern southern eastern western central downtown upper lower coastal rural northwestern northeastern
    southeastern southwestern mainland metropolitan greater inner outer
    """.split()
)  # fmt: skip


def reading_of(words: Words, first: int, last: int, *, is_capital: bool) -> str:
    """`actor` or `place` for the name of a country, region or capital.

    Args:
        words: The sentence.
        first: Index of the name's first token.
        last: Index after its last token.
        is_capital: The name is a city's or a building's; before an event noun it says where.
    """
    plain = _by_neighbours(words, first, last)
    if plain is not None:
        return plain
    preposition, head = _governing(words, first, last)
    if words.is_possessor(last):
        return _of_noun(words, words.tokens[head].head, is_capital=False)
    if preposition:
        return _after_preposition(words, preposition, words.tokens[head].head)
    return _by_relation(words, head, is_capital=is_capital)


def _by_neighbours(words: Words, first: int, last: int) -> str | None:
    """What the words beside the name say without a tree: "Paris-based", "US-China", "northern Syria"."""
    joined = words.word(last) in HYPHENS and words.tokens[last].start == words.tokens[last - 1].end
    after = words.word(last + 1) if joined else ""
    if after in _PLACE_SUFFIXES or words.word(first - 1) in _ORIENTATION:
        return PLACE
    if words.word(first - 1) in HYPHENS or (after and words.is_capitalised(last + 1)):
        return ACTOR
    if words.word(first - 1) in {"with", "between"} and words.word(first - 2) in _LINES:
        return PLACE
    return PLACE if _is_dateline(words, first, last) or _is_listed_address(words, first) else None


def _governing(words: Words, first: int, last: int) -> tuple[str, int]:
    """The preposition and the head that decide; a member of a list shares those of the first."""
    head = words.head_of(first, last)
    preposition = _preposition(words, first, head)
    for above in words.ancestors(head):
        is_member = words.relation(head) == "conj" and not preposition
        is_one_of = preposition in _MEMBERS or _is_gloss(words, head)
        if not (is_member or is_one_of) or words.upos(above) not in {"PROPN", "NOUN"}:
            break
        preposition, head = _preposition(words, above, above), above
    return preposition, head


def _is_gloss(words: Words, head: int) -> bool:
    """Such as "The DPRK (North Korea)"."""
    return (words.relation(head) == "appos" and words.word(head - 1) == "(") or words.word(head - 2) == "("


def _preposition(words: Words, first: int, head: int) -> str:
    """What the tree says, or else the word right before the name."""
    found = words.case(head)
    if found:
        return found
    before = first - 1
    while words.word(before) in {"the", "both", "neighbouring", "neighboring", "nearby"}:
        before -= 1
    return words.word(before) if words.upos(before) == "ADP" else ""


def _after_preposition(words: Words, preposition: str, governor: int) -> str:
    if preposition in _PLACE_CASES:
        return PLACE
    lemmas = _lemmas_up(words, governor)
    match preposition:
        case "from":
            return ACTOR if lemmas & _GIVING else PLACE
        case "to" | "toward" | "towards" | "for" | "on" | "upon":
            return PLACE if lemmas & _MOTION else ACTOR
        case "of":
            return _of_noun(words, governor, is_capital=False)
        case "between" | "with":
            return PLACE if lemmas & _LINES else ACTOR
    return ACTOR


def _of_noun(words: Words, governor: int, *, is_capital: bool) -> str:
    """Whether the noun after a genitive or before "of" is about land or about people who decide."""
    lemma = words.lemma(governor)
    if lemma in _LAND or (is_capital and lemma in _HOSTED):
        return PLACE
    return PLACE if _is_landscape(words, governor) else ACTOR


def _is_landscape(words: Words, noun: int) -> bool:
    """Whether a name has a landscape's word in it: "Russia's Far East city of Vladivostok"."""
    return words.upos(noun) == "PROPN" and any(words.word(noun + step) in _LAND for step in (0, 1))


def _by_relation(words: Words, head: int, *, is_capital: bool) -> str:
    governor = words.tokens[head].head
    relation, lemma = words.relation(head), words.lemma(governor)
    match relation:
        case "nsubj":
            return PLACE if lemma in _SITUATED or _is_described_as_land(words, governor) else ACTOR
        case "obj":
            return PLACE if lemma in _PLACE_OBJECT_VERBS else ACTOR
        case "compound" | "nmod" | "amod":
            return _of_noun(words, governor, is_capital=is_capital)
        case "appos":
            return PLACE if words.label(governor) in {"GPE", "LOC"} else ACTOR
    return ACTOR


def _is_described_as_land(words: Words, predicate: int) -> bool:
    """Such as "Oslo is the largest city": the predicate noun says land."""
    return bool(words.children(predicate, "cop")) and words.lemma(predicate) in _LAND | _SORTS_OF_PLACE


def _lemmas_up(words: Words, governor: int) -> set[str]:
    """The word that a phrase depends on, and for a noun the verb above: "sought help from"."""
    if governor < 0:
        return set()
    found = {words.lemma(governor)}
    above = words.tokens[governor].head
    if words.upos(governor) == "NOUN" and above >= 0 and words.relation(governor) in {"obj", "obl"}:
        found.add(words.lemma(above))
    found.update(words.lemma(child) for child in words.children(governor, "obj"))
    return found


def _is_dateline(words: Words, first: int, last: int) -> bool:
    """Such as "SEOUL (Reuters) -", "WASHINGTON, June 4 -"."""
    opens = first == 0 and words.tokens[first].text.isupper() and len(words.tokens[first].text) > 3
    return opens and words.word(last) in {"(", ",", "-", "–", "—", "/"}


def _is_listed_address(words: Words, first: int) -> bool:
    """Whether the name says where the place before the comma lies: "Aleppo, Syria"."""
    if words.word(first - 1) != "," or words.upos(first - 2) != "PROPN" or words.relation(first) == "conj":
        return False
    return words.relation(first) == "appos" or words.label(first - 2) in {"GPE", "LOC"}
