"""The network: a small BERT encoder, and one head per question asked about each word.

To add a head: add its labels to `Labels`, one line to `Heads.word_heads`, and retrain. The exported graph
runs the encoder once for all heads.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from detente.parse.features import CASE_CLASSES, SHAPE_BUCKETS, SUFFIX_BUCKETS

WIDTH, DEPTH, N_HEADS, FEED_FORWARD = 384, 6, 12, 1536
"""Dimensions of all-MiniLM-L6-v2."""
CASE_INPUT = 3
"""Place of the words' case among the inputs; it is 0 where there is no word."""
MIXED_LAYERS = 4
"""Word vectors are a learned mean of the last layers, since tags live lower than trees."""
FEATURE_WIDTH = 32
WORD_WIDTH = WIDTH + 2 * FEATURE_WIDTH
ARC_WIDTH, LABEL_WIDTH, SIDE_WIDTH = 320, 96, 96
SIDES = ("actor", "recipient")
HEAD_DROPOUT, ENCODER_DROPOUT = 0.25, 0.1


@dataclass(frozen=True)
class Labels:
    """What each head chooses from, in the order of its outputs."""

    upos: list[str]
    xpos: list[str]
    name: list[str]
    deprel: list[str]
    event: list[str]

    def word_heads(self) -> dict[str, list[str]]:
        """Heads that give each word one label: output name to labels. A new head is one more entry here."""
        return {"upos": self.upos, "xpos": self.xpos, "name": self.name, "event": self.event}

    def as_dict(self) -> dict[str, list[str]]:
        """As the parser reads them."""
        return asdict(self)


@dataclass
class Outputs:
    """Scores of all heads for a batch; position 0 of the words is the root."""

    word: dict[str, Tensor] = field(default_factory=dict)
    """Head name to shape (n_sentences, n_words, n_labels)."""
    arcs: Tensor = field(default_factory=lambda: torch.empty(0))
    """Shape (n_sentences, n_words as dependents, n_words as heads)."""
    dependents: Tensor = field(default_factory=lambda: torch.empty(0))
    heads: Tensor = field(default_factory=lambda: torch.empty(0))
    """Shape (n_sentences, n_words, LABEL_WIDTH + 1) each: the two sides of a label's score."""
    sides: Tensor = field(default_factory=lambda: torch.empty(0))
    """Shape (n_sentences, len(SIDES), n_words as acts, n_words as sides)."""


