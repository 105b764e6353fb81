import csv
import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from detente.cli import main
from detente.store import open_writer

TEXT = (
    "France accused Iran of breaking the accord. The French foreign minister said on Tuesday that Paris would "
    "impose sanctions on Iran unless Tehran stops enriching uranium by the end of the year."
)


class Stdin:
    """Standard input that holds these bytes."""

    def __init__(self, content):
        self.buffer = io.BytesIO(content)


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Run the command; gives status, standard output and standard error."""
    monkeypatch.setenv("DETENTE_HOME", str(tmp_path / "home"))

    def run_command(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "stdin", Stdin(stdin))
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run_command


def command(*arguments):
    """The command as a process of its own."""
    return [sys.executable, "-m", "detente", *map(str, arguments)]


def check_one_line(err, *parts):
    """Errors are one line that names what is wrong."""
    assert err.startswith("detente: ")
    assert err.count("\n") == 1
    for part in parts:
        assert part in err


# --------------------------------------------------------------------------- read


def test_read_prints_the_record(run, page):
    status, out, _ = run("read", page, "--no-store")

    assert status == 0
    assert "Norway accuses Japan of breaking an accord" in out
    assert "NOR → JPN  ACCUSE" in out
    assert "Nordic Wire · 4 March 2025" in out


def test_read_keeps_the_record_and_says_where_the_first_time(run, page, tmp_path):
    _, _, first = run("read", page)
    _, _, second = run("read", page)

    assert f"Kept in {tmp_path / 'home'}" in first
    assert second == ""
    assert "ACCUSE" in run("events")[1]


def test_read_without_store_keeps_nothing(run, page, tmp_path):
    run("read", page, "--no-store")

    assert not (tmp_path / "home").exists()


def test_read_prints_json(run, page):
    status, out, _ = run("read", page, "--no-store", "--json")

    assert status == 0
    record = json.loads(out)
    assert record["article"]["published"] == "2025-03-04"
    assert "sentences" not in record


def test_read_prints_everything(run, page):
    record = json.loads(run("read", page, "--no-store", "--json", "--all")[1])

    assert record["conllu"].startswith("# newdoc id = ")
    assert record["sentences"]


def test_read_writes_a_page(run, page, tmp_path):
    run("read", page, "--no-store", "--html", tmp_path / "marked.html")

    assert "Content-Security-Policy" in (tmp_path / "marked.html").read_text(encoding="utf-8")


def test_read_takes_standard_input(run, page):
    status, out, _ = run("read", "-", "--no-store", stdin=page.read_bytes())

    assert status == 0
    assert "ACCUSE" in out


def test_read_takes_the_day_of_publication(run, page):
    out = run("read", page, "--no-store", "--json", "--published", "2024-01-02")[1]

    assert json.loads(out)["article"]["published"] == "2024-01-02"


# --------------------------------------------------------------------------- what can be wrong with a page


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


GERMAN = (
    "Die Regierung hat am Dienstag beschlossen, die Verhandlungen mit dem Nachbarland fortzusetzen. Der "
    "Außenminister sagte, man werde die Gespräche im kommenden Monat in der Hauptstadt wieder aufnehmen und hoffe "
    "auf ein gutes Ergebnis für beide Seiten, die schon lange darüber reden."
)


@pytest.mark.parametrize(
    ("make", "part"),
    [
        pytest.param(lambda folder: folder / "gone.html", "no such file", id="a file that is missing"),
        pytest.param(lambda folder: folder, "is a directory", id="a directory"),
        pytest.param(lambda folder: write(folder, "empty.html", b""), "is empty", id="an empty page"),
        pytest.param(
            lambda folder: write(folder, "none.html", b"<html><body><p>Log in.</p></body></html>"),
            "no article",
            id="a page without an article",
        ),
        pytest.param(
            lambda folder: write(folder, "image.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
            "not a page",
            id="binary data",
        ),
        pytest.param(
            lambda folder: write(folder, "german.txt", GERMAN.encode()),
            "English",
            id="a page that is not English",
        ),
        pytest.param(
            lambda folder: write(folder, "mixed.txt", b"\xff\xfe\x00" + bytes(range(128, 256)) * 30),
            "detente: ",
            id="bytes in no encoding",
        ),
    ],
)
def test_read_refuses_in_one_line(run, tmp_path, make, part):
    source = make(tmp_path)

    status, out, err = run("read", source)

    assert status == 1
    assert out == ""
    check_one_line(err, part, str(source))


def test_read_refuses_a_huge_file_without_reading_it_whole(run, tmp_path):
    huge = tmp_path / "huge.html"
    with huge.open("wb") as file:
        file.truncate(200_000_000)

    status, _, err = run("read", huge)

    assert status == 1
    check_one_line(err, "is larger than", str(huge))


def test_read_takes_a_page_in_a_wrong_encoding(run, tmp_path, page):
    wrong = write(
        tmp_path,
        "wrong.html",
        page.read_text().replace("Norway accused", "“Norway” accused").encode("cp1252"),
    )

    status, out, _ = run("read", wrong, "--no-store", "--json")

    assert status == 0
    assert "“Norway”" in json.loads(out)["article"]["text"]


def test_read_refuses_an_address_that_cannot_be_reached(run):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]

    status, _, err = run("read", f"http://127.0.0.1:{port}/page")

    assert status == 1
    check_one_line(err, "127.0.0.1")


@pytest.mark.parametrize("day", ["2019-13-40", "yesterday", "", "2019-04"], ids=repr)
def test_read_refuses_a_broken_date(run, page, day):
    status, _, err = run("read", page, "--published", day)

    assert status == 2
    check_one_line(err, "no date such as 2019-04-26")


def test_read_refuses_a_page_that_cannot_be_written(run, page, tmp_path):
    status, _, err = run("read", page, "--no-store", "--html", tmp_path / "gone" / "marked.html")

    assert status == 2
    check_one_line(err, "marked.html")


def test_read_refuses_an_unknown_parser(run, page):
    status, _, err = run("read", page, "--no-store", "--parser", "en_core_web_none")

    assert status == 1
    check_one_line(err, "en_core_web_none")


# --------------------------------------------------------------------------- what can be wrong with a store


def test_read_refuses_a_locked_store(run, page, tmp_path):
    with open_writer(tmp_path / "home"):
        status, _, err = run("read", page)

    assert status == 1
    check_one_line(err, "is writing", str(tmp_path / "home"))


def test_read_refuses_a_foreign_database(run, page, tmp_path):
    (tmp_path / "home").mkdir()
    write(tmp_path / "home", "catalog.sqlite", b"not a database at all" * 100)

    status, _, err = run("read", page)

    assert status == 1
    check_one_line(err, "is not a database")


def test_read_refuses_a_store_that_is_a_file(run, page):
    status, _, err = run("read", page, "--db", page)

    assert status == 1
    check_one_line(err, str(page))


def unwritable_folder(tmp_path: Path) -> Path:
    """A folder in which even the superuser cannot make another one."""
    if os.getuid():
        tmp_path.joinpath("closed").mkdir(mode=0o500)
        return tmp_path / "closed"
    return Path("/sys")


@pytest.mark.skipif(
    not Path("/sys").exists() and not os.getuid(), reason="the superuser may write anywhere here"
)
def test_read_refuses_a_folder_that_cannot_be_written(run, page, tmp_path):
    folder = unwritable_folder(tmp_path) / "project"

    status, out, err = run("read", page, "--db", folder)

    assert (status, out) == (1, "")
    check_one_line(err, str(folder))


@pytest.mark.parametrize("name", ["events", "claims", "articles"])
def test_lists_say_that_nothing_was_kept_yet(run, name):
    status, _, err = run(name)

    assert status == 1
    check_one_line(err, "nothing was kept here yet", "detente read PAGE")


# --------------------------------------------------------------------------- lists


def test_events_are_a_table(run, kept):
    status, out, _ = run("events", "--db", kept)

    assert status == 0
    assert "NOR → JPN" in out
    assert "6 events (7 reports)" in out


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        pytest.param(["--actor", "JPN"], ["e-reject"], id="of an actor"),
        pytest.param(["--actor", "jpn"], ["e-reject"], id="of an actor in lower case"),
        pytest.param(["--recipient", "EUR"], ["e-meet", "e-sign"], id="of the other side of a meeting"),
        pytest.param(["--type", "accuse"], ["e-accuse"], id="of a type in lower case"),
        pytest.param(["--mode", "visit"], ["e-meet"], id="of a mode"),
        pytest.param(["--status", "negated"], ["e-sign"], id="of a status"),
        pytest.param(["--until", "2019-12-31"], ["e-sanction"], id="up to and with a day"),
        pytest.param(["--since", "2025-03-03", "--until", "2025-03-03"], ["e-meet"], id="of one day"),
        pytest.param(["--article", "a-none"], [], id="of an article that is not there"),
    ],
)
def test_events_are_filtered(run, kept, options, ids):
    status, out, _ = run("events", "--db", kept, "--json", *options)

    assert status == 0
    assert sorted(event["id"] for event in json.loads(out)) == sorted(ids)


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        pytest.param(["--speaker", "JPN"], ["c-demand"], id="of a country"),
        pytest.param(["--speaker", "kari lund"], ["c-threat"], id="of a name"),
        pytest.param(["--act", "demand"], ["c-demand"], id="of an act"),
        pytest.param(["--condition"], ["c-threat"], id="that hang on something"),
        pytest.param(["--deadline"], ["c-threat"], id="with a deadline"),
        pytest.param(["--since", "2025-03-05"], [], id="since a day after"),
    ],
)
def test_claims_are_filtered(run, kept, options, ids):
    status, out, _ = run("claims", "--db", kept, "--jsonl", *options)

    assert status == 0
    assert [json.loads(line)["id"] for line in out.splitlines()] == ids


@pytest.mark.parametrize(
    ("options", "n_articles"),
    [
        pytest.param(["--publisher", "Nordic Wire"], 1, id="of a publisher"),
        pytest.param(["--publisher", "Nobody"], 0, id="of another publisher"),
        pytest.param(["--text", "trawlers ports"], 1, id="with words"),
        pytest.param(["--until", "2025-03-03"], 0, id="until a day before"),
    ],
)
def test_articles_are_filtered(run, kept, options, n_articles):
    status, out, _ = run("articles", "--db", kept, "--csv", *options)

    assert status == 0
    assert len(list(csv.DictReader(io.StringIO(out)))) == n_articles


@pytest.mark.parametrize(
    ("options", "part"),
    [
        pytest.param(["--type", "HUG"], "ACCUSE", id="an unknown type"),
        pytest.param(["--status", "maybe"], "asserted", id="an unknown status"),
        pytest.param(["--mode", "hover"], "visit", id="an unknown mode"),
        pytest.param(["--since", "soon"], "no date such as", id="a broken date"),
        pytest.param(["--limit", "0"], "--limit", id="a limit of nothing"),
        pytest.param(["--colour"], "--colour", id="an unknown option"),
    ],
)
def test_events_refuse_what_cannot_be_asked(run, kept, options, part):
    status, _, err = run("events", "--db", kept, *options)

    assert status == 2
    check_one_line(err, part)


def test_table_that_is_cut_says_so(run, kept):
    _, out, _ = run("events", "--db", kept, "--limit", "2")

    assert "2 events (2 reports); there are more" in out or "2 events (3 reports); there are more" in out


def test_json_that_is_cut_says_so_on_standard_error(run, kept):
    _, out, err = run("events", "--db", kept, "--limit", "2", "--json")

    assert len(json.loads(out)) == 2
    assert "there are more" in err


def test_claims_and_articles_are_tables(run, kept):
    assert "2 claims" in run("claims", "--db", kept)[1]
    assert "1 article" in run("articles", "--db", kept)[1]


# --------------------------------------------------------------------------- explain, doctor


def test_explain_shows_sentence_rule_and_chain(run, kept):
    status, out, _ = run("explain", "e-rej", "--db", kept)

    assert status == 0
    assert "[event: rejected]" in out
    assert "NHK (“quoted by”) › Kyodo (“reported”)" in out


@pytest.mark.parametrize(("event", "part"), [("x", "x"), ("e-s", "e-sanction")], ids=["unknown", "ambiguous"])
def test_explain_refuses_what_is_no_single_event(run, kept, event, part):
    status, _, err = run("explain", event, "--db", kept)

    assert status == 2
    check_one_line(err, part)


def test_doctor_says_what_is_installed_and_where_data_lies(run, kept):
    status, out, _ = run("doctor", "--db", kept)

    assert status == 0
    assert "onnxruntime" in out
    assert f"{kept}: 1 article, 6 events, 2 claims" in out


def test_doctor_finds_a_damaged_segment(run, kept):
    segment = next(kept.rglob("*.parquet"))
    segment.write_bytes(segment.read_bytes()[:-1])

    status, out, _ = run("doctor", "--db", kept)

    assert status == 1
    assert "broken" in out


def test_doctor_says_that_the_parser_is_missing(run):
    status, out, _ = run("doctor", "--parser", "en_core_web_none")

    assert status == 1
    assert "broken  parser" in out


# --------------------------------------------------------------------------- code


def lines(*articles):
    return "".join(json.dumps(article) + "\n" for article in articles).encode()


def test_code_answers_each_line_in_order(run, tmp_path):
    articles = [
        {"id": f"a{n}", "text": TEXT, "published": "2025-03-04", "headline": f"No {n}"} for n in range(3)
    ]

    status, out, err = run("code", write(tmp_path, "in.jsonl", lines(*articles)))

    records = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert [record["article"]["id"] for record in records] == ["a0", "a1", "a2"]
    assert [record["article"]["headline"] for record in records] == ["No 0", "No 1", "No 2"]
    assert records[0]["article"]["text"] == TEXT
    assert any(event["event_type"] == "ACCUSE" for event in records[0]["events"])


def test_code_reports_a_bad_line_in_its_place(run, tmp_path):
    content = lines({"id": "a", "text": TEXT}) + b"{\n\n" + lines({"id": "b", "text": TEXT})

    status, out, err = run("code", write(tmp_path, "in.jsonl", content))

    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 3
    assert answers[1]["line"] == 2
    assert "not JSON" in answers[1]["error"]
    assert answers[2]["article"]["id"] == "b"
    assert "1 of 3 lines" in err


def test_code_adds_everything(run, tmp_path):
    source = write(tmp_path, "in.jsonl", lines({"id": "a", "text": TEXT}))

    record = json.loads(run("code", source, "--all")[1])

    assert record["sentences"][0]["text"] == "France accused Iran of breaking the accord."
    assert record["conllu"]


def test_code_with_a_cache_prints_the_same_bytes(run, tmp_path):
    content = lines({"id": "a", "text": TEXT, "published": "2025-03-04"}, {"id": "b", "text": TEXT[:43]})
    source, cache = write(tmp_path, "in.jsonl", content), tmp_path / "trees.sqlite"

    without = run("code", source, "--all")
    first = run("code", source, "--all", "--cache", cache)
    second = run("code", source, "--all", "--cache", cache)

    assert without[0] == 0
    assert first == without
    assert second == without
    assert cache.stat().st_size > 0


def test_code_refuses_a_cache_that_is_a_folder(run, tmp_path):
    source = write(tmp_path, "in.jsonl", lines({"id": "a", "text": TEXT}))

    status, out, err = run("code", source, "--cache", tmp_path)

    assert (status, out) == (2, "")
    check_one_line(err, "--cache", str(tmp_path))


def test_code_refuses_a_file_that_is_missing(run, tmp_path):
    status, _, err = run("code", tmp_path / "gone.jsonl")

    assert status == 2
    check_one_line(err, "gone.jsonl")


# --------------------------------------------------------------------------- the program as a whole


def test_help_lists_every_command(run):
    status, out, _ = run("--help")

    assert status == 0
    for name in ("read", "events", "claims", "articles", "explain", "code", "doctor"):
        assert f"  {name} " in out


def test_no_command_shows_help(run):
    assert run()[0] == 0


def test_version_is_told(run):
    assert run("--version")[1].startswith("detente 0.")


@pytest.mark.parametrize(
    "arguments", [["fly"], ["read"], ["--fly"]], ids=["command", "missing page", "option"]
)
def test_misuse_is_one_line(run, arguments):
    status, _, err = run(*arguments)

    assert status == 2
    check_one_line(err, "--help")


def test_help_loads_nothing_slow():
    program = "import sys; from detente.cli import main; main(['--help']); print(sorted(sys.modules))"

    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout

    slow = {"numpy", "onnxruntime", "duckdb", "pyarrow", "rich", "trafilatura", "httpx", "detente.project"}
    assert not [name for name in slow if f"'{name}'" in loaded]


def test_import_of_the_package_loads_nothing():
    program = "import sys, detente; print([name for name in sys.modules if name.startswith('detente')])"

    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout

    assert loaded.strip() == "['detente']"


@pytest.mark.slow
def test_reader_that_goes_away_is_no_complaint(kept):
    with subprocess.Popen(
        command("events", "--db", kept, "--jsonl"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        err = process.stderr.read()

    assert process.returncode == 141
    assert err == b""


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_interrupt_ends_quietly(tmp_path, workers):
    source = write(tmp_path, "in.jsonl", lines(*({"id": n, "text": TEXT * 20} for n in range(2000))))
    with subprocess.Popen(
        command("code", source, "--workers", workers),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    ) as process:  # fmt: skip
        process.stdout.readline()
        time.sleep(0.2)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=20)

    assert process.returncode == 130
    assert err == b""


# --------------------------------------------------------------------------- lexicon

OWN_RULE = """
[[rule]]
id = "accuse-criticise"
disabled = true

