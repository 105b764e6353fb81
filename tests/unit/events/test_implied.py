"""Who acted where only the source tells: "Ten were arrested, police said".

Acts that nobody is named for are read by the event head alone; what it says is written at the verbs.
"""

from dataclasses import replace

import pytest

from trees import AS_THE_HEAD, CODING, countries, events_of, grow, mention

WHO = {
    "police": {"sector": "COP"},
    "Police": {"sector": "COP"},
    "prosecutors": {"sector": "JUD"},
    "Russia": {"entity": "RUS"},
    "doctors": {"sector": "HLH"},
    "soldiers": {"sector": "MIL"},
    "Ministers": {"country": "FRA", "sector": "GOV"},
    "Israel": {"entity": "ISR"},
}


def code(tree):
    text, sentence = grow(tree, has_acts=True)
    mentions = [mention(text, name, **WHO[name]) for name in WHO if name in text]
    (event,) = events_of(text, sentence, mentions, coding=replace(CODING, confidence=AS_THE_HEAD))
    return event


def passive(verb, lemma, act, *, speaker):
    """The event of "Ministers were VERB, SPEAKER said."."""
    return code(f"""
        Ministers  minister   NOUN   NNS  3  nsubj:pass
        were       be         AUX    VBD  3  aux:pass
        {verb}     {lemma}    VERB   VBN  0  root  {act}:0.95
        ,          ,          PUNCT  ,    3  punct
        {speaker}  {speaker}  NOUN   NNS  6  nsubj
        said       say        VERB   VBD  3  parataxis
        .          .          PUNCT  .    3  punct
    """)


@pytest.mark.parametrize("speaker", ["police", "prosecutors"])
def test_police_and_courts_have_done_what_they_announce(speaker):
    event = passive("arrested", "arrest", "COERCE", speaker=speaker)

    assert (event.event_type, countries(event.actors), countries(event.recipients)) == (
        "COERCE",
        [speaker],
        ["FRA"],
    )


@pytest.mark.parametrize("speaker", ["Russia", "doctors", "soldiers", "somebody"])
def test_others_only_tell_of_an_arrest(speaker):
    assert passive("arrested", "arrest", "COERCE", speaker=speaker).actors == ()


@pytest.mark.parametrize(
    ("verb", "lemma", "act"), [("charged", "charge", "ACCUSE"), ("fined", "fine", "SANCTION")]
)
def test_courts_have_charged_and_punished_whom_they_tell_of(verb, lemma, act):
    event = passive(verb, lemma, act, speaker="prosecutors")

    assert (event.event_type, countries(event.actors)) == (act, ["prosecutors"])


def test_police_have_not_killed_whom_they_find_killed():
    event = passive("killed", "kill", "ASSAULT", speaker="police")

    assert (event.event_type, event.actors) == ("ASSAULT", ())


def test_a_passive_keeps_its_agent():
    event = code("""
        Ministers  minister  NOUN   NNS  3  nsubj:pass
        were       be        AUX    VBD  3  aux:pass
        arrested   arrest    VERB   VBN  0  root  COERCE:0.95
        by         by        ADP    IN   5  case
        Israel     Israel    PROPN  NNP  3  obl:agent
        ,          ,         PUNCT  ,    3  punct
        police     police    NOUN   NNS  8  nsubj
        said       say       VERB   VBD  3  parataxis
        .          .         PUNCT  .    3  punct
    """)

    assert countries(event.actors) == ["ISR"]


def test_an_active_keeps_its_subject():
    event = code("""
        Israel     Israel    PROPN  NNP  2  nsubj
        arrested   arrest    VERB   VBD  0  root  COERCE:0.95
        Ministers  minister  NOUN   NNS  2  obj
        ,          ,         PUNCT  ,    2  punct
        police     police    NOUN   NNS  6  nsubj
        said       say       VERB   VBD  2  parataxis
        .          .         PUNCT  .    2  punct
    """)

    assert countries(event.actors) == ["ISR"]


def test_an_active_whose_subject_is_a_weapon_stays_without_actor():
    event = code("""
        Bombs      bomb      NOUN   NNS  2  nsubj
        killed     kill      VERB   VBD  0  root  ASSAULT:0.95
        Ministers  minister  NOUN   NNS  2  obj
        ,          ,         PUNCT  ,    2  punct
        police     police    NOUN   NNS  6  nsubj
        said       say       VERB   VBD  2  parataxis
        .          .         PUNCT  .    2  punct
    """)

    assert event.actors == ()


def test_what_things_do_is_no_act():
    with pytest.raises(ValueError, match="not enough values"):
        code("""
            Typhoons   typhoon   NOUN   NNS  2  nsubj
            battered   batter    VERB   VBD  0  root  ASSAULT:0.95
            Ministers  minister  NOUN   NNS  2  obj
            .          .         PUNCT  .    2  punct
        """)


def test_an_arrest_that_is_a_noun_stays_without_actor():
    event = code("""
        Police    police    NOUN   NNS  2  nsubj
        reported  report    VERB   VBD  0  root
        the       the       DET    DT   4  det
        capture   capture   NOUN   NN   2  obj   COERCE:0.95
        of        of        ADP    IN   6  case
        Ministers minister  NOUN   NNS  4  nmod
        .         .         PUNCT  .    2  punct
    """)

    assert event.actors == ()


def test_a_passive_that_nobody_tells_of_stays_without_actor():
    event = code("""
        Ministers  minister  NOUN   NNS  3  nsubj:pass
        were       be        AUX    VBD  3  aux:pass
        arrested   arrest    VERB   VBN  0  root  COERCE:0.95
        .          .         PUNCT  .    3  punct
    """)

    assert event.actors == ()
