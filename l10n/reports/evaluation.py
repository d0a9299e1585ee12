"""Scores of providers side by side, as one self-contained page with plots."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from l10n.text.pages import END, begin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# field, heading, digits, whether more is better
COLUMNS = (
    ("answered", "Answered", 0, True),
    ("chrf", "chrF", 2, True),
    ("bleu", "BLEU", 2, True),
    ("terms", "Terms right, %", 2, True),
    ("findings", "Findings per 100", 2, False),
    ("errors", "Errors per 100", 2, False),
    ("seconds", "Seconds", 2, False),
    ("usd", "USD", 4, False),
)
_PLOTTED = ("chrf", "bleu", "terms", "findings", "errors", "seconds", "usd")
_ROOM = 21  # letters of a name
_STYLE = """
body{max-width:60rem}
td,th{border-top:1px solid var(--line);padding:.4rem}
td.n,th.n{text-align:end;font-variant-numeric:tabular-nums}svg{display:block;width:100%;max-width:40rem}
text{font:14px system-ui,sans-serif;fill:currentColor}rect.good{fill:#2f6fb0}rect.bad{fill:#c98a00}
"""


def lines(title: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """An HTML document; each row is one provider (``l10n evaluate --json``)."""
    yield begin(title, _STYLE)
    yield "<table><thead><tr><th>Provider"
    yield "".join(f'<th class="n">{head}' for _, head, _, _ in COLUMNS)
    yield "</thead><tbody>"
    for row in rows:
        cells = "".join(f'<td class="n">{shown(row, name, n)}' for name, _, n, _ in COLUMNS)
        failure = f"<br><small>{escape(row['failure'])}</small>" if row["failure"] else ""
        yield f"<tr><td>{escape(row['provider'])}{failure}{cells}"
    yield "</tbody></table>"
    for name, head, digits, more in COLUMNS:
        if name in _PLOTTED and any(row[name] for row in rows):
            yield f"<h2>{head}{'' if more else ' (less is better)'}</h2>"
            yield _plot(rows, name, digits, "good" if more else "bad")
    yield END


def shown(row: Mapping[str, Any], name: str, digits: int) -> str:
    """A number as a table shows it; a dash where there is none."""
    value = row[name]
    return "-" if value is None else f"{value:.{digits}f}"


def _plot(rows: Sequence[Mapping[str, Any]], name: str, digits: int, kind: str) -> str:
    known = [row for row in rows if row[name] is not None]
    most = max((row[name] for row in known), default=0) or 1
    bars = []
    for n, row in enumerate(known):
        y, width = n * 28, 300 * row[name] / most
        bars.append(
            f'<text x="0" y="{y + 18}">{escape(_short(row["provider"]))}</text>'
            f'<rect class="{kind}" x="190" y="{y + 4}" width="{width:.1f}" height="18"/>'
            f'<text x="{196 + width:.1f}" y="{y + 18}">{shown(row, name, digits)}</text>'
        )
    label = ", ".join(f"{row['provider']} {shown(row, name, digits)}" for row in known)
    return (
        f'<svg viewBox="0 0 600 {28 * len(known)}" role="img" aria-label="{escape(label)}">'
        f"<title>{escape(label)}</title>{''.join(bars)}</svg>"
    )


def _short(name: str) -> str:
    """A name as far as there is room beside its bar; the table has all of it."""
    return name if len(name) <= _ROOM else f"{name[: _ROOM - 1]}\N{HORIZONTAL ELLIPSIS}"
