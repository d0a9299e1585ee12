"""A target has no entities that its source does not have."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from l10n.model import Finding, Fix, Severity
from l10n.text.message import say
from l10n.text.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


# what a typographer writes as an entity where the text is HTML anyway
_TYPOGRAPHIC = frozenset(
    "&nbsp; &#160; &#xa0; &#8239; &#x202f; &nnbsp; &thinsp; &laquo; &raquo; &lsquo; &rsquo; &ldquo; "
    "&rdquo; &bdquo; &sbquo; &hellip; &ndash; &mdash; &zwnj; &zwj; &rlm; &lrm; &shy;".split()
)
_MEANING = {
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&#39;": "'",
    "&apos;": "'",
    "&#x27;": "'",
}


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Entities by name and number, and ampersands escaped twice."""
    if "&" not in unit.target:
        return
    given = read(unit.target, context.target.language).of_kind("entity")
    if not given:
        return
    source = read(unit.source, context.source.language)
    wanted = Counter(code.text for code in source.of_kind("entity"))
    is_html = bool(wanted) or bool(source.of_kind("tag"))
    for code in given:
        if wanted[code.text]:
            wanted[code.text] -= 1
        elif not (is_html and code.text.lower() in _TYPOGRAPHIC):
            plain = _MEANING.get(code.text)
            yield Finding(
                severity=Severity.ERROR,
                message=say("the entity {found} is not in the source", found=code.text),
                start=code.start,
                end=code.end,
                fix=Fix(start=code.start, end=code.end, text=plain) if plain else None,
            )
