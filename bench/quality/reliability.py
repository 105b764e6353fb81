"""Whether confidence means what it says: `python bench/quality/reliability.py [--shared ../shared] [--plot FILE]`.

Coded events by their confidence, in steps of a tenth, and how many of them have a gold type of their sentence:
on our own corpus (`test`, exhaustively annotated, a pair needs shared trigger words or type) and on Zero-Shot-
PLOVER train and the PLOVER gold records (one event a sentence is annotated, so that the shares there are too
low). Expected calibration error: the mean distance between the two, weighted by events. `--plot` draws it (SVG).
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from own import article_of, paired, read_half
from shared import json_lines, need, options

from detente.lexicon import load_lexicon
from detente.parse import load_parser
from detente.pipeline import Coder, code_articles, load_coder
from detente.proof import example_article
from detente.records import CodedArticle
from events import SETS, plover, same_type

Told = tuple[float, bool]
"""Confidence of an event, and whether it is right."""
_BINS = 10


def main() -> None:
    """Print a table per set, and draw them if asked to."""
    parser = options(__doc__)
    parser.add_argument("--plot", type=Path, help="draw the shares as SVG here")
    chosen = parser.parse_args()
    folder = need(chosen.shared / "data" / "events")
    coder = load_coder(parser=load_parser(), lexicon=load_lexicon())
    told = {"own test": list(own(coder))}
    told |= {name: list(of_others(folder / SETS[name], coder)) for name in ("plv", "gsr")}
    for name, pairs in told.items():
        report(name, pairs)
    if chosen.plot:
        chosen.plot.write_text(drawing(told), encoding="utf-8")


def own(coder: Coder) -> Iterator[Told]:
    """Events of the untouched half of our own corpus."""
    rows = list(read_half("test"))
    for row, result in zip(rows, code_articles(map(article_of, rows), coder=coder), strict=True):
        assert isinstance(result, CodedArticle), result
        gold_of = {id(event): gold for gold, event in paired(row["events"], result.events)}
        for event in result.events:
            gold = gold_of.get(id(event))
            if gold is None or not gold.get("optional"):
                yield event.confidence, gold is not None


def of_others(path: Path, coder: Coder) -> Iterator[Told]:
    """Events of sentences in which one event is annotated."""
    rows = list(json_lines(path))
    articles = (example_article(row["text"]) for row in rows)
    for row, result in zip(rows, code_articles(articles, coder=coder), strict=True):
        kinds = [kind for event in row["events"] if (kind := plover(event, {}))]
        for event in result.events if isinstance(result, CodedArticle) and kinds else ():
            yield event.confidence, any(same_type(event.event_type, kind) for kind in kinds)


def bins(pairs: Iterable[Told]) -> list[list[Told]]:
    """Events by tenths of confidence."""
    found: list[list[Told]] = [[] for _ in range(_BINS)]
    for confidence, is_right in pairs:
        found[min(_BINS - 1, int(confidence * _BINS))].append((confidence, is_right))
    return found


def report(name: str, pairs: Sequence[Told]) -> None:
    """Print what was told and what was right, bin by bin."""
    print(f"{name}: {len(pairs)} events")
    error = 0.0
    for number, inside in enumerate(bins(pairs)):
        if inside:
            told = sum(confidence for confidence, _ in inside) / len(inside)
            right = sum(is_right for _, is_right in inside) / len(inside)
            error += abs(told - right) * len(inside) / len(pairs)
            print(f"  {number / _BINS:.1f}  {len(inside):5} events, told {told:.2f}, right {right:.2f}")
    print(f"  expected calibration error {error:.3f}")


def drawing(told: dict[str, Sequence[Told]]) -> str:
    """The shares right over confidence, one line of points per set, as SVG."""
    colours = ("#1b6ca8", "#c2571a", "#3d8b40")
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 340" font-family="sans-serif" font-size="11">',
        '<rect width="360" height="340" fill="white"/>',
        '<path d="M40 20V300H320" fill="none" stroke="#444"/>',
        '<path d="M40 300L320 20" stroke="#bbb" stroke-dasharray="4 4"/>',
        '<text x="180" y="332" text-anchor="middle">confidence told</text>',
        '<text x="12" y="160" text-anchor="middle" transform="rotate(-90 12 160)">share right</text>',
    ]
    for tick in range(0, _BINS + 1, 2):
        at = tick / _BINS
        parts.append(f'<text x="{40 + 280 * at:.0f}" y="314" text-anchor="middle">{at:.1f}</text>')
        parts.append(f'<text x="34" y="{304 - 280 * at:.0f}" text-anchor="end">{at:.1f}</text>')
    for number, ((name, pairs), colour) in enumerate(zip(told.items(), colours, strict=True)):
        parts.append(f'<text x="60" y="{34 + 15 * number}" fill="{colour}">● {name}</text>')
        for inside in filter(None, bins(pairs)):
            x = sum(confidence for confidence, _ in inside) / len(inside)
            y = sum(is_right for _, is_right in inside) / len(inside)
            radius = 2 + 8 * (len(inside) / len(pairs)) ** 0.5
            parts.append(
                f'<circle cx="{40 + 280 * x:.1f}" cy="{300 - 280 * y:.1f}" r="{radius:.1f}" fill="{colour}" '
                f'fill-opacity="0.6"><title>{len(inside)} events</title></circle>'
            )
    return "\n".join([*parts, "</svg>\n"])


if __name__ == "__main__":
    main()
