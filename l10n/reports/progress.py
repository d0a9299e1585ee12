"""How far every article is in every locale, as one self-contained page with plots."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from l10n.text.pages import END, begin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_STATES = (
    ("reviewed", "#1b7f3b"),
    ("translated", "#2f6fb0"),
    ("fuzzy", "#c98a00"),
    ("empty", "#b9b9b9"),
)
_STYLE = """
body{max-width:70rem}
td,th{border-top:1px solid var(--line);padding:.4rem}
td.n,th.n{text-align:end;font-variant-numeric:tabular-nums}svg{display:block;width:16rem;height:1rem}
.key span{display:inline-block;width:.9rem;height:.9rem;margin:0 .3rem 0 1rem}
"""
_HEADS = "Article,Locale,Units,Words done,Errors,Warnings,Post-edit,Note".split(",")
_PUBLISHED = {"": "", "current": "published", "stale": "published from an earlier state"}
_NUMBERS = frozenset({"Words done", "Errors", "Warnings", "Post-edit"})


def lines(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """An HTML document; each row is one article in one locale (``l10n status --json``)."""
    yield begin("Status", _STYLE)
    key = "".join(f'<span style="background:{color}"></span>{name}' for name, color in _STATES)
    yield f'<p class="key">{key}</p><table><thead><tr>'
    yield "".join(f"<th{' class=n' if head in _NUMBERS else ''}>{head}" for head in _HEADS)
    yield "</thead><tbody>"
    for row in rows:
        yield _row(row)
    yield f"</tbody></table>{END}"


def _row(row: Mapping[str, Any]) -> str:
    share = 100 * row["words_done"] / row["words"] if row["words"] else 100
    edit = f"{row['post_edit']:.0f} % of {row['post_edited']}" if row["post_edited"] else ""
    notes = (_PUBLISHED[row["published"]], "the article changed" if row["stale"] else "")
    note = "; ".join(filter(None, notes))
    return (
        f"<tr><td>{escape(row['article'])}<td>{escape(row['locale'])}<td>{_plot(row)}"
        f'<td class="n">{share:.0f} % of {row["words"]}<td class="n">{row["errors"]}'
        f'<td class="n">{row["warnings"]}<td class="n">{edit}<td>{note}'
    )


def _plot(row: Mapping[str, Any]) -> str:
    """The units by state as one bar; the numbers are its label."""
    total = max(1, row["units"])
    label = ", ".join(f"{row[name]} {name}" for name, _ in _STATES if row[name])
    parts, at = [], 0.0
    for name, color in _STATES:
        width = 100 * row[name] / total
        parts.append(f'<rect x="{at:.2f}" width="{width:.2f}" height="10" fill="{color}"/>')
        at += width
    bar = "".join(parts)
    return (
        f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{label}">'
        f"<title>{label}</title>{bar}</svg>{label}"
    )
