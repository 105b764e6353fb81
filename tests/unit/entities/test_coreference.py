import pytest

SUMMIT = "Russian President Vladimir Putin and North Korean leader Kim Jong Un met in Moscow. "


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        pytest.param(
            "Norway's foreign minister Kari Lund resigned. Lund said nothing.", "Lund", "Kari Lund",
            id="a surname goes back to the article's person",
        ),
        pytest.param(
            "French minister Jean-Paul Le Brun spoke. Le Brun left early.", "Le Brun", "Jean-Paul Le Brun",
            id="a surname of two words",
        ),
        pytest.param("Kim accepted the offer.", "Kim", "Kim Jong Un", id="or else to the holder at the date"),
        pytest.param(
            "Norwegian activist Kim Lund spoke. Kim left.", "Kim", "Kim Lund", id="the article's person comes first"
        ),
        pytest.param(
            "Kim's late father, former leader Kim Jong Il, met Mr Putin. Kim was absent.", "Kim", "Kim Jong Un",
            id="a dead father does not take the name over",
        ),
        pytest.param(
            "Kim's late father, former leader Kim Jong Il, met Mr Putin.", "late father", "Kim Jong Il",
            id="a relative is another person",
        ),
        pytest.param(
            "Trump's daughter Ivanka visited Japan.", "daughter Ivanka", "Ivanka", id="a relative with a name"
        ),
        pytest.param(
            "Pompeo's spokeswoman, Mary Roe, declined.", "Pompeo's spokeswoman", "Mary Roe",
            id="an apposition names the part",
        ),
        pytest.param(
            "Ali Reza, a spokesman for the Houthi rebels, rejected it.", "a spokesman for the Houthi rebels",
            "Ali Reza", id="an apposition explains the name",
        ),
        pytest.param(
            "The Norwegian ambassador Kari Lund left. The ambassador said nothing.", "The ambassador", "Kari Lund",
            id="an office goes back to its holder in the article",
        ),
        pytest.param(
            "Le Drian met his Iranian counterpart in Oslo.", "his Iranian counterpart", "Javad Zarif",
            id="a counterpart holds the same office",
        ),
        pytest.param(
            "Macron called. The French leader was in Berlin.", "The French leader", "Emmanuel Macron",
            id="a state's leader at the date",
        ),
    ],
)  # fmt: skip
def test_find_mentions_knows_people_again(reader, text, words, name):
    assert reader.one(text, words).name == name


def test_find_mentions_learns_from_an_apposition(reader):
    text = "Yang Moo Jin, a professor at the University of Peace Studies in Seoul, agreed. Yang laughed."

    mention = reader.one(text, "Yang")

    assert (mention.name, mention.country, mention.role, mention.sector) == (
        "Yang Moo Jin",
        "KOR",
        "professor",
        "EDU",
    )


