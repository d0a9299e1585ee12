"""The memory as one self-contained page: how much there is, where it comes from, when it came."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.1rem}svg{width:100%;height:auto}rect{fill:#00539f}text{font-size:12px;fill:currentColor}
@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}rect{fill:#90caf9}}
"""
_TITLES = {"origin": "By origin", "kind": "By kind of text", "made": "By month"}
_ROW, _LEFT, _WIDTH = 20, 220, 800
_MOST = 24  # bars of one plot


def lines(
    source: str, sizes: Mapping[str, int], counts: Mapping[str, Mapping[str, Mapping[str, int]]]
) -> Iterator[str]:
    """An HTML document without anything from elsewhere."""
    yield '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>l10n memory</title>'
    yield f"<style>{_STYLE}</style></head><body>"
    yield f"<h1>{sum(sizes.values())} units from {escape(source)}</h1>"
    yield _plot("By locale", sizes)
    for tag, tables in counts.items():
        if not sizes.get(tag):
            continue
        yield f"<h2>{escape(tag)}</h2>"
        for name, table in tables.items():
            yield _plot(_TITLES[name], _by_month(table) if name == "made" else table)
    yield "</body></html>"


def _by_month(days: Mapping[str, int]) -> dict[str, int]:
    months: dict[str, int] = {}
    for day in sorted(days):
        months[day[:7]] = months.get(day[:7], 0) + days[day]
    return dict(list(months.items())[-_MOST:])


def _plot(title: str, counts: Mapping[str, int]) -> str:
    shown = list(counts.items())[:_MOST]
    most = max((count for _, count in shown), default=0) or 1
    bars = []
    for n, (name, count) in enumerate(shown):
        width = (_WIDTH - _LEFT - 80) * count / most
        y = n * _ROW
        bars.append(
            f'<text x="{_LEFT - 8}" y="{y + 14}" text-anchor="end">{escape(name)[:34]}</text>'
            f'<rect x="{_LEFT}" y="{y + 3}" width="{width:.1f}" height="{_ROW - 6}"/>'
            f'<text x="{_LEFT + width + 6:.1f}" y="{y + 14}">{count}</text>'
        )
    size = f'viewBox="0 0 {_WIDTH} {max(1, len(shown)) * _ROW}"'
    return f'<h3>{title}</h3><svg role="img" aria-label="{title}" {size}>{"".join(bars)}</svg>'
