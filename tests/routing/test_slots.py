"""Slots begin before all their work is known, and end whatever happens to it."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

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


@pytest.mark.parametrize("slots", [1, 2, 9])
@pytest.mark.parametrize("many", [0, 1, 2, 40])
def test_every_piece_is_done_once(slots: int, many: int) -> None:
    assert sorted(in_slots(range(many), lambda piece: piece, slots, Event())) == list(range(many))
