from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import detente
from detente.errors import LexiconError
from detente.lexicon.entity_rows import (
    ALIAS_COLUMNS,
    ENTITY_COLUMNS,
    HOLDER_COLUMNS,
    ROLE_COLUMNS,
    SECTORS,
)
from detente.lexicon.entity_tables import CountryView, EntityTables, load_entities, plain_marks

SHIPPED = Path(detente.__file__).parent / "lexicon" / "en"

ENTITIES = """
ARD|state|Ardania|ARD|||901|901|Q1|||
ARD-NEWS|media|Ardanian News Agency|ARD|JRN|yes||||||
BRV|state|Breva|BRV|||902|||1950-01-01|1990-10-03|
BRV|state|Breva|BRV|||903|902||1990-10-03||
LGA|organisation|League of Alps|LGA||||||||
"""
ALIASES = """
Ardania|ARD|name|||
Ardanian|ARD|adjective|||
Ardanian News Agency|ARD-NEWS|name|||
Breva|BRV|name|||
Breva|LGA|seat|1995-01-01||
Port Breva|BRV|capital||1990-10-03|
U.B.|BRV|abbreviation|||
"""
HOLDERS = """
Ana Bell|Bell|Ana B. Bell|ARD|head of state|yes|GOV||2001-01-01|2005-01-01||
Ivo Carr|Carr||ARD|head of state|yes|GOV||2005-01-01||Q12|
Ivo Carr|Carr||LGA|secretary-general|yes|GOV|LGA|1999-01-01|2004-01-01||
"""
ROLES = """
head of state|heads of state|head of state|GOV|office||
leader||leader||person||
league council||legislature|LEG|body|LGA|
president||head of state|GOV|office||
secretary-general|secretaries-general|secretary-general|GOV|office||
spokesman|spokesmen|spokesperson||person||
"""
TABLES = {
    "entities": (ENTITY_COLUMNS, ENTITIES),
    "aliases": (ALIAS_COLUMNS, ALIASES),
    "holders": (HOLDER_COLUMNS, HOLDERS),
    "roles": (ROLE_COLUMNS, ROLES),
}


def write_tables(folder: Path, **other: str) -> Path:
    """The small world above in a folder, with some tables replaced."""
    for name, (columns, rows) in TABLES.items():
        body = other.get(name, rows).strip().replace("|", "\t")
        header = "\t".join(columns)
        (folder / f"{name}.tsv").write_text(f"# made for a test\n{header}\n{body}\n", encoding="utf-8")
    return folder


@pytest.fixture
def small(tmp_path: Path) -> EntityTables:
    return load_entities(write_tables(tmp_path))


@pytest.fixture(scope="module")
def shipped() -> EntityTables:
    return load_entities(SHIPPED)


# --------------------------------------------------------------------------- look-ups


def test_entity_gives_the_period_in_force_on_a_day(small: EntityTables) -> None:
    before = small.entity("BRV", on=date(1990, 10, 2))
    after = small.entity("BRV", on=date(1990, 10, 3))

    assert (before.cow, after.cow) == ("902", "903")


@pytest.mark.parametrize(
    ("key", "on", "cow"),
    [
        pytest.param("BRV", None, "903", id="without a day the latest period"),
        pytest.param("ARD", date(1800, 1, 1), "901", id="an open period holds always"),
    ],
)
def test_entity_finds(small: EntityTables, key: str, on: date | None, cow: str) -> None:
    assert small.entity(key, on=on).cow == cow


@pytest.mark.parametrize(
    ("key", "on"),
    [
        pytest.param("XXX", None, id="a key nobody knows"),
        pytest.param("XXX", date(2000, 1, 1), id="a key nobody knew then"),
        pytest.param("BRV", date(1949, 12, 31), id="a state before it was founded"),
    ],
)
def test_entity_finds_none_for(small: EntityTables, key: str, on: date | None) -> None:
    assert small.entity(key, on=on) is None


def test_country_view_gives_the_numbers_of_the_day(small: EntityTables) -> None:
    assert small.country_view("BRV", on=date(2000, 1, 1)) == CountryView("903", "902")
    assert small.country_view("BRV", on=date(1900, 1, 1)) == CountryView(None, None)


