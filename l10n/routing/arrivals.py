"""The tapes beside the stored replies: what had come for a process that was killed is stored by the next.

Each slot of this process has a tape (`l10n.tape`). It says what was asked and for whom, and holds
the answer from the moment that it is here until it is stored. A tape whose process is gone is played:
the provider is asked the same again and answered from the tape; nothing is sent.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import time
import weakref
from threading import Lock
from typing import TYPE_CHECKING, Any

from l10n.errors import ProviderError
from l10n.model import Locale
from l10n.model.request import Background, Request, Wanted
from l10n.tape import Tape, left_behind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from l10n.model.request import Reply
    from l10n.providers import Provider

_TOO_OLD = 30 * 86400  # seconds; who has changed the provider's settings does not want it any more


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a tape is about: a request, the keys of its replies, its entry in the ledger (0: none)."""

    identity: str
    keys: tuple[bytes, ...]
    entry: int
    request: Request

    def label(self) -> bytes:
        told = dataclasses.asdict(self.request)
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
        """Record what is exchanged about a request, until its replies are stored."""
        try:
            tape = self._tape()
        except OSError:  # no room, or a disk without locks: what is stored is safe all the same
            yield
            return
        try:
            with tape.recording(asked.label):
                yield
        finally:
            with self._lock:
                self._free.append(tape)

    def left_for(self, provider: Provider) -> Iterator[tuple[Asked, Reply]]:
        """What a provider had answered to processes that are gone; each is forgotten after it was taken."""
        for path in sorted(self._folder.glob("*.tape")):
            with left_behind(path) as found:
                asked = _asked(found.label) if found else None
                if found is None or (asked and asked.identity != provider.identity):
                    if _is_too_old(path):
                        path.unlink(missing_ok=True)
                    continue
                if asked and not found.is_empty:
                    try:
                        with found.playing():
                            reply = provider.translate(asked.request)
                    except ProviderError:
                        if not found.is_empty:
                            continue  # something free of charge was not to be had: another time
                    else:
                        yield asked, reply
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Remove the tapes that nobody is using."""
        with self._lock:
            _remove(self._free)

    def _tape(self) -> Tape:
        with self._lock:
            if self._free:
                return self._free.pop()
            self._made += 1
            name = f"{os.getpid()}-{time.time_ns():x}-{self._made}.tape"
        self._folder.mkdir(parents=True, exist_ok=True)
        return Tape(self._folder / name)


def _remove(free: list[Tape]) -> None:
    while free:
        free.pop().close()


def _is_too_old(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > _TOO_OLD
    except FileNotFoundError:
        return False


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
