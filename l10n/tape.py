"""What a service answers, in a file from the moment that it is here: a process killed afterwards loses nothing.

A tape is a file mapped into memory. The system call that takes bytes off a connection writes them into
the mapping, so there is no moment in which they are ours and not in the file. Nothing is waited
for (no fsync): a tape outlives the process, not the machine.

A tape holds a label, which says what was asked, and exchanges in order: where it was asked (as a
digest), and the answer as it came over the wire (HTTP/1.1). An answer says itself where it ends; one
that is not whole is none.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import zlib
from contextvars import ContextVar
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from l10n.errors import ProviderError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from threading import Event

_SIZE = 512 << 10  # bytes; what does not fit is not recorded
_DIGEST = 32  # bytes
_ROOM = 16 << 10  # bytes that must be free before an exchange begins
UNFINISHED = ".new"  # behind the name of a tape that is being made


class Tape:
    """One file that is recorded over and over by one slot of this process; nobody else may read it.

    It has its name once it is ours and as large as it will be; `OSError` says why that cannot be.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        coming = path.with_name(path.name + UNFINISHED)
        try:
            with coming.open("w+b") as stream:
                _own(stream.fileno())
                _reserve(stream.fileno())
                self._map = mmap.mmap(
                    stream.fileno(), _SIZE
                )  # keeps the file open, and so the lock
            coming.replace(path)
        except BaseException as error:
            coming.unlink(missing_ok=True)
            if isinstance(error, OSError):  # of a handle: it does not say which file
                told = f"{error.strerror}: no room for what a service will answer, nothing was sent"
                raise OSError(error.errno, told, str(path.parent)) from error
            raise
        self._label: Callable[[], bytes] | None = None
        self._at = 0

    @contextlib.contextmanager
    def recording(self, label: Callable[[], bytes]) -> Iterator[None]:
        """Record what is exchanged meanwhile; forget it when that is done with.

        It is done with at the end, and where the service did not do its work. Whatever else ends this,
        an interrupt or a full disk, leaves on the tape what is there: it may have been paid for.
        ``label`` is asked when the first exchange begins: whoever has no connection costs nothing.
        """
        self._label, self._at = label, 0
        token = _NOW.set(self)
        try:
            yield
        except ProviderError:
            self._forget()
            raise
        else:
            self._forget()
        finally:
            _NOW.reset(token)
            self._label = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing is recorded."""
        return not self._at

    def begin(self, digest: bytes) -> None:
        """An exchange begins; the digest says what kind it is."""
        if self._label is not None:
            label, self._label = self._label(), None
            self._at = 4 + len(label)
            if self._at + _ROOM > _SIZE:
                self._at = _SIZE
                return
            self._map[4 : self._at] = label
            self._map[:4] = len(label).to_bytes(4, "big")
        if self._at + _DIGEST < _SIZE:
            self._map[self._at : self._at + _DIGEST] = digest
            self._at += _DIGEST

    def receive(self, take: Callable[[memoryview], int], most: int) -> bytes | None:
        """Let ``take`` write what has come; None if there is no room left."""
        if self._at >= _SIZE:
            return None
        with memoryview(self._map) as whole, whole[self._at : self._at + most] as room:
            came = take(room)
            self._at += came
            return bytes(room[:came])

    def write(self, data: bytes) -> None:
        """Record bytes that came some other way."""
        end = self._at + len(data)
        if end <= _SIZE:
            self._map[self._at : end] = data
        self._at = min(end, _SIZE)

    def close(self) -> None:
        """Nothing is under way: remove the file."""
        self.path.unlink(missing_ok=True)
        self._map.close()

    def leave(self) -> None:
        """Let go of the file as it is, for whoever plays it."""
        self._map.close()

    def _forget(self) -> None:
        self._map[:4] = bytes(4)  # from here on there is nothing to find
        self._map[: self._at] = bytes(self._at)
        self._at = 0


@dataclass(slots=True, kw_only=True)
class Recorded:
    """What was found on a tape: its label, and the whole answers by the digests of their exchanges.

    ``missed`` becomes true when something is asked that is not on it.
    """

    label: bytes
    answers: Mapping[bytes, list[tuple[int, Mapping[str, str], bytes]]] = field(repr=False)
    missed: bool = False

    @contextlib.contextmanager
    def playing(self) -> Iterator[None]:
        """Answer from here, in place of the network, what is asked meanwhile."""
        token = _NOW.set(self)
        try:
            yield
        finally:
            _NOW.reset(token)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to answer with."""
        return not any(self.answers.values())

    def answer(self, digest: bytes) -> tuple[int, Mapping[str, str], bytes] | None:
        """Status, headers and packed body, each answer once."""
        left = self.answers.get(digest)
        self.missed |= not left
        return left.pop(0) if left else None


