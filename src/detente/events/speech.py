"""Find who says what in one sentence: the speaking word, its speaker, and what is said."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.events.quotes import Quote
from detente.events.scene import Scene
from detente.events.status import speech_status
from detente.lexicon.cues import Cues
from detente.lexicon.embedding import Embedding
from detente.records import Argument, Clause, Span

# Verbs that speak only when a clause or a quotation follows: "called", "saw" mostly do something else.
_PLAIN_ACTS = {"assert", "report", "interpret", "predict"}
# "It was reported that" names nobody; a demand or a threat that nobody makes is a figure of speech.
_UNSPOKEN_ACTS = {"assert", "report"}
_ADDRESSEE_ROLES = {"object", "indirect", "oblique:on", "oblique:upon", "oblique:to"}
# "Yes, he said" is the shortest thing that is reported with a tail; marks that may stand before the tail.
_SHORTEST_REPORT = 2
_TAIL_MARKS = {",", "”", '"', "-", "–", "—"}
_QUOTING = {"quote", "cite", "hear"}
_FINITE = {"past", "present", "future"}


@dataclass(frozen=True, slots=True)
class Speech:
    """One act of speaking in one sentence."""

    scene: Scene
    clause: Clause
    act: str
    speaker: Argument | None
    content: tuple[Span, ...]
    cue: Span

    def covers(self, position: int) -> bool:
        """Whether an offset lies in what is said."""
        return any(span.start <= position < span.end for span in self.content)


def find_speech(
    scene: Scene, *, cues: Cues, embedding: Embedding, quotes: tuple[Quote, ...]
) -> tuple[Speech, ...]:
    """Give every act of speaking of a sentence that took place, in order."""
    found: list[Speech] = []
    for clause in scene.clauses:
        speech = _speech_of_clause(scene, clause, cues, quotes)
        speech = None if speech is None else _without_tail(speech, cues)
        if speech is not None and speech_status(clause, scene.clauses, embedding=embedding) == "asserted":
            found.append(speech)
        found.extend(_speech_of_source(scene, clause, cues))
    return tuple(found)


def _speech_of_clause(scene: Scene, clause: Clause, cues: Cues, quotes: tuple[Quote, ...]) -> Speech | None:
    act = _act(clause, cues)
    speaker = _holder(clause) if clause.kind == "noun" else clause.argument("subject")
    if act is None or clause.negated or _is_quoting_frame(scene, clause):
        return None
    content = tuple(_content(scene, clause, act, quotes))
    if speaker is None and (not content or act not in _UNSPOKEN_ACTS):
        return None
    if not content and act != "decline":
        return None
    if act == "decline":
        content = content or tuple(_objects(scene, clause))
    return Speech(scene, clause, act, speaker, content, _cue(scene, clause))


def _is_quoting_frame(scene: Scene, clause: Clause) -> bool:
    """Whether a verb only frames another: in "was quoted as saying" it is the saying that speaks."""
    if clause.lemma not in _QUOTING or not clause.passive:
        return False
    return any(below.marker == "as" for below in scene.below(clause))


def _act(clause: Clause, cues: Cues) -> str | None:
    if clause.kind == "noun":
        return cues.speech_nouns.get(clause.lemma.lower())
    if clause.kind != "verb":
        return None
    lemma = clause.lemma.lower()
    for argument in clause.arguments:
        if argument.role.startswith("oblique:"):
            act = cues.speech_verbs.get(f"{lemma} {argument.role.removeprefix('oblique:')}")
            if act is not None:
                return act
    act = cues.speech_verbs.get(lemma)
    if act == "demand" and _has_finite_complement(clause):
        # "Analysts suggested that the deal was dead" asks for nothing.
        return "assert"
    if act == "decline" and not _declines_comment(clause):
        return None
    return act


def _has_finite_complement(clause: Clause) -> bool:
    complement = clause.argument("complement")
    return complement is not None and clause.lemma in {"suggest", "insist"} and complement.clause is not None


def _declines_comment(clause: Clause) -> bool:
    complement = clause.argument("complement")
    return complement is not None and complement.lemma in {"comment", "say", "elaborate", "answer", "discuss"}


def _holder(clause: Clause) -> Argument | None:
    """Who expresses what a noun names: only nouns that somebody voices speak."""
    return clause.argument("subject") if clause.light is not None else None


def _content(scene: Scene, clause: Clause, act: str, quotes: tuple[Quote, ...]) -> Iterator[Span]:
    trailing = _before_trailing_attribution(scene, clause)
    if trailing is not None and act in _PLAIN_ACTS:
        yield _widen(scene, trailing.start, trailing.end, quotes)
        return
    complement = clause.argument("complement")
    if complement is not None:
        yield _widen(scene, complement.start, complement.end, quotes)
        return
    if clause.link == "parataxis" and clause.parent is not None:
        yield from _main_clause(scene, clause, quotes)
        return
    quoted = _quoted_above(scene, clause)
    if quoted is not None:
        yield _widen(scene, quoted.start, quoted.end, quotes)
        return
    below = _paratactic_content(scene, clause)
    if below is not None:
        yield _widen(scene, below.start, below.end, quotes)
        return
    quote = _quote_beside(scene, clause, quotes)
    if quote is not None and act in _PLAIN_ACTS:
        yield scene.span(quote.start, quote.end)
        return
    if act not in _PLAIN_ACTS and act != "decline":
        yield from _objects(scene, clause)


def _before_trailing_attribution(scene: Scene, clause: Clause) -> Span | None:
    """All that stands before ", Yonhap reported" or ",” said the minister" at a sentence's end.

    Parsers hang such a tail on any of the clauses before it, so it is read off the words.
    """
    subject = clause.argument("subject")
    if subject is None or any(a.role == "complement" and a.start > clause.start for a in clause.arguments):
        return None
    tail = min(subject.start, clause.start)
    before = [token for token in scene.sentence.tokens if token.end <= tail]
    if len(before) < _SHORTEST_REPORT or before[-1].text not in _TAIL_MARKS:
        return None
    if any(c.start > clause.end and c.tense in _FINITE and c.kind == "verb" for c in scene.clauses):
        return None
    while before and before[-1].text in {",", "-", "–", "—"}:
        before.pop()
    return scene.span(before[0].start, before[-1].end)


def _without_tail(speech: Speech, cues: Cues) -> Speech:
    """Cut a trailing attribution out of what another says: "Kim said [peace will come], AFP reported"."""
    scene = speech.scene
    for other in scene.clauses:
        if other is speech.clause or _act(other, cues) not in _PLAIN_ACTS:
            continue
        before = _before_trailing_attribution(scene, other)
        if before is not None and before.start <= speech.cue.start < before.end:
            cut = [
                scene.span(s.start, min(s.end, before.end)) for s in speech.content if s.start < before.end
            ]
            return replace(speech, content=tuple(cut))
    return speech


def _quoted_above(scene: Scene, clause: Clause) -> Argument | None:
    """What "was quoted as saying" says hangs on the quoting verb."""
    if clause.parent is None or scene.clauses[clause.parent].lemma not in _QUOTING:
        return None
    return scene.clauses[clause.parent].argument("complement")


def _main_clause(scene: Scene, clause: Clause, quotes: tuple[Quote, ...]) -> Iterator[Span]:
    """What is said when the speaking clause is only inserted: the sentence without it."""
    if clause.parent is None:
        return
    own = scene.words_below(clause.predicate)
    rest = scene.words_below(scene.clauses[clause.parent].predicate, without=[clause.predicate])
    tokens = scene.sentence.tokens
    for part in ([w for w in rest if w < own[0]], [w for w in rest if w > own[-1]]):
        while part and tokens[part[0]].upos == "PUNCT" and tokens[part[0]].text not in '“"':
            part.pop(0)
        while part and tokens[part[-1]].upos == "PUNCT" and tokens[part[-1]].text not in '”"':
            part.pop()
        if part:
            yield _widen(scene, tokens[part[0]].start, tokens[part[-1]].end, quotes)


def _paratactic_content(scene: Scene, clause: Clause) -> Argument | None:
    """A quoted clause that the parser hung under the speaking verb without calling it a complement."""
    for below in scene.below(clause):
        is_before = below.predicate < clause.predicate and below.tense in _FINITE
        if below.link == "parataxis" or (is_before and (below.link or "").startswith("adverbial:")):
            return scene.whole(below)
    return None


def _quote_beside(scene: Scene, clause: Clause, quotes: tuple[Quote, ...]) -> Quote | None:
    for quote in quotes:
        touches = quote.start < scene.sentence.end and quote.end > scene.sentence.start
        if touches and not quote.is_scare and not quote.covers(clause.start, clause.end):
            return quote
    return None


def _objects(scene: Scene, clause: Clause) -> Iterator[Span]:
    """What a verb of demanding or accusing says: its arguments, without whom it addresses."""
    after = [a for a in clause.arguments if a.start > clause.start and a.role not in {"subject", "modifier"}]
    # "suggested the end of the year as a deadline": a day can be what is asked for.
    if any(a.role not in {"time", "task"} and not a.role.startswith("oblique:") for a in after):
        after = [a for a in after if a.role != "time"]
    said = [a for a in after if a.role not in _ADDRESSEE_ROLES] or after
    if any(a.role == "object" for a in after) and all(a.role.startswith("oblique:") for a in said):
        said = after
    if said:
        yield scene.span(min(a.start for a in said), max(a.end for a in said))


def _widen(scene: Scene, start: int, end: int, quotes: tuple[Quote, ...]) -> Span:
    """Take in the whole quotation that a stretch begins or ends in, across sentences."""
    for quote in quotes:
        if quote.is_scare:
            continue
        if quote.start <= start < quote.end:
            # A word or two before the marks ("that “...”") belong to the content as well.
            start, end = quote.start, max(end, quote.end)
        elif quote.start < end < quote.end:
            end = quote.end
    return scene.span(start, end)


def _cue(scene: Scene, clause: Clause) -> Span:
    """The speaking words: "was quoted as saying" with the verb above, "said" alone."""
    start, end = clause.start, clause.end
    if clause.parent is not None:
        above = scene.clauses[clause.parent]
        if above.lemma in _QUOTING and above.passive and above.start < start:
            start = above.start
            before = scene.word_before(start)
            if before in {"was", "were", "is", "are", "been"}:
                start -= len(before) + 1
    return scene.span(start, end)


def _speech_of_source(scene: Scene, clause: Clause, cues: Cues) -> Iterator[Speech]:
    """Speech by "according to": the clause without that phrase is what is said."""
    if clause.kind == "noun":
        return
    for argument in clause.arguments:
        preposition = argument.role.removeprefix("oblique:")
        if argument.role.startswith("oblique:") and preposition in cues.source_prepositions:
            whole = scene.whole(clause)
            start, end = whole.start, whole.end
            cue_start = max(scene.sentence.start, argument.start - len(preposition) - 1)
            if cue_start <= start:
                start = min(
                    (a.start for a in clause.arguments if a.start > argument.end), default=clause.start
                )
            elif argument.end >= end:
                end = max([clause.end, *(a.end for a in clause.arguments if a.end < argument.start)])
            yield Speech(
                scene,
                clause,
                "assert",
                argument,
                (scene.span(start, end),),
                scene.span(cue_start, argument.start - 1),
            )
