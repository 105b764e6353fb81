"""From text to dependency trees, and from trees to clauses."""

from detente.parse.clauses import build_clauses
from detente.parse.conllu import ParsedText, read_conllu, write_conllu
from detente.parse.parser import OWN_PARSER, Lemmas, Parser, load_parser

__all__ = [
    "OWN_PARSER",
    "Lemmas",
    "ParsedText",
    "Parser",
    "build_clauses",
    "load_parser",
    "read_conllu",
    "write_conllu",
]
