"""DuckDB over a list of segments: in memory, and shut off from everything but their folder."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from detente.errors import StoreError
from detente.store.catalog import load_query


class Duck:
    """An in-memory DuckDB that may read the files of one folder, and nothing else."""

    def __init__(self, folder: Path) -> None:
        """Start it; it takes no lock and leaves no file."""
        import duckdb  # noqa: PLC0415

        self._folder = folder.resolve()
        self._connection = duckdb.connect(":memory:")
        settings = {
            "allowed_directories": [str(self._folder)],
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,  # or a query could read our variables as tables
            "temp_directory": "",  # or a large query would write to the current folder
            "enable_external_access": False,
            "lock_configuration": True,
        }
        for name, value in settings.items():
            self._connection.execute(f"SET {name} = $value", {"value": value})

    def close(self) -> None:
        """Stop it."""
        self._connection.close()

    def rows(self, query: str, names: Sequence[str], values: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The rows that a query of `queries/` finds in these files, nested values as dictionaries and lists.

        Raises:
            StoreError: If a file is gone or damaged, or the answer needs more memory than there is.
        """
        found: list[dict[str, Any]] = self._ask(query, names, values, _dictionaries)
        return found

    def table(self, query: str, names: Sequence[str], values: Mapping[str, Any]) -> Any:
        """The same as a `pyarrow.Table`."""
        return self._ask(query, names, values, lambda relation: relation.to_arrow_table())

    def _ask(self, query: str, names: Sequence[str], values: Mapping[str, Any], take: Any) -> Any:
        import duckdb  # noqa: PLC0415

        files = [str(self._folder / name) for name in names]
        try:
            return take(self._connection.sql(load_query(query), params={"files": files, **values}))
        except duckdb.OutOfMemoryException as error:
            raise StoreError(
                "the answer does not fit into memory", todo="ask for less, or set a limit"
            ) from error
        except (duckdb.IOException, duckdb.InvalidInputException) as error:
            line = str(error).splitlines()[0]
            raise StoreError(f"a segment cannot be read ({line})", where=str(self._folder)) from error


def _dictionaries(relation: Any) -> list[dict[str, Any]]:
    names = relation.columns
    return [dict(zip(names, row, strict=True)) for row in relation.fetchall()]
