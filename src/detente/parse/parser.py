"""What a parser is, and how to get one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from detente.parse.stored import StoredParser
from detente.records import Sentence

OWN_PARSER = "detente"
"""Name of the parser that ships with the program."""


class Parser(Protocol):
    """Anything that turns texts into sentences with Universal Dependencies trees."""

    @property
    def name(self) -> str:
        """How `load_parser` knows it."""

    @property
    def version(self) -> str:
        """Changes whenever its trees may change."""

    def parse_texts(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """Sentences of each text, in the order of the texts; a few texts may be read ahead."""


def load_parser(name: str = OWN_PARSER, *, threads: int = 1) -> Parser:
    """The parser of that name, ready to parse.

    Args:
        name: `"detente"`, an installed spaCy pipeline such as `"en_core_web_trf"`, or a CoNLL-U file whose
            trees are taken for the texts they were made of.
        threads: Threads used inside one call; the own parser alone heeds it.

    Raises:
        ParserError: If the model, or the library it needs, is missing or damaged.
    """
    if name == OWN_PARSER:
        # Not at the top: it loads numpy, which `--help` does not need.
        from detente.parse.encoder import EncoderParser  # noqa: PLC0415

        return EncoderParser(threads=threads)
    if name.endswith(".conllu"):
        return StoredParser(Path(name))
    from detente.parse.spacy_backend import SpacyParser  # noqa: PLC0415

    return SpacyParser(name)
