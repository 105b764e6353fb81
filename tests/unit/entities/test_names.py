import pytest


def outline(mention):
    return mention.entity, mention.country, mention.sector, mention.role, mention.name


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        pytest.param(
            "Russian President Vladimir Putin visited Turkey.", "Russian President Vladimir Putin",
            ("RUS", "RUS", "GOV", "head of state", "Vladimir Putin"), id="title, owner and name are one mention",
        ),
        pytest.param(
            "North Korean leader Kim Jong Un accepted.", "North Korean leader Kim Jong Un",
            ("PRK", "PRK", "GOV", "head of state", "Kim Jong Un"), id="a leader has the office the tables know",
        ),
        pytest.param(
            "Norway's foreign minister Kari Lund resigned.", "Norway's foreign minister Kari Lund",
            ("NOR", "NOR", "GOV", "foreign minister", "Kari Lund"), id="a stranger is typed by the title",
        ),
        pytest.param(
            "Iran's foreign minister arrived in Oslo.", "Iran's foreign minister",
            ("IRN", "IRN", "GOV", "foreign minister", "Javad Zarif"), id="an office alone means its holder",
        ),
        pytest.param(
            "A French president opened the fair.", "A French president",
            ("FRA", "FRA", "GOV", "head of state", None), id="any holder of an office is no one in particular",
        ),
        pytest.param(
            "The Russian deputy foreign minister flew home.", "The Russian deputy foreign minister",
            ("RUS", "RUS", "GOV", "deputy foreign minister", None), id="a deputy is not the minister",
        ),
        pytest.param(
            "Former US President Barack Obama spoke.", "Former US President Barack Obama",
            ("USA", "USA", "ELI", "former head of state", "Barack Obama"), id="a former office keeps its country",
        ),
        pytest.param(
            "In 2011 then Russian President Dmitry Medvedev came.", "then Russian President Dmitry Medvedev",
            ("RUS", "RUS", "GOV", "former head of state", "Dmitry Medvedev"), id="who held an office then held it",
        ),
        pytest.param(
            "The disgraced former minister fled.", "The disgraced former minister",
            (None, None, "ELI", "former minister", None), id="a former office without owner",
        ),
        pytest.param(
            "The president of Russia declined.", "The president of Russia",
            ("RUS", "RUS", "GOV", "head of state", "Vladimir Putin"), id="the owner may follow",
        ),
        pytest.param(
            "US Secretary of State Mike Pompeo left.", "US Secretary of State Mike Pompeo",
            ("USA", "USA", "GOV", "foreign minister", "Mike Pompeo"), id="a title may hold a preposition",
        ),
        pytest.param(
            "Iranian officials denied it.", "Iranian officials",
            ("IRN", "IRN", "GOV", "official", None), id="officials are their state's",
        ),
        pytest.param(
            "Iranian nuclear experts met.", "Iranian nuclear experts",
            ("IRN", "IRN", "EDU", "expert", None), id="adjectives may stand between",
        ),
        pytest.param(
            "Israeli soldiers shot a Syrian protester.", "a Syrian protester",
            ("SYR", "SYR", "OPP", "protesters", None), id="the owner is the adjective's state",
        ),
        pytest.param(
            "A State Department spokesperson declined to comment.", "A State Department spokesperson",
            ("USA", "USA", "GOV", "spokesperson", None), id="a body may say whose it is",
        ),
        pytest.param(
            "A spokesman for the Iranian foreign ministry denied it.", "A spokesman for the Iranian foreign ministry",
            ("IRN", "IRN", "GOV", "spokesperson", None), id="a body's spokesman",
        ),
        pytest.param(
            "Protesters in Cairo burned tyres.", "Protesters",
            ("EGY", "EGY", "OPP", "protesters", None), id="people are of the country they are in",
        ),
        pytest.param(
            "Rebels seized the town.", "Rebels", (None, None, "REB", "rebels", None), id="people without owner",
        ),
        pytest.param(
            "The Syrian opposition refused.", "The Syrian opposition",
            ("SYR", "SYR", "OPP", "opposition", None), id="a group of a state",
        ),
        pytest.param(
            "Hamas militants fired rockets.", "Hamas militants",
            ("HAMAS", "PSE", "REB", "militant", None), id="members of a group are the group's",
        ),
        pytest.param(
            "Hamas leader Omar Nasser agreed.", "Hamas leader Omar Nasser",
            ("HAMAS", "PSE", "REB", "leader", "Omar Nasser"), id="a group's leader has the group's sector",
        ),
        pytest.param(
            "Putin spokesman Dmitry Peskov denied it.", "Putin spokesman Dmitry Peskov",
            ("RUS", "RUS", "GOV", "spokesperson", "Dmitry Peskov"), id="a person may own a part",
        ),
        pytest.param(
            "Merkel's spokesman declined.", "Merkel's spokesman",
            ("DEU", "DEU", "GOV", "spokesperson", None), id="a genitive person may own a part",
        ),
        pytest.param(
            "A group of Mexican journalists protested.", "A group of Mexican journalists",
            ("MEX", "MEX", "JRN", "journalist", None), id="a group is what its members are",
        ),
        pytest.param(
            "South Korea's Moon Jae-in agreed.", "South Korea's Moon Jae-in",
            ("KOR", "KOR", "GOV", "head of state", "Moon Jae-in"), id="a state's person without a title",
        ),
        pytest.param(
            "The president of the Duma agreed.", "The president of the Duma",
            ("RUS", "RUS", "LEG", "president", None), id="a parliament's president is no head of state",
        ),
        pytest.param(
            "Mr Putin waited.", "Mr Putin",
            ("RUS", "RUS", "GOV", "head of state", "Vladimir Putin"), id="an honorific belongs to the name",
        ),
        pytest.param(
            "The ex-president of Mexico was tried.", "The ex-president of Mexico",
            ("MEX", "MEX", "ELI", "former head of state", None), id="an ex-office",
        ),
        pytest.param(
            "The leader of the Syrian opposition Juan Roe left.", "The leader of the Syrian opposition Juan Roe",
            ("SYR", "SYR", "OPP", "leader", "Juan Roe"), id="a name after the complement",
        ),
        pytest.param(
            "Foreign Minister Jane Roe of Norway left.", "Foreign Minister Jane Roe of Norway",
            ("NOR", "NOR", "GOV", "foreign minister", "Jane Roe"), id="an owner after the name",
        ),
        pytest.param(
            "President-elect Donald J. Trump left.", "President-elect Donald J. Trump",
            ("USA", "USA", "GOV", "head of state", "Donald Trump"), id="a middle initial",
        ),
        pytest.param(
            "Spokesmen for Hamas denied it.", "Spokesmen for Hamas",
            ("HAMAS", "PSE", "REB", "spokesperson", None), id="several spokesmen",
        ),
        pytest.param(
            "The militant group Hamas denied it.", "The militant group Hamas",
            ("HAMAS", "PSE", "REB", None, "Hamas"), id="a name after what it is",
        ),
        pytest.param(
            "Iranians protested.", "Iranians", ("IRN", "IRN", "CVL", None, "Iran"), id="the people of a state",
        ),
        pytest.param(
            "The Bank of China paid.", "Bank of China", (None, "CHN", None, None, "Bank of China"),
            id="an unlisted organisation with its owner in its name",
        ),
        pytest.param(
            "Donald Trump Roe sang.", "Donald Trump Roe", (None, None, None, None, "Donald Trump Roe"),
            id="a longer name is another person",
        ),
        pytest.param(
            "The Shanghai police chief Li Wei resigned.", "Shanghai police chief Li Wei",
            (None, None, "COP", "police chief", "Li Wei"), id="a place no table lists",
        ),
        pytest.param(
            "Russian Navalny diplomat Ali Reza spoke.", "Russian Navalny diplomat Ali Reza",
            ("RUS", "RUS", "GOV", "diplomat", "Ali Reza"), id="a strange name between owner and noun",
        ),
        pytest.param(
            "EU and UN diplomats met.", "EU and UN diplomats", ("UNO", "UNO", "GOV", "diplomat", None),
            id="two organisations before a noun",
        ),
        pytest.param(
            "Iran's Ali Reza sang.", "Iran's Ali Reza", ("IRN", "IRN", None, None, "Ali Reza"),
            id="a stranger without title is of the owner's state",
        ),
        pytest.param(
            "Hamas's Omar Nasser agreed.", "Hamas's Omar Nasser", ("HAMAS", "PSE", None, None, "Omar Nasser"),
            id="a group's person",
        ),
        pytest.param(
            "Iran's former leader fled.", "Iran's former leader", ("IRN", "IRN", "ELI", "former leader", None),
            id="a time word between owner and noun",
        ),
        pytest.param(
            "The vice-president of Iran left.", "The vice-president of Iran",
            ("IRN", "IRN", "GOV", "vice president", None), id="a hyphen inside a title",
        ),
        pytest.param(
            "Iran's Red Crescent Society sent tents.", "Iran's Red Crescent Society",
            (None, "IRN", None, None, "Red Crescent Society"), id="an unlisted organisation has its owner's country",
        ),
    ],
)  # fmt: skip
def test_find_mentions_reads_a_phrase_as_one_actor(reader, text, words, expected):
    assert outline(reader.one(text, words)) == expected


