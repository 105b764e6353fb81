import duckdb
import pytest

from detente.errors import StoreError
from detente.store.duck import Duck


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_csv('../secrets.csv')",
        "SELECT * FROM glob('/*')",
        "COPY (SELECT 1) TO '/tmp/stolen.csv'",
        "ATTACH '/tmp/other.duckdb'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "EXPORT DATABASE '/tmp/all'",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SELECT * FROM statement",
    ],
)
def test_duck_reads_segments_and_nothing_else(tmp_path, statement):
    duck = Duck(tmp_path)

    with pytest.raises(duckdb.Error):
        duck._connection.sql(statement).fetchall()
    duck.close()


def test_duck_tells_of_an_answer_that_does_not_fit(tmp_path, monkeypatch):
    class Small:
        def sql(self, *_args, **_kwargs):
            raise duckdb.OutOfMemoryException("could not allocate block")

    duck = Duck(tmp_path)
    duck.close()
    monkeypatch.setattr(duck, "_connection", Small())

    with pytest.raises(StoreError, match="the answer does not fit into memory; ask for less"):
        duck.rows("events", [], {})
