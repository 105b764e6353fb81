"""Sentences as CoNLL-U, and CoNLL-U as sentences.

Offsets are kept as `TokenRange=start:end` in the MISC column, in code points, as UDPipe and Stanza write
them; names as `Name=B-PER`, acts as `Acts=ASSAULT:0.87,COERCE:0.09`, the sides of a word's act as
`Sides=actor:1:0.97` (role, number of the word, probability). Multiword tokens and empty nodes are skipped in
reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from detente.errors import ParserError
from detente.parse.name_tags import name_tags
from detente.records import Act, ActSide, Name, Sentence, Token

N_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A text with its sentences."""

    id: str | None
    """As `# newdoc id` says it."""
    text: str
    """Rebuilt from the tokens: exact inside sentences, white space between them is a guess."""
    sentences: tuple[Sentence, ...]


@dataclass(slots=True)
class _Block:
    """The lines of one sentence."""

    comments: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    def comment(self, key: str) -> str | None:
        """Value of `# key = value`, "" for a bare `# key`, `None` where there is no such comment."""
        for comment in self.comments:
            name, _, value = comment.partition("=")
            if name.strip() == key:
                return value.strip()
        return None


def write_conllu(text: str, sentences: Sequence[Sentence], *, doc_id: str | None = None) -> str:
    """Sentences of a text as a CoNLL-U document, ending in a blank line."""
    lines = [f"# newdoc id = {doc_id}"] if doc_id is not None else []
    for number, sentence in enumerate(sentences, start=1):
        lines.append(f"# sent_id = {number}")
        lines.append(f"# text = {' '.join(text[sentence.start : sentence.end].split())}")
        if sentence.has_acts:
            lines.append("# acts = told")
        tags = name_tags(sentence)
        for index, token in enumerate(sentence.tokens):
            lines.append("\t".join(_columns(index, sentence, tags[index])))
            del token
        lines.append("")
    return "\n".join(lines) + "\n"


def _columns(index: int, sentence: Sentence, tag: str) -> list[str]:
    token = sentence.tokens[index]
    misc = [f"TokenRange={token.start}:{token.end}"]
    if token.acts:
        acts = ",".join(f"{act.event_type}:{act.probability:.2f}" for act in token.acts)
        misc.insert(0, f"Acts={acts}")
    if token.sides:
        sides = ",".join(f"{side.role}:{side.token + 1}:{side.probability:.2f}" for side in token.sides)
        misc.append(f"Sides={sides}")
    if tag != "O":
        misc.insert(0, f"Name={tag}")
    follower = sentence.tokens[index + 1] if index + 1 < len(sentence.tokens) else None
    if follower is not None and follower.start == token.end:
        misc.insert(0, "SpaceAfter=No")
    form = " ".join(token.text.split()) or "_"
    return [
        str(index + 1), form, token.lemma or "_", token.upos, token.xpos or "_", "_",
        str(token.head + 1), token.deprel, "_", "|".join(misc),
    ]  # fmt: skip


def read_conllu(text: str) -> Iterator[ParsedText]:
    """Documents of a CoNLL-U file: one per `# newdoc`, or a single one without an id.

    Offsets are those of `TokenRange`. Where it is missing, the text is laid out from the words and
    `SpaceAfter=No`, with a space between sentences and a blank line before `# newpar`.

    Raises:
        ParserError: If a line is not CoNLL-U; the message names it.
    """
    blocks: list[_Block] = []
    doc_id: str | None = None
    for block in _blocks(text.splitlines()):
        newdoc = block.comment("newdoc id")
        if newdoc is not None or block.comment("newdoc") is not None:
            if blocks:
                yield _parsed_text(doc_id, blocks)
            blocks, doc_id = [], newdoc
        blocks.append(block)
    if blocks:
        yield _parsed_text(doc_id, blocks)


def _blocks(lines: Iterable[str]) -> Iterator[_Block]:
    block = _Block()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            if block.rows:
                yield block
                block = _Block()
        elif line.startswith("#"):
            block.comments.append(line[1:])
        else:
            block.rows.append(_row(line, number))
    if block.rows:
        yield block


