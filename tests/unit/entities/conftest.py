"""A small world of states, people and parts, and a reader of sentences whose trees are stored.

`DETENTE_STORE_TREES=1 pytest tests/unit/entities` parses the sentences of all tests anew and stores their trees.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from detente.entities import find_mentions
from detente.lexicon.entity_tables import EntityTables, load_entities
from detente.parse import load_parser, write_conllu
from detente.parse.stored import StoredParser
from detente.records import Article, Mention, Sentence

HERE = Path(__file__).parent
TREES = HERE / "articles.conllu"
DAY = date(2019, 4, 26)


class Reader:
    """Finds the mentions of invented articles in the small world."""

    def __init__(self, tables: EntityTables) -> None:
        self.tables = tables
        self.new: dict[str, str] = {}
        self._stores = bool(os.environ.get("DETENTE_STORE_TREES"))
        self._parser = load_parser() if self._stores else StoredParser(TREES)

    def sentences(self, text: str) -> tuple[Sentence, ...]:
        """The stored trees of a text."""
        sentences = next(iter(self._parser.parse_texts([text])))
        if self._stores:
            self.new[text] = write_conllu(text, sentences, doc_id=f"article {len(self.new) + 1}")
        return sentences

    def read(self, text: str, *, on: date | None = DAY) -> tuple[Mention, ...]:
        """All mentions of an article."""
        return find_mentions(self._article(text, on), self.sentences(text), tables=self.tables)

    def read_without_names(self, text: str) -> tuple[Mention, ...]:
        """All mentions where the parser found no names."""
        sentences = tuple(replace(sentence, names=()) for sentence in self.sentences(text))
        return find_mentions(self._article(text, DAY), sentences, tables=self.tables)

    def read_without_trees(self, text: str) -> tuple[Mention, ...]:
        """All mentions where every word hangs on the first and no name was found."""
        sentences = tuple(
            replace(
                sentence,
                names=(),
                tokens=tuple(
                    replace(token, head=0 if index else -1, deprel="dep" if index else "root")
                    for index, token in enumerate(sentence.tokens)
                ),
            )
            for sentence in self.sentences(text)
        )
        return find_mentions(self._article(text, DAY), sentences, tables=self.tables)

    def one(self, text: str, words: str, *, on: date | None = DAY) -> Mention:
        """The mention with these words; the last one where they come again."""
        found = [mention for mention in self.read(text, on=on) if mention.text == words]
        assert found, [mention.text for mention in self.read(text, on=on)]
        return found[-1]

    @staticmethod
    def _article(text: str, published: date | None) -> Article:
        return Article(
            id="a", url=None, publisher=None, headline=None, byline=None, language="en", published=published,
            published_basis=None, text=text,
        )  # fmt: skip


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    """Reads invented articles."""
    reader = Reader(load_entities(HERE / "tables"))
    yield reader
    if reader.new:
        TREES.write_text("".join(reader.new.values()), encoding="utf-8")