@pytest.mark.parametrize(
    ("text", "words", "keys"),
    [
        pytest.param(
            "Russian and Chinese officials met in Oslo.", "Russian and Chinese officials", ["RUS", "CHN"],
            id="two adjectives before a noun",
        ),
        pytest.param(
            "The presidents of Russia and Turkey met.", "The presidents of Russia and Turkey", ["RUS", "TUR"],
            id="two names after a noun",
        ),
        pytest.param("The two Koreas signed a pact.", "Koreas", ["PRK", "KOR"], id="one name of two states"),
    ],
)  # fmt: skip
def test_find_mentions_gives_a_phrase_of_several_owners_several_times(reader, text, words, keys):
    found = [mention.entity for mention in reader.read(text) if mention.text == words]

    assert sorted(found) == sorted(keys)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("US-South Korea drills began.", [("US", "USA"), ("South Korea", "KOR")], id="a pair of names"),
        pytest.param(
            "Sino-American relations worsened.", [("Sino", "CHN"), ("American", "USA")], id="a combining form",
        ),
        pytest.param("US-backed fighters advanced.", [("US", "USA"), ("fighters", None)], id="a backer is no owner"),
        pytest.param("Pro-Russian separatists fled.", [("Pro-Russian separatists", None)], id="for is not of"),
        pytest.param("Give us the U.S. report.", [("U.S.", "USA")], id="capitals tell a country from a pronoun"),
        pytest.param("Ships crossed the Korean peninsula.", [], id="a landscape's adjective"),
        pytest.param("Troops left the rebel-held town.", [("Troops", None)], id="held by rebels"),
        pytest.param("They crossed the Gulf of Mexico.", [], id="waters named after a state"),
        pytest.param("It broke the Paris Agreement.", [("Paris", None)], id="a treaty named after a city"),
        pytest.param("SEOUL, April 26 - Police closed a road.", [("SEOUL", None), ("Police", None)], id="a dateline"),
    ],
)  # fmt: skip
def test_find_mentions_minds_hyphens_and_capitals(reader, text, expected):
    assert [(mention.text, mention.entity) for mention in reader.read(text)] == expected


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        pytest.param("Yonhap news agency reported it.", "Yonhap news agency", "YONHAP", id="the noun says what it is"),
        pytest.param("Russia's TASS news agency confirmed it.", "Russia's TASS news agency", "TASS", id="owned"),
        pytest.param("Iran's state news agency IRNA said so.", "Iran's state news agency IRNA", "IRNA", id="named last"),
        pytest.param("The KCNA carried the text.", "KCNA", "KCNA", id="an abbreviation"),
        pytest.param("Chinese state media praised the deal.", "Chinese state media", "CHN", id="media without name"),
    ],
)  # fmt: skip
def test_find_mentions_names_agencies(reader, text, words, key):
    mention = reader.one(text, words)

    assert (mention.entity, mention.sector, mention.reading) == (key, "JRN", "actor")


