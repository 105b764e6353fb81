"""The nouns: what one stage hands to the next, and what the store keeps.

All records are frozen. Offsets are Unicode code points into `Article.text`, `end` not included, so
`article.text[span.start:span.end] == span.text`. Date ranges are half-open too. Unknown is `None`.
"""

from detente.records.claims import Claim, Condition, Demand, Situation, Speaker
from detente.records.events import Event, Participant, Place, RunnerUp, Voice
from detente.records.mentions import DateMention, DateRange, Mention, PlaceMention
from detente.records.results import CodedArticle, Failure, Origin
from detente.records.text import Article, Furniture, Span
from detente.records.trees import Act, ActSide, Argument, Clause, Name, Sentence, Token

__all__ = [
    "Act",
    "ActSide",
    "Argument",
    "Article",
    "Claim",
    "Clause",
    "CodedArticle",
    "Condition",
    "DateMention",
    "DateRange",
    "Demand",
    "Event",
    "Failure",
    "Furniture",
    "Mention",
    "Name",
    "Origin",
    "Participant",
    "Place",
    "PlaceMention",
    "RunnerUp",
    "Sentence",
    "Situation",
    "Span",
    "Speaker",
    "Token",
    "Voice",
]
