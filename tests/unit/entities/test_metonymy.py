import pytest


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Washington rejected the plan.", "Washington", id="subject of an act"),
        pytest.param("They blamed Washington’s attitude.", "Washington", id="possessor of an attitude"),
        pytest.param("Iran urged Washington to wait.", "Washington", id="object of urging"),
        pytest.param("Talks with Pyongyang failed.", "Pyongyang", id="after with"),
        pytest.param("Sanctions against Russia hurt.", "Russia", id="after against"),
        pytest.param("The policy of Moscow is clear.", "Moscow", id="after of, with a policy"),
        pytest.param("Oil sales to China rose.", "China", id="whom one sells to"),
        pytest.param("They sought help from Germany.", "Germany", id="whom one gets help from"),
        pytest.param("Beijing and Tokyo signed.", "Tokyo", id="coordinated with an actor"),
        pytest.param("The deal between Iran and Japan failed.", "Iran", id="a party between which"),
        pytest.param("Russia sanctions were lifted.", "Russia", id="a name before a noun"),
        pytest.param("The DPRK (North Korea) will answer.", "North Korea", id="a gloss of an actor"),
    ],
)
def test_find_mentions_reads_the_name_of_a_place_as_its_government(reader, text, name):
    assert reader.one(text, name).reading == "actor"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("In Washington, officials waited.", "Washington", id="after in"),
        pytest.param("He flew to Moscow.", "Moscow", id="after a verb of going"),
        pytest.param("He came from Berlin.", "Berlin", id="after from"),
        pytest.param("Kim will visit Russia.", "Russia", id="what is visited"),
        pytest.param("It lies near the border with Iraq.", "Iraq", id="a border"),
        pytest.param("A Paris-based firm paid.", "Paris", id="based there"),
        pytest.param("A road between Iran and Iraq opened.", "Iraq", id="a road between"),
        pytest.param("They bombed northern Syria.", "Syria", id="a part of the country"),
        pytest.param("Russia’s coast is long.", "Russia", id="a coast"),
        pytest.param("The capital of Norway is old.", "Norway", id="a capital"),
        pytest.param("The Paris airport closed.", "Paris", id="an airport"),
        pytest.param("Norway is a cold country.", "Norway", id="told to be a country"),
        pytest.param("They met in Aleppo, Syria.", "Syria", id="an address"),
        pytest.param("Troops in Iran and Iraq left.", "Iraq", id="coordinated with a place"),
        pytest.param("They worked in states including Iran.", "Iran", id="one of the places"),
    ],
)
def test_find_mentions_reads_the_name_of_a_place_as_the_place(reader, text, name):
    assert reader.one(text, name).reading == "place"


def test_find_mentions_gives_a_city_that_acts_its_state(reader):
    mention = reader.one("Washington rejected the plan.", "Washington")

    assert (mention.entity, mention.country, mention.sector, mention.kind) == ("USA", "USA", "GOV", "metonym")


def test_find_mentions_gives_a_city_that_lies_there_its_country_only(reader):
    mention = reader.one("In Washington, officials waited.", "Washington")

    assert (mention.entity, mention.country, mention.name) == (None, "USA", "Washington")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Brussels fined a company.", ("EUR", "EUR", "actor"), id="as an actor the Union"),
        pytest.param("He lives in Brussels.", (None, "BEL", "place"), id="as a place the city"),
    ],
)
def test_find_mentions_reads_a_seat_before_a_capital(reader, text, expected):
    mention = reader.one(text, "Brussels")

    assert (mention.entity, mention.country, mention.reading) == expected
