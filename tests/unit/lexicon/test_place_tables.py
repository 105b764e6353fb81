import pytest

from detente.errors import LexiconError
from detente.lexicon import SHIPPED
from detente.lexicon.place_tables import check_places, fold_name, load_gazetteer

HEADER = "key\tprecision\tname\tcountry\tprovince\tlatitude\tlongitude\tpopulation\tid"
REGIONS = "name\taliases\tcountry\tprecision\tlatitude\tlongitude"
CUES = "\n".join(
    f"{name} = []" for name in ("locative", "city_nouns", "region_nouns", "particles", "directions", "never")
)
ROWS = (
    "alpha\tcountry\tAlpha\tAAA\t\t1.0\t2.0\t900\t1",
    "port alpha\tcapital\tPort Alpha\tAAA\t01\t1.5\t2.5\t500\t2",
    "portalpha\t=\tport alpha\t\t\t\t\t\t2",
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "places.tsv").write_text("\n".join(["# made up", HEADER, *ROWS]) + "\n")
    (tmp_path / "regions.tsv").write_text(
        f"{REGIONS}\nAlphaland\tthe Alphas\tAAA\tcountry\t\t\nSea of Alpha\t\t\tregion\t3.5\t4\n"
    )
    (tmp_path / "places.toml").write_text(CUES)
    return tmp_path


def test_gazetteer_finds_a_place_however_it_is_spelled(folder):
    place = load_gazetteer(folder).find("PÓRT-Alpha")[0]

    assert (place.name, place.precision, place.country, place.province) == ("Port Alpha", "city", "AAA", "01")
    assert (place.latitude, place.longitude, place.population, place.geonames) == (1.5, 2.5, 500, "2")
    assert place.is_capital


def test_gazetteer_follows_another_spelling(folder):
    gazetteer = load_gazetteer(folder)

    assert gazetteer.find("Portalpha") == gazetteer.find("Port Alpha")


def test_gazetteer_takes_an_everyday_name_for_its_country(folder):
    gazetteer = load_gazetteer(folder)

    assert gazetteer.find("Alphaland") == gazetteer.find("the alphas") == (gazetteer.countries["AAA"],)


def test_gazetteer_gives_regions_that_no_country_holds(folder):
    place = load_gazetteer(folder).find("Sea of Alpha")[0]

    assert (place.country, place.geonames, place.precision) == (None, None, "region")


@pytest.mark.parametrize("name", ["", "'", "nowhere", "port", "zzz"])
def test_gazetteer_finds_nothing_for(folder, name):
    assert load_gazetteer(folder).find(name) == ()


def test_load_gazetteer_refuses_a_missing_table(folder):
    (folder / "places.tsv").unlink()

    with pytest.raises(LexiconError, match=r"places\.tsv"):
        load_gazetteer(folder)


def test_load_gazetteer_refuses_a_table_without_header(folder):
    (folder / "places.tsv").write_text("alpha\tcity\n")

    with pytest.raises(LexiconError, match="has no header line"):
        load_gazetteer(folder)


def test_load_gazetteer_names_every_problem_of_the_regions(folder):
    (folder / "regions.tsv").write_text(f"{REGIONS}\nA\t\t\tplanet\t1\t2\nB\t\t\tregion\tx\t2\n")

    with pytest.raises(LexiconError, match="'planet' is none of") as error:
        load_gazetteer(folder)

    assert "line 3: latitude and longitude must be numbers" in str(error.value)


def test_load_gazetteer_refuses_unknown_cues(folder):
    (folder / "places.toml").write_text(CUES + "\nlocatives = []\n")

    with pytest.raises(LexiconError, match="unknown key 'locatives'"):
        load_gazetteer(folder)


def test_check_places_accepts_the_shipped_table():
    check_places(SHIPPED / "places.tsv")


def test_shipped_gazetteer_knows_its_trouble_spots():
    gazetteer = load_gazetteer(SHIPPED)

    names = (
        "Kyiv",
        "Kiev",
        "Raqqa",
        "Donbas",
        "Strait of Hormuz",
        "Nagorno-Karabakh",
        "U.S.",
        "Tigray",
        "Sana’a",
    )
    assert all(gazetteer.find(name) for name in names)


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        pytest.param((ROWS[1], ROWS[0]), "line 3: is not in order", id="unsorted lines"),
        pytest.param(("b\t=\tnowhere\t\t\t\t\t\t7",), "'b' leads to no place", id="a spelling of nothing"),
        pytest.param(
            ("b\ttown\tB\tAAA\t\t1\t2\t3\t4",), "precision 'town' is unknown", id="an unknown precision"
        ),
        pytest.param(("É\tcity\tB\tAAA\t\t1\t2\t3\t4",), "key 'É' is not folded", id="an unfolded key"),
        pytest.param(("b\tcity\tB\tAAA\t\tnan\t2\t3\t4",), "must be numbers", id="a coordinate that is none"),
        pytest.param(("b\tcity\tB\tAAA\t\tx\t2\t3\t4",), "must be numbers", id="a word for a coordinate"),
        pytest.param(("b\tcity",), "line 2: has 2 cells where 9 are named", id="too few cells"),
    ],
)
def test_check_places_names(tmp_path, rows, problem):
    path = tmp_path / "places.tsv"
    path.write_text("\n".join([HEADER, *rows]))

    with pytest.raises(LexiconError, match=problem):
        check_places(path)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Sana'a", "sanaa"),
        ("Sana’a", "sanaa"),
        ("Mazār-e Sharīf", "mazar e sharif"),
        ("U.S.", "us"),
        ("  Côte   d'Ivoire ", "cote divoire"),
        ("Washington, D.C.", "washington dc"),
    ],
)
def test_fold_name_makes_one_spelling_of(name, folded):
    assert fold_name(name) == folded
