"""One page that shows source and target side by side, directions right, findings marked.

The page needs nothing beside it: no script, no picture, no network.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from l10n.model import Key
from l10n.text.inline import pieces, unescape
from l10n.text.pages import END, begin, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from l10n.model import Finding, Locale, Segment, Unit

_STYLE = """
table{table-layout:fixed}
th,td{border-block-end:1px solid var(--line);padding:.5rem .75rem;overflow-wrap:break-word}
th:first-child,td:first-child{width:6rem;color:var(--soft);font-size:.85rem}
.headline,.title{font-size:1.4rem;font-weight:700;line-height:1.4}.subhead{font-size:1.15rem;font-weight:700}
.tag{font:.75rem/1 monospace;font-style:normal;color:var(--tag);direction:ltr;unicode-bidi:isolate;white-space:nowrap}
.missing{background:var(--shade);color:var(--soft)}
.fuzzy{text-decoration:underline dotted var(--warning);text-underline-offset:.3em}
mark{color:inherit;border-radius:.15em}mark.error{background:var(--error-mark)}mark.warning{background:var(--warning-mark)}
mark.info{background:var(--info-mark)}
ul{list-style:none;margin:.4rem 0 0;padding:0;font-size:.85rem;font-weight:400;line-height:1.4}
li.error{color:var(--error)}li.warning{color:var(--warning)}li.info{color:var(--info)}
.key span,.key mark{margin-inline-end:1rem;padding-inline:.2rem}
@media(max-width:40rem){thead{display:none}tr,td{display:block;border:0}tr{border-block-end:1px solid var(--line)}td{padding:.2rem 0}
th:first-child,td:first-child{width:auto}}
"""
_KEY = (
    '<p class="key"><span class="missing">not translated</span> '
    '<span class="fuzzy">waits for a person</span> '
    '<mark class="error">error</mark> <mark class="warning">warning</mark> '
    '<mark class="info">info</mark></p>\n'
)


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
    head = '<th scope="col">Kind</th>' + "".join(
        f'<th scope="col" lang="{one}" dir="{one.direction}">{escape(one.own_name)} '
        f'<bdi lang="en">({one})</bdi></th>'
        for one in (source, target)
    )
    return (
        begin(f"{title}: {source} and {target}", _STYLE)
        + f"<p>{counts}.</p>\n{_KEY}<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"
        f"{''.join(rows)}</tbody>\n</table>\n{END}"
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
            f'<li class="{f.severity}">{f.severity}, {escape(f.check)}: {said(f.message)}</li>'
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
