"""Every tag of the source stands in the target, well nested; their order may change."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say
from l10n.text.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit
    from l10n.text.codes import Code


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Names and numbers of tags are compared; what attributes say is not."""
    if "<" not in unit.source and "<" not in unit.target:
        return
    wanted = _tags(read(unit.source, context.source.language).of_kind("tag"))
    target = read(unit.target, context.target.language).of_kind("tag")
    given = _tags(target)
    lost, added = wanted - given, given - wanted
    for tag in lost:
        at = unit.source.find(tag.rstrip(">"))
        yield Finding(
            severity=Severity.ERROR,
            message=say("the tag {tag} of the source is missing", tag=tag),
            source_start=max(0, at),
            source_end=max(0, at) + len(tag) if at >= 0 else 0,
        )
    for tag in added:
        found = next(code for code in target if _written(code) == tag)
        yield Finding(
            severity=Severity.ERROR,
            message=say("the tag {tag} is not in the source", tag=tag),
            start=found.start,
            end=found.end,
        )
    if not lost and not added:
        yield from _crossed(target, read(unit.source, context.source.language).of_kind("tag"))


def _tags(codes: tuple[Code, ...]) -> Counter[str]:
    return Counter(_written(code) for code in codes)


def _written(code: Code) -> str:
    if code.alone:
        return f"<{code.name}/>"
    return f"</{code.name}>" if code.closes else f"<{code.name}>"


def _crossed(target: tuple[Code, ...], source: tuple[Code, ...]) -> Iterator[Finding]:
    """The first tag that closes out of order, unless the source's do, too."""
    wrong = _out_of_order(target)
    if wrong is not None and _out_of_order(source) is None:
        yield Finding(
            severity=Severity.ERROR,
            message=say("the tag {tag} closes out of order", tag=wrong.text),
            start=wrong.start,
            end=wrong.end,
        )


def _out_of_order(codes: tuple[Code, ...]) -> Code | None:
    opened: list[str] = []
    for code in codes:
        if code.alone:
            continue
        if not code.closes:
            opened.append(code.name)
        elif not opened or opened.pop() != code.name:
            return code
    return None
