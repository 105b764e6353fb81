"""Say how things stand: talks at a standstill, ties that improve, a truce that collapsed."""

from collections.abc import Iterator

from detente.events.scene import Scene
from detente.events.speech import Speech
from detente.events.voices import voice_of
from detente.lexicon.cues import Cues
from detente.records import Argument, Clause, Situation


def find_situations(scene: Scene, speeches: tuple[Speech, ...], *, cues: Cues) -> tuple[Situation, ...]:
    """Give the situations that a sentence assesses; the holder is whoever says so, or nobody."""
    found = []
    for clause in scene.clauses:
        for state, topic in _states(clause, cues):
            whole = scene.whole(clause)
            found.append(
                Situation(
                    topic=scene.text(topic.start, topic.end),
                    state=state,
                    holder=_holder(clause, speeches),
                    text=scene.span(whole.start, whole.end),
                )
            )
    return tuple(found)


def _states(clause: Clause, cues: Cues) -> Iterator[tuple[str, Argument]]:
    """A word for a state, and a topic that it is said of."""
    if clause.negated:
        return
    about = clause.argument("object") if clause.passive else clause.argument("subject")
    if about is None or not ({about.lemma, *about.modifiers} & cues.topics):
        return
    words = [clause.lemma.lower()]
    words += [a.lemma for a in clause.arguments if a.role in {"oblique:at", "oblique:in", "oblique:to"}]
    words += [
        m for a in clause.arguments if a.role in {"object", "oblique:at"} for m in (*a.modifiers, a.lemma)
    ]
    for word in words:
        if word in cues.situations:
            yield cues.situations[word], about
            return


def _holder(clause: Clause, speeches: tuple[Speech, ...]) -> str | None:
    for speech in speeches:
        if speech.covers(clause.start):
            mention = voice_of(speech)
            if mention is not None:
                return mention.name or mention.text
    return None
