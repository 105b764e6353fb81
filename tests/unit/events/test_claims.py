import pytest

from detente.events.claims import build_claims
from detente.events.speech import find_speech
from scenes import CUES, EMBEDDING, PUBLISHED, TABLES, day, make_article, make_scenes, quotes_of


def claims_of(text, *, dates=()):
    quotes = quotes_of(text)
    speeches = [
        speech
        for scene in make_scenes(text)
        for speech in find_speech(scene, cues=CUES, embedding=EMBEDDING, quotes=quotes)
    ]
    return build_claims(make_article(text), speeches, cues=CUES, tables=TABLES, dates=dates, quotes=quotes)


def only_claim(text, *, dates=()):
    (claim,) = claims_of(text, dates=dates)
    return claim


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        pytest.param(
            "Iran said the talks had failed.", "Iran", ["the talks had failed"], id="a clause after the verb"
        ),
        pytest.param(
            "The talks had failed, Iran said.",
            "Iran",
            ["The talks had failed"],
            id="a clause before the verb",
        ),
        pytest.param(
            "“The talks have failed because of the sanctions,” Putin said.",
            "Vladimir Putin",
            ["“The talks have failed because of the sanctions,”"],
            id="a quotation before the verb",
        ),
        pytest.param(
            "Kim urged Washington to lift the sanctions.",
            "Kim Jong Un",
            ["lift the sanctions"],
            id="what is demanded, without whom it is asked of",
        ),
        pytest.param(
            "Putin called for a peaceful resolution.",
            "Vladimir Putin",
            ["a peaceful resolution"],
            id="an appeal",
        ),
        pytest.param(
            "Kim blamed Washington's attitude for the failure.",
            "Kim Jong Un",
            ["Washington's attitude for the failure"],
            id="an accusation with its reason",
        ),
        pytest.param(
            "Kim expressed a willingness to meet Trump.",
            "Kim Jong Un",
            ["meet Trump"],
            id="a noun somebody voices",
        ),
        pytest.param(
            "According to Iran, the talks have failed.",
            "Iran",
            ["the talks have failed"],
            id="according to first",
        ),
        pytest.param(
            "The talks have failed, according to Iran.",
            "Iran",
            ["The talks have failed"],
            id="according to last",
        ),
    ],
)
def test_build_claims_finds_speaker_and_content(text, speaker, content):
    claim = only_claim(text)

    assert claim.speaker.name == speaker
    assert [span.text for span in claim.content] == content


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        pytest.param(
            "North Korean leader Kim Jong Un said peace will depend on Washington, Yonhap news agency reported, "
            "quoting Korean Central News Agency.",
            ["Korean Central News Agency", "Yonhap News Agency"],
            id="a report that quotes another",
        ),
        pytest.param(
            "“The situation is at a standstill and may soon get worse,” Kim was quoted as saying by the KCNA.",
            ["Korean Central News Agency"],
            id="quoted as saying by an agency",
        ),
        pytest.param("Kim said the talks had failed.", [], id="nobody between speaker and page"),
    ],
)
def test_build_claims_follows_the_chain_of_voices(text, chain):
    claim = only_claim(text)

    assert claim.speaker.name == "Kim Jong Un"
    assert [voice.voice for voice in claim.attribution] == chain


@pytest.mark.parametrize(
    ("text", "act"),
    [
        pytest.param("Iran said the talks had failed.", "assert", id="a statement"),
        pytest.param("Iran said it will free the crew.", "commit", id="a promise about oneself"),
        pytest.param("Iran said Israel will free the crew.", "predict", id="a forecast about others"),
        pytest.param("Iran said Israel must free the crew.", "demand", id="a duty of others"),
        pytest.param("Iran threatened to close the strait.", "threaten", id="a threat"),
        pytest.param("Kim urged Washington to lift the sanctions.", "demand", id="an appeal"),
        pytest.param("Experts say the talks may fail.", "interpret", id="an expert's reading"),
        pytest.param("The KCNA reported that Kim had met Putin.", "report", id="an agency's report"),
        pytest.param("Iran declined to comment on the talks.", "decline", id="no comment"),
        pytest.param("Kim expressed a willingness to meet Trump.", "offer", id="an offer"),
    ],
)
def test_build_claims_names_the_speech_act(text, act):
    assert act == only_claim(text).speech_act


@pytest.mark.parametrize(
    ("text", "kind", "condition", "responsible"),
    [
        pytest.param(
            "Kim said peace will depend on Washington's attitude.",
            "depends",
            "Washington's attitude",
            "USA",
            id="dependence",
        ),
        pytest.param(
            "Iran said it will free the crew if Israel lifts the blockade.",
            "if",
            "Israel lifts the blockade",
            "ISR",
            id="if",
        ),
        pytest.param(
            "Israel said it would not take part in the talks unless Iran frees the crew.",
            "unless",
            "Iran frees the crew",
            "IRN",
            id="unless",
        ),
    ],
)
def test_build_claims_finds_what_a_claim_hangs_on(text, kind, condition, responsible):
    found = only_claim(text).condition

    assert (found.kind, found.text, found.responsible) == (kind, condition, responsible)


def test_build_claims_finds_task_and_obligor_of_a_demand():
    claim = only_claim("Kim urged Washington to lift the sanctions.")

    assert (claim.demand.task, claim.demand.obligor) == ("lift the sanctions", "USA")


def test_build_claims_finds_the_deadline_of_a_demand():
    text = "Kim suggested the end of the year as a deadline for the US to come up with a new proposal."
    date = day(text, "the end of the year", PUBLISHED.replace(month=12, day=31))

    claim = only_claim(text, dates=(date,))

    assert claim.deadline == date.days
    assert claim.demand.obligor == "USA"
    assert claim.demand.task.endswith("come up with a new proposal")


def test_build_claims_finds_a_deadline_after_by():
    text = "Iran said it will free the crew by Friday."
    date = day(text, "Friday", PUBLISHED)

    assert date.days == only_claim(text, dates=(date,)).deadline


def test_build_claims_says_when_it_was_said():
    text = "Iran said on Thursday the talks had failed."
    date = day(text, "Thursday", PUBLISHED)

    assert date.days == only_claim(text, dates=(date,)).said


def test_build_claims_gives_a_lone_quotation_to_the_last_speaker():
    text = "Putin said the talks had failed. “We will try again next year.”"

    first, second = claims_of(text)

    assert (second.speaker.name, second.speaker.resolved_by) == ("Vladimir Putin", "carried-over")


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        pytest.param("Iran said the talks had failed.", "certain", id="a plain statement"),
        pytest.param("Experts say the talks may fail.", "possible", id="may"),
        pytest.param("Iran said the talks will probably fail.", "probable", id="probably"),
        pytest.param("Kim urged Washington to lift the sanctions.", "unknown", id="a demand states nothing"),
    ],
)
def test_build_claims_says_how_certain_the_speaker_is(text, certainty):
    assert certainty == only_claim(text).certainty


def test_build_claims_ties_claims_that_say_the_same():
    text = "Iran said the talks had failed. The talks had failed completely, Iran said."

    first, second = claims_of(text)

    assert first.same_as == (second.id,)
    assert second.same_as == (first.id,)


def test_build_claims_leaves_out_what_was_not_said():
    assert claims_of("The KCNA did not say when Kim will leave.") == ()
