"""The best tree over a sentence's words, given a score for every possible head of every word."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32] | NDArray[np.float64]


def best_heads(scores: Scores) -> NDArray[np.int64]:
    """Head of every word in the best tree with exactly one root.

    Args:
        scores: Shape (1 + n_words, 1 + n_words), dependents by heads, any finite numbers. Position 0 is the
        root;
            its row and the diagonal are not read.

    Returns:
        Shape (1 + n_words,): 0 marks the word under the root; the first entry is 0 and means nothing.

    References:
        Chu and Liu (1965), Scientia Sinica 14, 1396-1400; Edmonds (1967), J. Res. Natl. Bur. Stand. B 71,
        233-240.
    """
    weights = _log_probabilities(scores)
    heads = _likeliest(weights)
    if _is_single_rooted(heads):
        return heads
    # A price on the root that no tree can make up for: the best tree then uses it once.
    weights[1:, 0] -= 1.0 + 2.0 * len(weights) * float(np.abs(weights[np.isfinite(weights)]).max())
    return _spanning_tree(weights)


def rooted_ranges(scores: Scores) -> list[tuple[int, int]]:
    """Ranges of words that stand under roots of their own: one, unless the words are more than one sentence.

    Args:
        scores: As for `best_heads`.

    Returns:
        Ranges of 0-based word indexes, last not included, in order, covering all words. The words are parted
        only where every root is more likely a root than not and the words under each stand together.
    """
    weights = _log_probabilities(scores)
    heads = _likeliest(weights)
    whole = [(0, len(heads) - 1)]
    roots = np.flatnonzero(heads == 0)[1:]
    if len(roots) < 2 or weights[roots, 0].min() < np.log(0.5):
        return whole
    owner = np.arange(len(heads))
    for _ in range(len(heads)):
        is_below = heads[owner] != 0
        if not is_below.any():
            break
        owner[is_below] = heads[owner[is_below]]
    starts = np.flatnonzero(np.diff(owner[1:], prepend=-1))
    if len(starts) != len(roots) or not np.isin(owner[1:], roots).all():
        return whole
    return list(zip(starts.tolist(), [*starts[1:].tolist(), len(heads) - 1], strict=True))


def _likeliest(weights: NDArray[np.float64]) -> NDArray[np.int64]:
    heads: NDArray[np.int64] = weights.argmax(1)
    heads[0] = 0
    return heads


def _log_probabilities(scores: Scores) -> NDArray[np.float64]:
    """Scores as log probabilities of heads: words are sure or unsure of their head to different degrees."""
    weights = scores.astype(np.float64)
    np.fill_diagonal(weights, -np.inf)
    weights -= weights.max(1, keepdims=True)
    # A floor keeps impossible heads apart from the diagonal, which is no head at all.
    weights = np.maximum(weights, -1e4)
    np.fill_diagonal(weights, -np.inf)
    weights -= np.log(np.exp(weights).sum(1, keepdims=True))
    weights[0] = -np.inf
    return weights


def _is_single_rooted(heads: NDArray[np.int64]) -> bool:
    if np.count_nonzero(heads[1:] == 0) != 1:
        return False
    above = heads.copy()
    for _ in range(len(heads).bit_length()):
        above = above[above]
    return not above.any()


def _spanning_tree(weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Heads of the best arborescence from node 0; weights are dependents by heads."""
    heads = _likeliest(weights)
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(heads), bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    merged, entry, leaving = _contracted(weights, heads, cycle, outside)
    found = _spanning_tree(merged)
    last = len(outside)
    into = int(found[last])
    heads[cycle[int(entry[into])]] = outside[into]
    for number, node in enumerate(outside[1:], start=1):
        head = int(found[number])
        heads[node] = cycle[int(leaving[number])] if head == last else outside[head]
    return heads


def _contracted(
    weights: NDArray[np.float64],
    heads: NDArray[np.int64],
    cycle: NDArray[np.int64],
    outside: NDArray[np.int64],
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    """Weights with the cycle as one last node.

    Also, per outside node, where in the cycle it enters as a head and where it hangs as a dependent.
    """
    gains = weights[np.ix_(cycle, outside)] - weights[cycle, heads[cycle]][:, None]  # (n_cycle, n_outside)
    hangs = weights[np.ix_(outside, cycle)]  # (n_outside, n_cycle)
    entry, leaving = gains.argmax(0), hangs.argmax(1)
    merged = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    merged[:-1, :-1] = weights[np.ix_(outside, outside)]
    merged[-1, :-1] = gains.max(0)
    merged[:-1, -1] = hangs.max(1)
    merged[0] = -np.inf
    return merged, entry, leaving


def _cycle(heads: NDArray[np.int64]) -> NDArray[np.int64] | None:
    """Nodes of one cycle, in order, or `None`."""
    visited = np.zeros(len(heads), np.int64)
    for start in range(1, len(heads)):
        node = start
        while node and not visited[node]:
            visited[node] = start
            node = int(heads[node])
        if node and visited[node] == start:
            cycle = [node]
            while int(heads[cycle[-1]]) != node:
                cycle.append(int(heads[cycle[-1]]))
            return np.array(cycle)
    return None
