"""HTML that is escaped by construction: text becomes markup only through `element`."""

from html import escape

from detente.show.wording import visible


class Html(str):
    """Markup that is safe to put on a page; anything else is text and gets escaped."""

    __slots__ = ()


def element(tag: str, *children: str | None, **attributes: str | None) -> Html:
    """One element with its children.

    Args:
        tag: Its name; `br`, `link` and `meta` have no end tag.
        children: `Html` stays as it is, other text is escaped, `None` is left out.
        attributes: A trailing underscore is dropped (`class_`), an inner one becomes a hyphen; `None` is left
            out.
    """
    opening = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(visible(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in _VOID:
        return Html(f"<{tag}{opening}>")
    return Html(f"<{tag}{opening}>{join(*children)}</{tag}>")


def join(*children: str | None) -> Html:
    """Several pieces one after the other, text escaped."""
    return Html("".join(_escaped(child) for child in children if child is not None))


_VOID = frozenset({"br", "link", "meta"})


def _escaped(child: str) -> str:
    return child if isinstance(child, Html) else escape(visible(child))
