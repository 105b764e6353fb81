import pytest

from detente.article.language import check_language
from detente.errors import ArticleError

ENGLISH = "The two ministers said on Monday that talks on the border would be resumed, but they have not named a day for it."
OTHERS = {
    "German": "Die beiden Minister haben am Montag erklärt, dass die Gespräche über die Grenze nicht beendet sind.",
    "French": "Les deux ministres ont dit lundi que les négociations sur la frontière ne sont pas terminées pour le moment.",
    "Spanish": "Los dos ministros dijeron el lunes que las negociaciones sobre la frontera no han terminado, según el gobierno.",
    "Italian": "I due ministri hanno detto che le trattative sul confine non sono finite, come ha scritto anche la stampa della capitale.",
    "Russian": "Министры двух стран заявили в понедельник, что переговоры о границе будут продолжены.",
    "Ukrainian": "Міністри двох країн заявили в понеділок, що переговори про її кордон триватимуть і їхні цілі відомі.",
    "Arabic": "قال الوزيران يوم الاثنين إن المحادثات حول الحدود ستستمر الأسبوع المقبل",
    "Chinese": "两国部长周一表示，边界谈判将于下周继续进行。",
    "Japanese": "両国の大臣は月曜日、国境に関する協議を来週も続けると述べた。",
    "Korean": "양국 장관은 월요일 국경 회담을 다음 주에도 계속할 것이라고 밝혔다.",
}


@pytest.mark.parametrize("stated", [None, "en", "de"])
def test_check_language_gives_english_whatever_the_page_says(stated):
    assert check_language(ENGLISH, stated=stated) == "en"


@pytest.mark.parametrize(("name", "text"), OTHERS.items(), ids=OTHERS)
def test_check_language_names_another_language(name, text):
    with pytest.raises(ArticleError) as caught:
        check_language(text)

    assert str(caught.value) == f"the article is in {name}; only English is read so far"


def test_check_language_believes_the_page_about_a_script_of_many_languages():
    with pytest.raises(ArticleError, match="in Persian"):
        check_language(OTHERS["Arabic"], stated="fa")


@pytest.mark.parametrize(
    ("text", "stated", "what"),
    [
        ("Brno Plzeň Ostrava Olomouc Liberec", None, "the text is not English prose"),
        ("Brno Plzeň Ostrava Olomouc Liberec", "en", "the text is not English prose"),
        ("Brno Plzeň Ostrava Olomouc Liberec", "cs", "the article is in another language"),
        ("Հայաստանի և Ադրբեջանի նախարարները", None, "the article is in another language"),
        ("", None, "the text is not English prose"),
    ],
    ids=[
        "names alone",
        "names on an English page",
        "a language without a list",
        "a script without a list",
        "nothing",
    ],
)
def test_check_language_says_so_where_the_language_cannot_be_told(text, stated, what):
    with pytest.raises(ArticleError, match=what):
        check_language(text, stated=stated)


def test_check_language_takes_a_table_with_a_little_english():
    table = "Norway 12 34 of 56 Sweden 23 45 Denmark 34 56 Finland Oslo Bergen Malmö Lund Aarhus Turku Espoo Vantaa Oulu Tampere the"

    assert check_language(table) == "en"
