"""From articles to coded articles: the only place where the stages meet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from detente import __version__
from detente.entities import find_mentions
from detente.errors import DetenteError
from detente.events import Coding, Gate, code_article
from detente.lexicon import Lexicon
from detente.parse import Parser, build_clauses
from detente.records import Article, CodedArticle, Failure, Origin, Sentence
from detente.resolve import find_dates, find_places

# Articles parsed together: enough to fill the parser's batches, few enough to hold their trees.
_ROUND = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """What coding needs from the world: a parser and a lexicon."""

    parser: Parser
    lexicon: Lexicon
    gate: Gate | None = None
    """Tells which sentences are worth a tree; without it all are parsed."""

    @property
    def origin(self) -> Origin:
        """The versions that make a reading comparable with another."""
        return Origin(
            detente=__version__,
            lexicon=self.lexicon.version,
            parser=f"{self.parser.name} {self.parser.version}",
        )


def load_coder(*, lexicon: Lexicon, parser: Parser, whole: bool = False) -> Coder:
    """Put a parser and a lexicon together.

    Args:
        lexicon: What words mean.
        parser: What makes trees.
        whole: Parse every sentence, also those that cannot carry a record: for whoever wants the trees.
    """
    gate = None
    if not whole and parser.possible_lemmas is not None:
        gate = Gate(cues=lexicon.cues, tables=lexicon.entities, lemmas=parser.possible_lemmas)
    return Coder(parser=parser, lexicon=lexicon, gate=gate)


def code_articles(articles: Iterable[Article], *, coder: Coder) -> Iterator[CodedArticle | Failure]:
    """Code articles in the order given; one that cannot be coded yields its failure.

    Args:
        articles: Any number; a few are held at a time.
        coder: Parser and lexicon.
    """
    remaining = iter(articles)
    while batch := list(islice(remaining, _ROUND)):
        yield from _code_round(batch, coder)


def _code_round(batch: list[Article], coder: Coder) -> Iterator[CodedArticle | Failure]:
    for article, parsed in zip(batch, parse_articles(batch, coder=coder), strict=True):
        if isinstance(parsed, Failure):
            yield parsed
            continue
        try:
            yield code_parsed(article, parsed, coder=coder)
        except DetenteError as error:
            yield Failure(stage="code", item_id=article.id, reason=str(error))


def parse_articles(articles: Sequence[Article], *, coder: Coder) -> list[tuple[Sentence, ...] | Failure]:
    """The sentences of each article, all parsed together; one that cannot be parsed gives its failure."""
    may_matter = coder.gate.may_matter if coder.gate else None
    try:
        return list(coder.parser.parse_texts([article.text for article in articles], may_matter=may_matter))
    except DetenteError as error:
        if len(articles) == 1:
            return [Failure(stage="parse", item_id=articles[0].id, reason=str(error))]
        # One article spoils the round: parse them one by one, so that the others are read.
        return [parsed for article in articles for parsed in parse_articles([article], coder=coder)]


def code_parsed(article: Article, sentences: tuple[Sentence, ...], *, coder: Coder) -> CodedArticle:
    """Code one article whose sentences are parsed."""
    lexicon = coder.lexicon
    mentions = find_mentions(article, sentences, tables=lexicon.entities)
    dates = find_dates(article.text, sentences, anchor=article.published, words=lexicon.time_words)
    places = find_places(article, sentences, mentions, gazetteer=lexicon.gazetteer)
    event_nouns = lexicon.event_nouns
    clauses = [
        (sentence, build_clauses(sentence, grammar=lexicon.grammar, event_nouns=event_nouns))
        for sentence in sentences
    ]
    coded = code_article(
        article,
        clauses,
        mentions=mentions,
        dates=dates,
        places=places,
        coding=Coding(
            ontology=lexicon.ontology,
            rules=lexicon.rules,
            confidence=lexicon.confidence,
            embedding=lexicon.embedding,
            contexts=lexicon.contexts,
        ),
        cues=lexicon.cues,
        tables=lexicon.entities,
    )
    return CodedArticle(
        article=article,
        origin=coder.origin,
        events=coded.events,
        claims=coded.claims,
        situations=coded.situations,
        sentences=sentences,
        mentions=mentions,
        dates=dates,
        places=places,
    )
