"""A project: reads pages, keeps what they say, and answers questions about it."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import BinaryIO

from detente.acquire import Page, fetch_page
from detente.article import extract_article
from detente.errors import ArticleError, ParserError, StoreError, UsageError
from detente.lexicon import Lexicon, load_lexicon
from detente.lexicon.ontology import STATUSES, Ontology
from detente.parse import OWN_PARSER, load_parser
from detente.pipeline import Coder, code_articles, load_coder
from detente.project.doctor import CATALOG, Check, check_installation, check_store
from detente.project.folders import default_folder
from detente.project.record import EventList, Record
from detente.records import Article, Claim, CodedArticle, Failure
from detente.show import Explanation
from detente.store import ArticleFilter, ClaimFilter, EventFilter, Reader, open_reader, open_writer


class Project:
    """A folder with everything that was read into it."""

    def __init__(
        self,
        folder: Path | str | None = None,
        *,
        parser: str = OWN_PARSER,
        cache: Path | None = None,
        whole: bool = False,
    ) -> None:
        """Name the project; nothing is opened or made before it is needed.

        Args:
            folder: Where its store lies or shall lie; when not given, `DETENTE_HOME` or the platform's data
                folder.
            parser: `"detente"`, or an installed spaCy pipeline.
            cache: File that keeps trees between runs, so that coding anew is faster; made when missing.
            whole: Parse also the sentences that cannot carry a record: for whoever wants the trees.
        """
        self.cache, self.whole = cache, whole
        self.folder = Path(folder) if folder is not None else default_folder()
        self.parser = parser

    @property
    def is_new(self) -> bool:
        """Nothing was ever kept here."""
        return not (self.folder / CATALOG).exists()

    @property
    def lexicon(self) -> Lexicon:
        """What words and names mean in this project."""
        return _lexicon()

    def read(
        self,
        source: Path | str,
        *,
        published: date | None = None,
        keep: bool = True,
        stdin: BinaryIO | None = None,
    ) -> Record:
        """Read one page and keep what it says.

        Args:
            source: A file, an address, or `"-"` for `stdin`.
            published: Day of publication, where the page does not say it or says it wrongly.
            keep: Keep the reading in this project.
            stdin: Where `"-"` reads from.

        Raises:
            AcquireError: If the page cannot be had.
            ArticleError: If the page holds no article that can be read.
            StoreError: If the reading cannot be kept.
        """
        # The writer comes first: whether the reading can be kept should be known before it is made.
        with open_writer(self.folder) if keep else nullcontext() as writer:
            page = fetch_page(str(source), stdin=stdin)
            coded = self._code_one(_extract(page, published=published))
            if writer is not None:
                digest = hashlib.sha256(page.content).hexdigest()
                writer.keep(coded, source=_source(page), content_hash=digest, now=datetime.now(UTC))
        return Record(coded, ontology=self.lexicon.ontology)

    def code(self, articles: Iterable[Article]) -> Iterator[CodedArticle | Failure]:
        """Code articles in the order given and keep nothing; one that cannot be coded gives its failure."""
        return code_articles(articles, coder=self._coder)

    def events(self, wanted: EventFilter = EventFilter()) -> EventList:  # noqa: B008 - it is frozen
        """The kept events that pass, the earliest first.

        Raises:
            UsageError: If there is no such event type, mode or status: that would silently find nothing.
        """
        _check_filter(wanted, self.lexicon.ontology)
        with self._reader() as reader:
            return EventList(reader.events(wanted), ontology=self.lexicon.ontology)

    def claims(self, wanted: ClaimFilter = ClaimFilter()) -> tuple[Claim, ...]:  # noqa: B008 - it is frozen
        """The kept claims that pass, the earliest first."""
        with self._reader() as reader:
            return reader.claims(wanted)

    def articles(self, wanted: ArticleFilter = ArticleFilter()) -> tuple[Article, ...]:  # noqa: B008 - it is frozen
        """The kept articles that pass, the earliest first."""
        with self._reader() as reader:
            return reader.articles(wanted)

    def explain(self, event_id: str) -> Explanation:
        """An event with what it rests on: its article, and the claim that carries it.

        Args:
            event_id: Its id, or a beginning of it that no other event shares.

        Raises:
            UsageError: If no event, or more than one, has an id that begins like this.
        """
        with self._reader() as reader:
            event = reader.event(event_id)
            claim = reader.claim(event.claim_id) if event.claim_id else None
            return Explanation(event=event, article=reader.article(event.article_id), claim=claim)

    def doctor(self) -> tuple[Check, ...]:
        """What is installed and whether it works, and how the store is."""
        return (*check_installation(self.parser), *check_store(self.folder))

    @property
    def _coder(self) -> Coder:
        return _coder(self.parser, self.cache, whole=self.whole)

    def _reader(self) -> Reader:
        if self.is_new:
            raise StoreError(
                "nothing was kept here yet", where=str(self.folder), todo="run 'detente read PAGE'"
            )
        return open_reader(self.folder)

    def _code_one(self, article: Article) -> CodedArticle:
        (result,) = code_articles([article], coder=self._coder)
        if isinstance(result, Failure):
            raise (ParserError if result.stage == "parse" else ArticleError)(result.reason)
        return result


def read(source: Path | str, *, published: date | None = None, db: Path | str | bool | None = None) -> Record:
    """Read one page: a file, an address, or HTML or text of your own through a `Project`.

    Args:
        source: A file or an address.
        published: Day of publication, where the page does not say it or says it wrongly.
        db: A project's folder to keep the reading in; `True` for the default one; nothing is kept otherwise.

    Raises:
        AcquireError: If the page cannot be had.
        ArticleError: If the page holds no article that can be read.
        StoreError: If the reading cannot be kept.
    """
    keep = db is not None and db is not False
    project = Project(None if isinstance(db, bool) else db)
    return project.read(source, published=published, keep=keep)


def _check_filter(wanted: EventFilter, ontology: Ontology) -> None:
    modes = {mode for found in ontology.types.values() for mode in found.modes}
    for name, asked, known in (
        ("event type", wanted.event_type, ontology.types),
        ("mode", wanted.mode, modes),
        ("status", wanted.status, STATUSES),
    ):
        if asked is not None and asked not in known:
            raise UsageError(
                f"there is no such {name}", where=asked, todo=f"choose from {', '.join(sorted(known))}"
            )


# Lexicon and parser take about a second to load and never change: all projects of a process share them.
@cache
def _lexicon() -> Lexicon:
    return load_lexicon()


@cache
def _coder(parser: str, cache_file: Path | None, *, whole: bool) -> Coder:
    return load_coder(lexicon=_lexicon(), parser=load_parser(parser, cache=cache_file), whole=whole)


def _extract(page: Page, *, published: date | None) -> Article:
    """The page's article; a refusal is told here where the page came from, which the stage cannot know."""
    try:
        return extract_article(
            page.content, url=page.url, published=published, content_type=page.content_type
        )
    except ArticleError as error:
        raise ArticleError(error.what, where=error.where or _source(page), todo=error.todo) from error


def _source(page: Page) -> str:
    """Where the page came from, as the ledger names it."""
    return page.url or page.path or "standard input"
