"""What can go wrong, one class per person who has to act.

    DetenteError
    ├── UsageError        settings or arguments are wrong       -> the user
    ├── LexiconError      a data file breaks its rules          -> the lexicon's editor
    ├── AcquireError      a page or archive cannot be had       -> nobody; try later
    ├── ArticleError      a page holds no article               -> nobody; it is counted
    ├── ParserError       the parser is missing or gave no tree -> whoever installs
    ├── StoreError        the database is locked or too new     -> whoever runs
    └── EstimationError   the numbers do not allow an answer    -> the analyst

Every message is one line: what is wrong, where, and what to do.
"""


class DetenteError(Exception):
    """Anything that stops a piece of work for a reason its reader can act on."""

    def __init__(self, what: str, *, where: str | None = None, todo: str | None = None) -> None:
        """Build the message from its parts.

        Args:
            what: What is wrong, without a full stop: "there is no such file".
            where: The file, address, line or argument it concerns.
            todo: What the reader can do about it.
        """
        self.what = what
        self.where = where
        self.todo = todo
        message = f"{where}: {what}" if where else what
        super().__init__(f"{message}; {todo}" if todo else message)


class UsageError(DetenteError):
    """Settings or arguments are wrong; the user can mend them."""


class LexiconError(DetenteError):
    """A data file breaks its own rules; its editor can mend it."""

    def __init__(
        self, what: str, *, where: str | None = None, todo: str | None = None, problems: tuple[str, ...] = ()
    ) -> None:
        """Build the message from its parts, and keep them apart.

        Args:
            what: What is wrong; where it is several things, all of them.
            where: The file it concerns.
            todo: What its editor can do about it.
            problems: The things one by one, each with its file and line; when not given, the whole message.
        """
        super().__init__(what, where=where, todo=todo)
        self.problems = tuple(problems) or (str(self),)


class AcquireError(DetenteError):
    """A page or archive cannot be had; nothing to mend here, try later."""


class ArticleError(DetenteError):
    """A page holds no article that can be read."""


class ParserError(DetenteError):
    """The parser is missing, damaged, or gave no tree."""


class StoreError(DetenteError):
    """The store is locked, foreign, damaged, or newer than this program."""


class EstimationError(DetenteError):
    """The numbers do not allow an answer."""