_NOW: ContextVar[Tape | Recorded | None] = ContextVar("tape", default=None)
_CUT: ContextVar[Event | None] = ContextVar("cut", default=None)


def now_recording() -> Tape | None:
    """The tape of the work that this thread does."""
    found = _NOW.get()
    return found if isinstance(found, Tape) else None


def now_playing() -> Recorded | None:
    """The tape that answers this thread in place of the network."""
    found = _NOW.get()
    return found if isinstance(found, Recorded) else None


@contextlib.contextmanager
def aside(stop: Event | None = None) -> Iterator[None]:
    """Exchanges that nobody pays for: neither recorded nor answered from a tape, cut when ``stop`` is set."""
    now, cut = _NOW.set(None), _CUT.set(stop)
    try:
        yield
    finally:
        _NOW.reset(now)
        _CUT.reset(cut)


def now_aside() -> Event | None:
    """What cuts the exchange of this thread, if that costs nothing."""
    return _CUT.get()


@contextlib.contextmanager
def left_behind(path: Path) -> Iterator[Recorded | None]:
    """A tape of a process that is gone, held meanwhile; None if it is somebody's or cannot be read."""
    try:
        stream = path.open("rb")
    except OSError:
        yield None
        return
    with stream:
        try:
            _own(stream.fileno())
        except OSError:  # somebody's, or a disk without locks
            yield None
            return
        yield _read(stream.read())


def _read(data: bytes) -> Recorded:
    length = int.from_bytes(data[:4], "big")
    stream = _Endless(data[4 + length :])
    answers: dict[bytes, list[tuple[int, Mapping[str, str], bytes]]] = {}
    while length and any(digest := stream.read(_DIGEST)):
        answer = _next_answer(stream)
        if answer is None:
            break
        answers.setdefault(digest, []).append(answer)
    return Recorded(label=data[4 : 4 + length], answers=answers)


def _next_answer(stream: _Endless) -> tuple[int, Mapping[str, str], bytes] | None:
    """The answer that begins here, if it is whole."""
    import http.client

    answer = http.client.HTTPResponse(stream)  # type: ignore[arg-type]
    try:
        answer.begin()
        open_end = answer.length is None and not answer.chunked
        body = answer.read()
    except (http.client.HTTPException, ValueError, OSError):
        return None
    headers = {name.lower(): value for name, value in answer.getheaders()}
    packed = headers.get("content-encoding", "identity") != "identity"
    if open_end and not packed:
        body = body.rstrip(b"\0")
    return (answer.status, headers, body) if _is_whole(body, packed=packed) else None


def _is_whole(body: bytes, *, packed: bool) -> bool:
    """Whether a body has its end, or the zeros of the empty tape in its place."""
    if not packed:
        return not body.endswith(b"\0")
    unpack = zlib.decompressobj(47)
    try:
        while body and not unpack.eof:
            unpack.decompress(body, _SIZE)  # piece by piece: it may be a bomb
            body = unpack.unconsumed_tail
    except zlib.error:
        return False
    return unpack.eof


class _Endless(BytesIO):
    """Bytes that stand for a connection: the reader of an answer neither closes nor replaces them."""

    def makefile(self, mode: str) -> _Endless:
        del mode
        return self

    def close(self) -> None:
        pass


def _own(handle: int) -> None:
    """Hold a file until this process ends, however it ends; `BlockingIOError` if another has it."""
    import fcntl

    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _reserve(handle: int) -> None:
    """Blocks for the whole tape now: a full disk must be an error here and not a signal later."""
    with contextlib.suppress(AttributeError, OSError):  # not on macOS, nor on every file system
        os.posix_fallocate(handle, 0, _SIZE)
        return
    left = _SIZE
    while left:
        left -= os.write(handle, bytes(left))
