"""Turn a page into a clean article: body, metadata, text."""

from detente.article.extract import extract_article

__all__ = ["extract_article"]
