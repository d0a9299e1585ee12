"""A target is not simply the source, unless that is a name, a number or an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say
from l10n.text.reading import Reading, is_copy, read
from l10n.text.wording import languages, wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_FOREIGN = 2
# words of names and titles that begin in lower case
_SMALL = frozenset("of the and de la le for in on at to du des von van al el del da di a".split())


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """The same text again, where it is prose and the languages differ."""
    if not is_copy(unit.source, unit.target):
        return
    if context.source.language == context.target.language:
        return
    source = read(unit.source, context.source.language)
    foreign = context.target.script != context.source.script
    if _is_prose(source, foreign=foreign) and not _is_quotation(source):
        yield Finding(
            severity=Severity.ERROR,
            message=say("the target is the source, untranslated"),
            end=len(unit.target),
            source_end=len(unit.source),
        )


def _is_prose(source: Reading, *, foreign: bool) -> bool:
    """Small words make prose; a text of names has none. Another script needs less proof."""
    words = [word.text for word in source.words if not word.text[0].isdigit()]
    small = [word for word in words if word.islower() and word not in _SMALL]
    if foreign:
        return (len(words) >= 2 and bool(small)) or len(words) > 5
    if len(words) >= 3 and len(small) >= 2:
        return True
    return len(words) >= 3 and bool(small) and source.text.rstrip().endswith((".", "?", "!"))


def _is_quotation(source: Reading) -> bool:
    """A source that is itself in another language than its article's is quoted as it is."""
    own = wording(source.language).stop
    if not own or any(word in own for word in source.lowered):
        return False
    others = (wording(language).stop for language in languages() if language != source.language)
    return any(sum(word in stop for word in source.lowered) >= _FOREIGN for stop in others)
