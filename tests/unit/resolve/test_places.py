import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.lexicon import SHIPPED
from detente.lexicon.place_tables import load_gazetteer
from detente.records import Article, Mention, Name, Sentence, Token
from detente.resolve import find_places

GAZETTEER = load_gazetteer(SHIPPED)


def article(text, dateline=None):
    return Article(
        id="a",
        url=None,
        publisher=None,
        headline=None,
        byline=None,
        language="en",
        published=None,
        published_basis=None,
        text=text,
        dateline_place=dateline,
    )


def mention(text, words, *, reading="actor", kind="name", country=None):
    start = text.index(words)
    return Mention(
        start=start,
        end=start + len(words),
        text=words,
        entity=country,
        country=country,
        sector=None,
        role=None,
        name=None,
        kind=kind,
        reading=reading,
    )


def sentence(text, names):
    tokens, start = [], 0
    for word in text.split():
        start = text.index(word, start)
        tokens.append(Token(start, start + len(word), word, word, "X", "X", -1, "root"))
        start += len(word)
    return Sentence(0, len(text), tuple(tokens), names)


def found(text, *, sentences=(), mentions=(), dateline=None):
    places = find_places(article(text, dateline), sentences, mentions, gazetteer=GAZETTEER)
    return [(place.text, place.country, place.precision) for place in places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A blast hit Donetsk.", [], id="a town without a preposition is not taken on trust"),
        pytest.param("A blast in Donetsk", [("Donetsk", "UKR", "city")], id="a preposition makes it a place"),
        pytest.param("A blast in Donetsk region", [("Donetsk region", "UKR", "region")], id="a noun makes it a region"),
        pytest.param("the province of Aleppo", [("Aleppo", "SYR", "region")], id="province of"),
        pytest.param("the city of Aleppo", [("Aleppo", "SYR", "city")], id="city of"),
        pytest.param("the port city Odesa", [("Odesa", "UKR", "city")], id="a noun right before"),
        pytest.param("He died in Gaza City.", [("Gaza City", "PSE", "city")], id="City belongs to the name"),
        pytest.param("shelling in East Aleppo", [("Aleppo", "SYR", "city")], id="a direction before it"),
        pytest.param("in the West Bank", [("West Bank", "PSE", "region")], id="a region of our own"),
        pytest.param("the South China Sea", [("South China Sea", None, "region")], id="a sea has no country"),
        pytest.param("off Vladivostok's coast", [("Vladivostok", "RUS", "city")], id="a possessive"),
        pytest.param("flights to the U.S. began", [("U.S.", "USA", "country")], id="full stops in a name"),
        pytest.param("Kyiv was calm", [("Kyiv", "UKR", "city")], id="a capital needs no preposition"),
        pytest.param("In March it rained", [], id="a month is no English town"),
        pytest.param("with Paris Hilton, from Jack London", [], id="names of people"),
        pytest.param("talks with Kim", [], id="no village for a person"),
        pytest.param("troops near al-Bab and al-Tanf", [("al-Bab", "SYR", "city"), ("al-Tanf", "SYR", "city")], id="small articles"),
        pytest.param("in Tripoli", [("Tripoli", "LBY", "city")], id="the larger of two"),
        pytest.param(
            "in Tripoli, Lebanon",
            [("Tripoli", "LBN", "city"), ("Lebanon", "LBN", "country")],
            id="the country behind the comma decides",
        ),
        pytest.param(
            "in Atlanta, Georgia, and in Georgia",
            [("Atlanta", "USA", "city"), ("Georgia", "USA", "region"), ("Georgia", "USA", "region")],
            id="a state behind the comma stays one",
        ),
        pytest.param("in Georgia", [("Georgia", "GEO", "country")], id="a country before a state"),
        pytest.param("in Cairo, in London", [("Cairo", "EGY", "city"), ("London", "GBR", "city")], id="no pair"),
        pytest.param("in Cairo, London", [("Cairo", "EGY", "city"), ("London", "GBR", "city")], id="no pair of strangers"),
        pytest.param("", [], id="an empty text"),
    ],
)  # fmt: skip
def test_find_places_without_a_parse(text, expected):
    assert found(text) == expected


