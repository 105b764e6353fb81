"""Find the dates, times and durations of an article and say which days they mean."""

from collections.abc import Callable
from datetime import date, timedelta

from detente.lexicon.time_words import TimeWords
from detente.records import DateMention, DateRange, Sentence
from detente.resolve import date_durations, date_spans, date_values
from detente.resolve.date_context import Context, Reading
from detente.resolve.date_grammar import Expression, find_expressions
from detente.resolve.date_tokens import TimeTokens, tokenize_times
from detente.resolve.tense import tense_by_parse, tense_by_words

_RESOLVER_BY_KIND = {**date_values.RESOLVER_BY_KIND, **date_spans.RESOLVER_BY_KIND}
# A publication date outside them is none, and arithmetic with it would leave the calendar.
_ANCHOR_YEARS = range(1000, 3000)
# Expressions that news leans on and histories hardly use.
_DEICTIC_KINDS = frozenset({"weekday", "weekday_of_week", "day", "this_period", "daypart"})
# A text is a history if it names this many years before the last one, and far more often than "Friday".
_HISTORY_YEARS = 8
_HISTORY_SHARE = 4
# "The same day" goes back to the last day named, but not over many other dates.
_REMEMBERED = 8


def find_dates(
    text: str, sentences: tuple[Sentence, ...], *, anchor: date | None, words: TimeWords
) -> tuple[DateMention, ...]:
    """Give the time expressions of a text, in order of appearance, after TIMEX3.

    Args:
        text: The article's text.
        sentences: Its parse, used for tense and to leave names alone; may be empty.
        anchor: The publication date. Without one, relative expressions are found but have no value and no
            days.
        words: The vocabulary, from `dates.toml`.

    References:
        Pustejovsky et al. (2010), ISO-TimeML: An International Standard for Semantic Annotation, LREC.
    """
    if anchor is not None and anchor.year not in _ANCHOR_YEARS:
        anchor = None
    times = tokenize_times(text, words)
    expressions = _without_persons(find_expressions(times, words), times, sentences, words)
    context = Context(
        anchor=anchor,
        is_narrative=_is_history(expressions, anchor),
        tense=_tense_of(times, sentences, words),
    )
    mentions = []
    for expression in expressions:
        reading = _read(expression, context)
        if reading is not None:
            mentions.append(_mention(expression, reading, times, text))
            _remember(expression, reading, context)
    return tuple(mentions)


def dates_within(dates: tuple[DateMention, ...], start: int, end: int) -> tuple[DateMention, ...]:
    """Give the mentions that lie wholly in a stretch of text."""
    return tuple(mention for mention in dates if start <= mention.start and mention.end <= end)


def publication_range(anchor: date, *, text: str = "") -> DateRange:
    """Give the publication day as a range, for events that the text does not date."""
    return DateRange(anchor, anchor + timedelta(days=1), text)


def _without_persons(
    expressions: list[Expression], times: TimeTokens, sentences: tuple[Sentence, ...], words: TimeWords
) -> list[Expression]:
    """Leave out bare months that the parser takes for part of a person's name, but never "in May"."""
    starts = {
        token.start
        for sentence in sentences
        for name in sentence.names
        if name.label == "PER"
        for token in sentence.tokens[name.first : name.last]
    }
    return [
        found
        for found in expressions
        if found.kind != "month"
        or found.before in words.neighbours["prepositions"]
        or times.tokens[found.last - 1].start not in starts
    ]


def _tense_of(
    times: TimeTokens, sentences: tuple[Sentence, ...], words: TimeWords
) -> Callable[[Expression], str | None]:
    """Give the function that tells an expression's tense, by the parse where there is one."""

    def tense(expression: Expression) -> str | None:
        if expression.before in words.tense["ahead"]:
            return "future"
        start = times.tokens[expression.last - 1].start
        return tense_by_parse(start, sentences, words) or tense_by_words(expression, times, words)

    return tense


def _is_history(expressions: list[Expression], anchor: date | None) -> bool:
    if anchor is None:
        return True
    deictic = sum(1 for found in expressions if found.kind in _DEICTIC_KINDS)
    old = sum(
        1
        for found in expressions
        if "year" in found.parts and int(found.parts["year"][-1].value) < anchor.year - 1
    )
    return old >= _HISTORY_YEARS and old > _HISTORY_SHARE * deictic


def _read(expression: Expression, context: Context) -> Reading | None:
    if expression.kind in date_durations.READER_BY_KIND:
        return date_durations.READER_BY_KIND[expression.kind](expression)
    return _RESOLVER_BY_KIND[expression.kind](expression, context)


def _mention(expression: Expression, reading: Reading, times: TimeTokens, text: str) -> DateMention:
    start, end = times.tokens[expression.first].start, times.tokens[expression.last - 1].end
    words = text[start:end]
    return DateMention(
        start=start,
        end=end,
        text=words,
        timex=reading.timex,
        value=reading.value,
        mod=reading.mod,
        days=DateRange(*reading.days, words) if reading.days else None,
    )


def _remember(expression: Expression, reading: Reading, context: Context) -> None:
    """Keep what later expressions refer to: "the following day", "a year earlier"."""
    if reading.period is None or reading.timex not in ("DATE", "TIME"):
        return
    context.named = (reading.period, *context.named[: _REMEMBERED - 1])
    # Not those found by counting back from a quarter: "a year ago" would go back two.
    if reading.period.unit == "quarter" and expression.kind not in ("shift", "year_ago"):
        context.quarter = reading.period
