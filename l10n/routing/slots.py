"""Work done in several slots at once: each takes the next piece itself, as soon as it has done one."""

from __future__ import annotations

import contextlib
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, islice
from queue import Empty, SimpleQueue
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from threading import Event

_SWITCH = 0.0001  # seconds
_Piece = TypeVar("_Piece")
_Made = TypeVar("_Made")


def in_slots(
    pieces: Iterable[_Piece],
    work: Callable[[_Piece], _Made],
    slots: int,
    stop: Event,
    *,
    finished: bool = False,
) -> Generator[_Made, None, None]:
    """What ``work`` makes of each piece, as it is made.

    Pieces may take their time: the first are worked on while the others are made, and all are made
    before the first result is given. Whatever ends this early, an interrupt too, sets ``stop`` for those
    who wait in ``work``: slots finish what they have begun and take nothing more. One piece, or any number
    with one slot, is done here, unless it must be ``finished``, which an interrupt here would not let it.
    """
    coming = iter(pieces)
    first = list(islice(coming, 2))
    elsewhere = finished and current_thread() is main_thread()  # where interrupts are raised
    if not first or (not elsewhere and (slots == 1 or len(first) == 1)):
        yield from map(work, [*first, *coming])
        return
    left: SimpleQueue[_Piece | _Last] = SimpleQueue()
    made: SimpleQueue[_Made | _Failure] = SimpleQueue()
    ended_early = True
    with _swift_slots():
        pool = ThreadPoolExecutor(slots)
        try:
            waiting = 0
            for waiting, piece in enumerate(chain(first, coming), 1):
                left.put(piece)
                if waiting <= slots:
                    pool.submit(_slot, left, work, made)
            for _ in range(slots):
                left.put(_Last())
            for _ in range(waiting):
                yield _or_raised(made.get())
            ended_early = False
        finally:
            if ended_early:
                stop.set()
                _end(left, slots)
            pool.shutdown()
            # here every slot has ended, and the next call is none of its business;
            # whoever interrupts this wait as well comes by no further call
            if ended_early:
                stop.clear()


class _Last:
    """Behind the last piece, once for each slot."""


class _Failure:
    """An exception on its way out of a slot."""

    def __init__(self, error: BaseException) -> None:
        self.error = error


def _slot(
    left: SimpleQueue[_Piece | _Last],
    work: Callable[[_Piece], _Made],
    made: SimpleQueue[_Made | _Failure],
) -> None:
    try:
        while not isinstance(piece := left.get(), _Last):
            made.put(work(piece))
    except BaseException as error:  # noqa: BLE001 - raised again where it can be seen
        made.put(_Failure(error))


def _end(left: SimpleQueue[_Piece | _Last], slots: int) -> None:
    """Take away what no slot has begun, and let each of them end."""
    with contextlib.suppress(Empty):
        while True:
            left.get_nowait()
    for _ in range(slots):
        left.put(_Last())


def _or_raised(made: _Made | _Failure) -> _Made:
    if isinstance(made, _Failure):
        raise made.error
    return made


@contextlib.contextmanager
def _swift_slots() -> Iterator[None]:
    """Let a slot store its reply and send the next request while answers are being looked at.

    A reply that has come and is not stored yet is paid again if the process is killed: that moment
    is kept short. With Python's usual 5 ms between two threads it lasts ten times as long.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(min(before, _SWITCH))
    try:
        yield
    finally:
        sys.setswitchinterval(before)
