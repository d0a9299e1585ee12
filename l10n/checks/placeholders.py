"""Every placeholder of the source stands in the target: ``{name}``, ``%(name)s``, ``{{ x }}``, ICU."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.codes import PLACEHOLDER, Code
from l10n.text.icu import arguments, is_icu
from l10n.text.kept_codes import differences
from l10n.text.message import say
from l10n.text.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.checks import Context
    from l10n.model import Unit
    from l10n.text.message import Message

_MARKS = "%{$"
_FORMATS = frozenset({"c-format", "python-format", "php-format", "objc-format", "perl-format"})
_NUMBER = re.compile(
    r"[%{$\s]*\(?(?:0|n|\w*(?:num|number|count|counter|cnt|total|amount|value))?\)?[\s}ds]*"
)
_WITHOUT = frozenset({"no-c-format", "no-python-format", "no-php-format"})


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Multisets of placeholders; a plural form may leave out the number it stands for."""
    texts = (unit.source, unit.target, unit.source_plural, *unit.target_plurals)
    if not any(mark in text for text in texts for mark in _MARKS):
        return
    if is_icu(unit.source) or is_icu(unit.target):
        yield from _icu(unit)
        return
    wanted = _placeholders(unit.source, context.source.language, unit)
    other = _placeholders(unit.source_plural, context.source.language, unit) or wanted
    given = _placeholders(unit.target, context.target.language, unit)
    yield from differences(*_compared(wanted, other, given, unit), lost=_lost, odd=_odd)
    for form in filter(None, unit.target_plurals[1:]):
        given = _placeholders(form, context.target.language, unit)
        missing, added = _compared(other, wanted, given, unit)
        for problem in (*map(_lost, _texts(missing)), *map(_odd, _texts(added))):
            yield Finding(severity=Severity.ERROR, message=problem, end=len(unit.target))


def _compared(
    wanted: tuple[Code, ...], other: tuple[Code, ...], given: tuple[Code, ...], unit: Unit
) -> tuple[list[Code], list[Code]]:
    """What is missing of a source form, and what neither form has; each spelling once.

    "One file" may be "%d file" in a language that has one form for 1, 21, 31.
    """
    counts = {_key(code): code for code in reversed(wanted)}
    here = Counter(map(_key, given))
    lost = Counter(map(_key, wanted)) - here
    odd = here - (Counter(map(_key, wanted)) | Counter(map(_key, other)))
    plural = bool(unit.source_plural or unit.target_plurals)
    may_go = _counts(code.text for code in wanted) if plural else frozenset()
    # "1 user" and "%(users)s users": what only one of the two has is the number
    elsewhere = frozenset(map(_key, other))
    missing = [c for key in lost if (c := counts[key]).text not in may_go and key in elsewhere]
    added = {_key(code): code for code in reversed(given) if _key(code) in odd}
    return sorted(missing), sorted(added.values())


def _texts(codes: list[Code]) -> list[str]:
    return [code.text for code in codes]


def _lost(text: str) -> Message:
    return say("the placeholder {found} of the source is missing", found=text)


def _odd(text: str) -> Message:
    return say("the placeholder {found} is not in the source", found=text)


def _placeholders(text: str, language: str, unit: Unit) -> tuple[Code, ...]:
    printf = _WITHOUT.isdisjoint(unit.flags)
    return tuple(
        code
        for code in _with_quoted(read(text, language).codes)
        if code.kind == "placeholder" and (printf or not code.text.startswith("%"))
    )


def _with_quoted(codes: tuple[Code, ...]) -> Iterator[Code]:
    """Also those between backticks, for which a translation may have other marks."""
    for code in codes:
        if code.kind != "span":
            yield code
            continue
        for found in PLACEHOLDER.finditer(code.text):
            start = code.start + found.start()
            yield Code("placeholder", start, start + len(found[0]), found[0])


def _key(code: Code) -> str:
    """White space inside braces does not tell two placeholders apart."""
    return "".join(code.text.split())


def _counts(placeholders: Iterable[str]) -> frozenset[str]:
    """Those that stand for the number of a plural: whole numbers, else such as may be one."""
    known = tuple(placeholders)
    sure = frozenset(one for one in known if one[-1:] in {"d", "i", "u"})
    return sure or frozenset(one for one in known if _NUMBER.fullmatch(one))


def _icu(unit: Unit) -> Iterator[Finding]:
    """Arguments and their types; what each branch says is the translator's."""
    wanted, given = arguments(unit.source), arguments(unit.target)
    for name in sorted(wanted ^ given):
        problem = _lost(f"{{{name}}}") if name in wanted else _odd(f"{{{name}}}")
        yield Finding(severity=Severity.ERROR, message=problem, end=len(unit.target))
