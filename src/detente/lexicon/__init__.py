"""What words and names mean: data files with the code that reads and checks them."""

from detente.lexicon.load import SHIPPED, Lexicon, load_lexicon
from detente.lexicon.overlay import find_overlay, overlay_version

__all__ = ["SHIPPED", "Lexicon", "find_overlay", "load_lexicon", "overlay_version"]
