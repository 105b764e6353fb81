"""Words of a text, split as the English Universal Dependencies treebanks split them.

Every pattern has bounded repeats, so the time is linear in the length of the text, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.records import Span

_ABBREVIATIONS = """
    mr mrs ms messrs dr prof rev hon gov sen rep gen lt col capt cmdr maj sgt cpl pvt adm brig pres supt det
    insp st mt ft jr sr esq inc corp co ltd llc plc bros assn dept univ inst jan feb mar apr jun jul aug sep
    sept oct nov dec vs etc al cf approx est ca no nos vol vols pp fig figs eq ed eds ph.d e.g i.e tel ext
    ave blvd rd hwy sq cent min max pl op cit art arts sec secs par para viz resp dist calif mass conn ariz
    c ark colo fla ga ill ind kan ky la md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis
    v wyo ont que p sat sun mon wed fri tue tues thu thur thurs al
"""
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
"""Words that keep their full stop, lower-cased and without it."""
_AMBIGUOUS = """
    c no art par sec min max ext est op la ill ind miss mass wash ark mar jun tel ca pa cent ed pl me md
    p sat sun wed fri
"""
AMBIGUOUS = frozenset(_AMBIGUOUS.split())
"""Abbreviations that are words too: they keep the full stop only before a digit, a capital or a comma."""

_AFFIXES = """
    anti non co re ex pre mid post pro semi sub super ultra multi mini micro macro inter intra cross pan
    counter extra quasi pseudo neo bi tri un de mega e
"""
"""First parts that hold on to their hyphen: "re-elect" is one word, "vice-president" three."""
_UNITS = r"bn|mn|tn|m|k|km|cm|mm|kg|g|mph|kmh|am|pm|a\.m|p\.m|ft|lbs?|hrs?|mins?|yrs?|x|C|F|GB|MB|TB|MW|GW|Hz"
"""Units that are parted from the number before them."""
_ENDINGS = r"com|org|net|gov|edu|info|co\.uk|ru|de|cn|tv|docx?|pdf|jpe?g|png|html?|txt|xlsx?|zip|csv"
"""Ends of site and file names, which are one word."""

_LETTER = r"[^\W\d_]"
_APOSTROPHE = "['’ʼ`´]"

_TOKEN = re.compile(
    rf"""
    (?P<url>    (?:https?://|ftp://|www\.)[^\s<>"“”]{{1,2000}} )
  | (?P<mail>   [\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}} )
  | (?P<handle> [@\#][^\W\d]\w{{0,63}} )
  | (?P<smiley> [:;=][-'o]?[()\[\]DPp/\\|*](?!\w) | <3 )
  | (?P<phone>  \d{{3}}-\d{{3}}-\d{{4}}(?!\w) | \d{{3}}-\d{{4}}(?![\w-]) )
  | (?P<number> (?:\d{{1,3}}(?:,\d{{3}}){{1,8}}(?:\.\d{{1,20}})? | \d{{1,20}}(?:[.:/]\d{{1,20}}){{0,6}}
                | (?<![\w.])\.\d{{1,6}} )
                (?:st|nd|rd|th|s)?(?![^\W_]|[.:/,]\d) )
  | (?P<amount> \d{{1,20}}(?:[.,:]\d{{1,20}}){{0,6}}(?=(?:{_UNITS})\b) )
  | (?P<dotted> (?:{_LETTER}\.){{2,12}}{_LETTER}?(?!\w) | Ph\.D\.? )
  | (?P<initial> {_LETTER}\.(?=\s?{_LETTER}) )
  | (?P<site>   [A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}}){{0,4}}\.(?:{_ENDINGS})\b(?!\.\w)
                (?:/[^\s<>"“”,;()]{{0,500}})? )
  | (?P<word>   \w{{1,200}}(?:(?:&(?=[A-Z])|{_APOSTROPHE}(?={_LETTER}))\w{{1,200}}){{0,8}} )
  | (?P<run>    \.{{2,50}} | -{{2,90}} | [.!?]{{2,50}} | <{{2,9}} | >{{2,9}} | \*{{2,90}}
              | _{{2,90}} | ={{2,90}} | ~{{2,50}} )
  | (?P<clitic> {_APOSTROPHE}(?:s|re|ve|ll|d|m|em|tis|twas)\b | {_APOSTROPHE}\d\ds?\b )
  | (?P<quotes> '' | `` )
  | (?P<single> \S )
    """,
    re.VERBOSE | re.IGNORECASE,
)

_CLITIC = re.compile(rf"(?:n{_APOSTROPHE}t|{_APOSTROPHE}(?:s|re|ve|ll|d|m))$", re.IGNORECASE)
_AFFIX_WORD = re.compile(rf"(?:{'|'.join(_AFFIXES.split())})[-‐‑][^\W_]\w{{0,60}}", re.IGNORECASE)
_URL_TAIL = ".,;:!?)]}'\"’”*>"
_TWO_WORDS = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3, "dunno": 2, "dont": 2,
              "didnt": 3, "doesnt": 4, "cant": 2, "wont": 2, "isnt": 2, "wasnt": 3,
              "im": 1, "ive": 1, "alot": 1, "thats": 4, "havent": 4, "couldnt": 5, "wouldnt": 5}  # fmt: skip
"""Words that are two, with the length of the first."""


def tokenize(text: str) -> list[Span]:
    """Words and marks of the text, in order; what lies between them is white space."""
    spans: list[Span] = []
    position = 0
    while (found := _TOKEN.search(text, position)) is not None:
        for start, end in _parts(text, found):
            spans.append(Span(start, end, text[start:end]))
            position = end
    return spans


def _parts(text: str, found: re.Match[str]) -> Iterator[tuple[int, int]]:
    start, end = found.span()
    if found.lastgroup == "url":
        yield start, start + len(found.group().rstrip(_URL_TAIL))
    elif found.lastgroup == "word":
        yield from _word_parts(text, start, end)
    else:
        yield start, end


def _word_parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    affixed = _AFFIX_WORD.match(text, start)
    if affixed is not None:
        yield affixed.span()
        return
    word = text[start:end]
    if text[end : end + 1] == "." and _keeps_stop(word, text[end + 1 : end + 3]):
        yield start, end + 1
        return
    clitic = _CLITIC.search(word)
    cut = clitic.start() if clitic else _TWO_WORDS.get(word.lower(), 0)
    if 0 < cut < len(word):
        yield start, start + cut
        yield start + cut, end
    else:
        yield start, end


def _keeps_stop(word: str, after: str) -> bool:
    if len(word) == 1 and word.isupper() and word != "I":
        return True
    if word.lower() not in ABBREVIATIONS:
        return False
    following = after.strip()[:1]
    if word.lower() in AMBIGUOUS:
        return following.isdigit() or (word[:1].isupper() and (following.isupper() or following == ","))
    return True