def _row(line: str, number: int) -> list[str]:
    columns = line.split("\t")
    if len(columns) != N_COLUMNS:
        raise ParserError(
            f"{len(columns)} columns instead of {N_COLUMNS}",
            where=f"CoNLL-U, line {number}",
            todo="separate by tabs",
        )
    if columns[0].isdigit() and not columns[6].isdigit():
        raise ParserError(f"head {columns[6]!r} is no number", where=f"CoNLL-U, line {number}")
    return columns


def _parsed_text(doc_id: str | None, blocks: Sequence[_Block]) -> ParsedText:
    laid_out = ""
    sentences: list[Sentence] = []
    for block in blocks:
        if laid_out:
            starts_paragraph = any(block.comment(key) is not None for key in ("newpar", "newpar id"))
            laid_out += "\n\n" if starts_paragraph else " "
        sentence, laid_out = _sentence(block, laid_out)
        sentences.append(sentence)
    return ParsedText(id=doc_id, text=laid_out, sentences=tuple(sentences))


def _sentence(block: _Block, before: str) -> tuple[Sentence, str]:
    """The sentence, and the text up to and including it."""
    parts = [before]
    length = len(before)
    tokens: list[Token] = []
    tags: list[str] = []
    spaces = _spaces_after(block.rows)
    for row in block.rows:
        if not row[0].isdigit():
            continue
        misc = dict(item.split("=", 1) for item in row[9].split("|") if "=" in item)
        start = _first_number(misc.get("TokenRange")) if "TokenRange" in misc else length
        gap = " " * max(0, start - length)
        parts += [gap, row[1]]
        acts, sides = _acts(misc.get("Acts", "")), _sides(misc.get("Sides", ""))
        tokens.append(replace(_token(row, start), acts=acts, sides=sides))
        tags.append(misc.get("Name", "O"))
        length += len(gap) + len(row[1])
        if spaces[row[0]]:
            parts.append(" ")
            length += 1
    text = "".join(parts).rstrip(" ")
    names = _names(tags)
    has_acts = block.comment("acts") == "told"
    start, end = (tokens[0].start, tokens[-1].end) if tokens else (0, 0)
    return Sentence(start, end, tuple(tokens), names, has_acts), text


def _first_number(token_range: str | None) -> int:
    return int((token_range or "0").split(":")[0])


def _spaces_after(rows: Sequence[list[str]]) -> dict[str, bool]:
    """Word number to whether a space follows it; inside a multiword token none does."""
    spaces = {row[0]: "SpaceAfter=No" not in row[9].split("|") for row in rows if row[0].isdigit()}
    for row in rows:
        if "-" in row[0]:
            first, last = (int(number) for number in row[0].split("-"))
            for number in range(first, last):
                spaces[str(number)] = False
            spaces[str(last)] = "SpaceAfter=No" not in row[9].split("|")
    return spaces


def _acts(written: str) -> tuple[Act, ...]:
    """`ASSAULT:0.87,COERCE:0.09`; what cannot be read is left out."""
    acts = []
    for part in written.split(","):
        event_type, _, probability = part.partition(":")
        if event_type and probability.replace(".", "", 1).isdecimal():
            acts.append(Act(event_type, float(probability)))
    return tuple(acts)


def _sides(written: str) -> tuple[ActSide, ...]:
    """`actor:1:0.97,recipient:4:0.92`; what cannot be read is left out."""
    sides = []
    for part in written.split(","):
        role, _, rest = part.partition(":")
        number, _, probability = rest.partition(":")
        if role and number.isdecimal() and probability.replace(".", "", 1).isdecimal():
            sides.append(ActSide(role, int(number) - 1, float(probability)))
    return tuple(sides)


def _token(row: Sequence[str], start: int) -> Token:
    xpos = "" if row[4] == "_" and row[1] != "_" else row[4]
    return Token(
        start=start, end=start + len(row[1]), text=row[1], lemma=row[2], upos=row[3], xpos=xpos,
        head=int(row[6]) - 1, deprel=row[7],
    )  # fmt: skip


def _names(tags: Sequence[str]) -> tuple[Name, ...]:
    names: list[Name] = []
    for index, tag in enumerate(tags):
        if tag.startswith("B-"):
            names.append(Name(index, index + 1, tag[2:]))
        elif tag.startswith("I-") and names and names[-1].last == index:
            names[-1] = replace(names[-1], last=index + 1)
    return tuple(names)
