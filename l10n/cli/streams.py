"""JSON Lines in, JSON Lines out: one result a line, in order, with the line's own ``id``.

A line that cannot be used gives ``{"id", "error": {...}}`` and the stream goes on.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

from l10n.errors import L10nError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Record = dict[str, Any]


def answer_each(
    answer: Callable[[Record], Record], required: Sequence[str], *, optional: Sequence[str] = ()
) -> None:
    """Answer standard input line by line; ``required`` are string fields that a line must have."""
    answer_batches(lambda batch: [_guarded(answer, one) for one in batch], required, optional)


def answer_batches(
    answers: Callable[[list[Record]], Sequence[Record]],
    required: Sequence[str],
    optional: Sequence[str] = (),
    most: int = 40,
) -> None:
    """Answer what has arrived, at most ``most`` lines at once, before waiting for more."""
    for lines in _arrived(most):
        records = [_read(line, required, optional) for line in lines]
        good = [record for record in records if "error" not in record]
        made = iter(answers(good) if good else ())
        for record in records:
            result = record if "error" in record else {"id": record.get("id"), **next(made)}
            sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def failure(error: L10nError) -> Record:
    """An error as a stream's result."""
    return {"error": {"type": type(error).__name__, "message": str(error), "hint": error.hint}}


def _guarded(answer: Callable[[Record], Record], record: Record) -> Record:
    try:
        return answer(record)
    except L10nError as error:
        return failure(error)


def _arrived(most: int) -> Iterator[list[bytes]]:
    """Lines in groups: all that stand in the pipe already, then a pause for the next."""
    rest = b""
    while data := os.read(sys.stdin.fileno(), 1 << 16):
        *lines, rest = (rest + data).split(b"\n")
        full = [line for line in lines if line.strip()]
        for at in range(0, len(full), most):
            yield full[at : at + most]
    if rest.strip():
        yield [rest]


def _read(line: bytes, required: Sequence[str], optional: Sequence[str]) -> Record:
    try:
        record = json.loads(line)
    except ValueError as error:
        return _bad(None, f"not JSON: {error}")
    if not isinstance(record, dict):
        return _bad(None, "a line must be a JSON object")
    for name in required:
        if not isinstance(record.get(name), str):
            return _bad(record.get("id"), f"{name!r} is missing or is not a string")
    for name in optional:
        if name in record and not isinstance(record[name], str):
            return _bad(record.get("id"), f"{name!r} is not a string")
    record.pop("error", None)
    return record


def _bad(identity: object, message: str) -> Record:
    return {"id": identity, "error": {"type": "BadLine", "message": message, "hint": ""}}
