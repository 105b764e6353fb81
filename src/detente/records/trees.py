"""Words, trees, and clauses with their surface syntax undone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Act:
    """What act a word may carry, as the parser's event head sees it."""

    event_type: str
    """PLOVER type, such as `"ACCUSE"`."""
    probability: float
    """In (0, 1], rounded to two decimals; what a word's acts lack to 1 is "no act", and rarer ones."""


@dataclass(frozen=True, slots=True)
class ActSide:
    """A word that names a side of an act, as the parser's event head sees it."""

    role: str
    """`"actor"` or `"recipient"`."""
    token: int
    """Index of the word in its sentence."""
    probability: float
    """In (0, 1], rounded to two decimals."""


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
    acts: tuple[Act, ...] = ()
    """Likely acts, the likeliest first; empty where none is likely, or where the parser has no event head."""
    sides: tuple[ActSide, ...] = ()
    """Who acts and who is acted upon, where the word carries an act; in order of role and word."""


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
    has_acts: bool = False
    """The parser has an event head: a word without acts carries none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One part that somebody or something plays in a clause, with surface syntax undone."""

    role: str
    """`subject`, `object`, `indirect`, `complement`, `modifier`, `time`, `task` (the infinitive of an
    argument: "a deadline for Iran to leave"), `oblique:PREPOSITION` or `adverbial:MARKER`; subject and object
    are the logical ones."""
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
    the argument it is; with `/inside` when it is only a part of that argument."""
    light: str | None = None
    """Lemma of the light or occurrence verb that carries an event noun: `"hold"` in "held talks"."""
    passive: bool = False
    acts: tuple[Act, ...] | None = None
    """What the parser's event head says of the predicate; `None` where there is no such head."""
    sides: tuple[ActSide, ...] = ()
    """Whom the event head takes for its sides."""

    def argument(self, role: str) -> Argument | None:
        """The first argument with this role."""
        return next((argument for argument in self.arguments if argument.role == role), None)
