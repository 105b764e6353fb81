"""A clause while its roles are still being collected."""

from dataclasses import dataclass, field

from detente.parse.phrases import Phrase

# What stands before a noun and may say whose it is: "Iranian", "state", "Kim's".
NOMINAL_MODIFIERS = {"amod", "compound", "nmod:poss", "nmod:unmarked", "nmod:desc"}


@dataclass
class Draft:
    """A clause while its roles are still being collected."""

    predicate: int
    kind: str
    lemma: str
    roles: list[tuple[str, Phrase]] = field(default_factory=list)
    parent: int | None = None
    link: str | None = None
    light: int | None = None
    passive: bool = False

    def first(self, role: str) -> Phrase | None:
        """The first phrase with this role."""
        return next((phrase for name, phrase in self.roles if name == role), None)

    def add(self, role: str, phrase: Phrase | None) -> None:
        """Add a phrase, once; nothing when there is none."""
        if phrase is not None and not any(
            name == role and phrase.head == old.head for name, old in self.roles
        ):
            self.roles.append((role, phrase))