class EncoderLayer(nn.Module):
    """One BERT layer."""

    def __init__(self) -> None:
        """One untrained layer."""
        super().__init__()
        self.queries_keys_values = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen = nn.Linear(WIDTH, FEED_FORWARD)
        self.narrow = nn.Linear(FEED_FORWARD, WIDTH)
        self.output_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(ENCODER_DROPOUT)

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        """Vectors of the next layer; the bias hides padding."""
        n_sentences, n_pieces, _ = hidden.shape
        split = self.queries_keys_values(hidden).view(n_sentences, n_pieces, 3, N_HEADS, WIDTH // N_HEADS)
        queries, keys, values = split.permute(2, 0, 3, 1, 4)
        scores = queries @ keys.transpose(-1, -2) * (WIDTH // N_HEADS) ** -0.5 + bias.to(queries.dtype)
        mixed = (scores.softmax(-1) @ values).transpose(1, 2).reshape(n_sentences, n_pieces, WIDTH)
        hidden = self.attention_norm(hidden + self.dropout(self.attended(mixed)))
        widened = functional.gelu(self.widen(hidden))
        return self.output_norm(hidden + self.dropout(self.narrow(widened)))


class Encoder(nn.Module):
    """Word pieces and their case to one vector per piece and layer."""

    def __init__(self, vocabulary_size: int) -> None:
        """Untrained encoder; `load_pretrained` fills it."""
        super().__init__()
        self.pieces = nn.Embedding(vocabulary_size, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.case = nn.Embedding(CASE_CLASSES, WIDTH)
        # Zero at first, so that training starts from the encoder as it was pretrained.
        nn.init.zeros_(self.case.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(ENCODER_DROPOUT)
        self.layers = nn.ModuleList(EncoderLayer() for _ in range(DEPTH))

    def forward(self, pieces: Tensor, case: Tensor) -> list[Tensor]:
        """Vectors of every layer, shape (n_sentences, n_pieces, WIDTH) each."""
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        summed = self.pieces(pieces) + self.positions(positions)[None] + self.case(case)
        hidden = self.dropout(self.norm(summed))
        bias = (pieces == 0)[:, None, None, :].to(hidden.dtype) * -1e4
        layers = []
        for layer in self.layers:
            hidden = layer(hidden, bias)
            layers.append(hidden)
        return layers


class Network(nn.Module):
    """Encoder, word vectors and heads."""

    def __init__(self, labels: Labels, vocabulary_size: int) -> None:
        """Untrained network with a head for each kind of label."""
        super().__init__()
        self.encoder = Encoder(vocabulary_size)
        self.mix = nn.Parameter(torch.zeros(MIXED_LAYERS))
        self.shape = nn.Embedding(SHAPE_BUCKETS, FEATURE_WIDTH)
        self.suffix = nn.Embedding(SUFFIX_BUCKETS, FEATURE_WIDTH)
        self.word_heads = nn.ModuleDict(
            {
                name: nn.Sequential(_mlp(WORD_WIDTH, 256), nn.Linear(256, len(values)))
                for name, values in labels.word_heads().items()
            }
        )
        self.arc_dependent, self.arc_head = _mlp(WORD_WIDTH, ARC_WIDTH), _mlp(WORD_WIDTH, ARC_WIDTH)
        self.label_dependent, self.label_head = _mlp(WORD_WIDTH, LABEL_WIDTH), _mlp(WORD_WIDTH, LABEL_WIDTH)
        self.arc_weight = nn.Parameter(torch.empty(ARC_WIDTH + 1, ARC_WIDTH))
        nn.init.xavier_uniform_(self.arc_weight)
        self.label_weight = nn.Parameter(torch.zeros(len(labels.deprel), LABEL_WIDTH + 1, LABEL_WIDTH + 1))
        self.side_act, self.side_word = _mlp(WORD_WIDTH, SIDE_WIDTH), _mlp(WORD_WIDTH, SIDE_WIDTH)
        self.side_weight = nn.Parameter(torch.empty(len(SIDES), SIDE_WIDTH + 1, SIDE_WIDTH + 1))
        nn.init.xavier_uniform_(self.side_weight)
        self.dropout = nn.Dropout(HEAD_DROPOUT)

    def forward(self, *batch: Tensor) -> Outputs:
        """Scores of all heads; the arguments are the fields of `detente.parse.features.Batch`, in order."""
        words, case = self.dropout(self.word_vectors(*batch)), batch[CASE_INPUT]
        return Outputs(
            word={name: head(words) for name, head in self.word_heads.items()},
            arcs=self._arcs(words, case),
            dependents=_with_one(self.label_dependent(words)),
            heads=_with_one(self.label_head(words)),
            sides=self._sides(words),
        )

    def word_vectors(  # noqa: PLR0917 - the inputs of the graph, in order
        self,
        pieces: Tensor,
        word_of_piece: Tensor,
        case_of_piece: Tensor,
        case: Tensor,
        shape: Tensor,
        suffix: Tensor,
    ) -> Tensor:
        """What all heads read of each word, shape (n_sentences, n_words, WORD_WIDTH)."""
        words = self._words(pieces, word_of_piece, case_of_piece, case)
        return torch.cat([words, self.shape(shape), self.suffix(suffix)], -1)

    def label_scores(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Scores of all labels for aligned sides, shapes (n, width) and (n, width) to (n, n_labels)."""
        n_labels, width, _ = self.label_weight.shape
        half = (dependents @ self.label_weight.transpose(0, 1).reshape(width, -1)).view(-1, n_labels, width)
        return (half @ heads[..., None]).squeeze(-1)

    def _words(self, pieces: Tensor, word_of_piece: Tensor, case_of_piece: Tensor, case: Tensor) -> Tensor:
        layers = self.encoder(pieces, case_of_piece)[-MIXED_LAYERS:]
        weights = self.mix.softmax(0)
        mixed = sum(weight * layer.float() for weight, layer in zip(weights, layers, strict=True))
        numbers = torch.arange(case.shape[1], device=case.device)
        owned = (word_of_piece[:, None, :] == numbers[None, :, None]).float()
        return (owned @ mixed) / owned.sum(-1, keepdim=True).clamp(min=1.0)

    def _arcs(self, words: Tensor, case: Tensor) -> Tensor:
        scores = _with_one(self.arc_dependent(words)) @ self.arc_weight @ self.arc_head(words).transpose(1, 2)
        itself = torch.eye(case.shape[1], device=case.device)[None]
        return scores - 1e4 * (case == 0)[:, None, :].float() - 1e4 * itself

    def _sides(self, words: Tensor) -> Tensor:
        acts, others = _with_one(self.side_act(words)), _with_one(self.side_word(words))
        return (acts[:, None] @ self.side_weight) @ others[:, None].transpose(2, 3)


def load_pretrained(network: Network, folder: Path) -> None:
    """Fill the encoder with all-MiniLM-L6-v2; its pooler and token types are not used."""
    weights = load_file(folder / "model.safetensors")
    encoder = network.encoder
    with torch.no_grad():
        encoder.pieces.weight.copy_(weights["embeddings.word_embeddings.weight"])
        encoder.positions.weight.copy_(weights["embeddings.position_embeddings.weight"])
        # Every word piece has token type 0 here; fold its vector into the positions.
        encoder.positions.weight.add_(weights["embeddings.token_type_embeddings.weight"][0])
        _copy(encoder.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(encoder.layers):
            _copy_layer(layer, weights, f"encoder.layer.{number}.")


def _copy_layer(layer: EncoderLayer, weights: dict[str, Tensor], prefix: str) -> None:
    three = [f"{prefix}attention.self.{name}" for name in ("query", "key", "value")]
    layer.queries_keys_values.weight.copy_(torch.cat([weights[f"{name}.weight"] for name in three]))
    layer.queries_keys_values.bias.copy_(torch.cat([weights[f"{name}.bias"] for name in three]))
    _copy(layer.attended, weights, prefix + "attention.output.dense")
    _copy(layer.attention_norm, weights, prefix + "attention.output.LayerNorm")
    _copy(layer.widen, weights, prefix + "intermediate.dense")
    _copy(layer.narrow, weights, prefix + "output.dense")
    _copy(layer.output_norm, weights, prefix + "output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])
    module.bias.copy_(weights[f"{name}.bias"])


def _mlp(before: int, after: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(before, after), nn.GELU(), nn.Dropout(HEAD_DROPOUT))


def _with_one(vectors: Tensor) -> Tensor:
    return torch.cat([vectors, torch.ones_like(vectors[..., :1])], -1)
