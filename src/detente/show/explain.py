"""Why an event is an event: its sentence, the rule, the runner-up, the chain of voices, the article."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from detente.lexicon import Lexicon
from detente.records import Article, Claim, Event, Span
from detente.show.marks import claim_marks, event_marks, merge_marks
from detente.show.terminal import claim_block, event_title, is_labelled, marked_sentence, named_rows
from detente.show.wording import chain_text, day_text, days_text, place_text, sides_text, visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """An event with what it rests on."""

    event: Event
    article: Article
    claim: Claim | None
    """The claim that carries the event, where it is somebody's word."""


def print_explanation(found: Explanation, *, lexicon: Lexicon, console: Console) -> None:
    """Print what the event is and, step by step, what it rests on."""
    event = found.event
    console.print(event_title(event, ontology=lexicon.ontology))
    _print_rows(console, ("event", event.id), ("who", sides_text(event)), ("when", days_text(event.occurred)),
                ("where", place_text(event.place)), ("status", event.status),
                ("contexts", ", ".join(event.contexts) or None), ("CAMEO", event.cameo))  # fmt: skip
    _print_sentences(found, console=console)
    console.print(Text("\nWhy", style="bold"))
    _print_rows(console, *_reasons(event, lexicon=lexicon))
    console.print(Text("\nOn whose word", style="bold"))
    _print_rows(console, ("chain", chain_text(event.attribution)))
    if found.claim:
        console.print(claim_block(found.claim))
    console.print(Text("\nThe article", style="bold"))
    _print_rows(console, *_article_rows(found.article))


def _print_rows(console: Console, *rows: tuple[str, str | None]) -> None:
    console.print(named_rows(*rows))


def _print_sentences(found: Explanation, *, console: Console) -> None:
    """The evidence with its parts marked, and every other sentence that reports the same."""
    marks = merge_marks([*event_marks(found.event), *(claim_marks(found.claim) if found.claim else ())])
    console.print(Text("\nThe sentence", style="bold"))
    sentences: Sequence[Span] = (found.event.evidence, *found.event.reported_in)
    for sentence in dict.fromkeys(sentences):
        shown = marked_sentence(sentence, marks, labelled=is_labelled(console))
        console.print(Padding(shown, (0, 0, 0, 4), expand=False))


def _reasons(event: Event, *, lexicon: Lexicon) -> list[tuple[str, str | None]]:
    rule = next((rule for rule in lexicon.rules.all if rule.id == event.rule), None)
    words = ", ".join((*rule.verbs, *rule.nouns, *rule.adjectives)[:_N_WORDS]) if rule else None
    example = rule.examples[0].text if rule and rule.examples else None
    second = event.runner_up
    head = None
    if event.learned is not None:
        head = f"gives {event.event_type} {event.learned:.2f}"
        head += "; no rule names the word" if rule and rule.learned else ""
    return [
        ("rule", event.rule),
        ("words", words),
        ("such as", f"“{example}”" if example else None),
        ("trigger", visible(event.trigger.text)),
        ("event head", head),
        ("confidence", f"{event.confidence:.2f}"),
        ("runner-up", f"{second.event_type}, {second.confidence:.2f}" if second else "none"),
    ]


_N_WORDS = 12
"""Enough words to see what a rule is about; some cover hundreds."""


def _article_rows(article: Article) -> list[tuple[str, str | None]]:
    basis = f" ({article.published_basis})" if article.published_basis else ""
    return [
        ("headline", visible(article.headline) if article.headline else None),
        ("publisher", article.publisher),
        ("published", day_text(article.published) + basis if article.published else "not known"),
        ("address", article.url),
        ("article", article.id),
    ]
