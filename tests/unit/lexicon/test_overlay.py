import pytest

from detente.errors import LexiconError
from detente.lexicon import SHIPPED, find_overlay, load_lexicon, overlay_version
from detente.lexicon.entity_files import lay_over, read_rows
from detente.lexicon.entity_rows import ALIAS_COLUMNS, ENTITY_COLUMNS, HOLDER_COLUMNS, ROLE_COLUMNS
from detente.lexicon.ontology import load_ontology
from detente.lexicon.rules import load_rules

ONTOLOGY = load_ontology(SHIPPED / "ontology.toml")
COLUMNS = {
    "entities": ENTITY_COLUMNS,
    "aliases": ALIAS_COLUMNS,
    "holders": HOLDER_COLUMNS,
    "roles": ROLE_COLUMNS,
}
BASE = """
[classes]
weapon = ["bomb", "rocket"]

[[rule]]
id = "assault-use"
event = "ASSAULT"
verbs = ["use"]
actor = ["subject"]
recipient = ["oblique:against"]
[rule.with]
object = ["@weapon"]
[[rule.example]]
text = "France used bombs against Iran."
[[rule.counterexample]]
text = "France used bombs."
"""


@pytest.fixture(scope="module")
def shipped():
    return read_rows(SHIPPED)


def rule(name, **values):
    """A rule as a user would write it."""
    lines = {"event": '"ACCUSE"', "verbs": '["finger"]', "recipient": '["object"]', **values}
    body = "\n".join(f"{key} = {value}" for key, value in lines.items())
    return f"""
[[rule]]
id = "{name}"
{body}
[[rule.example]]
text = "France fingered Iran."
[[rule.counterexample]]
text = "France fingered the film."
"""


def load(tmp_path, *layers, left_out=frozenset()):
    """The rules of `BASE` with layers of one file each."""
    paths = []
    for number, text in enumerate((BASE, *layers)):
        path = tmp_path / str(number) / "mine.toml"
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    above = [[path] for path in paths[1:]]
    return load_rules(paths[0].parent, ontology=ONTOLOGY, layers=above, left_out=left_out)


def write_row(folder, table, **cells):
    """Add a row to a user's table."""
    path = folder / f"{table}.tsv"
    columns = COLUMNS[table]
    before = path.read_text(encoding="utf-8") if path.exists() else "\t".join(columns) + "\n"
    row = [cells.pop(column.rstrip("_"), "") for column in columns]
    assert not cells
    path.write_text(before + "\t".join(row) + "\n", encoding="utf-8")


# --------------------------------------------------------------------------- rules


def test_a_rule_is_added(tmp_path):
    rules = load(tmp_path, rule("accuse-finger"))

    assert [found.id for found in rules.all] == ["assault-use", "accuse-finger"]
    assert rules.change.added == ("accuse-finger",)
    assert ("verb", "finger") in rules.by_predicate


def test_a_rule_replaces_the_one_with_its_id(tmp_path):
    rules = load(tmp_path, rule("assault-use"))

    (found,) = rules.all
    assert found.event == "ACCUSE"
    assert rules.change.replaced == ("assault-use",)


def test_a_rule_is_disabled(tmp_path):
    rules = load(tmp_path, '[[rule]]\nid = "assault-use"\ndisabled = true\n')

    assert rules.all == ()
    assert rules.change.disabled == ("assault-use",)


def test_a_class_counts_for_the_rules_below(tmp_path):
    rules = load(tmp_path, '[classes]\nweapon = ["catapult"]\n')

    assert rules.all[0].with_[0].words == {"catapult"}
    assert rules.change.added == rules.change.replaced == ()


def test_a_rule_uses_a_class_from_below(tmp_path):
    rules = load(tmp_path, rule("accuse-finger", **{"with.object": '["@weapon"]'}))

    assert rules.all[1].with_[0].words == {"bomb", "rocket"}


def test_a_rule_that_is_left_out_leaves_the_one_below(tmp_path):
    rules = load(tmp_path, rule("assault-use"), left_out=frozenset({"assault-use"}))

    assert rules.all[0].event == "ASSAULT"


