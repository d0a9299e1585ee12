"""Slots begin before all their work is known, and end whatever happens to it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event, current_thread, main_thread

import pytest

from l10n.routing.slots import in_slots


def test_the_first_pieces_are_worked_on_while_the_others_are_made() -> None:
    begun, stop = Event(), Event()

    def pieces() -> Iterator[int]:
        yield from (1, 2)
        assert begun.wait(10)  # a slot is at work already
        yield 3

    def work(piece: int) -> int:
        begun.set()
        return 10 * piece

    assert sorted(in_slots(pieces(), work, 2, stop)) == [10, 20, 30]
    assert not stop.is_set()


def test_pieces_that_cannot_be_made_end_it() -> None:
    def pieces() -> Iterator[int]:
        yield from (1, 2, 3)
        raise LookupError

    stop = Event()
    with pytest.raises(LookupError):
        list(in_slots(pieces(), lambda piece: piece, 2, stop))
    assert not stop.is_set()


def test_work_that_fails_ends_it() -> None:
    def work(piece: int) -> int:
        if piece == 5:
            raise LookupError
        return piece

    with pytest.raises(LookupError):
        list(in_slots(range(100), work, 3, Event()))


def test_who_needs_no_more_leaves() -> None:
    made = in_slots(range(100), lambda piece: piece, 3, Event())
    next(made)
    made.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("slots", [1, 3])
def test_what_must_be_finished_is_done_where_no_interrupt_is_raised(slots: int) -> None:
    at = [*in_slots([1], lambda _: current_thread(), slots, Event(), finished=True)]
    assert main_thread() not in at
    assert [*in_slots([1], lambda _: current_thread(), slots, Event())] == [main_thread()]


def test_work_under_way_is_finished_and_no_more_is_begun_after_an_interrupt() -> None:
    begun: list[int] = []
    finished: list[int] = []
    stop = Event()

    def work(piece: int) -> int:
        begun.append(piece)
        assert piece == 0 or stop.wait(10)
        finished.append(piece)
        return piece

    made = in_slots(range(100), work, 3, stop, finished=True)
    next(made)
    with contextlib.suppress(KeyboardInterrupt):
        made.throw(KeyboardInterrupt)  # type: ignore[attr-defined]
    assert sorted(begun) == sorted(finished)
    assert len(begun) <= 4
    assert not stop.is_set()


def test_an_interrupt_of_that_as_well_leaves_those_who_wait_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shut = ThreadPoolExecutor.shutdown

    def interrupted(pool: ThreadPoolExecutor) -> None:
        shut(pool)
        raise KeyboardInterrupt

    monkeypatch.setattr(ThreadPoolExecutor, "shutdown", interrupted)
    stop = Event()
    made = in_slots(range(9), lambda piece: piece, 3, stop)
    next(made)
    with pytest.raises(KeyboardInterrupt):
        made.close()  # type: ignore[attr-defined]
    assert stop.is_set()


@pytest.mark.parametrize("slots", [1, 2, 9])
@pytest.mark.parametrize("many", [0, 1, 2, 40])
def test_every_piece_is_done_once(slots: int, many: int) -> None:
    assert sorted(in_slots(range(many), lambda piece: piece, slots, Event())) == list(range(many))
