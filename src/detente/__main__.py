"""`python -m detente` is the command `detente`."""

import sys

from detente.cli import main

if __name__ == "__main__":  # worker processes import this module under another name
    sys.exit(main())
