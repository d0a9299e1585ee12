"""The one door to durable writing: whole files or nothing, and one writer at a time."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

# .NAME.HOST-PID-RANDOM.tmp
_LEFT = re.compile(r"\..+\.(?P<host>[0-9a-f]{8})-(?P<pid>[0-9]+)-[^.]*\.tmp")


def write_atomic(path: Path, data: bytes) -> bool:
    """Replace a file by ``data``, or leave it as it was; False if it already held just that."""
    if path.is_file() and path.read_bytes() == data:
        return False
    with replacing(path) as stream:
        stream.write(data)
    return True


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes replace a file once all are written; after an error it is as it was.

    The bytes are on disk (fsync) before the name points at them, and the name is on disk before
    this returns, so a crash leaves either the old file or the new one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path = path.resolve()  # a link stays a link: its target is replaced
    _remove_leftovers(path.parent)
    handle, name = tempfile.mkstemp(
        dir=path.parent, prefix=f".{path.name}.{_host()}-{os.getpid()}-", suffix=".tmp"
    )
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


@contextlib.contextmanager
def locked(path: Path, *, wait: bool = True) -> Iterator[bool]:
    """Hold the right to write ``path`` against other l10n processes on this machine.

    The lock lives in the user's temporary folder, not beside the file; it is released when the
    process ends, however it ends. Without ``wait`` the answer is False if another process has it.
    """
    import fcntl

    name = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:24]
    folder = Path(tempfile.gettempdir()) / f"l10n-locks-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / name).open("a") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True


@cache
def _remove_leftovers(folder: Path) -> None:
    """What processes of this host left in a folder that were killed while they wrote; looked for once."""
    with os.scandir(folder) as entries:
        left = [e.path for e in entries if (found := _LEFT.fullmatch(e.name)) and _is_gone(found)]
    for path in left:
        with contextlib.suppress(OSError):  # another user's stays
            Path(path).unlink()


def _is_gone(found: re.Match[str]) -> bool:
    return found["host"] == _host() and not _is_alive(int(found["pid"]))


@cache
def _host() -> str:
    """This machine or container, in whose numbers of processes a temporary file's name counts."""
    return f"{zlib.crc32(os.uname().nodename.encode()):08x}"


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