def test_find_places_gives_where_it_is_on_the_map():
    place = find_places(article("a summit in Vladivostok"), (), (), gazetteer=GAZETTEER)[0]

    assert (place.start, place.end, place.name, place.geonames) == (12, 23, "Vladivostok", "2013348")
    assert (round(place.latitude), round(place.longitude)) == (43, 132)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("GPE", [("Donetsk", "UKR", "city")]),
        ("LOC", [("Donetsk", "UKR", "city")]),
        ("PER", []),
        ("ORG", []),
    ],
)
def test_find_places_follows_the_parser_s_label(label, expected):
    text = "A blast hit Donetsk today"
    parse = sentence(text, (Name(3, 4, label),))

    assert found(text, sentences=(parse,)) == expected


def test_find_places_trusts_a_preposition_over_a_body_of_the_same_name():
    text = "A blast in Donetsk today"
    parse = sentence(text, (Name(3, 4, "ORG"),))

    assert found(text, sentences=(parse,)) == [("Donetsk", "UKR", "city")]


def test_find_places_finds_none_inside_a_body_s_name():
    text = "He works at Bank of England now"
    parse = sentence(text, (Name(3, 6, "ORG"),))

    assert found(text, sentences=(parse,)) == []


def test_find_places_takes_no_unlabelled_capital_where_there_is_a_parse():
    text = "Ann said Kyiv was calm"
    parse = sentence(text, (Name(0, 1, "PER"),))

    assert found(text, sentences=(parse,)) == []


def test_find_places_leaves_actors_out():
    text = "Moscow warned of attacks in Moscow"

    places = found(text, mentions=(mention(text, "Moscow", kind="metonym", country="RUS"),))

    assert places == [("Moscow", "RUS", "city")]


def test_find_places_is_not_deterred_by_a_description_around_a_place():
    text = "the mayor in Donetsk left"

    places = found(text, mentions=(mention(text, "the mayor in Donetsk", kind="description", country="UKR"),))

    assert places == [("Donetsk", "UKR", "city")]


def test_find_places_makes_places_of_mentions_read_so():
    text = "They met in the Hermit Kingdom and in Moscow, in a land without name"
    mentions = (
        mention(text, "Hermit Kingdom", reading="place", country="PRK"),
        mention(text, "Moscow", reading="place", kind="metonym", country="RUS"),
        mention(text, "a land without name", reading="place"),
    )

    assert found(text, mentions=mentions) == [
        ("Hermit Kingdom", "PRK", "country"),
        ("Moscow", "RUS", "city"),
    ]


def test_find_places_lets_the_countries_of_the_article_decide():
    text = "Lebanon mourned. The army in Tripoli fired."
    mentions = tuple(mention(text, "Lebanon", reading="place", country="LBN") for _ in range(3))

    assert found(text, mentions=mentions)[-1] == ("Tripoli", "LBN", "city")


def test_find_places_lets_the_dateline_decide():
    assert found("The army in Tripoli fired.", dateline="BEIRUT") == [("Tripoli", "LBN", "city")]


def test_find_places_ignores_a_dateline_it_does_not_know():
    assert found("The army in Tripoli fired.", dateline="NOWHERE") == [("Tripoli", "LBY", "city")]


WORDS = st.sampled_from(
    [
        "in",
        "Aleppo",
        "province",
        "the",
        "of",
        "Gaza",
        "City",
        ",",
        ".",
        "Georgia",
        "Atlanta",
        "al-Bab",
        "U.S.",
        "Kim",
    ]
)


@given(st.lists(WORDS, max_size=20))
def test_find_places_gives_offsets_that_slice_back(words):
    text = " ".join(words)

    places = find_places(article(text), (), (), gazetteer=GAZETTEER)

    assert all(text[place.start : place.end] == place.text for place in places)


@given(st.text(max_size=60))
def test_find_places_takes_any_text(text):
    assert all(place.text in text for place in find_places(article(text), (), (), gazetteer=GAZETTEER))
