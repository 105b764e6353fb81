"""Any installed spaCy pipeline as a parser, its trees brought to Universal Dependencies."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from detente.errors import ParserError
from detente.parse.clear_style import ROOT, Node, is_clear_style, to_universal
from detente.records import Name, Sentence, Token

TEXTS_PER_BATCH = 16
"""Larger batches are no faster and take more memory."""
NAME_LABELS = {
    "PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP",
    "EVENT": "OTHER", "LAW": "OTHER", "PRODUCT": "OTHER", "WORK_OF_ART": "OTHER", "MISC": "OTHER",
}  # fmt: skip
"""Kinds of names; dates, numbers and amounts are no names here."""


class SpacyParser:
    """Parses with a spaCy pipeline that is installed."""

    def __init__(self, name: str) -> None:
        """Load the pipeline.

        Raises:
            ParserError: If spaCy or the pipeline is not installed, or the pipeline draws no trees.
        """
        pipeline = _loaded(name)
        if not {"parser", "experimental_biaffine_parser"} & set(pipeline.pipe_names):
            raise ParserError("this spaCy pipeline has no parser", where=name, todo="name one that has")
        labels = pipeline.get_pipe("parser").labels if "parser" in pipeline.pipe_names else ()
        self.name = name
        self.version = f"{pipeline.meta['name']}-{pipeline.meta['version']}"
        self._pipeline = pipeline
        self._is_clear = is_clear_style(labels)

    @property
    def possible_lemmas(self) -> None:
        """Not known before parsing."""

    def parse_texts(
        self, texts: Iterable[str], *, may_matter: Callable[[Sequence[str]], bool] | None = None
    ) -> Iterator[tuple[Sentence, ...]]:
        """Sentences of each text, in the order of the texts."""
        del may_matter  # spaCy parses whole texts
        for doc in self._pipeline.pipe(texts, batch_size=TEXTS_PER_BATCH):
            words = [sentence for sentence in doc.sents if any(not token.is_space for token in sentence)]
            yield tuple(sentence_of(sentence, is_clear=self._is_clear) for sentence in words)


def _loaded(name: str) -> Any:
    try:
        import spacy  # noqa: PLC0415 - optional, and slow to load
    except ImportError as error:
        raise ParserError(
            "spaCy is not installed", where=name, todo="pip install 'detente[spacy]'"
        ) from error
    try:
        return spacy.load(name)
    except OSError as error:
        raise ParserError(
            "there is no such spaCy pipeline", where=name, todo=f"spacy download {name}"
        ) from error


def sentence_of(span: Any, *, is_clear: bool) -> Sentence:
    """The sentence in a spaCy span; tokens of white space are left out."""
    tokens = [token for token in span if not token.is_space]
    index_of = {token.i: index for index, token in enumerate(tokens)}
    nodes = [
        Node(
            text=token.text, lemma=token.lemma_ or token.text.lower(), upos=token.pos_, xpos=token.tag_,
            head=ROOT if token.head.i == token.i else index_of.get(token.head.i, ROOT), deprel=token.dep_,
        )
        for token in tokens
    ]  # fmt: skip
    names = tuple(_names(span, index_of))
    if is_clear:
        to_universal(nodes, [(name.first, name.last) for name in names if name.label == "PER"])
    return Sentence(
        start=tokens[0].idx,
        end=tokens[-1].idx + len(tokens[-1].text),
        tokens=tuple(_token(token.idx, node) for token, node in zip(tokens, nodes, strict=True)),
        names=names,
    )


def _token(start: int, node: Node) -> Token:
    deprel = "root" if node.head == ROOT else node.deprel
    return Token(
        start=start, end=start + len(node.text), text=node.text, lemma=node.lemma, upos=node.upos,
        xpos=node.xpos, head=node.head, deprel=deprel,
    )  # fmt: skip


def _names(span: Any, index_of: dict[int, int]) -> Iterator[Name]:
    for entity in span.ents:
        label = NAME_LABELS.get(entity.label_)
        indexes = [index_of[token.i] for token in entity if token.i in index_of]
        if label is not None and indexes:
            yield Name(first=indexes[0], last=indexes[-1] + 1, label=label)