@pytest.mark.parametrize(
    ("text", "start", "found"),
    [
        pytest.param("The Ardanian News Agency said", 4, ["Ardanian News Agency"], id="the longest alias"),
        pytest.param("Ardanian news", 0, ["Ardanian"], id="a shorter alias when the longer does not follow"),
        pytest.param("Ardanians", 0, [], id="nothing inside a longer word"),
        pytest.param("ardania", 0, [], id="nothing in another case"),
        pytest.param("the U.B. said", 4, ["U.B."], id="an alias that ends in a mark"),
        pytest.param("U.B.", 0, ["U.B."], id="an alias at the end of the text"),
        pytest.param("Breva", 0, ["Breva", "Breva"], id="both meanings of a name"),
        pytest.param("Breva", 5, [], id="nothing at the end of the text"),
    ],
)
def test_aliases_at_finds(small: EntityTables, text: str, start: int, found: list[str]) -> None:
    assert [alias.text for alias in small.aliases_at(text, start)] == found


@pytest.mark.parametrize(
    ("text", "on", "keys"),
    [
        pytest.param("Breva", date(1994, 12, 31), {"BRV"}, id="not the meaning that came later"),
        pytest.param("Breva", date(1995, 1, 1), {"BRV", "LGA"}, id="the new meaning from its first day"),
        pytest.param("Port Breva", date(1990, 10, 2), {"BRV"}, id="the old capital on its last day"),
        pytest.param("Port Breva", date(1990, 10, 3), set(), id="not the old capital after that"),
    ],
)
def test_aliases_at_knows_on_a_day(small: EntityTables, text: str, on: date, keys: set[str]) -> None:
    assert {alias.key for alias in small.aliases_at(text, 0, on=on)} == keys


def test_holder_of_changes_on_the_day_of_handover(small: EntityTables) -> None:
    assert small.holder_of("ARD", "head of state", on=date(2004, 12, 31)).person == "Ana Bell"
    assert small.holder_of("ARD", "head of state", on=date(2005, 1, 1)).person == "Ivo Carr"
    assert small.holder_of("ARD", "head of state", on=date(2000, 1, 1)) is None
    assert small.holder_of("ARD", "mayor", on=date(2005, 1, 1)) is None


def test_several_people_may_speak_at_the_same_time(tmp_path: Path) -> None:
    rows = "A B|B||ARD|spokesperson||GOV||2000-01-01|||\nC D|D||ARD|spokesperson||GOV||2001-01-01|||"

    tables = load_entities(write_tables(tmp_path, holders=rows))

    assert tables.holder_of("ARD", "spokesperson", on=date(2001, 1, 1)).person == "A B"
    assert len(tables.holders_by_office["ARD", "spokesperson"]) == 2


def test_leader_of_gives_who_leads(small: EntityTables) -> None:
    assert small.leader_of("LGA", on=date(2000, 1, 1)).person == "Ivo Carr"
    assert small.leader_of("LGA", on=date(2004, 1, 1)) is None
    assert small.leader_of("BRV", on=date(2000, 1, 1)) is None


def test_holders_are_found_by_every_name_and_oldest_first(small: EntityTables) -> None:
    assert small.holders_by_name["Ana B. Bell"] == small.holders_by_name["Ana Bell"]
    assert [holder.entity for holder in small.holders_by_surname["Carr"]] == ["LGA", "ARD"]


def test_roles_are_found_by_lemma_plural_and_first_word(small: EntityTables) -> None:
    assert small.role_by_phrase["heads of state"] is small.role_by_phrase["head of state"]
    assert small.role_by_phrase["league council"].owner == "LGA"
    assert small.role_by_phrase["leader"].sector is None
    assert [role.phrase for role in small.roles_by_first_word["head"]] == ["head of state"]


@given(st.text())
def test_plain_marks_keeps_every_offset(text: str) -> None:
    assert len(plain_marks(text)) == len(text)


def test_plain_marks_straightens_apostrophes_and_hyphens() -> None:
    assert plain_marks("N’Djamena\xa0Guinea‑Bissau") == "N'Djamena Guinea-Bissau"


