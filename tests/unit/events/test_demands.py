"""What somebody says that others must do is asked of them."""

import pytest

from trees import countries, events_of, grow, mention

WHO = {
    "Iran": {"entity": "IRN"},
    "Israel": {"entity": "ISR"},
    "Police": {"sector": "COP"},
    "Rebels": {"sector": "REB"},
    "Iranians": {"country": "IRN", "sector": "CVL"},
    "Analysts": {"country": "FRA", "sector": "EDU", "role": "analysts"},
}


def code(speaker, asked, *, modal="must", cue="say", heard=""):
    """Events of "SPEAKER said ASKED must free the crew."."""
    text, sentence = grow(f"""
        {speaker}  {speaker}  PROPN  NNP  2  nsubj
        {cue}      {cue}      VERB   VBD  0  root
        {asked}    {asked}    PROPN  NNP  5  nsubj
        {modal}    {modal}    AUX    MD   5  aux    {heard}
        free       free       VERB   VB   2  ccomp
        the        the        DET    DT   7  det
        crew       crew       NOUN   NN   5  obj
        .          .          PUNCT  .    2  punct
    """)
    named = dict.fromkeys((speaker, asked))
    return events_of(text, sentence, [mention(text, name, **WHO[name]) for name in named if name in WHO])


def requests(*arguments, **more):
    return [
        (countries(event.actors), countries(event.recipients), event.status)
        for event in code(*arguments, **more)
        if event.event_type == "REQUEST"
    ]


@pytest.mark.parametrize("modal", ["must", "should"])
def test_what_others_must_do_is_asked_of_them(modal):
    assert requests("Iran", "Israel", modal=modal) == [(["IRN"], ["ISR"], "asserted")]


def test_what_is_asked_for_is_no_event_of_its_own():
    (event,) = code("Iran", "Israel")

    assert event.event_type == "REQUEST"
    assert event.trigger.text == "free"
    assert 0 < event.confidence < 1


@pytest.mark.parametrize(
    ("speaker", "asked", "more"),
    [
        pytest.param("Iran", "Israel", {"modal": "may"}, id="what may be"),
        pytest.param("Iran", "Israel", {"modal": "will"}, id="what will be"),
        pytest.param("Iran", "Israel", {"cue": "predict"}, id="what is foreseen"),
        pytest.param("Iran", "Iran", {}, id="what a state must do itself"),
        pytest.param("Iran", "Iranians", {}, id="what a state's own people must do"),
        pytest.param("Police", "Israel", {}, id="what is asked by somebody of no known country"),
        pytest.param("Iran", "Rebels", {}, id="what is asked of somebody of no known country"),
        pytest.param("Somebody", "Israel", {}, id="what nobody political says"),
        pytest.param("Iran", "Everybody", {}, id="what nobody political must do"),
        pytest.param("Analysts", "Israel", {}, id="what analysts find that a state must do"),
    ],
)
def test_no_demand_is(speaker, asked, more):
    assert requests(speaker, asked, **more) == []


def test_what_nobody_says_is_no_demand():
    text, sentence = grow("""
        Israel  Israel  PROPN  NNP  3  nsubj
        must    must    AUX    MD   3  aux
        free    free    VERB   VB   0  root
        the     the     DET    DT   5  det
        crew    crew    NOUN   NN   3  obj
        .       .       PUNCT  .    3  punct
    """)

    events = events_of(text, sentence, [mention(text, "Israel", "ISR")])

    assert "REQUEST" not in [event.event_type for event in events]


@pytest.mark.parametrize(
    ("speaker", "share", "expected"),
    [
        pytest.param("Police", 0.9, [(["Police"], ["ISR"], "asserted")], id="heard in the modal"),
        pytest.param("Police", 0.5, [], id="hardly heard"),
        pytest.param("Somebody", 0.9, [], id="by nobody political"),
    ],
)
def test_the_head_may_hear_a_demand_between_sides_of_no_known_country(speaker, share, expected):
    assert requests(speaker, "Israel", heard=f"REQUEST:{share}") == expected
