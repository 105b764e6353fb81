"""Places of the world by name: `places.tsv` (countries, provinces, towns), `regions.tsv` (regions, seas)."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from detente.errors import LexiconError
from detente.lexicon.toml import read_toml, refuse_problems, unknown_keys, word_list
from detente.lexicon.tsv import read_tsv

_PLACE_COLUMNS = (
    "key", "precision", "name", "country", "province", "latitude", "longitude", "population", "id",
)  # fmt: skip
_REGION_COLUMNS = ("name", "aliases", "country", "precision", "latitude", "longitude")
_PRECISIONS = ("city", "region", "country")
_CUES = ("locative", "city_nouns", "region_nouns", "particles", "directions", "never")
_APOSTROPHES = re.compile(r"[’'`ʿʾ‘ʻʼ.,]")
_GAPS = re.compile(r"[\s\-‐‑–_]+")
_MARK = "="
_COUNTRY = b"\tcountry\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """A place on the map."""

    name: str
    precision: str
    """`city`, `region` or `country`."""
    country: str | None
    """ISO 3166-1 alpha-3; `None` where several share or contest it."""
    province: str | None
    """Code of the first-level division it lies in, unique within its country."""
    latitude: float | None
    longitude: float | None
    population: int
    """0 where unknown."""
    geonames: str | None
    """GeoNames number, as text."""
    is_capital: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCues:
    """Words around place names, in lower case."""

    locative: frozenset[str]
    """Prepositions that make a place of a name: "in", "near"."""
    city_nouns: frozenset[str]
    """"City" in "the city of Aleppo" and "Gaza City"."""
    region_nouns: frozenset[str]
    """"Province" in "Aleppo province"."""
    particles: frozenset[str]
    """Small words inside names: "de", "al", "of"."""
    directions: frozenset[str]
    """Words before a name that leave it a place: "East" in "East Aleppo"."""
    never: frozenset[str]
    """Words that name a town somewhere and nearly always mean something else: "March", "Police"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """Places by folded name. The large table stays a sorted list of lines and is searched by bisection."""

    lines: list[bytes]
    """Lines of `places.tsv`, sorted."""
    regions: Mapping[str, tuple[GazetteerPlace, ...]]
    """Folded name -> places of `regions.tsv`."""
    countries: Mapping[str, GazetteerPlace]
    """ISO 3166-1 alpha-3 -> country."""
    cues: PlaceCues

    def find(self, name: str) -> tuple[GazetteerPlace, ...]:
        """Give all places with a name, however it is spelled with accents, hyphens and capitals."""
        key = fold_name(name)
        if not key:
            return ()
        found = list(self.regions.get(key, ()))
        for cells in self._rows(key):
            found.extend(self._resolved(cells))
        return tuple(dict.fromkeys(found))

    def _rows(self, key: str) -> Iterator[list[str]]:
        prefix = f"{key}\t".encode()
        for index in range(bisect_left(self.lines, prefix), len(self.lines)):
            if not self.lines[index].startswith(prefix):
                return
            yield self.lines[index].decode().split("\t")

    def _resolved(self, cells: list[str]) -> Iterator[GazetteerPlace]:
        if cells[1] != _MARK:
            yield _place(cells)
            return
        for other in self._rows(cells[2]):
            if other[1] != _MARK and other[-1] == cells[-1]:
                yield _place(other)


def load_gazetteer(folder: Path) -> Gazetteer:
    """Read `places.tsv`, `regions.tsv` and `places.toml` of a lexicon folder.

    Only the small files are checked here: the large table is made by a program and checked by
    `check_places`, because reading it in takes longer than reading an article.

    Raises:
        LexiconError: If a file is missing or malformed; names every problem.
    """
    path = folder / "places.tsv"
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise LexiconError(error.strerror or "cannot be read", where=str(path)) from error
    header = "\t".join(_PLACE_COLUMNS).encode()
    if header not in lines[:20]:
        raise LexiconError(
            "has no header line", where=path.name, todo="make it anew: tools/lexicon/places.py"
        )
    body = lines[lines.index(header) + 1 :]
    places = body[:-1] if body and not body[-1] else body
    rows = [line.decode().split("\t") for line in places if _COUNTRY in line]
    countries = {cells[3]: _place(cells) for cells in rows}
    return Gazetteer(
        lines=places,
        regions=_load_regions(folder / "regions.tsv", countries),
        countries=countries,
        cues=_load_cues(folder / "places.toml"),
    )


