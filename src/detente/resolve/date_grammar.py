"""Find the time expressions of a text: patterns over the letters of its tokens.

Every pattern is a regular expression over `TimeTokens.letters`; the letters are explained in
`date_tokens.LETTER_BY_KIND`. No pattern repeats a repetition, so the work is linear in the text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from detente.lexicon.time_words import TimeWords
from detente.resolve.date_checks import CHECK_BY_KIND, Candidate
from detente.resolve.date_tokens import TimeToken, TimeTokens

# "two", "20", "a few", "2 million", "twenty-four", "a".
_COUNT = r"(?:a?[dYkN](?:-?[dkN]){0,3}|ab|a)"
# "about", "the end of", "early", "late in".
_LEAD = r"(?P<approx>A)?(?:t?(?P<edge>B)o|(?:t(?=[mEL][^-]))?(?P<mod>[mEL])-?I?)?"
# "10 p.m. on", "noon", "the night of", and the same behind: "Friday night", "Friday at 3 p.m.".
_TIME_BEFORE = r"(?:(?P<clock>T)(?:\(?Z\)?)?,?@?|t?(?P<part>P),?[@o]?)?"
_TIME_AFTER = r"(?:,?(?P<late_part>P)|,?@?(?P<late_clock>T)(?:\(?Z\)?)?)?(?:\(Z\))?"


def _day_pattern(core: str) -> str:
    return _LEAD + _TIME_BEFORE + core + _TIME_AFTER


# In order of preference where two are equally long.
_PATTERNS: Mapping[str, str] = {
    "iso": _day_pattern(r"(?:W,?)?(?P<date>J)"),
    "month_day": _day_pattern(
        r"(?:(?P<weekday>W),?)?(?P<way>[lxi])?(?P<month>M)t?(?P<day>[dq])(?!-?[uUN])(?:,?(?P<year>Y))?"
    ),
    "month_days": _LEAD
    + r"(?P<month>M)t?(?P<day>[dq])(?P<join>[-~2&])(?P<until>[dq])(?!-?[uUN])(?:,?(?P<year>Y))?",
    "day_month": _day_pattern(
        r"(?:(?P<weekday>W),?)?(?:t(?=q))?(?P<day>[dq])(?:[-~2&](?P<until>[dq]))?(?P<day_of>o)?(?P<month>M)(?:,?(?P<year>Y))?"
    ),
    "weekday_of_week": _day_pattern(r"(?P<weekday>W)o?(?P<of>[lixfh]u)"),
    "weekday": _day_pattern(r"(?:t?(?P<way>[lixpcfh]))?(?P<weekday>W)"),
    "day": _day_pattern(r"(?P<day>D)"),
    "holiday": _day_pattern(r"(?P<way>[lixp])?(?P<holiday>H)(?:,?o?(?P<year>Y))?"),
    "daypart": r"(?P<mod>[mEL])?(?P<way>[ilh])(?P<part>P)",
    "clock": r"(?P<approx>A)?(?P<clock>T)(?:\(?Z\)?)?",
    "month_year": _LEAD + r"(?P<month>M)(?:(?:,|o)?(?P<year>Y)|(?P<short>y)|o?(?P<of>[lixh]u))",
    "month": _LEAD + r"(?:t?(?P<way>[lixpfh]))?(?P<month>M)",
    "year_range": r"(?P<year>Y)[-~](?P<until>[dk])",
    "year": _LEAD + r"(?:tu)?(?:t?F)?u?(?P<year>Y)",
    "decade": _LEAD + r"t?(?P<decade>C)",
    "nth_period": _LEAD
    + r"(?:(?P<owner>[cilxh]u)'F?|t?(?P<year>Y)F?-?|(?:t(?=F?[ql]F?[ub]))?F?-?)"
    + r"(?P<nth>[ql])-?F?(?P<unit>[ub])"
    + r"(?:[o,]?(?P<of>tF?u|[cilxh]u|F?u?Y))?",
    "quarter": _LEAD + r"(?P<quarter>K)(?:[o,]?(?P<year>Y))?",
    "year_quarter": r"(?P<year>Y)(?P<quarter>K)",
    "season": _LEAD
    + r"(?:t?(?P<way>[lixpcfh])|(?P<the>t))?(?P<season>S)(?:[o,]?(?P<year>Y)|o?(?P<of>[lixh]u))?",
    "this_period": _day_pattern(r"(?P<the>t)?(?P<way>[lixpcfsh])s?F?(?P<unit>u)"),
    "the_period": _LEAD + r"t(?P<unit>u)",
    "year_end": _LEAD + r"t?(?P<unit>u)[-']?(?P<end>B)(?:,?(?P<year>Y))?",
    "day_beside": _LEAD + r"t(?P<unit>u)(?P<way>[gE])",
    "shift": r"(?P<approx>[A<])?(?P<count>" + _COUNT + r")[rj]{0,2}-?(?P<unit>[uU])(?P<way>[gEL])",
    "vague_shift": r"(?P<unit>U)(?P<way>[gEL])",
    "year_ago": r"(?:t(?=u-[gE]q?-?u))?(?P<unit>u)-(?P<way>[gE])(?:q?-?(?P<period>u))?",
    "long_adjective": r"(?P<approx>[A<])?(?P<count>[dYkN](?:-?[dkN]){0,3})-?(?P<unit>u)(?:-O)?",
    "set": r"e(?P<count>" + _COUNT + r"|s|q)?-?(?P<unit>[uUWMSP])|a(?P<rate>u)|(?P<word>G)|(?P<plural>V)P?",
    "duration": r"(?:(?P<approx>[A<])|t?(?P<way>[lpxcvf])|tq?)?(?P<count>"
    + _COUNT
    + r")(?:[-~2&](?P<high>"
    + _COUNT
    + r"))?[rj]{0,2}(?P<unit>[uU])",
    "some_units": r"t?(?P<way>[vxplf])(?P<unit>U)",
    "units": r"(?P<unit>[U])(?:-O)?",
    "unit_long": r"(?P<unit>u)-O",
    "reference": r"(?P<word>R)|(?P<adjective>[cv])(?![uUNdYk-]|q-?u)"
    r"|t(?P<past>p)(?=[|,)]|$)|t(?P<present>c)(?=[|,)]|$)",
}
_COMPILED: Mapping[str, re.Pattern[str]] = {kind: re.compile(pattern) for kind, pattern in _PATTERNS.items()}


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression, not yet resolved."""

    kind: str
    """Which pattern it follows."""
    first: int
    """Index of its first token."""
    last: int
    """Index after its last token."""
    parts: Mapping[str, tuple[TimeToken, ...]]
    """What stands where in the pattern."""
    before: str
    """The word before it, in lower case; empty at the beginning."""


def find_expressions(times: TimeTokens, words: TimeWords) -> list[Expression]:
    """Give the time expressions of a text, longest first where they overlap, in order of appearance."""
    candidates = sorted(_candidates(times, words), key=lambda found: (found.first, -found.last))
    chosen: list[Expression] = []
    free_from = 0
    for candidate in candidates:
        if candidate.first >= free_from:
            chosen.append(candidate)
            free_from = candidate.last
    return chosen


def _candidates(times: TimeTokens, words: TimeWords) -> Iterator[Expression]:
    for kind, pattern in _COMPILED.items():
        check = CHECK_BY_KIND.get(kind)
        for match in pattern.finditer(times.letters):
            parts = {
                name: times.tokens[match.start(name) : match.end(name)]
                for name, letters in match.groupdict().items()
                if letters
            }
            found = Candidate(times, words, match.start(), match.end(), parts)
            if check is None or check(found):
                yield Expression(kind, found.first, found.last, parts, found.before.lower())
