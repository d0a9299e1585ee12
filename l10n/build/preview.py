"""One page that shows source and target side by side, directions right, findings marked.

The page needs nothing beside it: no script, no picture, no network.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from l10n.model import Key
from l10n.text.inline import pieces, unescape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from l10n.model import Finding, Locale, Segment, Unit

_STYLE = """
body { font: 1rem/1.6 system-ui, sans-serif; margin: 2rem; color: #1b1b1b; background: #fff }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
th, td { border-block-end: 1px solid #ddd; padding: .5rem .75rem; vertical-align: top;
  text-align: start }
th:first-child, td:first-child { width: 7rem; color: #595959; font-size: .85rem }
.headline, .title { font-size: 1.5rem; font-weight: 700; line-height: 1.3 }
.subhead { font-size: 1.15rem; font-weight: 700 }
.tag { font: .75rem monospace; color: #5b4b8a; unicode-bidi: isolate }
.missing { background: #eee; color: #595959; font-style: italic }
.fuzzy { text-decoration: underline dotted #8a6d00 }
mark.error { background: #ffd3d3 } mark.warning { background: #ffeab0 } mark.info { background: #dcebff }
ul { margin: .25rem 0; padding-inline-start: 1.2rem; font-size: .85rem } li.error { color: #a40000 }
"""


def page(
    segments: Sequence[Segment],
    units: Mapping[Key, Unit],
    findings: Sequence[Finding],
    *,
    source: Locale,
    target: Locale,
    title: str,
) -> str:
    """The preview of an article in a locale; ``units`` are those of its catalog by key."""
    rows = [
        _row(list(own), units, findings, source, target)
        for _, own in groupby(segments, key=lambda segment: segment.block)
    ]
    counts = f"{len(findings)} finding{'' if len(findings) == 1 else 's'}"
    name = escape(f"{title}: {source} and {target}")
    head = '<th scope="col"></th>' + "".join(
        f'<th scope="col" dir="{one.direction}">{escape(one.tag)}</th>' for one in (source, target)
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{name}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{name}</h1>\n"
        f"<p>{counts}.</p>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"
        f"{''.join(rows)}</tbody>\n</table>\n</body>\n</html>\n"
    )


def _row(
    segments: Sequence[Segment],
    units: Mapping[Key, Unit],
    findings: Sequence[Finding],
    source: Locale,
    target: Locale,
) -> str:
    kind = segments[0].kind.value
    told: list[str] = []
    texts: list[str] = []
    for segment in segments:
        unit = units.get(Key(segment.kind.context, segment.source))
        own = [
            f for f in findings if f.source == segment.source and unit and f.target == unit.target
        ]
        told += (
            f'<li class="{f.severity}">{f.severity}, {escape(f.check)}: {escape(f.message)}</li>'
            for f in own
        )
        texts.append(_target(segment, unit, own, source.tag))
    listed = f'<ul lang="en" dir="ltr">{"".join(dict.fromkeys(told))}</ul>' if told else ""
    text = " ".join(_shown(segment.source) for segment in segments)
    return (
        f"<tr><td>{escape(kind)}</td>"
        f'<td class="{kind}" lang="{source.tag}" dir="{source.direction}">{text}</td>'
        f'<td class="{kind}" lang="{target.tag}" dir="{target.direction}">{" ".join(texts)}{listed}</td>'
        "</tr>\n"
    )


def _target(segment: Segment, unit: Unit | None, findings: Sequence[Finding], lang: str) -> str:
    """A target with its findings marked; a source that has none, said so."""
    if unit is None or not unit.target:
        shown = _shown(segment.source)
        return f'<bdi class="missing" lang="{lang}" title="not translated">{shown}</bdi>'
    text = "".join(_marked(unit.target, findings))
    return f'<span class="fuzzy" title="waits for a person">{text}</span>' if unit.fuzzy else text


def _marked(target: str, findings: Sequence[Finding]) -> Iterator[str]:
    at = 0
    for found in sorted(findings, key=lambda f: (f.start, -f.severity.rank)):
        if at <= found.start < found.end:
            yield _shown(target[at : found.start])
            note = escape(f"{found.check}: {found.message}")
            inside = _shown(target[found.start : found.end])
            yield f'<mark class="{found.severity}" title="{note}">{inside}</mark>'
            at = found.end
    yield _shown(target[at:])


def _shown(content: str) -> str:
    """A content for a browser: literal text, and its tags as small signs."""
    return "".join(
        f'<span class="tag">{escape(piece.text)}</span>'
        if piece.tag
        else escape(unescape(piece.text))
        for piece in pieces(content)
    )