# --------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("table", "rows", "problem"),
    [
        pytest.param(
            "entities", "AAA|state|A|AAA||||||2021-06-15|2019-03-01|",
            "entities.tsv, line 3: until 2019-03-01 is before from 2021-06-15", id="dates the wrong way round",
        ),
        pytest.param(
            "entities", "AAA|state|A|AAA||||||2021-06-15|2021-06-15|",
            "entities.tsv, line 3: until 2021-06-15 is the same as from 2021-06-15", id="an empty period",
        ),
        pytest.param(
            "entities", "AAA|state|A|AAA||||||20210615||",
            "line 3: from '20210615' is no date such as 2019-03-01", id="a date in another form",
        ),
        pytest.param(
            "entities", "AAA|state|A|AAA|||||||2021-02-30|",
            "line 3: until '2021-02-30' is no date such as 2019-03-01", id="a day that does not exist",
        ),
        pytest.param(
            "entities", "aa|state|A|AAA||||||||", "line 3: key 'aa' is not made of capitals", id="a small key",
        ),
        pytest.param("entities", "AAA|planet|A|AAA||||||||", "kind 'planet' is unknown", id="a strange kind"),
        pytest.param("entities", "AAA|state||AAA||||||||", "name '' is empty", id="no name"),
        pytest.param("entities", "AAA|state|A|ZZZ||||||||", "country 'ZZZ' is unknown", id="a strange country"),
        pytest.param("entities", "AAA|state|A|AAA|XYZ|||||||", "sector 'XYZ' is unknown", id="a strange sector"),
        pytest.param("entities", "AAA|media|A|AAA|JRN|no||||||", "state_media 'no' is neither", id="a third flag"),
        pytest.param("entities", "AAA|state|A|AAA|||two|||||", "cow 'two' is no number", id="a number in words"),
        pytest.param("entities", "AAA|state|A|AAA||||0|||| ", "gw '0' is no number", id="a zero"),
        pytest.param("entities", "AAA|state|A|AAA|||||30|||", "wikidata '30' is no item", id="half an item"),
        pytest.param(
            "entities", "BBB|state|B|BBB||||||||\nCCC|state|C|CCC||||||||\nAAA|state|A|AAA||||||||",
            "line 5: AAA belongs before CCC", id="rows out of order",
        ),
        pytest.param(
            "entities", "AAA|state|A|AAA||||||||\nAAA|state|A|AAA||||||||",
            "line 4: AAA stands twice", id="a row twice",
        ),
        pytest.param(
            "entities", "AAA|state|A|AAA||||||1990-01-01|2000-01-01|\nAAA|state|A|AAA||||||1999-01-01||",
            "line 4: AAA overlaps the dates before it (1990-01-01..2000-01-01)", id="periods that overlap",
        ),
        pytest.param(
            "entities", "AAA|state|A|AAA||||||1990-01-01||\nAAA|state|A|AAA||||||1999-01-01||",
            "line 4: AAA overlaps the dates before it (1990-01-01..)", id="a period after an open one",
        ),
        pytest.param("entities", "AAA|state", "line 3: has 2 cells where 12 are named", id="cells missing"),
        pytest.param("aliases", "A|ZZZ|name|||", "aliases.tsv, line 3: key 'ZZZ' is unknown", id="a strange key"),
        pytest.param("aliases", "A|ARD|nickname|||", "kind 'nickname' is unknown", id="a strange alias kind"),
        pytest.param("aliases", "A  B|ARD|name|||", "alias 'A  B' is empty, spaced", id="two spaces"),
        pytest.param("aliases", "A’s|ARD|name|||", "alias 'A’s' is empty, spaced or has a curly", id="a curly mark"),
        pytest.param("aliases", "A|ARD|name|||\nA|ARD|name|||", "line 4: A ARD name stands twice", id="an alias twice"),
        pytest.param(
            "aliases", "A|ARD|name||2000-01-01|\nA|ARD|name|1999-01-01||",
            "line 4: A ARD name overlaps the dates before it (..2000-01-01)", id="an alias with overlapping dates",
        ),
        pytest.param(
            "holders", "A B|B||ARD|mayor||GOV|||||", "holders.tsv, line 3: office 'mayor' is unknown",
            id="an office that is no role",
        ),
        pytest.param("holders", "|B||ARD|head of state||GOV|||||", "person '' is", id="no person"),
        pytest.param("holders", "A B|B|C;;D|ARD|head of state||GOV|||||", "other_names 'C;;D'", id="an empty name"),
        pytest.param("holders", "A B|B||ZZZ|head of state||GOV|||||", "country 'ZZZ'", id="a strange country of office"),
        pytest.param("holders", "A B|B||ARD|head of state||GOV|ZZZ||||", "entity 'ZZZ'", id="a strange organisation"),
        pytest.param("holders", "A B|B||ARD|head of state|no|GOV|||||", "leads 'no' is neither", id="leads not a flag"),
        pytest.param("holders", "A B|B||ARD|head of state|||||||", "sector '' is unknown", id="an office without sector"),
        pytest.param(
            "holders",
            "A B|B||ARD|head of state||GOV||2000-01-01|2002-01-01||\nC D|D||ARD|head of state||GOV||2001-01-01|||",
            "line 4: ARD head of state overlaps the dates before it (2000-01-01..2002-01-01)",
            id="two people in one office",
        ),
        pytest.param(
            "holders",
            "A B|B||ARD|spokesperson||GOV||2000-01-01|||\nA B|B||ARD|spokesperson||GOV||2001-01-01|||",
            "line 4: ARD spokesperson A B overlaps the dates before it (2000-01-01..)",
            id="one spokesperson twice at once",
        ),
        pytest.param(
            "holders",
            "A B|B||ARD|head of state|yes|GOV||2000-01-01|||\nC D|D||ARD|secretary-general|yes|GOV||2001-01-01|||",
            "line 4: C D leads ARD while A B does", id="two leaders at once",
        ),
        pytest.param("roles", "Mayor||mayor|GOV|office||", "roles.tsv, line 3: phrase 'Mayor' is not in lower", id="capitals"),
        pytest.param("roles", "mayor|||GOV|office||", "role '' is empty", id="a phrase without role"),
        pytest.param("roles", "mayor||mayor|GOV|thing||", "type 'thing' is unknown", id="a strange type"),
        pytest.param("roles", "mayor||mayor|XYZ|office||", "sector 'XYZ' is unknown", id="a strange role sector"),
        pytest.param("roles", "mayor||mayor|GOV|office|ZZZ|", "owner_default 'ZZZ' is unknown", id="a strange owner"),
        pytest.param("roles", "a||a|GOV|body||\na||b|GOV|body||", "line 4: a stands twice", id="a phrase twice"),
        pytest.param("roles", "b||b|GOV|body||\na||a|GOV|body||", "line 4: a belongs before b", id="phrases out of order"),
    ],
)  # fmt: skip
def test_load_entities_refuses(tmp_path: Path, table: str, rows: str, problem: str) -> None:
    folder = write_tables(tmp_path, **{table: rows})

    with pytest.raises(LexiconError) as caught:
        load_entities(folder)

    assert problem in str(caught.value)


