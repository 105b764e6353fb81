import pytest

from detente.events.status import speech_status
from scenes import EMBEDDING, make_scene
from trees import clauses_of, grow


@pytest.mark.parametrize(
    ("text", "lemma", "status"),
    [
        pytest.param("France condemned the strike.", "condemn", "asserted", id="a plain past tense"),
        pytest.param("Iran did not free the crew.", "free", "negated", id="a negated verb"),
        pytest.param("Iran will free the crew on Friday.", "free", "planned", id="a future"),
        pytest.param("Iran may attack, two officials said.", "attack", "hypothetical", id="a modal"),
        pytest.param("If Iran attacks, Israel will respond.", "attack", "hypothetical", id="a condition"),
        pytest.param("Iran refused to meet Israel.", "meet", "negated", id="what is refused"),
        pytest.param("Iran plans to meet Israel.", "meet", "planned", id="what is planned"),
        pytest.param("Iran wants to meet Israel.", "meet", "hypothetical", id="what is wished"),
        pytest.param("Iran managed to free the crew.", "free", "asserted", id="what somebody managed to do"),
        pytest.param("Iran continued to shell the town.", "shell", "asserted", id="what goes on"),
        pytest.param(
            "France held secret talks with Iran in Oslo.", "talk", "asserted", id="a noun with a light verb"
        ),
        pytest.param("Talks between France and Iran did not resume.", "talk", "negated", id="a noun denied"),
        pytest.param("France condemned the attack on Iran.", "attack", "asserted", id="a presupposed noun"),
        pytest.param("Iran cancelled its attack.", "attack", "negated", id="a cancelled noun"),
        pytest.param(
            "The summit between France and Iran ended without an agreement.",
            "agreement",
            "negated",
            id="an agreement that is missing",
        ),
        pytest.param(
            "Iran deployed troops ahead of the talks.", "talk", "planned", id="a noun still to come"
        ),
        pytest.param("Israel fears a possible attack.", "attack", "hypothetical", id="a possible attack"),
        pytest.param("Iran may attack or invade Iraq.", "invade", "hypothetical", id="a shared modal"),
        pytest.param("Iran sent envoys to meet the rebels.", "meet", "hypothetical", id="a purpose"),
    ],
)
def test_speech_status_reads_what_the_text_says(text, lemma, status):
    scene = make_scene(text)
    clause = next(clause for clause in scene.clauses if clause.lemma == lemma)

    found = speech_status(clause, scene.clauses, embedding=EMBEDDING)

    assert status == found


def status_of(lemma, rows):
    """Status of the clause with a predicate, in a sentence whose tree is written by hand."""
    _, sentence = grow(rows)
    clauses = clauses_of(sentence)
    (clause,) = [clause for clause in clauses if clause.lemma == lemma]
    return speech_status(clause, clauses, embedding=EMBEDDING)


def test_what_is_to_be_done_is_planned():
    rows = """
        France  France  PROPN  NNP  4  nsubj
        is      be      AUX    VBZ  4  aux
        to      to      PART   TO   4  mark
        free    free    VERB   VB   0  root
        Iran    Iran    PROPN  NNP  4  obj
        .       .       PUNCT  .    4  punct
    """

    assert status_of("free", rows) == "planned"


@pytest.mark.parametrize(
    ("form", "tag", "status"),
    [
        pytest.param("attacked", "VBD", "asserted", id="before what happened"),
        pytest.param("attacks", "VBZ", "planned", id="before what may happen"),
    ],
)
def test_what_stands_after_before_has_happened_if_it_is_told_in_the_past(form, tag, status):
    rows = f"""
        Iran    Iran    PROPN  NNP    2  nsubj
        fled    flee    VERB   VBD    0  root
        before  before  SCONJ  IN     5  mark
        Israel  Israel  PROPN  NNP    5  nsubj
        {form}  attack  VERB   {tag}  2  advcl
        .       .       PUNCT  .      2  punct
    """

    assert status_of("attack", rows) == status
