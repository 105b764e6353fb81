"""Made-up articles for the store's tests."""

import importlib.util
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def keeper():
    """The module `keeper.py` beside this file, which is also a program."""
    path = Path(__file__).with_name("keeper.py")
    spec = importlib.util.spec_from_file_location("store_keeper", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["store_keeper"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def made_up(keeper):
    """`made_up(number)` gives the article with this number."""
    return keeper.made_up
