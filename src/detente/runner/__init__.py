"""The pipeline over more than one process can handle: JSON lines in, one record a line out, in order."""

from detente.runner.lines import Answer, Coding, code_lines
from detente.runner.pool import default_workers, map_in_order

__all__ = ["Answer", "Coding", "code_lines", "default_workers", "map_in_order"]
