"""The house's own rules, as far as a program can check them."""

import ast
import importlib
import importlib.util
import pkgutil
import re
from pathlib import Path

import click
import pytest

import detente
from detente import errors
from detente.cli.commands import detente as commands
from detente.lexicon import load_lexicon

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "detente"
MODULES = sorted(SOURCE.rglob("*.py"))
ERRORS = [value for value in vars(errors).values() if isinstance(value, type)]
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "core", "base", "misc"}


def module_name(path: Path) -> str:
    parts = ("detente", *path.relative_to(SOURCE).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_module_is_under_400_lines_and_named_for_what_it_is(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < 400
    assert path.stem not in NAMES_THAT_SAY_NOTHING


@pytest.mark.parametrize("path", [path for path in MODULES if path.name == "__init__.py"], ids=module_name)
def test_package_holds_no_logic_and_names_what_it_has(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    allowed = (ast.Expr, ast.Import, ast.ImportFrom, ast.Assign)
    is_root = path.parent == SOURCE

    others = [node for node in tree.body if not isinstance(node, allowed)]

    assert is_root or others == []
    module = importlib.import_module(module_name(path))
    exported = getattr(module, "__all__", [])
    assert [name for name in exported if not hasattr(module, name)] == []
    assert sorted(exported) == sorted(set(exported))


def test_every_module_can_be_imported_on_its_own():
    names = [found.name for found in pkgutil.walk_packages(detente.__path__, "detente.")]

    assert {module_name(path) for path in MODULES} - {"detente"} == set(names)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_error_says_what_where_and_what_to_do_in_one_line(error):
    found = error("it is broken", where="here", todo="mend it")

    assert isinstance(found, errors.DetenteError)
    assert str(found) == "here: it is broken; mend it"
    assert str(error("it is broken")) == "it is broken"
    assert (found.what, found.where, found.todo) == ("it is broken", "here", "mend it")
    assert error.__name__ in errors.__doc__


def reference_pages() -> dict[str, str]:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.pages()


@pytest.mark.parametrize("name", ["cli.md", "ontology.md"])
def test_generated_page_is_up_to_date(name):
    written = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")

    assert written == reference_pages()[name], "run: make reference"


def test_every_command_and_option_is_documented():
    page = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")

    groups = [
        ("", commands),
        *((f"{name} ", group) for name, group in commands.commands.items() if isinstance(group, click.Group)),
    ]
    for name, command in [
        (before + name, command) for before, group in groups for name, command in group.commands.items()
    ]:
        assert f"`detente {name}" in page
        section = page.partition(f"## `detente {name}")[2].partition("\n## ")[0]
        options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
        assert [option.opts for option in options if f"`{option.opts[0]}`" not in section] == []
        assert [option.opts for option in options if not option.help] == []


def test_every_event_type_and_mode_is_documented():
    page = (ROOT / "docs" / "reference" / "ontology.md").read_text(encoding="utf-8")

    for found in load_lexicon().ontology.types.values():
        assert f"| `{found.name}` |" in page
        assert [mode for mode in found.modes if f"`{mode}`" not in page] == []


def test_every_rule_has_an_example_and_a_counterexample():
    rules = load_lexicon().rules.all

    assert [rule.id for rule in rules if not rule.examples or not rule.counterexamples] == []


def test_links_between_documents_lead_somewhere():
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_versions_agree():
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert f"## {detente.__version__}" in changes


@pytest.mark.parametrize("name", detente.__all__)
def test_package_has_what_it_names(name):
    assert getattr(detente, name) is not None


def test_package_has_nothing_else():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        detente.nothing  # noqa: B018
