"""What the documents tell people to type, typed."""

import re
import shlex
from pathlib import Path

import pytest

from detente.cli import main
from detente.project import Project

ROOT = Path(__file__).parents[2]


def blocks(page, language):
    """The fenced blocks of a page in a language, in order."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.fixture
def in_a_copy(tmp_path, monkeypatch):
    """A folder that has the shipped example where a checkout has it."""
    examples = tmp_path / "src" / "detente" / "examples"
    examples.mkdir(parents=True)
    for page in (ROOT / "src" / "detente" / "examples").iterdir():
        (examples / page.name).write_bytes(page.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_commands_of_the_tutorial_run(in_a_copy, capsys):
    for block in blocks("docs/tutorial.md", "sh"):
        for line in block.splitlines():
            arguments = shlex.split(line)[1:]
            if "ID" in arguments:
                arguments[arguments.index("ID")] = Project(in_a_copy / "first").events()[0].id[:10]

            status = main(arguments)

            assert status == 0, f"{line}: {capsys.readouterr().err}"
    assert (in_a_copy / "marked.html").exists()


@pytest.mark.usefixtures("in_a_copy")
def test_python_of_the_tutorial_runs(capsys):
    for block in blocks("docs/tutorial.md", "python"):
        exec(block, {})

    assert "BOL" in capsys.readouterr().out


def test_the_rules_and_rows_of_the_guide_are_as_it_says(tmp_path, capsys):
    folder = tmp_path / "lexicon"
    (folder / "rules").mkdir(parents=True)
    page = "docs/how-to/add-your-own-rules.md"
    for number, block in enumerate(blocks(page, "toml")):
        (folder / "rules" / f"{number}.toml").write_text(block, encoding="utf-8")
    for name, block in zip(("entities.tsv", "aliases.tsv"), blocks(page, "text"), strict=True):
        (folder / name).write_text(block, encoding="utf-8")

    status = main(["lexicon", "check", "--db", str(tmp_path)])

    told = capsys.readouterr().out
    assert status == 0, told
    assert "1 added: aid-bring; 1 disabled: accuse-criticise" in told
    assert "1 added: NORDIC-UNION" in told


def test_documents_show_only_commands_that_exist():
    pages = ["README.md", *(str(page.relative_to(ROOT)) for page in (ROOT / "docs").rglob("*.md"))]
    known = {"read", "events", "claims", "articles", "explain", "code", "doctor", "lexicon"}

    told = {
        (page, name)
        for page in pages
        for name in re.findall(r"(?:^|[\s/`])detente ([a-z]+)", "\n".join(blocks(page, "sh")), re.MULTILINE)
    }

    assert {(page, name) for page, name in told if name not in known} == set()
