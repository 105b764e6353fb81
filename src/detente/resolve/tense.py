"""Tell whether a time expression stands with something that is over or something to come."""

from bisect import bisect_right

from detente.lexicon.time_words import TimeWords
from detente.records import Sentence, Token
from detente.resolve.date_grammar import Expression
from detente.resolve.date_tokens import TimeToken, TimeTokens

# Words to the left and right that can still belong to the same clause.
_REACH = 14
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Infinitives and participles take their time from the word above.
_NON_FINITE = frozenset({"VB", "VBG", "VBN"})
_VERBAL = frozenset({"VERB", "AUX"})


def tense_by_words(expression: Expression, times: TimeTokens, words: TimeWords) -> str | None:
    """Give `future` or `past` from the nearest verb-like word, first to the left, then to the right."""
    left = times.tokens[max(0, expression.first - _REACH) : expression.first]
    for index in range(len(left) - 1, -1, -1):
        if left[index].kind == "break":
            break
        if found := _cue(left, index, words):
            return found
    right = times.tokens[expression.last : expression.last + _REACH]
    for index, token in enumerate(right):
        if token.kind == "break":
            break
        if found := _cue(right, index, words):
            return found
    return None


def tense_by_parse(start: int, sentences: tuple[Sentence, ...], words: TimeWords) -> str | None:
    """Give `future` or `past` from the verb that governs the word at an offset; `None` if there is none."""
    at = bisect_right(sentences, start, key=lambda sentence: sentence.start) - 1
    if at < 0 or start >= sentences[at].end:
        return None
    tokens = sentences[at].tokens
    index = bisect_right(tokens, start, key=lambda token: token.start) - 1
    if index < 0:
        return None
    verb = _governor(index, tokens)
    if verb is None or any(token.xpos in _FINITE for token in tokens[verb + 1 : index]):
        # Another verb in between: the attachment is doubtful, and words nearby tell more.
        return None
    return _verb_tense(verb, tokens, words)


def _cue(tokens: tuple[TimeToken, ...], index: int, words: TimeWords) -> str | None:
    word = tokens[index].text.lower().replace("’", "'")
    if word in words.tense["future"]:
        return "future"
    if word in words.tense["past"]:
        return "past"
    if word == "to" and index and tokens[index - 1].text.lower() in ("is", "are", "due", "set"):
        return "future"
    return "past" if tokens[index].kind == "word" and word.endswith("ed") and len(word) > 4 else None


def _governor(index: int, tokens: tuple[Token, ...]) -> int | None:
    """Climb from a token to the nearest verb above it."""
    for _ in range(len(tokens)):
        index = tokens[index].head
        if index < 0:
            return None
        if tokens[index].upos in _VERBAL or _auxiliaries(index, tokens):
            return index
    return None


def _verb_tense(verb: int, tokens: tuple[Token, ...], words: TimeWords) -> str | None:
    """Give the tense of a verb with its auxiliaries; an infinitive takes it from the verb above."""
    for _ in range(len(tokens)):
        auxiliaries = [tokens[index] for index in _auxiliaries(verb, tokens)]
        lemmas = {auxiliary.lemma.lower() for auxiliary in auxiliaries}
        if lemmas & {"will", "shall", "'ll"}:
            return "future"
        if "have" in lemmas:
            return "past"
        # "Protesters planned a march on Saturday", "talks scheduled for Monday"
        if tokens[verb].text.lower() in words.tense["future"]:
            return "future"
        if tokens[verb].xpos == "VBD" or any(auxiliary.xpos == "VBD" for auxiliary in auxiliaries):
            return "past"
        if tokens[verb].xpos not in _NON_FINITE or tokens[verb].head < 0:
            return None
        verb = tokens[verb].head
    return None


def _auxiliaries(verb: int, tokens: tuple[Token, ...]) -> list[int]:
    return [
        index
        for index, token in enumerate(tokens)
        if token.head == verb and token.deprel.split(":")[0] in ("aux", "cop")
    ]
