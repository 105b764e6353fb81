"""Code articles with and without some rules, and tell what these change."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from detente.errors import DetenteError
from detente.lexicon.rules import Rule, Rules
from detente.parse import Lemmas
from detente.pipeline import Coder, code_parsed, parse_articles
from detente.records import Article, Event, Failure, Sentence
from detente.show import ArticleChanges, EventChange

_ROUND = 16
"""Articles parsed together, as when they are coded."""
_WORD = re.compile(r"\S+")
_RUN_OF_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Rules on trial."""

    before: Rules
    """All rules without those on trial."""
    after: Rules
    """All rules with them."""

    @property
    def different(self) -> tuple[Rule, ...]:
        """The rules that are only on one side, or not the same on both."""
        unlike = set(self.before.all) ^ set(self.after.all)
        return tuple(rule for rule in (*self.before.all, *self.after.all) if rule in unlike)


def try_rules(
    articles: Iterable[Article], *, trial: Trial, coder: Coder
) -> Iterator[ArticleChanges | Failure]:
    """What the rules change in each article, in the order given; one that cannot be coded gives its failure.

    An article is parsed once, and not at all when none of its words can be one that the rules name.

    Args:
        articles: Any number; a few are held at a time.
        trial: The rules with and without those on trial.
        coder: Parser, and everything of the lexicon but the rules.
    """
    may_differ = _make_filter(trial.different, coder.parser.possible_lemmas)
    remaining = iter(articles)
    while batch := list(islice(remaining, _ROUND)):
        wanted = [article for article in batch if may_differ(article.text)]
        found = dict(
            zip([article.id for article in wanted], parse_articles(wanted, coder=coder), strict=True)
        )
        for article in batch:
            parsed = found.get(article.id)
            if parsed is None:
                yield ArticleChanges(article=article, changes=(), found=0)
            elif isinstance(parsed, Failure):
                yield parsed
            else:
                yield _compare(article, parsed, trial, coder)


def event_changes(before: Iterable[Event], after: Iterable[Event]) -> tuple[EventChange, ...]:
    """Pair the events of two readings of an article, and give those that are not the same in both.

    Where both say the same, it does not matter in which of several sentences, nor by which rule. What is left
    is one changed event where it has the same words for a trigger, and else appears or disappears.
    """
    said_after = {_reading(event) for event in after}
    said_before = {_reading(event) for event in before}
    gone = [event for event in before if _reading(event) not in said_after]
    changes = []
    for event in after:
        if _reading(event) in said_before:
            continue
        old = next((other for other in gone if _touch(other, event)), None)
        if old is not None:
            gone.remove(old)
        changes.append(EventChange(old, event))
    changes.extend(EventChange(event, None) for event in gone)
    return tuple(sorted(changes, key=_place))


def _make_filter(rules: Iterable[Rule], lemmas: Lemmas | None) -> Callable[[str], bool]:
    """Tell by its words whether an article can be read otherwise by these rules."""
    rules = tuple(rules)
    # Such rules read any word; and a parser that cannot tell lemmas leaves nothing to go by.
    if lemmas is None or any(rule.learned or rule.modals for rule in rules):
        return lambda _: True
    heads = {verb.split()[0] for rule in rules for verb in rule.verbs}
    heads |= {phrase.split()[-1] for rule in rules for phrase in (*rule.nouns, *rule.adjectives)}

    def may_differ(text: str) -> bool:
        # A hyphen may end a word or not: look at both.
        words = {*_RUN_OF_LETTERS.findall(text), *(word.strip(_MARKS) for word in _WORD.findall(text))}
        return any(word and not heads.isdisjoint(lemmas(word)) for word in words)

    return may_differ


_MARKS = "\"'“”‘’«»()[],.;:!?…—–"


def _compare(
    article: Article, sentences: tuple[Sentence, ...], trial: Trial, coder: Coder
) -> ArticleChanges | Failure:
    try:
        before, after = (
            code_parsed(
                article, sentences, coder=replace(coder, lexicon=coder.lexicon.with_rules(rules))
            ).events
            for rules in (trial.before, trial.after)
        )
    except DetenteError as error:
        return Failure(stage="code", item_id=article.id, reason=str(error))
    own = {rule.id for rule in trial.different}
    return ArticleChanges(
        article=article,
        changes=event_changes(before, after),
        found=sum(event.rule in own for event in after),
        rivals=tuple(event.rule for event in after if event.runner_up and event.runner_up.rule in own),
    )


def _reading(event: Event) -> tuple[object, ...]:
    """What an event says, apart from where and by which rule."""
    sides = tuple(
        tuple(side.entity or side.mention.text for side in part) for part in (event.actors, event.recipients)
    )
    return event.event_type, event.mode, event.status, sides


def _touch(event: Event, other: Event) -> bool:
    return event.trigger.start < other.trigger.end and other.trigger.start < event.trigger.end


def _place(change: EventChange) -> int:
    event = change.after or change.before
    return event.trigger.start if event else 0
