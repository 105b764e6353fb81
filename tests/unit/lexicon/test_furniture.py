import pytest

from detente.errors import LexiconError
from detente.lexicon import SHIPPED
from detente.lexicon.furniture import FURNITURE_KINDS, load_furniture


def test_load_furniture_reads_the_phrases_that_come_with_the_package():
    cues = load_furniture(SHIPPED / "furniture.toml")

    assert set(cues) <= set(FURNITURE_KINDS)
    assert "leave a reply" in cues["comment-form"].ends


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "holds no kind of furniture"),
        ('[menu]\nwhole = ["home"]', "unknown key 'menu'"),
        ("share = 3", "share: must be a table"),
        ('[share]\nwhere = ["home"]', "share: unknown key 'where'"),
        ("[share]\nwhole = [3]", "whole: must be a list of words"),
        ('[share]\nwhole = ["Tweet"]', "share: 'Tweet' must be in lower case with straight quotes"),
        ('[share]\nwhole = ["don’t"]', "must be in lower case with straight quotes"),
    ],
    ids=["empty", "an unknown kind", "no table", "an unknown list", "no phrases", "capitals", "curly quotes"],
)
def test_load_furniture_names_every_problem(content, problem, tmp_path):
    path = tmp_path / "furniture.toml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(LexiconError) as caught:
        load_furniture(path)

    assert problem in str(caught.value)
