"""Which language a text is in, as far as needed to refuse what cannot be read."""

import re

from detente.errors import ArticleError

# The commonest function words of each language, without those that other languages here share.
_WORDS_BY_LANGUAGE = {
    "en": "the of and to that is was for on with it by said from are has have he his they be which "
        "not this were been will but their",
    "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch werden "
        "aus hat sind wird bei nach wurde",
    "fr": "le les et des du une dans pour est qui par sur au avec plus ce pas cette sont aux ont être "
        "été il nous mais leur",
    "es": "el los las y del una por con para se su al como más pero sus este ha sobre entre cuando "
        "muy también fue según",
    "it": "il di che è della per una con sono del nel alla dei gli più delle anche ha come dal si lo "
        "ma questo nella",
    "pt": "os as do da em um uma não para com dos das mais ao foi pelo pela são também seu sua ou "
        "quando muito após",
    "nl": "het een van en dat op te zijn voor met niet aan er om ook als maar door bij uit nog naar "
        "wordt hij",
    "pl": "w z na do się nie jest że jak przez po od dla oraz tym był jego które czy ale za przed",
    "tr": "ve bir bu da için ile olarak çok daha olan gibi kadar sonra ancak olduğu göre her ise "
        "değil ne",
    "sv": "och att det som är för på med av inte den till har de ett om från men vid också efter sig",
    "id": "yang dan di dengan untuk dari ini itu pada tidak dalam akan juga oleh adalah ke telah "
        "sudah bahwa kepada",
    "ro": "și în la cu pe din care este sunt pentru mai nu că au fost sau după dar această prin lui",
}  # fmt: skip
_NAME_BY_LANGUAGE = {
    "ar": "Arabic", "bn": "Bengali", "de": "German", "el": "Greek", "es": "Spanish", "fa": "Persian",
    "fr": "French", "he": "Hebrew", "hi": "Hindi", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip

# Scripts in the order in which they decide: Japanese uses Chinese characters too.
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("uk", re.compile("[іїєґІЇЄҐ]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
# Ukrainian has these letters once in twenty, kana are a third of Japanese.
_MIN_SCRIPT_SHARE = 0.03
_NON_LATIN = re.compile("[\u0370-\u1cff\u3040-\ud7af]")
_MAX_NON_LATIN_SHARE = 0.3

# English news has 30 to 40 of these in a hundred words, tables with some text seven, lists of names none.
_MIN_SHARE = 0.05
_MAX_SAMPLE_CHARACTERS = 20_000
_LETTERS = re.compile(r"[^\W\d_]+")


def check_language(text: str, *, stated: str | None = None) -> str:
    """Give `"en"`, the one language that is read.

    Args:
        text: The body.
        stated: What the page says its language is. It helps to name another one and decides nothing, as many
            pages state the language of their template.

    Raises:
        ArticleError: If the text is in another language; names it where it can be told.
    """
    sample = text[:_MAX_SAMPLE_CHARACTERS]
    script = _script(sample)
    if script:
        raise _refusal(stated if stated and stated != "en" else script)
    words = [word.casefold() for word in _LETTERS.findall(sample)]
    shares = {
        language: sum(map(frozenset(known.split()).__contains__, words)) / max(len(words), 1)
        for language, known in _WORDS_BY_LANGUAGE.items()
    }
    likeliest = max(shares, key=lambda language: shares[language])
    if shares[likeliest] < _MIN_SHARE:
        raise _refusal(stated if stated != "en" else None)
    if likeliest != "en":
        raise _refusal(likeliest)
    return "en"


def _script(text: str) -> str | None:
    """Give the language of a text that is mostly in another script than Latin."""
    letters = max(sum(map(str.isalpha, text)), 1)
    if len(_NON_LATIN.findall(text)) < _MAX_NON_LATIN_SHARE * letters:
        return None
    return next(
        (code for code, form in _SCRIPTS if len(form.findall(text)) > _MIN_SCRIPT_SHARE * letters), "other"
    )


def _refusal(language: str | None) -> ArticleError:
    name = _NAME_BY_LANGUAGE.get(language or "", "another language")
    what = "the text is not English prose" if language is None else f"the article is in {name}"
    return ArticleError(what, todo="only English is read so far")
