"""Détente makes the system of states that the news describes observable.

>>> import detente
>>> record = detente.read("page.html")
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # for type checkers and editors only: at run time the import waits for its first use
    from detente.project import Project, Record, read

__version__ = "0.1.0"
__all__ = ["Project", "Record", "__version__", "read"]


def __getattr__(name: str) -> Any:
    """`Project`, `Record` and `read`, imported when first asked for, so that `import detente` is instant."""
    if name not in __all__:
        raise AttributeError(f"module 'detente' has no attribute {name!r}")
    from detente import project  # noqa: PLC0415 (see above)

    return getattr(project, name)
