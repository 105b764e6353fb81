import os
import subprocess
import sys

import pytest

from detente.errors import StoreError
from detente.store import open_writer
from detente.store.lock import WriterLock


def test_second_writer_is_refused_at_once_and_told_who_writes(tmp_path):
    with open_writer(tmp_path), pytest.raises(StoreError) as caught:
        open_writer(tmp_path)

    assert str(caught.value) == f"{tmp_path}: process {os.getpid()} is writing; wait until it has ended"


def test_second_writer_may_write_once_the_first_has_closed(tmp_path):
    open_writer(tmp_path).close()

    open_writer(tmp_path).close()

    assert (tmp_path / "writer.lock").read_text() == f"{os.getpid()}\n"


def test_lock_of_another_process_ends_with_it(tmp_path):
    path = tmp_path / "writer.lock"
    program = (
        "import sys; from pathlib import Path; from detente.store.lock import WriterLock;"
        "lock = WriterLock(Path(sys.argv[1])); print('locked', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, str(path)]

    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        other.stdout.readline()
        with pytest.raises(StoreError, match=f"process {other.pid} is writing"):
            WriterLock(path)
        other.kill()
        other.wait()
        lock = WriterLock(path)

    lock.release()


def test_lock_without_a_pid_is_refused_all_the_same(tmp_path):
    lock = WriterLock(tmp_path / "writer.lock")
    (tmp_path / "writer.lock").write_text("")

    with pytest.raises(StoreError, match="process unknown is writing"):
        WriterLock(tmp_path / "writer.lock")
    lock.release()


def test_lock_says_that_its_file_cannot_be_written(tmp_path):
    with pytest.raises(StoreError, match="cannot be written"):
        WriterLock(tmp_path / "no such folder" / "writer.lock")
