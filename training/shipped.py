"""The shipped weights as a network that can be trained on: where to go on when the checkpoint is gone.

What was rounded to 8 bits stays rounded; training moves it again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from training.network import Labels, Network

PAIR_MODULES = frozenset(
    ("arc_dependent", "arc_head", "label_dependent", "label_head", "side_act", "side_word")
)


def shipped_labels(folder: Path) -> dict[str, list[str]]:
    """Labels of each head of the weights in a folder."""
    labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text("utf-8"))
    return labels


def load_shipped(network: Network, folder: Path, labels: Labels) -> list[str]:
    """Fill a network with shipped weights; heads that these lack keep what they have.

    Returns:
        Names of the parameters that were not found.
    """
    found = dict(_parameters(folder))
    old = shipped_labels(folder)
    if old["deprel"] != labels.deprel:
        raise ValueError("the relations are not those of the shipped weights")
    missing = []
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            if name in found and found[name].shape == parameter.shape:
                parameter.copy_(found[name])
            else:
                missing.append(name)
    return missing


def _parameters(folder: Path) -> Iterator[tuple[str, Tensor]]:
    graph = onnx.load(folder / "encoder.onnx").graph
    tables = {table.name: numpy_helper.to_array(table) for table in graph.initializer}
    rows, scale = tables["network.encoder.pieces.rows"], tables["network.encoder.pieces.scale"]
    yield "encoder.pieces.weight", _tensor(rows.astype(np.float32) * scale)
    for name, table in tables.items():
        if name.startswith("network."):
            yield name.removeprefix("network."), _tensor(table)
    for node in graph.node:
        if node.op_type == "Split" and node.input[0] in tables:
            # Exported as the shares of the layers; any logits that give these shares will do.
            yield "mix", _tensor(np.log(tables[node.input[0]]))
        if node.op_type in {"MatMul", "MatMulInteger"} and node.input[1].startswith("onnx::"):
            yield _module(node.name) + ".weight", _tensor(_matrix(node.input[1], tables).T)
    yield "label_weight", _tensor(np.load(folder / "labeler.npy").astype(np.float32))


def _module(node_name: str) -> str:
    """`/network/upos/upos.0/upos.0.0/MatMul` is `word_heads.upos.0.0`."""
    parts = node_name.removeprefix("/network/").split("/")[:-1]
    if parts[0] == "encoder":
        return ".".join(parts)
    return parts[-1] if parts[0] in PAIR_MODULES else f"word_heads.{parts[-1]}"


def _matrix(name: str, tables: dict[str, NDArray[np.generic]]) -> NDArray[np.float32]:
    if not name.endswith("_quantized"):
        return tables[name].astype(np.float32)
    base = name.removesuffix("_quantized")
    zero = tables[f"{base}_zero_point"].astype(np.float32)
    matrix: NDArray[np.float32] = (tables[name].astype(np.float32) - zero) * tables[f"{base}_scale"]
    return matrix


def _tensor(array: NDArray[np.generic]) -> Tensor:
    return torch.from_numpy(np.array(array))
