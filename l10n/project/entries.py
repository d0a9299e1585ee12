"""One unit of a catalog by what a person says of it: its line, its source or the beginning of it, its context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.errors import CatalogError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from l10n.model import Unit

_SHOWN = 60  # characters of a source


def one_of(
    units: Sequence[Unit], told: str, context: str | None, path: str | Path, *, whole: bool = False
) -> Unit:
    """The unit that is meant; `CatalogError` lists those that it could be.

    ``context`` None is any, and rather none than one; ``whole`` admits neither lines nor beginnings of sources.
    """
    hits = [unit for unit in units if unit.source == told]
    if not whole:
        hits = (
            [unit for unit in units if str(unit.line) == told]
            or hits
            or [unit for unit in units if unit.source.startswith(told)]
        )
    if context is not None or sum(not unit.context for unit in hits) == 1:
        hits = [unit for unit in hits if unit.context == (context or "")]
    if len(hits) == 1:
        return hits[0]
    raise CatalogError(
        f"has {len(hits) or 'no'} entr{'y' if not hits else 'ies'} {_short(told)}"
        + (f" in the context {context!r}" if context is not None else ""),
        path=path,
        hint=_hint(hits, whole=whole),
    )


def _hint(hits: Sequence[Unit], *, whole: bool) -> str:
    """What tells the hits apart."""
    if not hits:
        return "give the whole msgid" if whole else "give a line of the file, or more of the msgid"
    if len({unit.source for unit in hits}) == 1:
        return "choose one: " + ", ".join(f"--context {unit.context!r}" for unit in hits)
    rows = "; ".join(f"line {unit.line}: {_short(unit.source)}" for unit in hits[:5])
    return f"give a line, or more of the msgid: {rows}"


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}\N{HORIZONTAL ELLIPSIS}")