def check_places(path: Path) -> None:
    """Check every line of `places.tsv`: order, cells, numbers, and that other spellings lead somewhere.

    Raises:
        LexiconError: Names every problem.
    """
    table = read_tsv(path, _PLACE_COLUMNS)
    problems = table.problems
    known = {(cells[0], cells[-1]) for _, cells in table.rows if cells[1] != _MARK}
    last = ""
    for number, cells in table.rows:
        line = "\t".join(cells)
        if line.encode() < last.encode():
            problems.append(f"line {number}: is not in order")
        last = line
        problems.extend(f"line {number}: {problem}" for problem in _row_problems(cells, known))
    refuse_problems(path, problems)


def fold_name(name: str) -> str:
    """Give a name in lower case, without accents, apostrophes and hyphens: "Sana'a" and "Sanaa" are one."""
    decomposed = unicodedata.normalize("NFKD", name)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _GAPS.sub(" ", _APOSTROPHES.sub("", bare.casefold())).strip()


def _place(cells: list[str]) -> GazetteerPlace:
    _, precision, name, country, province, latitude, longitude, population, key = cells
    return GazetteerPlace(
        name=name,
        precision="city" if precision == "capital" else precision,
        country=country or None,
        province=province or None,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        population=int(population or 0),
        geonames=key if key.isdigit() else None,
        is_capital=precision == "capital",
    )


def _row_problems(cells: list[str], known: set[tuple[str, str]]) -> Iterator[str]:
    key, precision, name = cells[:3]
    if precision == _MARK:
        if (name, cells[-1]) not in known:
            yield f"{key!r} leads to no place"
        return
    if precision not in (*_PRECISIONS, "capital"):
        yield f"precision {precision!r} is unknown"
    if key != fold_name(key):
        yield f"key {key!r} is not folded"
    if not all(_is_number(cell) for cell in cells[5:8]):
        yield "latitude, longitude and population must be numbers"


def _load_regions(
    path: Path, countries: Mapping[str, GazetteerPlace]
) -> dict[str, tuple[GazetteerPlace, ...]]:
    table = read_tsv(path, _REGION_COLUMNS)
    regions: dict[str, tuple[GazetteerPlace, ...]] = {}
    for number, (name, aliases, country, precision, latitude, longitude) in table.rows:
        if precision not in _PRECISIONS:
            table.problems.append(
                f"line {number}: precision {precision!r} is none of {', '.join(_PRECISIONS)}"
            )
        if not (_is_number(latitude) and _is_number(longitude)):
            table.problems.append(f"line {number}: latitude and longitude must be numbers")
            continue
        place = GazetteerPlace(
            name=name,
            precision=precision,
            country=country or None,
            province=None,
            latitude=float(latitude) if latitude else None,
            longitude=float(longitude) if longitude else None,
            population=0,
            geonames=None,
            is_capital=False,
        )
        if precision == "country":
            place = countries.get(country, place)
        for spelling in (name, *filter(None, aliases.split(";"))):
            key = fold_name(spelling)
            if place not in regions.get(key, ()):
                regions[key] = (*regions.get(key, ()), place)
    refuse_problems(path, table.problems)
    return regions


def _load_cues(path: Path) -> PlaceCues:
    content = read_toml(path)
    problems = unknown_keys(content, _CUES, where="top level")
    lists = {name: word_list(content, name, problems=problems) for name in _CUES}
    refuse_problems(path, problems)
    return PlaceCues(**lists)


def _is_number(text: str) -> bool:
    try:
        return not text or float(text) == float(text)
    except ValueError:
        return False
