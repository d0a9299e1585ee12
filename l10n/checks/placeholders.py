"""Every placeholder of the source stands in the target: ``{name}``, ``%(name)s``, ``{{ x }}``, ICU."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.icu import arguments, is_icu
from l10n.text.kept_codes import differences
from l10n.text.message import say
from l10n.text.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit
    from l10n.text.codes import Code
    from l10n.text.message import Message

_MARKS = "%{$"
_FORMATS = frozenset({"c-format", "python-format", "php-format", "objc-format", "perl-format"})
_WITHOUT = frozenset({"no-c-format", "no-python-format", "no-php-format"})


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Multisets of placeholders; a plural form may leave out the number it stands for."""
    if not any(mark in unit.source or mark in unit.target for mark in _MARKS):
        return
    if is_icu(unit.source) or is_icu(unit.target):
        yield from _icu(unit)
        return
    wanted = _placeholders(read(unit.source, context.source.language).codes, unit)
    given = _placeholders(read(unit.target, context.target.language).codes, unit)
    lost = Counter(_key(code) for code in wanted)
    lost.subtract(_key(code) for code in given)
    may_drop = bool(unit.source_plural or unit.target_plurals)
    missing, added = [], []
    for code in wanted:
        if lost[_key(code)] > 0 and not (may_drop and _is_count(code.text)):
            lost[_key(code)] = 0
            missing.append(code)
    for code in given:
        if lost[_key(code)] < 0:
            lost[_key(code)] = 0
            added.append(code)
    yield from differences(missing, added, lost=_lost, odd=_odd)


def _lost(text: str) -> Message:
    return say("the placeholder {found} of the source is missing", found=text)


def _odd(text: str) -> Message:
    return say("the placeholder {found} is not in the source", found=text)


def _placeholders(codes: tuple[Code, ...], unit: Unit) -> tuple[Code, ...]:
    printf = _WITHOUT.isdisjoint(unit.flags)
    return tuple(
        code
        for code in codes
        if code.kind == "placeholder" and (printf or not code.text.startswith("%"))
    )


def _key(code: Code) -> str:
    """White space inside braces does not tell two placeholders apart."""
    return "".join(code.text.split())


def _is_count(placeholder: str) -> bool:
    return placeholder[-1:] in {"d", "i", "u"} or placeholder.strip("{}% ").rstrip("ds)") in {
        "0",
        "n",
        "count",
        "number",
        "num",
        "total",
        "(count",
        "(n",
        "(num",
        "(number",
        "",
    }


def _icu(unit: Unit) -> Iterator[Finding]:
    """Arguments and their types; what each branch says is the translator's."""
    wanted, given = arguments(unit.source), arguments(unit.target)
    for name in sorted(wanted ^ given):
        problem = _lost(f"{{{name}}}") if name in wanted else _odd(f"{{{name}}}")
        yield Finding(severity=Severity.ERROR, message=problem, end=len(unit.target))