def test_load_entities_names_all_problems_of_a_table_in_the_order_of_lines(tmp_path: Path) -> None:
    folder = write_tables(
        tmp_path, entities="AAA|planet|A|AAA||||||||\nBBB|state||BBB||||||||\nCCC|state|C|CCC|||x|||||"
    )

    with pytest.raises(LexiconError) as caught:
        load_entities(folder)

    lines = [part.split(":")[0] for part in str(caught.value).split("; ")]
    assert lines[:3] == ["entities.tsv, line 3", "entities.tsv, line 4", "entities.tsv, line 5"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("", "roles.tsv: has no header line", id="an empty file"),
        pytest.param("# only a comment\n", "roles.tsv: has no header line", id="only comments"),
        pytest.param("phrase\tcolour\n", "roles.tsv, line 1: unknown column 'colour'; column 'plural'", id="other columns"),
        pytest.param("\t".join(reversed(ROLE_COLUMNS)), "columns are not in order", id="columns in another order"),
    ],
)  # fmt: skip
def test_load_entities_refuses_a_file_with(tmp_path: Path, text: str, problem: str) -> None:
    folder = write_tables(tmp_path)
    (folder / "roles.tsv").write_text(text, encoding="utf-8")

    with pytest.raises(LexiconError) as caught:
        load_entities(folder)

    assert problem in str(caught.value)


