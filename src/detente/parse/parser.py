"""What a parser is, and how to get one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from detente.parse.cache import TreeCache
from detente.parse.stored import StoredParser
from detente.records import Sentence

OWN_PARSER = "detente"
"""Name of the parser that ships with the program."""


Matters = Callable[[Sequence[str]], bool]
"""Whether a sentence of these words is worth a tree."""
Lemmas = Callable[[str], frozenset[str]]
"""Word -> all lemmas, in lower case, that it may have."""


class Parser(Protocol):
    """Anything that turns texts into sentences with Universal Dependencies trees."""

    @property
    def name(self) -> str:
        """How `load_parser` knows it."""

    @property
    def version(self) -> str:
        """Changes whenever its trees may change."""

    @property
    def possible_lemmas(self) -> Lemmas | None:
        """What a word may be a form of; `None` where the parser cannot tell: then it parses everything."""

    def parse_texts(
        self, texts: Iterable[str], *, may_matter: Matters | None = None
    ) -> Iterator[tuple[Sentence, ...]]:
        """Sentences of each text, in the order of the texts; a few texts may be read ahead.

        Args:
            texts: Any number.
            may_matter: Sentences that may not are given without a tree: all words hang on the first.
        """


def load_parser(name: str = OWN_PARSER, *, threads: int = 1, cache: TreeCache | None = None) -> Parser:
    """The parser of that name, ready to parse.

    Args:
        name: `"detente"`, an installed spaCy pipeline such as `"en_core_web_trf"`, or a CoNLL-U file whose
            trees are taken for the texts they were made of.
        threads: Threads used inside one call; the own parser alone heeds it.
        cache: Where trees are kept between runs; the own parser alone heeds it.

    Raises:
        ParserError: If the model, or the library it needs, is missing or damaged.
    """
    if name == OWN_PARSER:
        # Not at the top: it loads numpy, which `--help` does not need.
        from detente.parse.encoder import EncoderParser  # noqa: PLC0415

        return EncoderParser(threads=threads, cache=cache)
    if name.endswith(".conllu"):
        return StoredParser(Path(name))
    from detente.parse.spacy_backend import SpacyParser  # noqa: PLC0415

    return SpacyParser(name)
