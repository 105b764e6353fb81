"""Dictionary forms of words: a table of what is irregular, and rules for the rest."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

VOWELS = "aeiou"
_E_STEMS = """
    at iv ov av ev rv lv uc nc rc ac ic rg dg ag ng bl tl dl pl gl fl zl cl kl is us as os iz yz ur ir u
"""
E_STEMS = tuple(_E_STEMS.split())
"""Ends of stems that mostly lost an e; the exceptions are in the table."""
DOUBLED = {"ed": "bdgklmnprt", "ing": "bdgklmnprt", "er": "bdgmnt", "est": "bdgmnt"}
"""Consonants that double before an ending: "planned" and "bigger", but "passed" and "taller"."""
ENDINGS = {
    "VBD": "ed", "VBN": "ed", "VBG": "ing", "JJR": "er", "RBR": "er", "JJS": "est", "RBS": "est",
}  # fmt: skip
"""Regular ending of each inflected tag."""
_OTHER_PAST = {"VBD": "VBN", "VBN": "VBD"}
"""Where the table lacks "fled" as a participle, its past form tells."""
AS_WRITTEN = frozenset(("NNP", "NNPS", "FW", "ADD"))
"""Tags whose lemma keeps its capitals."""


@dataclass(frozen=True, slots=True)
class Lemmatizer:
    """Lemmas by tag and form."""

    exceptions: Mapping[tuple[str, str], str]
    """(Penn tag, form) to lemma, where the rules are wrong; forms are lower-cased unless their case
    decides."""

    def lemma(self, form: str, upos: str, xpos: str) -> str:
        """Dictionary form of a word, such as "be" for "were"."""
        form = form.replace("’", "'")
        found = self.exceptions.get((xpos, form)) or self.exceptions.get((xpos, form.lower()))
        if found is None and xpos in _OTHER_PAST:
            found = self.exceptions.get((_OTHER_PAST[xpos], form.lower()))
        return found or regular_lemma(form, upos, xpos)

    def possible(self, form: str) -> frozenset[str]:
        """All lemmas, in lower case, that a word may have before anybody knows its tag."""
        tags = (("VERB", "VBD"), ("VERB", "VBN"), ("VERB", "VBG"), ("VERB", "VBZ"), ("NOUN", "NNS"))
        return frozenset({form.lower(), *(self.lemma(form, upos, xpos).lower() for upos, xpos in tags)})


def read_lemmas(path: Path) -> Lemmatizer:
    """Lemmatizer from a packed table with a tag, a form and a lemma per line."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines)
        return Lemmatizer({(xpos, form): lemma for xpos, form, lemma in rows})


def regular_lemma(form: str, upos: str, xpos: str) -> str:
    """Dictionary form by rule alone."""
    form = form.replace("’", "'")
    if xpos == "NNPS":
        return _without_s(form)
    if xpos in AS_WRITTEN or upos in ("PROPN", "X"):
        return form
    word = form.lower()
    if xpos in ("NNS", "VBZ"):
        return _without_s(word)
    ending = ENDINGS.get(xpos)
    return _without_ending(word, ending) if ending else word


def _without_s(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _without_ending(word: str, ending: str) -> str:
    if not word.endswith(ending) or len(word) < len(ending) + 2:
        return word
    stem = word[: -len(ending)]
    if stem.endswith("i") and len(stem) > 2 and ending != "ing":
        return stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in DOUBLED[ending]:
        return stem[:-1]
    return stem + "e" if _wants_e(stem) else stem


def _wants_e(stem: str) -> bool:
    """Whether a stem lost an e: "mak", "chang", "argu", "advis"."""
    if stem.endswith(E_STEMS):
        return not stem.endswith(("eat", "oat", "usus"))
    return len(stem) == 3 and stem[-1] not in VOWELS + "wxy" and stem[-2] in VOWELS and stem[-3] not in VOWELS
