"""A project: reads pages, keeps what they say, and answers questions about it."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import BinaryIO, Literal

from detente.acquire import Page, fetch_page
from detente.article import extract_article
from detente.errors import ArticleError, LexiconError, ParserError, StoreError, UsageError
from detente.lexicon import Lexicon, load_lexicon, overlay_version
from detente.lexicon.ontology import STATUSES, Ontology
from detente.parse import OWN_PARSER, Parser, load_parser
from detente.pipeline import Coder, code_articles, load_coder
from detente.project.doctor import CATALOG, Check, check_installation, check_store
from detente.project.folders import default_folder
from detente.project.own_lexicon import check_changes, check_problems, check_proofs, plan_trial
from detente.project.record import EventList, Record
from detente.project.trial import try_rules
from detente.records import Article, Claim, CodedArticle, Failure
from detente.show import ArticleChanges, Explanation
from detente.store import (
    ArticleFilter,
    ClaimFilter,
    EventFilter,
    Reader,
    open_reader,
    open_tree_cache,
    open_writer,
)

OVERLAY = "lexicon"
"""Folder inside a project's for rules and rows of its own."""
_LEXICONS_HELD = 4
"""The shipped lexicon and a few of projects; who edits rules in one session need not keep every version."""


class Project:
    """A folder with everything that was read into it."""

    def __init__(
        self,
        folder: Path | str | None = None,
        *,
        parser: str = OWN_PARSER,
        cache: Path | None = None,
        whole: bool = False,
        lexicon: Path | str | Literal[False] | None = None,
    ) -> None:
        """Name the project; nothing is opened or made before it is needed.

        Args:
            folder: Where its store lies or shall lie; when not given, `DETENTE_HOME` or the platform's data
                folder.
            parser: `"detente"`, or an installed spaCy pipeline.
            cache: File that keeps trees between runs, so that coding anew is faster; made when missing.
            whole: Parse also the sentences that cannot carry a record: for whoever wants the trees.
            lexicon: Folder with rules and rows of your own, which are laid over the shipped lexicon. When not
                given, the folder `lexicon` inside the project's where there is one; `False` for none.
        """
        self.cache, self.whole = cache, whole
        self.folder = Path(folder) if folder is not None else default_folder()
        self._own_lexicon = lexicon
        self.parser = parser

    @property
    def is_new(self) -> bool:
        """Nothing was ever kept here."""
        return not (self.folder / CATALOG).exists()

    @property
    def lexicon(self) -> Lexicon:
        """What words and names mean in this project; files that were changed meanwhile are read anew.

        Raises:
            LexiconError: If a file of the project's own lexicon breaks its rules.
        """
        return _lexicon(*_dated(self.overlay))

    @property
    def overlay(self) -> Path | None:
        """Folder of the rules and rows that are laid over the shipped lexicon."""
        if self._own_lexicon is False:
            return None
        if self._own_lexicon is not None:
            return Path(self._own_lexicon)
        folder = self.folder / OVERLAY
        return folder if folder.is_dir() else None

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
        return Record(coded, ontology=_ontology())

    def code(self, articles: Iterable[Article]) -> Iterator[CodedArticle | Failure]:
        """Code articles in the order given and keep nothing; one that cannot be coded gives its failure."""
        return code_articles(articles, coder=self._coder)

    def events(self, wanted: EventFilter = EventFilter()) -> EventList:  # noqa: B008 - it is frozen
        """The kept events that pass, the earliest first.

        Raises:
            UsageError: If there is no such event type, mode or status: that would silently find nothing.
        """
        _check_filter(wanted, _ontology())
        with self._reader() as reader:
            return EventList(reader.events(wanted), ontology=_ontology())

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

    def check_lexicon(self, *, everything: bool = False) -> Iterator[Check]:
        """What the project's own lexicon changes, and every example of its rules that fails.

        Args:
            everything: Prove all rules, also those that are as they ship.

        Raises:
            UsageError: If the project has no lexicon of its own.
        """
        if self.overlay is None:
            raise UsageError(
                "there are no rules or rows of your own", where=str(self.folder / OVERLAY),
                todo="put rules/*.toml, entities.tsv or aliases.tsv there",
            )  # fmt: skip
        try:
            lexicon = self.lexicon
        except LexiconError as error:
            yield from check_problems(error)
            return
        yield from check_changes(lexicon)
        yield from check_proofs(_lexicon(None, "").rules, coder=self._coder, everything=everything)

    def try_rules(self, rule: str) -> Iterator[ArticleChanges | Failure]:
        """What rules change in each kept article, the earliest first.

        Args:
            rule: Id of a rule of the project's own lexicon, or a TOML file with one or more rules.

        Raises:
            UsageError: If there is no such rule or file.
            LexiconError: If the file breaks its rules.
        """
        trial = plan_trial(rule, lexicon=self.lexicon)
        return try_rules(self.articles(), trial=trial, coder=self._coder)

    def doctor(self) -> tuple[Check, ...]:
        """What is installed and whether it works, and how the store is."""
        return (*check_installation(self.parser, overlay=self.overlay), *check_store(self.folder))

    @property
    def _coder(self) -> Coder:
        return _coder(self.parser, self.cache, *_dated(self.overlay), whole=self.whole)

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


def _ontology() -> Ontology:
    """The ontology, which no project changes: what was kept can be listed while its own lexicon is broken."""
    return _lexicon(None, "").ontology


def _dated(overlay: Path | None) -> tuple[Path | None, str]:
    """An overlay with its version, so that a changed one is loaded anew."""
    return overlay, overlay_version(overlay) if overlay else ""


# Lexicon and parser take about a second to load: all projects of a process share them.
@lru_cache(_LEXICONS_HELD)
def _lexicon(overlay: Path | None, version: str) -> Lexicon:
    del version  # only tells the cache that the files have changed
    return load_lexicon(overlay=overlay)


@cache
def _parser(name: str, cache_file: Path | None) -> Parser:
    return load_parser(name, cache=open_tree_cache(cache_file) if cache_file is not None else None)


@lru_cache(_LEXICONS_HELD)
def _coder(parser: str, cache_file: Path | None, overlay: Path | None, version: str, *, whole: bool) -> Coder:
    return load_coder(lexicon=_lexicon(overlay, version), parser=_parser(parser, cache_file), whole=whole)


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
