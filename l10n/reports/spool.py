"""Lines that wait for the head of their report: in memory while they are few, then in a file."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator

_IN_MEMORY = 1_000_000  # bytes


class Spool:
    """What is written is read again once, in order; then it is gone."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="\n")  # noqa: SIM115 - closed by the block around it

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, line: str) -> None:
        self._file.write(f"{line}\n")

    def __iter__(self) -> Iterator[str]:
        """The lines, without their ends; a line that holds breaks comes as several."""
        self._file.seek(0)
        return (line[:-1] for line in self._file)