[[rule]]
id = "aid-bring"
event = "AID"
verbs = ["bring"]
recipient = ["oblique:to"]
[rule.with]
object = ["timber"]
[[rule.example]]
text = "Norway brought timber to Japan."
actor = "Norway"
recipient = "Japan"
[[rule.counterexample]]
text = "Norway brought timber."
why = "nobody gets it"
"""


@pytest.fixture
def own(tmp_path):
    """The folder of a project with a rule, and a name, of its own."""
    folder = tmp_path / "own"
    write_own(folder, "rules/mine.toml", OWN_RULE)
    write_own(folder, "aliases.tsv", "alias\tkey\tkind\tfrom\tuntil\tcite\nNorlandia\tNOR\tname\t\t\t\n")
    return folder


def write_own(folder, name, text):
    path = folder / "lexicon" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_lexicon_check_tells_what_own_files_change(run, own):
    status, out, _ = run("lexicon", "check", "--db", own)

    assert status == 0
    assert "1 added: aid-bring; 1 disabled: accuse-criticise" in out
    assert "aliases.tsv  1 added: Norlandia NOR" in out
    assert "2 of 2 are as their rules say" in out


def test_lexicon_check_tells_what_is_wrong_line_by_line(run, own):
    write_own(
        own, "rules/mine.toml", OWN_RULE.replace("AID", "AIDS").replace("recipient = [", "recipent = [")
    )

    status, out, _ = run("lexicon", "check", "--db", own)

    assert status == 1
    assert out.splitlines() == [
        "broken  lexicon      mine.toml, line 6, aid-bring: unknown key 'recipent'",
        "broken  lexicon      mine.toml, line 6, aid-bring: unknown event type 'AIDS'",
    ]


def test_lexicon_check_tells_which_example_fails(run, own):
    wrong = OWN_RULE.replace('recipient = "Japan"', 'recipient = "Iran"')
    write_own(own, "rules/mine.toml", '[classes]\nart = ["opera"]\n' + wrong)

    status, out, _ = run("lexicon", "check", "--db", own)

    assert status == 1
    assert "change what shipped rules say: accuse" in out
    assert "broken  aid-bring    “Norway brought timber to Japan.”: recipient is Japan, not Iran" in out


def test_lexicon_check_without_own_files_says_where_they_go(run, tmp_path):
    status, _, err = run("lexicon", "check", "--db", tmp_path)

    assert status == 2
    check_one_line(err, str(tmp_path / "lexicon"))


def test_lexicon_try_tells_what_a_rule_changes(run, own, tmp_path):
    page = write(
        tmp_path,
        "page.txt",
        b"Norlandia brought timber to Japan on Tuesday after long talks about the stocks in the northern sea. "
        b"Japan condemned Iran over the trials of the fishermen, and the Japanese government said that it had "
        b"long known about the harbour and the ships that lie there in the winter.",
    )
    run("read", page, "--db", own)

    status, out, _ = run("lexicon", "try", "aid-bring", "--db", own)

    assert status == 0
    assert "+ NOR → JPN  AID  asserted (aid-bring)" in out
    assert "1 new, 0 gone, 0 changed, in 1 of 1 article; 1 event found by the rules tried" in " ".join(
        out.split()
    )


def test_lexicon_try_refuses_an_unknown_rule(run, own):
    status, _, err = run("lexicon", "try", "aid-brings", "--db", own)

    assert status == 2
    check_one_line(err, "aid-bring, accuse-criticise")


def test_code_takes_own_rules(run, own):
    line = json.dumps({"id": "a", "text": "Norlandia brought timber to Japan."}).encode()

    with_rules = json.loads(run("code", "-", "--lexicon", own / "lexicon", stdin=line)[1])
    without = json.loads(run("code", "-", stdin=line)[1])

    assert [event["rule"] for event in with_rules["events"]] == ["aid-bring"]
    assert "aid-bring" not in [event["rule"] for event in without["events"]]


def test_lists_are_shown_while_own_rules_are_broken(run, kept):
    write_own(kept, "rules/mine.toml", "[[rule]")

    assert run("events", "--db", kept)[0] == 0
    assert "broken  own lexicon" in run("doctor", "--db", kept)[1]
