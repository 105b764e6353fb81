"""Get pages from the outside world: files, standard input, the web."""

from detente.acquire.page import Page, fetch_page

__all__ = ["Page", "fetch_page"]