def test_the_uppermost_layer_counts(tmp_path):
    rules = load(tmp_path, rule("a"), rule("a", mode='"allege"'))

    assert [(found.id, found.mode) for found in rules.all] == [("assault-use", None), ("a", "allege")]
    assert rules.change.added == ("a",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(rule("a") + rule("a"), "mine.toml, line 12, a: this id is used twice", id="an id twice"),
        pytest.param(
            '[[rule]]\nid = "assault-uses"\ndisabled = true\n',
            "no such rule to disable; do you mean assault-use",
            id="a rule to disable that is not there",
        ),
        pytest.param(
            '[[rule]]\nid = "zzz"\ndisabled = true\n', "no such rule to disable; mend", id="nothing like it"
        ),
        pytest.param(
            '[[rule]]\nid = "assault-use"\ndisabled = true\nverbs = ["use"]\n',
            "a disabled rule has an id and nothing else",
            id="more than an id",
        ),
        pytest.param("[[rule]]\nverbs = 3\n", "line 1, a rule without id", id="no id"),
        pytest.param("rule = 3\n", "rule: must be a list of tables", id="no rules"),
        pytest.param('rule = [{id = "a"}]\n', "mine.toml, a: unknown event type None", id="an inline rule"),
        pytest.param("classes = 3\n", "classes: must be a table", id="no classes"),
        pytest.param('[classes]\na = "b"\n', "class a: must be a list of words", id="a class that is a word"),
        pytest.param(rule("a", cameo="112"), "a: cameo must be text", id="a code that is a number"),
        pytest.param(rule("a", reciprocal='"yes"'), "must be true or false", id="a flag that is a word"),
        pytest.param(rule("a", needs='["object"]'), "unknown side 'object'", id="a side"),
        pytest.param(rule("a", actor='["subjekt"]'), "unknown role 'subjekt'", id="a role"),
        pytest.param(rule("a", actor_sectors='["ARMY"]'), "unknown sector 'ARMY'", id="a sector"),
        pytest.param(rule("a", without='{object = "film"}'), "without must be a table", id="a bare word"),
        pytest.param(rule("a") + 'txt = "b"\n', "unknown key 'txt'", id="an unknown key of an example"),
        pytest.param(rule("a") + "actor = 3\n", "actor must be a text or", id="a side of an example"),
        pytest.param(rule("a") + "[[rule.example]]\n", "example has no text", id="an example without text"),
        pytest.param(
            '[[rule]]\nid = "a"\nexample = "b"\n',
            r"under \[\[rule.example\]\]",
            id="an example that is a word",
        ),
    ],
)
def test_what_is_wrong_with_a_rule_is_told_with_its_line(tmp_path, text, message):
    with pytest.raises(LexiconError, match=message):
        load(tmp_path, text)


def test_problems_are_told_one_by_one(tmp_path):
    with pytest.raises(LexiconError) as caught:
        load(tmp_path, rule("a", actr="[]") + rule("b", actor="3"))

    assert caught.value.problems == (
        "mine.toml, line 2, a: unknown key 'actr'",
        "mine.toml, line 13, b: actor must be a list of words",
    )


# --------------------------------------------------------------------------- tables


def test_rows_are_added_in_any_order(tmp_path, shipped):
    write_row(tmp_path, "entities", key="NORDIC", kind="organisation", name="Nordic Union", country="NORDIC")
    write_row(tmp_path, "entities", key="ARCTIC", kind="agency", name="Arctic Post", country="NORDIC")
    write_row(tmp_path, "aliases", alias="Nordic Union", key="NORDIC", kind="name")
    write_row(tmp_path, "roles", phrase="fish minister", role="fish minister", sector="GOV", type="office")
    write_row(
        tmp_path, "holders", person="Kari Lund", surname="Lund", country="NOR", office="fish minister",
        sector="GOV",
    )  # fmt: skip

    rows = lay_over(shipped, tmp_path)

    assert [(change.name, change.added, change.replaced) for change in rows.changes] == [
        ("entities.tsv", ("ARCTIC", "NORDIC"), ()),
        ("aliases.tsv", ("Nordic Union NORDIC",), ()),
        ("roles.tsv", ("fish minister",), ()),
        ("holders.tsv", ("NOR fish minister",), ()),
    ]
    assert len(rows.entities) == len(shipped.entities) + 2
    assert rows.holders[-1].entity == "NOR"


def test_rows_replace_all_shipped_ones_with_their_key(tmp_path, shipped):
    write_row(tmp_path, "entities", key="DEU", kind="state", name="Deutschland", country="DEU")
    write_row(tmp_path, "aliases", alias="Moscow", key="RUS", kind="capital", until="1000-01-01")

    rows = lay_over(shipped, tmp_path)

    assert [entity.name for entity in rows.entities if entity.key == "DEU"] == ["Deutschland"]
    assert [alias.until.year for alias in rows.aliases if (alias.text, alias.key) == ("Moscow", "RUS")] == [
        1000
    ]
    assert [change.replaced for change in rows.changes] == [("DEU",), ("Moscow RUS",)]


