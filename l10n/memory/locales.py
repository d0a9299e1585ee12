"""Which language pairs answer a question: the same tags first, then the same language more loosely.

A target fits if it is the wanted locale, a wider one (``pt`` for ``pt-BR``) or a narrower one
(``fr-FR`` for ``fr``), in the same script; another variety (``pt-PT`` for ``pt-BR``) never does. A source
fits in any variety of its language, since the texts themselves are compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.errors import ConfigError
from l10n.model import Locale

if TYPE_CHECKING:
    from collections.abc import Iterable

_EXACT, _WIDER, _NARROWER, _SIBLING = range(4)


def fitting(
    known: Iterable[tuple[int, str, str]], source: str, target: str
) -> list[tuple[int, str, str]]:
    """The known pairs (number, source, target) that answer a question, the closest first."""
    ranked = []
    for pair in known:
        there, here = _rank(pair[2], target), _rank(pair[1], source)
        if there is not None and there < _SIBLING and here is not None:
            ranked.append(((there, here, pair[1:]), pair))
    return [pair for _, pair in sorted(ranked)]


def _rank(stored: str, wanted: str) -> int | None:
    if stored == wanted:
        return _EXACT
    try:
        one, other = Locale.parse(stored), Locale.parse(wanted)
    except ConfigError:
        return None
    if one.language != other.language or one.script != other.script:
        return None
    if one.territory == other.territory:
        return _EXACT
    if not one.territory:
        return _WIDER
    return _NARROWER if not other.territory else _SIBLING