def test_find_mentions_gives_a_bare_adjective_to_its_state(reader):
    mention = reader.one("Iranian oil is cheap.", "Iranian")

    assert (mention.entity, mention.kind, mention.reading) == ("IRN", "name", "actor")


def test_find_mentions_looks_through_a_namesake_of_another_state(reader):
    mention = reader.one("Mexico's Pentagon is small.", "Mexico's Pentagon")

    assert (mention.entity, mention.country, mention.name) == ("MEX", "MEX", None)


def test_find_mentions_knows_gone_states_and_old_names(reader):
    text = "The Soviet Union and Burma signed."

    assert [mention.entity for mention in reader.read(text)] == ["SUN"]


def test_find_mentions_needs_a_full_name_without_a_date(reader):
    text = "Barack Obama and Trump met President Putin and the Russian president."

    found = {mention.text: mention.name for mention in reader.read(text, on=None)}

    assert found == {
        "Barack Obama": "Barack Obama",
        "Trump": "Trump",
        "President Putin": "Vladimir Putin",
        "the Russian president": "Vladimir Putin",
    }


def test_find_mentions_passes_over_months_that_are_surnames(reader):
    assert [mention.text for mention in reader.read("Talks end in May.")] == []


def test_find_mentions_slices_the_text(reader):
    text = "French President Emmanuel Macron told Iran’s Hassan Rouhani that Paris would wait."

    assert [mention.text for mention in reader.read(text)] == [
        text[mention.start : mention.end] for mention in reader.read(text)
    ]


@pytest.mark.parametrize("method", ["read_without_names", "read_without_trees"])
def test_find_mentions_works_where_the_parser_fails(reader, method):
    text = "Russian President Vladimir Putin met Iranian officials and the French foreign ministry's spokesman Ali Reza."

    found = [mention.text for mention in getattr(reader, method)(text)]

    assert "Russian President Vladimir Putin" in found
    assert "Iranian officials" in found


def test_find_mentions_of_nothing_is_empty(reader):
    assert reader.read("It rained.") == ()
