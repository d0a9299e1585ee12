"""Findings as one self-contained page: filters, counts by check and locale, texts in their direction."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from l10n.model import Locale, Severity
from l10n.reports.spool import Spool
from l10n.text.pages import END, begin, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.model import Finding

_STYLE = """
body{max-width:75rem}fieldset{border:1px solid var(--line);margin:0 0 1rem}legend{font-weight:600}
label{margin-inline-end:1rem;white-space:nowrap}.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:0 2rem}
table{table-layout:fixed}td,th{border-top:1px solid var(--line);padding:.4rem;overflow-wrap:anywhere}
th:first-child{width:22%}th:nth-child(2){width:33%}input[type=search]{font:inherit;width:20rem;max-width:100%}
mark{background:#ffd54d;color:#1a1a1a}.error{color:var(--error)}.warning{color:var(--warning)}.info{color:var(--info)}
.row{display:flex;gap:.5rem;align-items:center}.name{width:11rem;overflow-wrap:anywhere}.bar{display:flex;flex:1;height:.9rem}
.bar i{background:currentColor;display:block}.count{min-width:3rem;text-align:end;font-variant-numeric:tabular-nums}
@media(max-width:40rem){thead{display:none}tr,td{display:block}tr[hidden]{display:none}td{border:0;padding:.1rem 0}
tr{border-top:1px solid var(--line);padding:.4rem 0}}
"""
_SCRIPT = """
const boxes=[...document.querySelectorAll('input[type=checkbox]')],search=document.querySelector('input[type=search]');
const rows=[...document.querySelectorAll('tbody tr')],said=document.querySelector('output');
function show(){const off=new Set(boxes.filter(b=>!b.checked).map(b=>b.value)),word=search.value.toLowerCase();let n=0;
for(const row of rows){row.hidden=row.dataset.is.split(' ').some(one=>off.has(one))||word&&!row.textContent.toLowerCase().includes(word);
n+=!row.hidden}said.textContent=n+' of '+rows.length+' shown'}
boxes.forEach(b=>b.addEventListener('change',show));search.addEventListener('input',show);
document.querySelectorAll('button').forEach(b=>b.addEventListener('click',()=>{
boxes.filter(c=>c.name==b.name).forEach(c=>{c.checked=b.value=='all'});show()}));
const asked=new URLSearchParams(location.hash.slice(1));search.value=asked.get('text')||'';
for(const box of boxes)if(asked.has(box.name))box.checked=asked.getAll(box.name).includes(box.value);show();
"""
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_MOST = 20  # bars in a plot


def lines(findings: Iterable[Finding]) -> Iterator[str]:
    """An HTML document without anything from elsewhere."""
    by_check: Counter[tuple[str, Severity]] = Counter()
    by_locale: Counter[tuple[str, Severity]] = Counter()
    by_place: Counter[tuple[str, Severity]] = Counter()
    with Spool() as rows:
        for finding in findings:
            by_check[finding.check, finding.severity] += 1
            by_locale[finding.locale, finding.severity] += 1
            by_place[finding.article or finding.path, finding.severity] += 1
            rows.write(_row(finding))
        yield begin(f"{by_check.total()} findings", _STYLE)
        key = " ".join(f'<span class="{one}">\N{BLACK SQUARE} {one}</span>' for one in _ORDER)
        yield f'<p>{key}</p><div class="plots">'
        yield _plot("By check", by_check)
        yield _plot("By locale", by_locale)
        yield _plot("By article", by_place)
        yield "</div><h2>Filters</h2>"
        yield _filters(
            "severity",
            [str(one) for one in _ORDER if one in {severity for _, severity in by_check}],
        )
        yield _filters("locale", sorted({tag for tag, _ in by_locale}))
        yield _filters("check", sorted({name for name, _ in by_check}))
        yield '<p><label>Text <input type="search"></label> <output></output></p>'
        yield "<table><thead><tr><th>Where<th>What<th>Text</thead><tbody>"
        yield from rows
        yield f"</tbody></table><script>{_SCRIPT}</script>{END}"


def _plot(title: str, parts: Counter[tuple[str, Severity]]) -> str:
    """A bar for each name, the commonest first, its severities beside each other."""
    counts: Counter[str] = Counter()
    for (name, _), own in parts.items():
        counts[name] += own
    most = max(counts.values(), default=1)
    bars = []
    for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:_MOST]:
        stretches = "".join(
            f'<i class="{severity}" style="width:{100 * own / most:.1f}%"'
            f' title="{own} {severity}"></i>'
            for severity in _ORDER
            if (own := parts[name, severity])
        )
        label = escape(name or "(none)")
        bars.append(
            f'<div class="row"><span class="name">{label}</span><span class="count">{count}</span>'
            f'<span class="bar">{stretches}</span></div>'
        )
    return f"<section><h2>{title}</h2>{''.join(bars)}</section>" if counts else ""


def _filters(name: str, values: Sequence[str]) -> str:
    boxes = " ".join(
        f'<label><input type="checkbox" checked name="{name}" value="{escape(value)}"> '
        f"{escape(value)}</label>"
        for value in values
        if value
    )
    buttons = "".join(
        f'<button type="button" name="{name}" value="{what}">{what}</button> '
        for what in ("all", "none")
    )
    return f"<fieldset><legend>{name}</legend>{boxes}{buttons}</fieldset>"


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
        f"</span> {escape(finding.check)}: {said(finding.message)}"
        f'<td><div dir="auto">{escape(finding.source)}</div>'
        f'<div dir="{direction}" lang="{escape(finding.locale)}">'
        f"{marked if end > start else escape(target)}</div>"
    )