@pytest.mark.parametrize(
    ("text", "words", "entity", "name"),
    [
        pytest.param(
            "In his first meeting with Putin, Kim blamed Japan.", "his", "PRK", "Kim Jong Un", id="the subject follows"
        ),
        pytest.param("Kim said he would wait.", "he", "PRK", "Kim Jong Un", id="the subject of the clause around it"),
        pytest.param(
            "Macron told Putin to wait. “Iran will act,” he added.", "he", "FRA", "Emmanuel Macron",
            id="who spoke goes on speaking",
        ),
        pytest.param(
            "Merkel left Berlin. She will return.", "She", "DEU", "Angela Merkel", id="the subject of the sentence before"
        ),
        pytest.param(
            "Iran is unwilling because it fears Japan.", "it", "IRN", "Iran", id="a state is an it"
        ),
        pytest.param(
            "The KCNA reported a launch. It said the test went well.", "It", "KCNA", "Korean Central News Agency",
            id="an agency goes on reporting",
        ),
        pytest.param(
            "Japan defended its policy.", "its", "JPN", "Japan", id="a possessive in the same clause"
        ),
        pytest.param(
            "Hamas fired rockets. The group said it would stop.", "The group", "HAMAS", "Hamas", id="the group"
        ),
        pytest.param(
            "The French foreign ministry protested. The ministry wants an answer.", "The ministry", "FRA", None,
            id="the ministry",
        ),
        pytest.param("Japan signed. The country will pay.", "The country", "JPN", "Japan", id="the country"),
        pytest.param(
            "North Korea fired a missile. The South protested.", "The South", "KOR", "South Korea", id="the South"
        ),
        pytest.param(
            "“We will wait,” a French official said.", "We", "FRA", None, id="we is the speaker's side"
        ),
        pytest.param(
            "“I will wait,” Macron said.", "I", "FRA", "Emmanuel Macron", id="I is the speaker"
        ),
        pytest.param(
            "Macron spoke. “We will wait,” he said.", "We", "FRA", None, id="we, where the speaker is a pronoun"
        ),
        pytest.param(
            "Macron sent his spokesman to Oslo.", "his spokesman", "FRA", None, id="a part owned by a pronoun"
        ),
    ],
)  # fmt: skip
def test_find_mentions_resolves_pronouns_and_descriptions(reader, text, words, entity, name):
    mention = reader.one(text, words)

    assert (mention.entity, mention.name) == (entity, name)


@pytest.mark.parametrize(
    ("text", "words", "entities"),
    [
        pytest.param(SUMMIT + "The two leaders shook hands.", "The two leaders", {"RUS", "PRK"}, id="the two leaders"),
        pytest.param(SUMMIT + "They shook hands.", "They", {"RUS", "PRK"}, id="they"),
        pytest.param(SUMMIT + "The two countries share a border.", "The two countries", {"RUS", "PRK"}, id="countries"),
        pytest.param(
            "France met with Iran in Oslo. Both sides agreed.", "Both sides", {"FRA", "IRN"}, id="both sides"
        ),
        pytest.param(
            "Russia and France fell out. The two leaders spoke.", "The two leaders", {"RUS", "FRA"},
            id="two states have two leaders",
        ),
        pytest.param(
            "Russia and France fell out. The two foreign ministers spoke.", "The two foreign ministers",
            {"RUS", "FRA"}, id="two states have two ministers",
        ),
        pytest.param(
            SUMMIT + "It was a meeting of the leaders of the two countries.", "the leaders of the two countries",
            {"RUS", "PRK"}, id="leaders of the two",
        ),
        pytest.param("Kim met Putin in Moscow. The two men smiled.", "The two men", {"RUS", "PRK"}, id="the two men"),
        pytest.param(SUMMIT + "Putin said their talks went well.", "their", {"RUS", "PRK"}, id="one of them speaks"),
    ],
)  # fmt: skip
def test_find_mentions_resolves_pairs_to_both(reader, text, words, entities):
    found = {mention.entity for mention in reader.read(text) if mention.text == words}

    assert found == entities


def test_find_mentions_takes_a_pair_of_people_for_two_leaders(reader):
    names = {mention.name for mention in reader.read(SUMMIT + "The two leaders shook hands.")}

    assert {"Vladimir Putin", "Kim Jong Un"} <= names


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        pytest.param("Japan waits. The situation is bad and it may get worse.", "it", id="a thing is nearer"),
        pytest.param("It is clear that Japan will pay.", "It", id="an empty subject"),
        pytest.param("Macron laughed. It ended well.", "It", id="a person is no it"),
        pytest.param("Japan waits. They laughed.", "They", id="one state is no they"),
        pytest.param("He laughed.", "He", id="nobody was named"),
        pytest.param("Macron said we are late.", "we", id="outside of quotation marks"),
        pytest.param("“We are late,” read the sign.", "We", id="nobody speaks"),
        pytest.param("“We are late,” a spokesman said.", "We", id="nobody knows whose the speaker is"),
        pytest.param("“I am late,” Japan said.", "I", id="a state is no I"),
        pytest.param("The group laughed. The North is cold.", "The North", id="no Korea was named"),
        pytest.param("Korea is old. North Korea is north of the North Pole.", "the North", id="a name goes on"),
        pytest.param("Two men laughed. Both sides scored.", "Both sides", id="no two were named"),
        pytest.param("Japan and China waited. The two men laughed.", "The two men", id="states are no men"),
    ],
)  # fmt: skip
def test_find_mentions_leaves_open_what_is_open(reader, text, pronoun):
    found = [mention for mention in reader.read(text) if mention.text == pronoun]

    assert all(mention.entity is None for mention in found)


