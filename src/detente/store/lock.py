"""The lock that lets one process at a time write to a folder."""

import os
import sys
from pathlib import Path

from detente.errors import StoreError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Windows locks bytes and forbids reading them: lock one far behind the holder's pid.
_WINDOWS_BYTE = 1 << 20


class WriterLock:
    """The right to write to a folder, until released or until the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        """Take the lock.

        Raises:
            StoreError: At once, if somebody else has it; the message names that process.
        """
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise StoreError(f"cannot be written ({error.strerror})", where=str(path)) from error
        try:
            _lock(self._descriptor)
        except OSError as error:
            holder = os.pread(self._descriptor, 20, 0) if sys.platform != "win32" else path.read_bytes()
            os.close(self._descriptor)
            pid = holder.decode("ascii", "replace").strip() or "unknown"
            raise StoreError(
                f"process {pid} is writing", where=str(path.parent), todo="wait until it has ended"
            ) from error
        os.ftruncate(self._descriptor, 0)
        os.write(self._descriptor, f"{os.getpid()}\n".encode("ascii"))

    def release(self) -> None:
        """Let the next one write; the file stays, so that nobody locks a file that is about to go."""
        os.close(self._descriptor)


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        os.lseek(descriptor, _WINDOWS_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
