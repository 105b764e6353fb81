"""From a trained network to the files that ship: one ONNX graph in 8-bit integers, and its tables."""

from __future__ import annotations

import copy
import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from detente.parse.features import WordReader, read_vocabulary
from training.batches import tensors
from training.calibrate import fix_scales
from training.examples import Example
from training.network import Labels, Network

INPUTS = ("pieces", "word_of_piece", "case_of_piece", "case", "shape", "suffix")
PIECE_INPUTS = 3
OPSET = 17
UNSEALED = frozenset(("SHA256SUMS", "MODEL_CARD.md"))
"""Files whose bytes do not change what the parser says."""
SAMPLE = (("The", "U.S.", "accused", "North", "Korea", "."), ("Talks", "failed"))


class SmallEmbedding(nn.Module):
    """An embedding table in 8-bit integers with one scale per row: a quarter of the size."""

    def __init__(self, weight: Tensor) -> None:
        """Round a table."""
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, numbers: Tensor) -> Tensor:
        """Rows as they were, nearly."""
        return self.rows[numbers].float() * self.scale[numbers]


class Flat(nn.Module):
    """The network with its outputs in a row, as a graph has them."""

    def __init__(self, network: Network) -> None:
        """Wrap a network."""
        super().__init__()
        self.network = network

    def forward(self, *arguments: Tensor) -> tuple[Tensor, ...]:
        """Scores of the word heads, arcs, both sides of the labels, and sides of acts."""
        outputs = self.network(*arguments)
        return (*outputs.word.values(), outputs.arcs, outputs.dependents, outputs.heads, outputs.sides)


def export(
    network: Network, labels: Labels, vocabulary: Path, examples: Sequence[Example], *, folder: Path
) -> None:
    """Write `encoder.onnx`, `labeler.npy`, `labels.json` and `vocab.txt` into an existing folder.

    The examples show what values the 8-bit integers have to hold.
    """
    network = copy.deepcopy(network).eval().float()
    np.save(folder / "labeler.npy", network.label_weight.detach().numpy().astype(np.float16))
    (folder / "labels.json").write_text(
        json.dumps(labels.as_dict(), ensure_ascii=False, indent=1) + "\n", "utf-8"
    )
    shutil.copyfile(vocabulary, folder / "vocab.txt")
    reader = WordReader(read_vocabulary(vocabulary))
    network.encoder.pieces = SmallEmbedding(network.encoder.pieces.weight.detach())
    whole, small = folder / "whole.part", folder / "small.part"
    _write_graph(network, list(labels.word_heads()), reader, whole)
    _quantise(whole, small)
    fix_scales(small, (_feed(reader, example) for example in examples))
    whole.unlink()
    small.replace(folder / "encoder.onnx")


def _feed(reader: WordReader, example: Example) -> dict[str, NDArray[np.int64]]:
    batch = reader.batch([example.forms])
    return {name: getattr(batch, name) for name in INPUTS}


def write_sums(folder: Path) -> None:
    """Add `SHA256SUMS`, by which the parser knows its files."""
    sums = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(folder.iterdir())
        if path.name not in UNSEALED
    ]
    (folder / "SHA256SUMS").write_text("".join(sums), "utf-8")


def replace_folder(folder: Path, out: Path) -> None:
    """Put a finished folder in the place of `out`."""
    old = out.with_name(out.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    folder.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def _write_graph(network: Network, word_heads: list[str], reader: WordReader, path: Path) -> None:
    outputs = [*word_heads, "arcs", "dependents", "heads", "sides"]
    axes: dict[str, dict[int, str]] = {}
    for number, name in enumerate(INPUTS):
        axes[name] = {0: "sentences", 1: "pieces" if number < PIECE_INPUTS else "words"}
    for name in outputs:
        axes[name] = {0: "sentences", 1: "words"}
    axes["arcs"][2] = "words"
    axes["sides"] = {0: "sentences", 2: "words", 3: "words"}
    torch.onnx.export(
        Flat(network), tensors(reader.batch(SAMPLE)), str(path), input_names=list(INPUTS),
        output_names=outputs, dynamic_axes=axes, opset_version=OPSET, dynamo=False,
    )  # fmt: skip


def _quantise(whole: Path, small: Path) -> None:
    """Encoder matrices in 8 bits per output channel; heads stay in 32 bits, where rounding costs arcs.

    The range is reduced to 7 bits, since processors without VNNI overflow on 8: LAS +.0 on EWT, -.2 on GUM.
    """
    graph = onnx.load(whole).graph
    encoder = [node.name for node in graph.node if node.op_type == "MatMul" and "/encoder/" in node.name]
    quantize_dynamic(
        whole, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"], nodes_to_quantize=encoder,
    )  # fmt: skip
