"""Say whom pronouns and definite descriptions mean: who speaks goes on speaking, subjects stay subjects.

Only actors are resolved: a pronoun whose nearest subject is a thing ("the situation ... it") gets nobody.
Pronouns are looked up in this order:

1. the subject of a verb of saying: whoever spoke last;
2. the subject of the nearest clause around it, before or after it ("In his first speech, Kim ...");
3. the subject of the sentence before; for "they" the two last named together.

"We" and "I" in a quotation are the speaker's side if the same sentence names the speaker.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.entities.memory import GROUP, PERSON, Identity, Memory, Reference
from detente.entities.words import Words

HE = frozenset(("he", "his", "him", "himself"))
SHE = frozenset(("she", "her", "hers", "herself"))
IT = frozenset(("it", "its"))
THEY = frozenset(("they", "their", "them", "theirs"))
FIRST = frozenset(("we", "our", "us", "i", "my"))
PRONOUNS = (HE | SHE | IT | THEY | FIRST) - {"himself", "herself"}

SPEECH_VERBS = frozenset(
    """
    say tell add state announce report declare warn note claim insist argue stress ask reply respond explain
    acknowledge admit confirm deny accuse urge demand call write tweet quote cite vow pledge suggest
    reiterate emphasise emphasize describe predict maintain promise threaten remark comment conclude testify
    recall continue allege reveal disclose express charge believe think contend assert observe complain
    """.split()
)
_SOURCE_CASES = frozenset(("according to", "by", "citing", "quoting"))
_QUOTES = frozenset(('"', "“", "”", "``", "''"))
_MEETING = frozenset(
    """
    meet summit meeting talk negotiation dialogue call conversation discussion agreement war conflict
    relation tie dispute trade border deal clash hold negotiate discuss sign speak
    """.split()
)


class PronounResolver:
    """Finds whom the pronouns of one sentence mean, from left to right."""

    def __init__(self, words: Words, references: Sequence[Reference], memory: Memory) -> None:
        """Take a sentence with the mentions found so far."""
        self._words = words
        self._memory = memory
        self._references = list(references)
        self._at = {index: found for found in references for index in range(found.first, found.last)}
        self._quoted = _quoted_tokens(words)

    def resolve(self, index: int) -> Reference | None:
        """Whom the pronoun at this token means, as a reference of its own; `None` if open or nobody."""
        word = self._words.lower[index]
        antecedent = self._first_person(index) if word in FIRST else self._third_person(index, word)
        if antecedent is None:
            return None
        token = self._words.tokens[index]
        found = Reference(
            first=index, last=index + 1, start=token.start, end=token.end, head=index,
            identities=antecedent, kind="pronoun",
        )  # fmt: skip
        self._at[index] = found
        self._references.append(found)
        if word in HE | SHE and antecedent[0].name is not None:
            self._memory.pronoun_by_name[antecedent[0].name] = "he" if word in HE else "she"
        return found

    # ---- third person

    def _third_person(self, index: int, word: str) -> tuple[Identity, ...] | None:
        if _is_expletive(self._words, index):
            return None
        if self._speaks(index):
            source = self._last_source(index, word)
            if source is not None:
                return source
        subjects = list(self._subjects_around(index))
        for subject in subjects:
            found = self._antecedent_at(subject, word)
            if found is not None:
                return found
            # A thing as the nearest subject is what "it" and "they" mean; "he" looks further up.
            if word in IT | THEY and self._is_thing(subject, word):
                return None
        if word in THEY and subjects:
            return self._pair_around(subjects)
        return self._from_before(index, word)

    def _speaks(self, index: int) -> bool:
        head = self._words.tokens[index].head
        is_subject = self._words.relation(index) == "nsubj" and self._words.lemma(head) in SPEECH_VERBS
        return (
            is_subject
            and index not in self._quoted
            and self._words.relation(head) in {"root", "parataxis", "conj"}
        )

    def _last_source(self, index: int, word: str) -> tuple[Identity, ...] | None:
        for found in reversed(sources(self._words, [r for r in self._references if r.last <= index])):
            if _fits(found.identities, word, self._memory):
                return found.identities
        memory = self._memory
        source = memory.other_source if word in IT else memory.person_source
        candidates = (source,) if source is not None else ()
        return candidates if candidates and _fits(candidates, word, memory) else None

    def _subjects_around(self, index: int) -> Iterator[int]:
        """The subjects of the clauses around a token, from the inside out."""
        for above in (index, *self._words.ancestors(index)):
            for subject in self._words.children(above, "nsubj"):
                if subject != index and index not in self._words.below(subject):
                    yield subject

    def _antecedent_at(self, subject: int, word: str) -> tuple[Identity, ...] | None:
        identities = self._coordinated(subject) if word in THEY else self._identities(subject)
        return identities if identities and _fits(identities, word, self._memory) else None

    def _pair_around(self, subjects: list[int]) -> tuple[Identity, ...] | None:
        """Such as "Kim said their talks went well": the two named last if the subject is one of them."""
        named = {(one.entity, one.name) for subject in subjects for one in self._identities(subject)}
        pair = self._memory.pair
        return pair if named & {(one.entity, one.name) for one in pair} else None

    def _identities(self, index: int) -> tuple[Identity, ...]:
        found = self._at.get(index)
        return found.identities if found is not None and found.reading == "actor" else ()

    def _coordinated(self, subject: int) -> tuple[Identity, ...]:
        group = (subject, *self._words.children(subject, "conj"))
        return tuple(dict.fromkeys(identity for index in group for identity in self._identities(index)))

    def _is_thing(self, subject: int, word: str) -> bool:
        if subject in self._at:
            return False
        is_plural = self._words.tokens[subject].xpos in {"NNS", "NNPS"}
        return self._words.upos(subject) in {"NOUN", "PROPN", "PRON"} and is_plural == (word in THEY)

    def _from_before(self, index: int, word: str) -> tuple[Identity, ...] | None:
        memory = self._memory
        candidates = [memory.subject]
        if word in THEY:
            candidates.append(memory.pair)
        elif word in HE | SHE:
            earlier = [r for r in self._references if r.last <= index and r.sort == PERSON]
            candidates = [*(r.identities for r in earlier[:1]), *candidates]
            candidates += [(person,) for person in (memory.person_source, memory.last_person) if person]
        return next((found for found in candidates if found and _fits(found, word, memory)), None)

    # ---- first person

    def _first_person(self, index: int) -> tuple[Identity, ...] | None:
        if index not in self._quoted:
            return None
        outside = [found for found in self._references if found.head not in self._quoted]
        speakers = [found for found in sources(self._words, outside) if len(found.identities) == 1]
        if not speakers:
            return None
        speaker = min(speakers, key=lambda found: abs(found.head - index)).identities[0]
        if self._words.lower[index] in {"i", "my"}:
            return (speaker,) if speaker.sort == PERSON else None
        # "We" is the side that the speaker speaks for, not the speaker.
        if speaker.entity is None:
            return None
        return (replace(speaker, sort=GROUP, name=None, wikidata=None, role=None),)


def sources(words: Words, references: Sequence[Reference]) -> list[Reference]:
    """Those of the references that say something: subjects of verbs of saying, and "according to", "by"."""
    return [found for found in references if _is_source(words, found)]


def update_memory(words: Words, references: Sequence[Reference], memory: Memory) -> None:
    """Take in a sentence: who was named, who spoke, who was the subject, which two stood together."""
    memory.remember(references)
    for found in sources(words, references):
        if len(found.identities) == 1:
            if found.sort == PERSON:
                memory.person_source = found.identities[0]
            elif found.sort != GROUP:
                memory.other_source = found.identities[0]
    memory.note_silence(is_silent=not sources(words, references))
    memory.subject = _main_subject(words, references)
    memory.pair = _last_pair(words, references) or memory.pair
    if all(one.sort == PERSON for one in memory.pair):
        memory.persons = memory.pair


# --------------------------------------------------------------------------- one sentence


def _is_source(words: Words, found: Reference) -> bool:
    head = words.tokens[found.head].head
    if found.reading != "actor" or (found.kind == "pronoun" and words.lower[found.head] in FIRST):
        return False
    speaks = head >= 0 and words.lemma(head) in SPEECH_VERBS
    if words.relation(found.head) == "nsubj":
        return (speaks and words.tokens[found.head].deprel != "nsubj:pass") or _is_quoted_passive(
            words, found.head
        )
    case = words.case(found.head)
    return case == "according to" or (case in _SOURCE_CASES and speaks) or _is_cited(words, found.head)


def _is_quoted_passive(words: Words, subject: int) -> bool:
    """Such as "Kim was quoted as saying"."""
    return words.lemma(words.tokens[subject].head) in {"quote", "cite"}


def _is_cited(words: Words, index: int) -> bool:
    """Such as "Yonhap reported, quoting KCNA"."""
    return words.relation(index) == "obj" and words.lemma(words.tokens[index].head) in {"quote", "cite"}


def _main_subject(words: Words, references: Sequence[Reference]) -> tuple[Identity, ...]:
    at = {index: found for found in references for index in range(found.first, found.last)}
    for root in (index for index in range(len(words)) if words.tokens[index].head < 0):
        for subject in words.children(root, "nsubj"):
            group = [at[index] for index in (subject, *words.children(subject, "conj")) if index in at]
            return tuple(dict.fromkeys(one for found in group for one in found.identities))
    return ()


def _last_pair(words: Words, references: Sequence[Reference]) -> tuple[Identity, ...]:
    """The last two of a kind that stand together: "Kim and Putin", "US-China", "met with"."""
    pair: tuple[Identity, ...] = ()
    actors = [found for found in references if found.kind != "pronoun" and len(found.identities) == 1]
    for index, left in enumerate(actors):
        for right in actors[index + 1 : index + 4]:
            identities = (left.identities[0], right.identities[0])
            if _are_alike(*identities) and _are_paired(words, left, right):
                pair = identities
    return pair


def _are_alike(left: Identity, right: Identity) -> bool:
    return left.sort == right.sort != GROUP and (left.entity, left.name) != (right.entity, right.name)


def _are_paired(words: Words, left: Reference, right: Reference) -> bool:
    if words.tokens[right.head].head == left.head and words.relation(right.head) == "conj":
        return True
    if words.plain[left.end : right.start].strip() in {"-", "–", "and"}:
        return True
    return _met(words, left, right)


def _met(words: Words, left: Reference, right: Reference) -> bool:
    """Such as "X met Y", "X held talks with Y", "his summit with Y" in a clause whose subject is X."""
    if words.relation(left.head) != "nsubj":
        return False
    verb = words.tokens[left.head].head
    above = next(words.ancestors(right.head), -1)
    if words.relation(right.head) == "obj":
        return above == verb and words.lemma(verb) in _MEETING
    if words.case(right.head) != "with":
        return False
    chain = list(words.ancestors(right.head))
    return verb in chain and any(words.lemma(index) in _MEETING for index in chain[: chain.index(verb) + 1])


def _fits(identities: tuple[Identity, ...], word: str, memory: Memory) -> bool:
    """Whether a pronoun agrees in number and sort."""
    first = identities[0]
    if word in THEY:
        return len(identities) > 1 or first.sort == GROUP
    if len(identities) > 1:
        return False
    if word in IT:
        return first.sort not in {PERSON, GROUP}
    used = memory.pronoun_by_name.get(first.name or "")
    return first.sort == PERSON and used in {None, "he" if word in HE else "she"}


def _is_expletive(words: Words, index: int) -> bool:
    """Such as "It is clear that ...": the pronoun stands for a clause."""
    if words.relation(index) == "expl":
        return True
    head = words.tokens[index].head
    return words.lower[index] == "it" and head >= 0 and bool(words.children(head, "csubj"))


def _quoted_tokens(words: Words) -> set[int]:
    """Tokens between quotation marks; a mark without a partner quotes up to the sentence's edge."""
    marks = [index for index, token in enumerate(words.tokens) if token.text in _QUOTES]
    quoted: set[int] = set()
    is_open = bool(marks) and words.tokens[marks[0]].text == "”"
    begin = 0
    for mark in marks:
        if is_open:
            quoted.update(range(begin, mark))
        begin = mark + 1
        is_open = not is_open
    if is_open:
        quoted.update(range(begin, len(words)))
    return quoted
