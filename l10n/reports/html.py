"""Findings as one self-contained page: filters, counts by check and locale, texts in their direction."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from l10n.model import Locale

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.model import Finding

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.4rem}fieldset{border:1px solid #bbb;display:inline-block;margin:0 1rem 1rem 0}
table{border-collapse:collapse;width:100%}td,th{border-top:1px solid #ccc;padding:.4rem;text-align:start;vertical-align:top}
mark{background:#ffd54d}.error{color:#a80000}.warning{color:#7a4b00}.info{color:#00539f}
.bar{background:#00539f;height:.9rem;display:inline-block}.count{min-width:3rem;display:inline-block}
@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}.error{color:#ff8a80}.warning{color:#ffcc80}
.info,.bar{color:#90caf9}.bar{background:#90caf9}mark{background:#7a5c00;color:#fff}}
"""
_SCRIPT = """
const boxes=[...document.querySelectorAll('input')];
function show(){const off=new Set(boxes.filter(b=>!b.checked).map(b=>b.value));
for(const row of document.querySelectorAll('tbody tr'))
row.hidden=row.dataset.is.split(' ').some(one=>off.has(one));}
boxes.forEach(b=>b.addEventListener('change',show));
"""


def lines(findings: Iterable[Finding]) -> Iterator[str]:
    """An HTML document without anything from elsewhere."""
    findings = list(findings)
    yield '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>l10n findings</title>'
    yield f"<style>{_STYLE}</style></head><body><h1>{len(findings)} findings</h1>"
    yield _plot("By check", Counter(finding.check for finding in findings))
    yield _plot("By locale", Counter(finding.locale for finding in findings))
    yield _filters("severity", sorted({str(finding.severity) for finding in findings}))
    yield _filters("locale", sorted({finding.locale for finding in findings}))
    yield _filters("check", sorted({finding.check for finding in findings}))
    yield "<table><thead><tr><th>Where<th>What<th>Text</thead><tbody>"
    for finding in findings:
        yield _row(finding)
    yield f"</tbody></table><script>{_SCRIPT}</script></body></html>"


def _plot(title: str, counts: Counter[str]) -> str:
    most = max(counts.values(), default=1)
    bars = "".join(
        f'<div><span class="count">{count}</span>'
        f'<span class="bar" style="width:{30 * count / most:.1f}rem"></span> {escape(name)}</div>'
        for name, count in counts.most_common()
    )
    return f"<h2>{title}</h2>{bars}" if counts else ""


def _filters(name: str, values: Sequence[str]) -> str:
    boxes = " ".join(
        f'<label><input type="checkbox" checked value="{escape(value)}"> {escape(value)}</label>'
        for value in values
    )
    return f"<fieldset><legend>{name}</legend>{boxes}</fieldset>"


def _row(finding: Finding) -> str:
    direction = Locale.parse(finding.locale).direction if finding.locale else "auto"
    start, end = finding.start, finding.end
    target = finding.target
    marked = (
        f"{escape(target[:start])}<mark>{escape(target[start:end])}</mark>{escape(target[end:])}"
    )
    facts = escape(f"{finding.severity} {finding.locale} {finding.check}")
    where = escape(f"{finding.path}:{finding.line}" if finding.path else finding.article)
    return (
        f'<tr data-is="{facts}"><td>{where}<td><span class="{finding.severity}">{finding.severity}'
        f"</span> {escape(finding.check)}: {escape(finding.message)}"
        f'<td><div dir="auto">{escape(finding.source)}</div>'
        f'<div dir="{direction}" lang="{escape(finding.locale)}">'
        f"{marked if end > start else escape(target)}</div>"
    )
