"""The table of lemmas: what the treebanks and a lexicon say, less what the rules get right anyway."""

from __future__ import annotations

import csv
import gzip
import importlib.util
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from detente.parse.lemmas import AS_WRITTEN, regular_lemma
from training.examples import Example

NO_LEMMA = "_"
PARTS_OF_WORDS = frozenset(("AFX", "GW"))
"""Tags of broken words, whose lemma is that of the whole."""
ADJECTIVE_TAGS = {"adj": ("JJR", "JJS"), "adv": ("RBR", "RBS")}
UPOS_OF_TAG = {"NNS": "NOUN", "JJR": "ADJ", "JJS": "ADJ", "RBR": "ADV", "RBS": "ADV"}

Table = dict[tuple[str, str], str]


def lemma_table(examples: Sequence[Example]) -> Table:
    """(Penn tag, form) to lemma where the rules are wrong; the treebanks overrule the lexicon."""
    exceptions: Table = {}
    known = {word.lemma for example in examples for word in example.words or ()}
    for tag, form, lemmas in _lexicon_rows():
        lemma = next((lemma for lemma in lemmas if lemma in known), lemmas[0])
        if regular_lemma(form, UPOS_OF_TAG.get(tag, "VERB"), tag) != lemma:
            exceptions[tag, form] = lemma
    return exceptions | _treebank_rows(examples, exceptions)


def write_table(table: Table, path: Path) -> None:
    """Pack the table, one row a line, sorted; the same table gives the same bytes."""
    lines = "".join(f"{tag}\t{form}\t{lemma}\n" for (tag, form), lemma in sorted(table.items()))
    path.write_bytes(gzip.compress(lines.encode("utf-8"), 9, mtime=0))


def _treebank_rows(examples: Iterable[Example], lexicon: Table) -> Table:
    by_form: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    by_lower: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    upos: dict[tuple[str, str], str] = {}
    for example in examples:
        for word in example.words or ():
            if word.lemma == NO_LEMMA or word.xpos in PARTS_OF_WORDS:
                continue
            by_form[word.xpos, word.form][word.lemma] += 1
            if word.xpos not in AS_WRITTEN:
                by_lower[word.xpos, word.form.lower()][word.lemma] += 1
            upos[word.xpos, word.form] = word.upos
    rows: Table = {}
    for (tag, form), counts in by_lower.items():
        lemma = counts.most_common(1)[0][0]
        if lemma != lexicon.get((tag, form), regular_lemma(form, upos.get((tag, form), "NOUN"), tag)):
            rows[tag, form] = lemma
    for (tag, form), counts in by_form.items():
        lemma = counts.most_common(1)[0][0]
        lower = rows.get((tag, form.lower()), lexicon.get((tag, form.lower())))
        if lemma != (lower or regular_lemma(form, upos[tag, form], tag)):
            rows[tag, form] = lemma
    return rows


def _lexicon_rows() -> Iterator[tuple[str, str, list[str]]]:
    """(Penn tag, form, lemmas) of inflected words.

    From LemmInflect's table (MIT), which was made from the NIH SPECIALIST lexicon.
    """
    spec = importlib.util.find_spec("lemminflect")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("lemminflect")
    path = Path(spec.origin).parent / "resources" / "lemma_lu.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for form, kind, joined in csv.reader(lines):
            lemmas = joined.split("/")
            is_inflected = form != lemmas[0] or (kind == "noun" and form.endswith("s"))
            if is_inflected and form.isalpha():
                for tag in _tags(form, kind):
                    yield tag, form, lemmas


def _tags(form: str, kind: str) -> tuple[str, ...]:
    if kind == "verb":
        if form.endswith("ing"):
            return ("VBG",)
        return ("VBZ",) if form.endswith("s") else ("VBD", "VBN")
    if kind == "noun":
        return ("NNS",)
    for ending, tag in zip(("er", "est"), ADJECTIVE_TAGS.get(kind, ()), strict=False):
        if form.endswith(ending):
            return (tag,)
    return ()
