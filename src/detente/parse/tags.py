"""Whether a tag can belong to a word as it is written: "accused" is no gerund."""

from collections.abc import Sequence

_BASE_IN_ED = frozenset(
    "need feed speed exceed succeed proceed embed shed bleed breed heed weed seed shred wed bed".split()
)
_BASE_IN_ING = frozenset("bring sing ring swing spring cling sting fling wring string ping".split())
_NO_VERBS = frozenset(("ADP", "PART", "SYM", "PUNCT", "DET", "CCONJ", "NUM"))
SHORTEST_FORM = 5
"""Shorter words may be anything: "red", "king"."""


def is_plausible(form: str, xpos: str) -> bool:
    """Whether a word may have a Penn tag, judged by its ending."""
    word = form.lower()
    if xpos == "VBG":
        return word.endswith(("ing", "in'", "in’")) or len(word) < SHORTEST_FORM
    if xpos in {"VB", "VBP"} and len(word) >= SHORTEST_FORM:
        is_past = word.endswith("ed") and word not in _BASE_IN_ED
        return not is_past and not (word.endswith("ing") and word not in _BASE_IN_ING)
    if xpos in {"VBD", "VBN"} and len(word) > SHORTEST_FORM:
        return not word.endswith("ing") or word in _BASE_IN_ING
    return True


def is_small_name(form: str, xpos: str) -> bool:
    """Whether a tag makes a name of a word that is written small."""
    return xpos in {"NNP", "NNPS"} and len(form) >= SHORTEST_FORM and form.isalpha() and form.islower()


def best_tag(form: str, ranked: Sequence[str]) -> str:
    """The first of some tags, the likeliest first, that the word may have."""
    return next((tag for tag in ranked if is_plausible(form, tag)), ranked[0])


def agrees(upos: str, xpos: str) -> bool:
    """Whether a universal and a Penn tag can go together: no verb is a preposition, no common noun a name."""
    if upos == "PROPN":
        return not xpos.startswith("NN") or xpos.startswith("NNP")
    return not (xpos.startswith("VB") and upos in _NO_VERBS)
