"""The smaller lexicon files: what they hold, and what they refuse."""

import shutil

import pytest

from detente.errors import LexiconError
from detente.lexicon import SHIPPED, load_lexicon
from detente.lexicon.contexts import load_contexts
from detente.lexicon.cues import load_cues
from detente.lexicon.embedding import load_embedding
from detente.lexicon.grammar import load_grammar
from detente.lexicon.ontology import load_ontology

ONTOLOGY = load_ontology(SHIPPED / "ontology.toml")


def changed(tmp_path, name, old, new):
    text = (SHIPPED / name).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_load_lexicon_gives_the_same_files_the_same_version(tmp_path):
    copy = tmp_path / "en"
    shutil.copytree(SHIPPED, copy)
    same = load_lexicon(copy).version

    (copy / "cues.toml").write_text(
        (copy / "cues.toml").read_text("utf-8") + "\n# a word\n", encoding="utf-8"
    )

    assert same == load_lexicon().version
    assert same != load_lexicon(copy).version


def test_the_ontology_has_plovers_sixteen_types():
    assert len(ONTOLOGY.types) == 16
    assert ONTOLOGY.quad("SANCTION") == "material conflict"
    assert ONTOLOGY.score("ACCUSE", None) == -3.0
    assert ONTOLOGY.score("ACCUSE", "disapprove") == -2.0
    assert ONTOLOGY.score("ACCUSE", "unheard of") == -3.0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(
            'quad = "verbal cooperation"', 'quad = "kind"', "quad must be one of", id="an unknown quad"
        ),
        pytest.param(
            'planned_as = "AGREE"', 'planned_as = "DREAM"', "names no event type", id="an unknown type"
        ),
        pytest.param("needs_recipient", "needs_recipients", "unknown key", id="a misspelt key"),
        pytest.param('cameo = "03"\n', "", "cameo is missing", id="a missing code"),
    ],
)
def test_load_ontology_names_what_is_wrong(tmp_path, old, new, message):
    with pytest.raises(LexiconError, match=message):
        load_ontology(changed(tmp_path, "ontology.toml", old, new))


def test_load_cues_reads_the_more_specific_act_of_a_verb():
    cues = load_cues(SHIPPED / "cues.toml")

    assert cues.speech_verbs["say"] == "assert"
    assert cues.speech_verbs["urge"] == "demand"
    assert cues.conditions["unless"] == "unless"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("[hedges]", "[hedgerows]", "unknown key 'hedgerows'", id="a misspelt section"),
        pytest.param("accuse = [", "accuses = [", "unknown key 'accuses'", id="an unknown act"),
    ],
)
def test_load_cues_names_what_is_wrong(tmp_path, old, new, message):
    with pytest.raises(LexiconError, match=message):
        load_cues(changed(tmp_path, "cues.toml", old, new))


def test_load_embedding_keeps_the_first_effect_of_a_word():
    embedding = load_embedding(SHIPPED / "embedding.toml")

    assert embedding.verbs["manage"] == "inherit"
    assert embedding.verbs["refuse"] == "negated"
    assert embedding.modals["will"] == "planned"


def test_load_embedding_refuses_an_unknown_effect(tmp_path):
    with pytest.raises(LexiconError, match="unknown key 'denied'"):
        load_embedding(changed(tmp_path, "embedding.toml", "negated = [", "denied = ["))


def test_load_grammar_refuses_what_is_no_list(tmp_path):
    with pytest.raises(LexiconError, match="partitives: must be a list of words"):
        load_grammar(changed(tmp_path, "grammar.toml", "partitives = [", "partitives = [1,"))


def test_load_grammar_refuses_a_missing_file(tmp_path):
    with pytest.raises(LexiconError, match="No such file"):
        load_grammar(tmp_path / "grammar.toml")


def test_contexts_are_found_by_words_and_phrases():
    contexts = load_contexts(SHIPPED / "contexts.toml", ontology=ONTOLOGY)

    found = contexts.find("the foreign minister discuss uranium".split())

    assert found == ("diplomatic", "cbrn")


def test_contexts_refuse_an_unknown_context(tmp_path):
    with pytest.raises(LexiconError, match="cuisine: unknown context"):
        load_contexts(changed(tmp_path, "contexts.toml", "military = [", "cuisine = ["), ontology=ONTOLOGY)
