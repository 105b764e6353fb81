from pathlib import Path

import pytest

from detente.project import default_folder


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        pytest.param(
            {"DETENTE_HOME": "/data/news", "HOME": "/h"}, "linux", "/data/news", id="what the user says"
        ),
        pytest.param({"HOME": "/h"}, "linux", "/h/.local/share/detente", id="Linux"),
        pytest.param({"HOME": "/h", "XDG_DATA_HOME": "/x"}, "linux", "/x/detente", id="Linux with XDG"),
        pytest.param({"HOME": "/h"}, "darwin", "/h/Library/Application Support/detente", id="Mac"),
        pytest.param({"LOCALAPPDATA": "/l"}, "win32", "/l/detente", id="Windows"),
        pytest.param(
            {"USERPROFILE": "/u"}, "win32", "/u/AppData/Local/detente", id="Windows without LOCALAPPDATA"
        ),
    ],
)
def test_folder_lies_where_the_platform_keeps_data(environment, platform, folder):
    assert default_folder(environment, platform=platform) == Path(folder)


def test_folder_of_this_process_can_be_chosen(monkeypatch):
    monkeypatch.setenv("DETENTE_HOME", "/elsewhere")

    assert default_folder() == Path("/elsewhere")


def test_tilde_is_the_home_folder(monkeypatch):
    monkeypatch.setenv("HOME", "/h")

    assert default_folder({"DETENTE_HOME": "~/news"}) == Path("/h/news")
