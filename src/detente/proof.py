"""Check that every rule does what its examples say, and leaves its counterexamples alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from detente.lexicon.rules import Example, Rule
from detente.pipeline import Coder, code_articles
from detente.records import Article, CodedArticle, Event, Failure, Participant

# Examples name offices and not people, but a few titles need a day on which somebody holds them.
_DAY = date(2024, 6, 14)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """An example that its rule does not code as it says."""

    rule: str
    text: str
    reason: str


def example_texts(rules: Iterable[Rule]) -> tuple[str, ...]:
    """All example and counterexample sentences, each once, in the order of the rules."""
    texts = (item.text for rule in rules for item in (*rule.examples, *rule.counterexamples))
    return tuple(dict.fromkeys(texts))


def prove_rules(rules: Iterable[Rule], *, coder: Coder) -> Iterator[Shortfall]:
    """Give every example that fails; nothing when all rules do what they say."""
    chosen = tuple(rules)
    texts = example_texts(chosen)
    coded = dict(zip(texts, code_articles(map(example_article, texts), coder=coder), strict=True))
    for rule in chosen:
        for example in rule.examples:
            reason = _why_not(rule, example, coded[example.text])
            if reason is not None:
                yield Shortfall(rule.id, example.text, reason)
        for example in rule.counterexamples:
            if any(event.rule == rule.id for event in _events(coded[example.text])):
                yield Shortfall(rule.id, example.text, f"counterexample coded: {example.why}")


def example_article(text: str) -> Article:
    """A sentence as an article of its own."""
    return Article(
        id="example",
        url=None,
        publisher=None,
        headline=None,
        byline=None,
        language="en",
        published=_DAY,
        published_basis="argument",
        text=text,
    )


def _events(coded: CodedArticle | Failure) -> tuple[Event, ...]:
    return coded.events if isinstance(coded, CodedArticle) else ()


def _why_not(rule: Rule, example: Example, coded: CodedArticle | Failure) -> str | None:
    if isinstance(coded, Failure):
        return coded.reason
    fired = [event for event in coded.events if event.rule == rule.id]
    if not fired:
        others = ", ".join(f"{event.rule} ({event.event_type})" for event in coded.events)
        return f"not coded; instead: {others or 'nothing'}"
    reasons = [_sides_differ(example, event) for event in fired]
    return None if None in reasons else reasons[0]


def _sides_differ(example: Example, event: Event) -> str | None:
    for expected, sides, name in (
        (example.actors, event.actors, "actor"),
        (example.recipients, event.recipients, "recipient"),
    ):
        if not all(_is_among(text, sides) for text in expected):
            found = ", ".join(side.mention.text for side in sides) or "nobody"
            return f"{name} is {found}, not {', '.join(expected)}"
    if example.status is not None and example.status != event.status:
        return f"status is {event.status}, not {example.status}"
    return None


def _is_among(text: str, sides: tuple[Participant, ...]) -> bool:
    # A pronoun's mention is shorter than the name the example gives; its name says who it is.
    return any(text in side.mention.text or side.mention.text in text for side in sides)
