"""Made-up articles for the store's tests."""

import importlib.util
import sys
from pathlib import Path

import pytest

from detente.store import open_reader, open_writer

TABLES = ("articles", "furniture", "origins", "runs", "ledger", "failures", "corrections", "segments")


@pytest.fixture(scope="session")
def keeper():
    """The module `keeper.py` beside this file, which is also a program."""
    path = Path(__file__).with_name("keeper.py")
    spec = importlib.util.spec_from_file_location("store_keeper", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["store_keeper"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def made_up(keeper):
    """`made_up(number)` gives the article with this number."""
    return keeper.made_up


@pytest.fixture
def writer(tmp_path):
    """The writer of a store in `tmp_path`."""
    with open_writer(tmp_path) as writer:
        yield writer


@pytest.fixture
def keep(writer, keeper):
    """`keep(coded)` keeps an article from a source named after it."""
    return lambda coded, now=keeper.NOW: writer.keep(
        coded, source=f"of {coded.article.id}", content_hash="hash", now=now
    )


@pytest.fixture
def content(tmp_path):
    """`content()` is everything the store holds: rows of all tables, and bytes of all segments."""

    def read():
        with open_reader(tmp_path) as reader:
            rows = {
                table: reader._connection.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES
            }
        return rows, {path.name: path.read_bytes() for path in (tmp_path / "segments").iterdir()}

    return read


@pytest.fixture(scope="session")
def articles_in():
    """`articles_in(folder)` is every article of a store with what its counting run found, by id."""

    def read(folder):
        with open_reader(folder) as reader:
            return {article.id: reader.coded_article(article.id) for article in reader.articles()}

    return read