def kim(**cells):
    """A row for an office that is held, with other cells."""
    return {
        "person": "Kari Lund", "surname": "Lund", "country": "PRK", "office": "head of state",
        "sector": "GOV", **cells,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        pytest.param(
            kim(**{"from": "2020-01-01"}),
            "holders.tsv, line 2: Kari Lund is head of state of PRK while Kim Jong Un is; add that row",
            id="of an office",
        ),
        pytest.param(
            kim(office="foreign ministry spokesperson", leads="yes", **{"from": "2020-01-01"}),
            "office 'foreign ministry spokesperson' is unknown",
            id="of an unknown office",
        ),
        pytest.param(
            kim(office="envoy", leads="yes", **{"from": "2020-01-01"}),
            "line 2: Kari Lund leads PRK while Kim Jong Un does",
            id="of the lead",
        ),
    ],
)
def test_a_holder_who_contradicts_a_shipped_one_is_refused(tmp_path, shipped, cells, message):
    write_row(tmp_path, "holders", **cells)

    with pytest.raises(LexiconError, match=message):
        lay_over(shipped, tmp_path)


def test_a_holder_follows_a_shipped_one_whose_term_is_ended(tmp_path, shipped):
    old = next(term for term in shipped.holders if term.person == "Kim Jong Un" and term.until is None)
    write_row(tmp_path, "holders", **kim(**{"from": "2030-01-01", "leads": "yes"}))
    ended = kim(person=old.person, surname=old.surname, office=old.office, leads="yes")
    write_row(tmp_path, "holders", **ended, **{"from": str(old.since), "until": "2030-01-01"})

    rows = lay_over(shipped, tmp_path)

    assert rows.changes[0].added == ("PRK head of state 2030-01-01",)
    assert len(rows.changes[0].replaced) == 1


@pytest.mark.parametrize(
    ("table", "cells", "message"),
    [
        pytest.param(
            "entities", {"key": "nordic", "kind": "club", "name": "N"}, "line 2: key 'nordic' is not made", id="key"
        ),
        pytest.param(
            "aliases", {"alias": "N", "key": "NOWHERE", "kind": "name"}, "line 2: key 'NOWHERE' is unknown", id="alias"
        ),
        pytest.param("roles", {"phrase": "Fish", "role": "f", "type": "office"}, "lower case", id="role"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_row_is_told_with_its_line(tmp_path, shipped, table, cells, message):
    write_row(tmp_path, table, **cells)

    with pytest.raises(LexiconError, match=f"{table}.tsv, {message}" if "line" in message else message):
        lay_over(shipped, tmp_path)


# --------------------------------------------------------------------------- the folder


def test_a_file_that_would_not_be_read_is_refused(tmp_path):
    (tmp_path / "entity.tsv").touch()
    (tmp_path / "mine.toml").touch()
    (tmp_path / "notes.md").touch()

    with pytest.raises(
        LexiconError, match=r"cannot be laid over the lexicon: entity\.tsv, mine\.toml"
    ) as caught:
        find_overlay(tmp_path)
    assert len(caught.value.problems) == 2


def test_a_byte_order_mark_is_no_part_of_a_file(tmp_path, shipped):
    write_row(tmp_path, "aliases", alias="Norge", key="NOR", kind="name")
    path = tmp_path / "aliases.tsv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert lay_over(shipped, tmp_path).changes[0].added == ("Norge NOR",)
    assert load(tmp_path, "\ufeff" + rule("a")).change.added == ("a",)


def test_a_rule_file_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "mine.toml").write_bytes('id = "é"'.encode("latin-1"))

    with pytest.raises(LexiconError, match="is not UTF-8 at byte 6"):
        load_rules(tmp_path, ontology=ONTOLOGY)


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(LexiconError, match="there is no such folder"):
        load_lexicon(overlay=tmp_path / "none")


def test_the_version_covers_both(tmp_path):
    shipped = load_lexicon().version
    empty = load_lexicon(overlay=tmp_path)
    before = overlay_version(tmp_path)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "mine.toml").write_text(rule("accuse-finger"), encoding="utf-8")
    write_row(tmp_path, "aliases", alias="Norge", key="NOR", kind="name")

    lexicon = load_lexicon(overlay=tmp_path)

    assert empty.version == shipped
    assert lexicon.version != shipped
    assert overlay_version(tmp_path) != before
    assert [change.name for change in lexicon.changes] == ["rules", "aliases.tsv"]
    assert lexicon.entities.aliases_by_text["Norge"][0].key == "NOR"
