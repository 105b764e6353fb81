"""What words and names mean: data files with the code that reads and checks them."""

from detente.lexicon.load import SHIPPED, Lexicon, load_lexicon

__all__ = ["SHIPPED", "Lexicon", "load_lexicon"]
