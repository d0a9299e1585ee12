"""Names that must stand in a target, and a provider's answer after they were put in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.text.inline import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in a flat text (code points) and the form that must stand for it in the target.

    ``right`` says of a piece of the target whether it holds an approved form. An ``optional`` name
    is put right where that is easy, and is no reason to mask it or to refuse the sentence.
    """

    start: int
    end: int
    wanted: str
    right: Callable[[str], bool]
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A content with names and tags in place; ``lost`` are the names that could not be placed.

    ``doubts`` is how much the checks find wrong, where a provider can be asked to do better.
    """

    content: str
    lost: tuple[Name, ...] = ()
    problem: str = ""
    doubts: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing that must stand."""
        return self.rank == (False, False, 0)

    @property
    def rank(self) -> tuple[bool, bool, int]:
        """The less, the better: no content, a problem, names that are lost and other doubts."""
        lost = sum(not name.optional for name in self.lost)
        return not self.content, bool(self.problem), lost + self.doubts


def absent(content: str, names: Sequence[Name]) -> Iterator[Name]:
    """The names that a content holds in no approved form."""
    text = plain(content)
    return (name for name in names if not name.right(text))
