from itertools import product

import numpy as np
import pytest

from detente.parse.spanning_tree import best_heads, rooted_ranges


def is_tree(heads):
    if sum(head == 0 for head in heads[1:]) != 1:
        return False
    for start in range(1, len(heads)):
        node, seen = start, set()
        while node and node not in seen:
            seen.add(node)
            node = heads[node]
        if node:
            return False
    return True


def best_by_trying_all(scores):
    """The definition: of all trees with one root, the one with the largest sum of log probabilities."""
    n = len(scores)
    scores = scores.astype(float).copy()
    np.fill_diagonal(scores, -np.inf)
    log_probabilities = scores - np.log(np.exp(scores).sum(1, keepdims=True))
    trees = [(0, *heads) for heads in product(range(n), repeat=n - 1) if is_tree((0, *heads))]
    return max(trees, key=lambda heads: sum(log_probabilities[word, heads[word]] for word in range(1, n)))


@pytest.mark.parametrize("n_words", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("seed", range(12))
def test_best_heads_finds_the_best_of_all_trees(n_words, seed):
    scores = (
        np.random.default_rng([seed, n_words]).normal(0, 3, (n_words + 1, n_words + 1)).astype(np.float32)
    )

    assert tuple(best_heads(scores)) == best_by_trying_all(scores)


@pytest.mark.parametrize("n_words", [1, 10, 60, 200])
def test_best_heads_is_a_tree_with_one_root_whatever_the_scores(n_words):
    rng = np.random.default_rng(n_words)

    for spread in (0.0, 1.0, 100.0):
        heads = best_heads(rng.normal(0, spread, (n_words + 1, n_words + 1)).astype(np.float32))

        assert is_tree(heads.tolist())


def test_best_heads_heeds_scores_that_forbid():
    scores = np.full((4, 4), -1e4, np.float32)
    scores[1, 2] = scores[2, 3] = scores[3, 0] = 1.0

    assert best_heads(scores).tolist() == [0, 2, 3, 0]


def sure_scores(*heads):
    """Scores that leave no doubt; 1-based heads, 0 for a root."""
    scores = np.full((len(heads) + 1, len(heads) + 1), -20.0, np.float32)
    for word, head in enumerate(heads, start=1):
        scores[word, head] = 20.0
    return scores


@pytest.mark.parametrize(
    ("heads", "ranges"),
    [
        pytest.param((2, 0, 2), [(0, 3)], id="one root is one sentence"),
        pytest.param((2, 0, 4, 0, 4), [(0, 2), (2, 5)], id="two roots part the words"),
        pytest.param((0, 4, 1, 0), [(0, 4)], id="words that interleave stay together"),
        pytest.param((2, 1, 0, 0), [(0, 4)], id="a circle parts nothing"),
        pytest.param((0,), [(0, 1)], id="one word is one sentence"),
    ],
)
def test_rooted_ranges_parts_words_by_their_roots(heads, ranges):
    assert rooted_ranges(sure_scores(*heads)) == ranges


def test_rooted_ranges_does_not_part_on_a_doubt():
    scores = sure_scores(2, 0, 4, 0)
    scores[4, 0], scores[4, 2], scores[4, 3] = 1.0, 0.9, 0.9

    assert rooted_ranges(scores) == [(0, 4)]