def test_load_entities_refuses_a_folder_without_tables(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="No such file"):
        load_entities(tmp_path)


def test_load_entities_refuses_other_encodings(tmp_path: Path) -> None:
    folder = write_tables(tmp_path)
    (folder / "entities.tsv").write_bytes(b"\xff\xfe")

    with pytest.raises(LexiconError, match="is not UTF-8 at byte 0"):
        load_entities(folder)


# --------------------------------------------------------------------------- the tables we ship


def test_shipped_tables_are_of_the_size_promised(shipped: EntityTables) -> None:
    states = [entity for entity in shipped.entity_by_key.values() if entity.kind == "state"]
    holders = {holder for terms in shipped.holders_by_name.values() for holder in terms}

    assert len(states) >= 195
    assert len(holders) >= 700
    assert len(set(shipped.role_by_phrase.values())) >= 450
    assert {role.sector for role in shipped.role_by_phrase.values()} - {None} == SECTORS


def test_every_shipped_state_has_a_name_an_adjective_and_a_capital(shipped: EntityTables) -> None:
    # City states whose capital bears their name, and states whose capital is a common word or surname.
    without_capital = {"SGP", "MCO", "VAT", "NRU", "GRD", "GUY", "SYC", "STP"}
    without_adjective = {"VAT", "DMA", "COG", "SCG", "LIE", "NZL", "SLB"}
    kinds_by_key: dict[str, set[str]] = {}
    for aliases in shipped.aliases_by_text.values():
        for alias in aliases:
            kinds_by_key.setdefault(alias.key, set()).add(alias.kind)
    states = {key for key, entity in shipped.entity_by_key.items() if entity.kind == "state"}

    assert {key for key in states if "name" not in kinds_by_key[key]} == set()
    assert {key for key in states if "capital" not in kinds_by_key[key]} <= without_capital
    assert {key for key in states if "adjective" not in kinds_by_key[key]} <= without_adjective


@pytest.mark.parametrize(
    ("key", "on", "cow", "gw"),
    [
        pytest.param("USA", date(2019, 4, 26), "2", "2", id="the United States"),
        pytest.param("GBR", date(2019, 4, 26), "200", "200", id="the United Kingdom"),
        pytest.param("FRA", date(2019, 4, 26), "220", "220", id="France"),
        pytest.param("DEU", date(1989, 11, 9), "260", "260", id="West Germany"),
        pytest.param("DEU", date(1990, 10, 3), "255", "260", id="united Germany"),
        pytest.param("DDR", date(1989, 11, 9), "265", "265", id="East Germany"),
        pytest.param("DDR", date(1990, 10, 3), None, None, id="East Germany after its end"),
        pytest.param("RUS", date(2019, 4, 26), "365", "365", id="Russia"),
        pytest.param("SUN", date(1985, 1, 1), "365", "365", id="the Soviet Union"),
        pytest.param("CHN", date(2019, 4, 26), "710", "710", id="China"),
        pytest.param("PRK", date(2019, 4, 26), "731", "731", id="North Korea"),
        pytest.param("KOR", date(2019, 4, 26), "732", "732", id="South Korea"),
        pytest.param("JPN", date(2019, 4, 26), "740", "740", id="Japan"),
        pytest.param("ISR", date(2019, 4, 26), "666", "666", id="Israel"),
        pytest.param("IRN", date(2019, 4, 26), "630", "630", id="Iran"),
        pytest.param("UKR", date(2019, 4, 26), "369", "369", id="Ukraine"),
        pytest.param("YUG", date(1999, 3, 24), "345", "345", id="Yugoslavia"),
        pytest.param("SRB", date(2019, 4, 26), "345", "340", id="Serbia"),
        pytest.param("YEM", date(2019, 4, 26), "679", "678", id="united Yemen"),
        pytest.param("UNO", date(2019, 4, 26), None, None, id="an organisation has no number"),
    ],
)
def test_shipped_state_system_numbers(shipped: EntityTables, key: str, on: date, cow: str, gw: str) -> None:
    assert shipped.country_view(key, on=on) == CountryView(cow, gw)


