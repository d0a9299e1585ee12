"""The tapes beside the stored replies: what had come for a process that was killed is stored by the next.

Each slot of this process has a tape (`l10n.tape`). It says what was asked and for whom, and holds
the answer from the moment that it is here until it is stored. A tape whose process is gone is played:
the provider is asked the same again and answered from the tape; nothing is sent. A tape that cannot be
played is put aside, and a person is told of it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import json
import logging
import os
import time
import weakref
from threading import Lock
from typing import TYPE_CHECKING, Any

from l10n.errors import ProviderError
from l10n.model import Locale
from l10n.model.request import Background, Request, Wanted
from l10n.tape import UNFINISHED, Tape, left_behind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from l10n.model.request import Reply
    from l10n.providers import Provider
    from l10n.tape import Recorded

_TOO_OLD = 30 * 86400  # seconds that a tape waits for whoever can play it
_MAKING = 3600  # seconds after which a tape is not being made any more
# what systems say of a disk without locks or mappings: what is stored is safe all the same
_WITHOUT = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.ENODEV}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a tape is about: a request, the keys of its replies, its entry in the ledger (0: none)."""

    identity: str
    keys: tuple[bytes, ...]
    entry: int
    request: Request

    def label(self) -> bytes:
        """All that it takes to read the answer, which needs no glossary any more."""
        told = dataclasses.asdict(dataclasses.replace(self.request, glossary=()))
        told |= {"source": self.request.source.tag, "target": self.request.target.tag}
        keys = [key.hex() for key in self.keys]
        whole = {"identity": self.identity, "keys": keys, "entry": self.entry, "request": told}
        return json.dumps(whole, ensure_ascii=False).encode("utf-8", "surrogatepass")


class Arrivals:
    """The tapes of a folder; threads and processes may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._free: list[Tape] = []
        self._made = 0
        self._lock = Lock()
        weakref.finalize(self, _remove, self._free)

    @contextlib.contextmanager
    def recording(self, asked: Asked) -> Iterator[None]:
        """Record what is exchanged about a request, until its replies are stored.

        `OSError` where there is no room for that: nothing is sent whose answer could be lost.
        """
        tape = self._tape()
        if tape is None:
            yield
            return
        try:
            with tape.recording(asked.label):
                yield
        finally:
            if tape.is_blank:
                with self._lock:
                    self._free.append(tape)
            else:
                tape.leave()

    def left_for(self, provider: Provider) -> Iterator[tuple[Asked, Reply]]:
        """What a provider had answered to processes that are gone; each is forgotten after it was taken."""
        for path in sorted(self._folder.glob("*.tape")):
            with left_behind(path) as found:
                if found is not None and (played := self._played(path, found, provider)):
                    yield played
                    _forget(path)
        for path in self._folder.glob(f"*.tape{UNFINISHED}"):
            if _age(path) > _MAKING:
                _forget(path)

    def _played(
        self, path: Path, found: Recorded, provider: Provider
    ) -> tuple[Asked, Reply] | None:
        """What is on a tape, if it is for this provider; what nobody can make use of goes or is put aside."""
        asked = _asked(found.label)
        if found.is_empty:
            _forget(path)
        elif asked is None:
            self._put_aside(path, "another version of l10n has asked for it")
        elif asked.identity == provider.identity:
            reply = self._answered(path, found, provider, asked)
            return (asked, reply) if reply else None
        elif _age(path) > _TOO_OLD:
            self._put_aside(path, "nobody has the settings any more that it was asked with")
        return None

    def _answered(
        self, path: Path, found: Recorded, provider: Provider, asked: Asked
    ) -> Reply | None:
        """A provider's reading of a tape, as of something that has just come."""
        try:
            with found.playing():
                reply = provider.translate(asked.request)
        except ProviderError as error:
            if found.is_empty:
                _forget(path)  # it was no translation
            elif found.missed or _age(path) > _TOO_OLD:
                self._put_aside(path, str(error))
            return None  # or something free of charge was not to be had: another time
        except Exception as error:  # noqa: BLE001 - a file must not stop this run, nor all later ones
            self._put_aside(path, f"{type(error).__name__}: {error}")
            return None
        if len(reply.candidates) == len(asked.keys):
            return reply
        self._put_aside(path, "it answers another number of texts")
        return None

    def _put_aside(self, path: Path, why: str) -> None:
        """Keep a tape where nobody plays it, and say so."""
        place = self._folder.with_suffix(".unread")
        kept = path
        with contextlib.suppress(OSError):
            place.mkdir(exist_ok=True)
            size = len(path.read_bytes().rstrip(b"\0"))
            kept = path.replace(place / path.name)
            os.truncate(kept, size)
        logging.getLogger("l10n").warning(
            "warning: an answer that may have been paid for cannot be made use of: %s\n"
            "  it is kept in %s (what was asked, then the answer as it came): look at it, or delete it;"
            " its texts are asked again",
            why,
            kept,
        )

    def close(self) -> None:
        """Remove the tapes that nobody is using."""
        with self._lock:
            _remove(self._free)

    def _tape(self) -> Tape | None:
        """A tape that is free, or a new one; none where the disk knows no locks."""
        with self._lock:
            if self._free:
                return self._free.pop()
            self._made += 1
            name = f"{os.getpid()}-{time.time_ns():x}-{self._made}.tape"
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            return Tape(self._folder / name)
        except OSError as error:
            if error.errno in _WITHOUT:
                return None
            raise


def _remove(free: list[Tape]) -> None:
    while free:
        free.pop().close()


def _forget(path: Path) -> None:
    with contextlib.suppress(OSError):  # it is played once more, to the same end
        path.unlink()


def _age(path: Path) -> float:
    """How many seconds ago a file was written."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def _asked(label: bytes) -> Asked | None:
    """What a label says; None if there is none, or another program's."""
    try:
        told: dict[str, Any] = json.loads(label.decode("utf-8", "surrogatepass"))
        request = told["request"]
        return Asked(
            identity=told["identity"],
            keys=tuple(map(bytes.fromhex, told["keys"])),
            entry=int(told["entry"]),
            request=Request(
                texts=tuple(request["texts"]),
                source=Locale.parse(request["source"]),
                target=Locale.parse(request["target"]),
                markup=request["markup"],
                terms=_terms(request["terms"]),
                glossary=_terms(request["glossary"]),
                remarks=tuple(request["remarks"]),
                background=_background(request["background"]),
            ),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _terms(told: Sequence[Any]) -> tuple[Wanted, ...]:
    return tuple(Wanted(**one) for one in told)


def _background(told: Any) -> Background:
    return Background(
        title=told["title"],
        article=tuple(told["article"]),
        before=tuple((source, target) for source, target in told["before"]),
        after=tuple(told["after"]),
        style=told["style"],
    )
