"""Two versions of catalogs side by side as an HTML page: entries, and the words that changed in them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from l10n.text.pages import END, begin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_STYLE = """
body{max-width:72rem}article{border-top:1px solid var(--line);padding:.6rem 0}.kind{font-size:.8rem;color:var(--soft)}
del{background:var(--error-mark)}ins{background:#dfd;color:#1a1a1a;text-decoration:none}
p{margin:.2rem 0}.target{font-size:1.1rem}h2{font-size:1rem;margin:2rem 0 .5rem}
"""
_MARKS = {"same": ("", ""), "gone": ("<del>", "</del>"), "new": ("<ins>", "</ins>")}


class ChangedEntry(NamedTuple):
    """An entry that differs: what became of it, its source, and its words as ``(how, text)``."""

    kind: str
    context: str
    source: str
    words: Sequence[tuple[str, str]]


def lines(files: Iterable[tuple[str, str, str, Sequence[ChangedEntry]]]) -> Iterator[str]:
    """The page for ``(path, locale, direction, entries)`` of each file."""
    yield begin("Changed translations", _STYLE)
    count = 0
    for path, locale, direction, entries in files:
        count += len(entries)
        yield f"<h2>{escape(path)} ({len(entries)})</h2>\n"
        for entry in entries:
            yield from _entry(entry, locale, direction)
    yield f"<p>{count} changed.</p>\n{END}"


def _entry(entry: ChangedEntry, locale: str, direction: str) -> Iterator[str]:
    context = f" [{escape(entry.context)}]" if entry.context else ""
    words = "".join(f"{_MARKS[how][0]}{escape(text)}{_MARKS[how][1]}" for how, text in entry.words)
    yield f'<article><p class="kind">{escape(entry.kind)}{context}</p><p>{escape(entry.source)}</p>\n'
    yield f'<p class="target" lang="{escape(locale)}" dir="{direction}">{words}</p></article>\n'
