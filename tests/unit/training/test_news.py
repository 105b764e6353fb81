"""Acts in news that is not copied: places to examples, and readable lines to places and back."""

from pathlib import Path

import pytest
from tools.news import kept_line, readable
from training.news import news_example, read_sentences

TEXT = "Some lead. Turkey condemned the attack; the attack killed two Iraqi guards."
SENTENCE = TEXT[11:]
PLACE = f"0.11-{len(TEXT)}"
READABLE = f"{PLACE}\t{SENTENCE}\tACCUSE|condemned|Turkey|-\tASSAULT<|attack+killed|-|Iraqi guards"


def test_readable_lines_become_places_and_come_back(tmp_path: Path) -> None:
    path = tmp_path / "acts.tsv"
    line = kept_line(READABLE, [TEXT])
    path.write_text(line + "\n", "utf-8")

    assert "Turkey" not in line
    assert list(readable(path, [TEXT])) == [READABLE]


def test_nth_word_is_found() -> None:
    line = kept_line(f"{PLACE}\t{SENTENCE}\tASSAULT|attack#2|-|-", [TEXT])

    start = SENTENCE.rindex("attack")
    assert line.split("\t")[1] == f"ASSAULT {start}-{start + 6} - -"


@pytest.mark.parametrize("act", ["ASSAULT|raid|-|-", "RAID|attack|-|-", "ASSAULT|attack|-"])
def test_what_is_not_in_the_sentence_is_refused(act: str) -> None:
    with pytest.raises(ValueError, match=PLACE):
        kept_line(f"{PLACE}\t{SENTENCE}\t{act}", [TEXT])


def test_all_words_of_a_sentence_are_labelled(tmp_path: Path) -> None:
    path = tmp_path / "acts.tsv"
    path.write_text(kept_line(READABLE, [TEXT]) + "\n", "utf-8")
    (sentence,) = read_sentences(path)

    example = news_example(sentence.acts, SENTENCE)

    assert example.events is not None
    told = {form: label for form, label in zip(example.forms, example.events, strict=True) if label != "-"}
    assert told == {"condemned": "ACCUSE", "attack": "ASSAULT", "killed": "ASSAULT"}
    assault = example.sides[1]
    assert [example.forms[word] for word in assault.recipients] == ["Iraqi", "guards"]
    assert assault.actors == ()
