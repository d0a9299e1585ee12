"""Codes in running text: tags, placeholders, entities, addresses, handles; what is not prose.

A code has a kind and a code-point span. Prose is the text with every code blanked out, so that a
rule about words or punctuation never trips over one; it has the same length as the text.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

TAG_BLANK = chr(0xE000)  # private use: stands for each character of a tag
CODE_BLANK = chr(0xE001)  # and of any other code

_HTML = (
    "a abbr acronym address article aside audio b bdi bdo big blockquote body br button caption "
    "center cite code col colgroup data dd del details dfn div dl dt em embed figcaption figure "
    "font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend "
    "li link main mark meta nav object ol option p picture pre q rp rt ruby s samp section select "
    "small source span strike strong style sub summary sup table tbody td textarea tfoot th thead "
    "time title tr tt u ul var video wbr g x bx ex bpt ept ph it mrk pc sc ec cp"
).split()
_NAMES = frozenset(_HTML)
_NUMBERED = re.compile(r"[a-z]{0,12}[0-9]{1,5}")
_ADDRESS_END = r"""(?<![.,;:!?'"*_)\]])"""
URL = re.compile(
    r"(?:https?|ftp)://[!-;=?-~]+"
    + _ADDRESS_END
    # a closing bracket belongs to the address only if its partner does
    + r"|(?<![\w@.-])www\.[!-;=?-~]+"
    + _ADDRESS_END
    + r"|(?<![\w@./-])(?:[A-Za-z0-9-]+\.)+[a-z]{2,6}/[!-;=?-~]*"
    + _ADDRESS_END
)
_PRINTF = r"[diouxXeEfFgGcrsaA@]"
PLACEHOLDER = re.compile(
    rf"""\{{\{{[^{{}}\n]*\}}\}}                                    # {{{{ name }}}}
    | \$\{{[\w.\[\]]+\}}                                           # ${{name}}
    | %\{{\w+\}}                                                   # %{{name}}
    | \{{\s*(?:[$-]\s*)?[\w.-]*(?:\[\w+\])?(?:![rsa])?(?::[^{{}}\s]*)?\s*\}}  # {{0}} {{name:>5}} {{ $x }}
    | %\([^()\n%]+\)[-+\#0\ ]*\d*(?:\.\d+)?{_PRINTF}               # %(name)s
    | (?<![\d%])%(?:\d+\$)?[-+\#0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|ll|[hlLqjzt])?{_PRINTF}(?![A-Za-z])
    | (?<![\d%])%\.\d+f(?=s\b)                                     # %.3fs, in seconds
    | %[A-Za-z_]\w*%                                               # %name%
    """,
    re.VERBOSE,
)
ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6});")
EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_ANY = re.compile(
    rf"""(?P<comment><!--.*?-->)
    | (?P<tag></?(?:[A-Za-z][\w:.-]*|[0-9]+)(?:\s[^<>]*)?/?>)
    | (?P<span>`[^`\n]+`)
    | (?P<url>{URL.pattern})
    | (?P<email>{EMAIL.pattern})
    | (?P<entity>{ENTITY.pattern})
    | (?P<placeholder>{PLACEHOLDER.pattern})
    | (?P<handle>(?<![A-Za-z0-9_@/.])@[A-Za-z0-9_]{{2,30}})
    | (?P<hashtag>(?<![\w&/\#])\#(?=[\w-]*[^\W\d_])\w[\w\u064b-\u0652\u0900-\u094f\u200c]*)
    """,
    re.VERBOSE | re.DOTALL,
)
_MARKS = frozenset("<&@#%{$`/")
_TAG_NAME = re.compile(r"</?([\w:.-]+)")


class Code(NamedTuple):
    """One code: its kind (``tag``, ``placeholder``, ``url``, ...), its span, its text."""

    kind: str
    start: int
    end: int
    text: str

    @property
    def name(self) -> str:
        """A tag's name, lower-case where HTML is."""
        found = _TAG_NAME.match(self.text)
        name = found[1] if found else ""
        return name.lower() if name.lower() in _NAMES else name

    @property
    def closes(self) -> bool:
        return self.text.startswith("</")

    @property
    def alone(self) -> bool:
        """Whether a tag stands for itself: ``<br3/>``, ``<br>``."""
        return self.text.endswith("/>") or self.name in {"br", "hr", "img", "wbr", "input"}


def unmatched(wanted: Sequence[Code], given: Sequence[Code]) -> tuple[list[Code], list[Code]]:
    """The codes of which there are too few and too many, each spelling once, case aside."""
    left = Counter(code.text.lower() for code in wanted)
    left.subtract(code.text.lower() for code in given)
    missing, added = +left, -left
    return (
        [code for code in wanted if missing.pop(code.text.lower(), 0)],
        [code for code in given if added.pop(code.text.lower(), 0)],
    )


def codes(text: str, letters: frozenset[str]) -> tuple[Code, ...]:
    """The codes of a text in order; ``letters`` is the set of its characters (asked first)."""
    if letters.isdisjoint(_MARKS) and "www." not in text:
        return ()
    found = []
    for match in _ANY.finditer(text):
        kind = match.lastgroup or ""
        code = Code(kind, match.start(), match.end(), match[0])
        if kind != "tag" or _is_markup(code, text):
            found.append(code)
    return tuple(found)


def _is_markup(tag: Code, text: str) -> bool:
    """Known names, numbered ones, and pairs; ``<file>`` in a usage line is prose."""
    name = tag.name
    if name in _NAMES or _NUMBERED.fullmatch(name):
        return True
    return f"</{name}>" in text and f"<{name}" in text


def blanked(text: str, found: tuple[Code, ...]) -> str:
    """The text with its codes blanked out; same length."""
    if not found:
        return text
    parts: list[str] = []
    at = 0
    for code in found:
        blank = TAG_BLANK if code.kind in {"tag", "comment"} else CODE_BLANK
        parts += (text[at : code.start], blank * (code.end - code.start))
        at = code.end
    return "".join((*parts, text[at:]))
