"""Names as BIO tags, one a word, and back."""

from collections.abc import Sequence

from detente.records import Name, Sentence


def name_tags(sentence: Sentence) -> list[str]:
    """One tag per token: `B-PER`, `I-PER`, ..., `O`."""
    tags = ["O"] * len(sentence.tokens)
    for name in sentence.names:
        inside = [f"I-{name.label}"] * (name.last - name.first - 1)
        tags[name.first : name.last] = [f"B-{name.label}", *inside]
    return tags


def tagged_names(tags: Sequence[str]) -> tuple[Name, ...]:
    """Names from BIO tags; an I after another kind opens a name."""
    names: list[Name] = []
    start, kind = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        if kind and tag == f"I-{kind}":
            continue
        if kind:
            names.append(Name(start, index, kind))
        start, kind = index, tag[2:]
    return tuple(names)