def test_find_mentions_heeds_the_pronoun_an_article_uses(reader):
    text = "Norwegian minister Kari Lund spoke and she smiled. Macron listened to Lund. He smiled."

    assert reader.one(text, "He").name == "Emmanuel Macron"


def test_find_mentions_does_not_give_one_state_the_army_of_another(reader):
    text = "The Turkish army attacked. Iran sent the army to its border."

    assert reader.one(text, "the army").entity is None


@pytest.mark.parametrize(
    ("text", "words", "entity"),
    [
        pytest.param("Kim met Putin. Both journalists smiled.", "Both journalists", None, id="both of a third kind"),
        pytest.param(
            "Hamas fired rockets. The leftist group protested.", "The leftist group", None, id="a group told apart"
        ),
        pytest.param("Japan was in a state of alarm.", "a state", None, id="a state that is no country"),
        pytest.param("Japan called its neighbours.", "its neighbours", None, id="neighbours are other states"),
        pytest.param("Kim and Putin met. The two presidents smiled.", "The two presidents", "RUS", id="officers"),
        pytest.param("Kim met Putin. The two sides agreed.", "The two sides", "RUS", id="sides are who they are"),
        pytest.param("Russia and Iran met. Both nations agreed.", "Both nations", "IRN", id="both nations"),
        pytest.param("Kim and Putin met. Both rivals agreed.", "Both rivals", "RUS", id="rivals are who they are"),
        pytest.param("Japan and China met. The two men smiled.", "The two men", None, id="states are no men"),
        pytest.param("Kim and Putin met. The two men smiled.", "The two men", "RUS", id="men are persons"),
        pytest.param(
            "Japan banned beef from Mexico. The country will pay.", "The country", "JPN", id="the subject's country"
        ),
        pytest.param(
            "Macron spoke. It rained. It snowed. It thundered. It hailed. It froze. He laughed.", "He", None,
            id="who spoke is forgotten at last",
        ),
        pytest.param("Japan signed. The nation will pay.", "The nation", "JPN", id="the nation"),
        pytest.param(
            "North Korea fired. Korea denied it.", "Korea", "PRK", id="a name of two states is the one spoken of"
        ),
        pytest.param("Korea waited.", "Korea", "KOR", id="a name of two states is the first one"),
        pytest.param(
            "The situation is bad and its army is weak.", "its army", None, id="a thing has no army"
        ),
        pytest.param("Yonhap reported it, and it said more.", "it", "YONHAP", id="a source in the same sentence"),
        pytest.param("Hamas fired rockets. Its leaders fled.", "Its leaders", "HAMAS", id="leaders of a group"),
        pytest.param(
            "Kim and Putin met. Their spokesmen waited.", "Their spokesmen", "RUS", id="parts that belong to two"
        ),
        pytest.param("According to Yonhap, it rained. It said more.", "It", "YONHAP", id="according to"),
        pytest.param("Kim was quoted by the KCNA. It said more.", "It", "KCNA", id="quoted by"),
        pytest.param("Yonhap reported it, citing TASS. It said more.", "It", "TASS", id="citing"),
    ],
)  # fmt: skip
def test_find_mentions_weighs_what_was_said_before(reader, text, words, entity):
    found = [mention.entity for mention in reader.read(text) if mention.text == words]

    assert (found or [None])[-1] == entity
