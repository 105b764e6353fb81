import re
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from types import UnionType
from typing import get_args

import apsw
import duckdb
import pytest

import detente.store
from detente.records import Article, Failure, Furniture, Origin
from detente.store import Correction
from detente.store.arrow import plain_type
from detente.store.catalog import load_query, released_migrations
from detente.store.segments import RECORD_TYPES, segment_schema

FOLDER = Path(detente.store.__file__).parent
CATALOG, SEGMENTS = (FOLDER / "schema.sql").read_text(encoding="utf-8").split("segments/*.parquet\n")
QUERIES = sorted(path.stem for path in (FOLDER / "queries").glob("*.sql"))
SQLITE_TYPES = {str: "TEXT", date: "TEXT", datetime: "TEXT", int: "INTEGER"}


@pytest.fixture(scope="module")
def described():
    """An empty catalog made from the description."""
    connection = apsw.Connection(":memory:")
    connection.execute(CATALOG)
    yield connection
    connection.close()


def _objects(connection):
    rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
    return {name: re.sub(r"\s+", " ", re.sub(r"--.*", "", sql)) for name, sql in rows}


def test_schema_is_what_the_migrations_build(described):
    migrated = apsw.Connection(":memory:")
    for step in released_migrations():
        migrated.execute(step.sql)

    assert _objects(migrated) == _objects(described)


def test_migrations_are_numbered_without_gaps():
    assert [step.number for step in released_migrations()] == list(range(1, len(released_migrations()) + 1))


@pytest.mark.parametrize(
    ("record_type", "table", "elsewhere"),
    [
        (Article, "articles", {"furniture"}),
        (Furniture, "furniture", set()),
        (Origin, "origins", set()),
        (Failure, "failures", set()),
        (Correction, "corrections", set()),
    ],
)
def test_table_has_the_fields_of_its_record(described, record_type, table, elsewhere):
    columns = {
        name: (kind, bool(not_null or key))
        for _, name, kind, not_null, _, key in described.execute(f"PRAGMA table_info({table})")
    }

    wanted = {field.name: field.type for field in fields(record_type) if field.name not in elsewhere}
    assert {name: columns[name] for name in wanted} == {
        name: (SQLITE_TYPES[plain_type(annotation)], not isinstance(annotation, UnionType))
        for name, annotation in wanted.items()
    }


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_segments_have_the_columns_that_are_described(kind):
    connection = duckdb.connect(":memory:")
    connection.execute(SEGMENTS)
    described = connection.execute(f"DESCRIBE {kind}").fetchall()

    connection.register("written", segment_schema(kind).empty_table())

    assert connection.execute("DESCRIBE written").fetchall() == described


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_segments_have_the_fields_of_their_record(kind):
    names = segment_schema(kind).names

    wanted = [field.name for field in fields(RECORD_TYPES[kind])]
    assert names[-len(wanted) :] == wanted
    assert set(names) - set(wanted) <= {"run_id", "position", "published", "article_id"}


def test_every_nested_record_is_a_structure_of_its_fields():
    def names(annotation):
        plain = plain_type(annotation)
        inner = get_args(plain)[0] if get_args(plain) else plain
        return [field.name for field in fields(inner)] if is_dataclass(inner) else None

    for kind, record_type in RECORD_TYPES.items():
        for field in fields(record_type):
            arrow_type = segment_schema(kind).field(field.name).type
            arrow_type = getattr(arrow_type, "value_type", arrow_type)
            found = [part.name for part in arrow_type.fields] if hasattr(arrow_type, "fields") else []

            assert found == (names(field.type) or [])


def _tables(sql):
    return re.findall(r"(--[^\n]*\n)?CREATE (?:VIRTUAL )?TABLE (\w+)[^(]*\(\n(.*?)\n\)", sql, re.DOTALL)


@pytest.mark.parametrize(
    ("comment", "table", "body"), [pytest.param(*parts, id=parts[1]) for parts in _tables(CATALOG + SEGMENTS)]
)
def test_schema_explains_every_table_and_column(comment, table, body):
    columns = [line for line in body.splitlines() if not re.match(r"\s*(PRIMARY KEY|content)", line)]

    assert comment
    assert all(re.search(r"-- \S", line) for line in columns), table


def test_schema_describes_every_table(described):
    tables = {table for _, table, _ in _tables(CATALOG)}

    built = described.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    assert {name for (name,) in built if not re.match(r"articles_text_|sqlite_", name)} == tables


@pytest.mark.parametrize("name", QUERIES)
def test_query_starts_with_its_contract(name):
    lines = load_query(name).splitlines()

    assert re.match(rf"-- {name}: \S.*\.$", lines[0])
    assert lines[1].startswith("-- takes:   ")
    assert lines[2].startswith("-- returns: ")


@pytest.mark.parametrize("name", QUERIES)
def test_query_is_used(name):
    code = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))

    assert f'"{name}"' in code


@pytest.mark.parametrize("name", [name for name in QUERIES if "read_parquet" not in load_query(name)])
def test_query_fits_the_schema(described, name):
    assert described.execute(f"EXPLAIN {load_query(name)}", dict.fromkeys(_parameters(name))).fetchall()


def _parameters(name):
    return set(re.findall(r"\$(\w+)", re.sub(r"--.*", "", load_query(name))))
