"""How often each rule is right in annotated news, into `records.tsv`: `python -m tools.records`.

The rules alone code the sentences of `training/news` that the event head is trained on (those held back are
for fitting and measuring). A reading is right when an act of its type is annotated at its words.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from training.acts import is_text_held_back
from training.news import news_sentences

from detente.lexicon import SHIPPED, load_lexicon
from detente.parse import load_parser
from detente.pipeline import Coder
from tools.news import add_shared, news_texts
from tools.rules_alone import by_rules_alone

NEWS, TARGET = Path("training/news"), SHIPPED / "records.tsv"


def main() -> None:
    """Count, and write the file anew."""
    options = argparse.ArgumentParser(description=__doc__)
    add_shared(options)
    texts = news_texts(options.parse_args().shared)
    rows = [row for row in news_sentences(NEWS, texts) if not is_text_held_back(row[0])]
    coder = Coder(parser=load_parser(), lexicon=load_lexicon())
    right, seen = Counter[str](), Counter[str]()
    for (_, acts), coded in zip(rows, by_rules_alone([text for text, _ in rows], coder), strict=True):
        for event in coded.events:
            seen[event.rule] += 1
            right[event.rule] += any(act.is_told_by(event) for act in acts)
    lines = [f"{rule}\t{right[rule]}\t{count}" for rule, count in sorted(seen.items())]
    head = ["# How often each rule alone was right in annotated news (tools/records.py). CC BY 4.0."]
    lines = [*head, "rule\tright\tseen", *lines]
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{sum(right.values())} of {sum(seen.values())} readings by {len(seen)} rules are right")


if __name__ == "__main__":
    main()