@pytest.mark.parametrize(
    ("text", "on", "keys"),
    [
        pytest.param("U.S.", date(2019, 4, 26), {"USA"}, id="an abbreviation"),
        pytest.param("us", date(2019, 4, 26), set(), id="not the pronoun us"),
        pytest.param("Moscow", date(1985, 1, 1), {"SUN"}, id="Moscow before 1991"),
        pytest.param("Moscow", date(2019, 1, 1), {"RUS"}, id="Moscow today"),
        pytest.param("Brussels", date(2019, 1, 1), {"BEL", "EUR"}, id="Brussels is both"),
        pytest.param("North Korean", date(2019, 1, 1), {"PRK"}, id="an adjective"),
        pytest.param("Foggy Bottom", date(2019, 1, 1), {"USA-STATE"}, id="a seat"),
        pytest.param("Burma", date(2019, 1, 1), {"MMR"}, id="a historical name"),
        pytest.param("Côte d'Ivoire", date(2019, 1, 1), {"CIV"}, id="a name with an apostrophe"),
        pytest.param("Guinea-Bissau", date(2019, 1, 1), {"GNB"}, id="not Guinea"),
        pytest.param("Equatorial Guinea", date(2019, 1, 1), {"GNQ"}, id="not Guinea either"),
        pytest.param("South Sudanese", date(2019, 1, 1), {"SSD"}, id="not Sudanese"),
        pytest.param("The Hague", date(2019, 1, 1), {"NLD"}, id="an article that belongs to the name"),
    ],
)
def test_shipped_aliases(shipped: EntityTables, text: str, on: date, keys: set[str]) -> None:
    assert {alias.key for alias in shipped.aliases_at(text, 0, on=on)} == keys


@pytest.mark.parametrize(
    ("entity", "on", "person"),
    [
        pytest.param("PRK", date(2019, 4, 26), "Kim Jong Un", id="North Korea"),
        pytest.param("RUS", date(2010, 1, 1), "Dmitry Medvedev", id="Russia under Medvedev"),
        pytest.param("USA", date(2021, 1, 19), "Donald Trump", id="the last full day of a term"),
        pytest.param("USA", date(2021, 1, 20), "Joe Biden", id="the day of inauguration"),
        pytest.param("GBR", date(2022, 9, 10), "Liz Truss", id="a short term"),
        pytest.param("DEU", date(2019, 4, 26), "Angela Merkel", id="the chancellor, not the president"),
        pytest.param("IRN", date(2019, 4, 26), "Ali Khamenei", id="the supreme leader"),
        pytest.param("UNO", date(2003, 3, 20), "Kofi Annan", id="the United Nations"),
        pytest.param("IAEA", date(2003, 3, 20), "Mohamed ElBaradei", id="an agency"),
    ],
)
def test_shipped_leaders(shipped: EntityTables, entity: str, on: date, person: str) -> None:
    assert shipped.leader_of(entity, on=on).person == person


def test_shipped_taliban_are_rebels_until_they_govern(shipped: EntityTables) -> None:
    assert shipped.entity("AFG-TALIBAN", on=date(2021, 8, 14)).sector == "REB"
    assert shipped.entity("AFG-TALIBAN", on=date(2021, 8, 15)).sector == "GOV"


@pytest.mark.parametrize(
    ("key", "is_state_media"),
    [("KCNA", True), ("TASS", True), ("XINHUA", True), ("YONHAP", False), ("REUTERS", False), ("BBC", False)],
)
def test_shipped_state_media(shipped: EntityTables, *, key: str, is_state_media: bool) -> None:
    assert shipped.entity_by_key[key].is_state_media is is_state_media


@pytest.mark.parametrize(
    ("phrase", "sector", "owner"),
    [
        ("state department", "GOV", "USA"),
        ("knesset", "LEG", "ISR"),
        ("security council", "GOV", "UNSC"),
        ("supreme court", "JUD", None),
        ("protester", "OPP", None),
        ("gunman", "UAF", None),
        ("student", "EDU", None),
        ("spokesman", None, None),
    ],
)
def test_shipped_roles(shipped: EntityTables, phrase: str, sector: str | None, owner: str | None) -> None:
    role = shipped.role_by_phrase[phrase]

    assert (role.sector, role.owner) == (sector, owner)
