"""The copy of a Markdown text that the parser reads: of the same length, and in ASCII.

So every offset that the parser tells, a byte of the copy, is an offset of the text. What
CommonMark does not know is written as something that it knows: a line that is only a shortcode, and a region of
another language, as a declaration (``<!Cxxx>``); the line of a container (``:::note Title``) as a
heading; a definition (``: text``) as an item of a list; a code inside a sentence as colons.
"""

from __future__ import annotations

import re
import string
import unicodedata
from functools import cache

from l10n.text.markdown_codes import CODE, EXPORTED_NAME, EXPRESSION, MODULE

# a line whose beginning says something, after quotes, items and indentation
_LINE = r"""(?:[ \t>]|[-+*][ \t]|[0-9]{1,9}[.)][ \t])*+(?:
      (?P<fence>`{3,}+(?=[^`\n]*$)|~{3,}+)
      |(?P<line>\{)
      |(?P<math>\$\$)
      |(?P<container>:{3,}+[ \t]*+(?:\{?[\w.-]*\}?)?[ \t]*\[?)
      |(?P<definition>:)[ \t]
      |(?P<module>(?:import|export)\s)
    )"""
_FIRST_LINE = re.compile(_LINE, re.VERBOSE | re.MULTILINE)
# each alternative begins with a letter of its own, which is searched quickly
_SCAN = re.compile(rf"\n{_LINE}|`(?P<ticks>`*+)|\{{(?P<brace>)", re.VERBOSE | re.MULTILINE)
_MARKS = ("{", "$$", ":::", "\n: ", "\n:\t", "import ", "export ")
# code that runs until its closing tag
_VERBATIM = re.compile(
    r"\{%-?\s*(?P<liquid>highlight|comment|codeblock|mermaid|math|js|css)\b"
    r"|\{\{[<%]\s*(?P<hugo>highlight|mermaid|math|katex|gist|code)\b(?![^\n]*/[>%]\}\})"
)
# mathematics ends before a blank line, unless its marks stand on lines of their own
_MATH_IN_LINES = re.compile(r"\$\$[ \t\r]*\n(?:[^$]|\$(?!\$))*?^[ \t>]*\$\$[ \t\r]*$", re.MULTILINE)
_MATH = re.compile(r"\$\$(?:[^$\n]|\n(?![ \t\r]*\n))+\$\$[ \t\r]*$", re.MULTILINE)
_LONGEST_MODULE = 10_000  # characters that are looked at for its last bracket
# strings and comments of a script, whose brackets close nothing
_NO_BRACKETS = re.compile(
    r"""//[^\n]*+|/\*(?:(?!\*/).)*+\*/|"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|`(?:[^`\\]|\\.)*+`""",
    re.DOTALL,
)
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_AFTER_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\Z")
_CLOSING_BRACKET = re.compile(r"[^\]\n]*(?P<bracket>\])[ \t\r]*$", re.MULTILINE)
_BLANKS = re.compile(r"[ \t]*+")
_AT_END_OF_LINE = re.compile(r"[ \t\r]*(?:\n|\Z)")
_LONGEST_TICKS = 80
_PART = 1 << 20
_SHORTEST = 4  # letters of a declaration
REGION = re.compile("<!V[x]*>")
# a label in letters that the copy must tell apart
_LABEL = re.compile(r"^[ \t>]*\[[^\]\n]*[^\x00-\x7f\]\n][^\]\n]*\]:", re.MULTILINE)
_SIGN = re.compile(r"[^\x00-\x7f\w]")
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_QUESTION = "\x1a"  # what a question mark is, while question marks stand for letters
_LETTER = "\x7f"  # neither a sign nor a space, and in no name of a tag
_LETTERS = bytes.maketrans(b"?\x1a", f"{_LETTER}?".encode())


def copy_of(text: str, *, jsx: bool, start: int = 0) -> str:
    """The text as the parser may read it, blank up to an offset.

    With ``jsx`` an expression in braces is a code.
    """
    masking = _Masking(text, jsx=jsx, start=start)
    if jsx or any(mark in text for mark in _MARKS):
        masking.mask()
    return masking.copy()


def _in_ascii(text: str, table: dict[int, str] | None) -> str:
    """Letters as letters, signs as signs, spaces as a control that is white space."""
    if text.isascii():
        return text
    if table is not None:
        text = _BRACKETED.sub(lambda found: found[0].translate(table), text)
    text = _SIGN.sub(_sign, text).replace("?", _QUESTION)
    return text.encode("ascii", "replace").translate(_LETTERS).decode("ascii")


def _sign(found: re.Match[str]) -> str:
    """A space that begins a line or follows its mark would be layout, and no text."""
    made = _stand_in(found[0])
    if made != "\f":
        return made
    before = found.string[found.start() - 1] if found.start() else " "
    return made if before.isalnum() or before in "*_~" else ","


@cache
def _stand_in(letter: str) -> str:
    if letter.isspace():
        return "\f"
    return "," if unicodedata.category(letter)[0] in "PS" else _LETTER


class _LetterByLetter(dict[int, str]):
    """A table for `str.translate` in which different letters mostly stay different."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if code < 128:
            made = letter
        elif letter.isalnum():
            made = string.ascii_lowercase[ord(letter.lower()[0]) % 26]
        else:
            made = _stand_in(letter)
        self[code] = made
        return made


class _Masking:
    """One pass over a text; what is code stays as it is."""

    def __init__(self, text: str, *, jsx: bool, start: int) -> None:
        self._text = text
        self._jsx = jsx
        self._start = start
        self._table = _LetterByLetter() if not text.isascii() and _LABEL.search(text) else None
        self._parts: list[str] = [f"{' ' * (start - 1)}\n"] if start else []
        self._done = start  # up to here everything is in a part
        self._paragraph_end = 0
        self._endless: set[int] = set()  # lengths of ticks that this paragraph does not close

    def mask(self) -> None:
        found = _FIRST_LINE.match(self._text, self._start) or _SCAN.search(self._text, self._start)
        while found:
            kind = found.lastgroup or ""
            at = _RULES[kind](self, *found.span(kind))
            found = _SCAN.search(self._text, at)

    def copy(self) -> str:
        self._keep(len(self._text))
        return "".join(self._parts)

    def _keep(self, end: int) -> None:
        """The text up to an offset, a part at a time: letters beyond ASCII need much memory."""
        for at in range(self._done, end, _PART):
            self._parts.append(_in_ascii(self._text[at : min(at + _PART, end)], self._table))
        self._done = end

    def _write(self, start: int, end: int, mask: str) -> int:
        self._keep(start)
        self._parts.append(mask)
        self._done = end
        return end

    def _declare(self, letter: str, start: int, end: int) -> int:
        if end - start < _SHORTEST:
            return end
        return self._write(start, end, f"<!{letter}{'x' * (end - start - _SHORTEST)}>")

    def fence(self, start: int, end: int) -> int:
        """Code between fences, to the end of the text where none closes it.

        In MDX it may stand in a component without blank lines around it: there it is hidden.
        """
        closing = _closing_fence(self._text[start:end]).search(self._text, end)
        if closing is None:
            return len(self._text)
        return self._declare("V", start, closing.end()) if self._jsx else closing.end()

    def ticks(self, start: int, end: int) -> int:
        """Code between ticks in one paragraph."""
        size = 1 + end - start
        if start >= self._paragraph_end:
            blank = _BLANK_LINE.search(self._text, end)
            self._paragraph_end = blank.start() if blank else len(self._text)
            self._endless.clear()
        if size > _LONGEST_TICKS or size in self._endless:
            return end
        closing = _closing_ticks(size).search(self._text, end, self._paragraph_end)
        if closing is None:
            self._endless.add(size)
            return end
        return closing.end()

    def line(self, start: int, _: int) -> int:
        """A line that begins with a code: only codes, a region to its end, or a text."""
        if found := _VERBATIM.match(self._text, start):
            closing = _closing_tag(found["liquid"], found["hugo"]).search(self._text, start)
            if closing:
                return self._declare("V", start, self._end_of_line(closing.end()))
        at = start
        while found := CODE.match(self._text, at):
            at = found.end()
            if ended := _AT_END_OF_LINE.match(self._text, at):
                return self._declare("C", start, at) and ended.start()
            if space := _BLANKS.match(self._text, at):
                at = space.end()
        return self._inline_code(start)

    def _end_of_line(self, at: int) -> int:
        end = self._text.find("\n", at)
        end = len(self._text) if end < 0 else end
        return end - 1 if self._text[end - 1] == "\r" else end

    def brace(self, _: int, end: int) -> int:
        """A code in a text."""
        return self._inline_code(end - 1)

    def _inline_code(self, start: int) -> int:
        found = CODE.match(self._text, start)
        if found is None and self._jsx:
            found = EXPRESSION.match(self._text, start)
        if found is None:
            return start + 1
        return self._write(start, found.end(), ":" * (found.end() - start))

    def math(self, start: int, end: int) -> int:
        found = _MATH_IN_LINES.match(self._text, start) or _MATH.match(self._text, start)
        return self._declare("V", start, found.end()) if found else end

    def container(self, start: int, end: int) -> int:
        self._write(start, end, f"#{' ' * (end - start - 1)}")
        closing = _CLOSING_BRACKET.match(self._text, end) if self._text[end - 1] == "[" else None
        return self._write(*closing.span("bracket"), " ") if closing else end

    def definition(self, start: int, end: int) -> int:
        return self._write(start, end, "-")

    def module(self, start: int, end: int) -> int:
        """Imports and exports of MDX: a paragraph of their own that begins at the margin."""
        before = self._text[max(self._start, start - 80) : start]
        if not self._jsx or (before.strip() and not _AFTER_BLANK_LINE.search(before)):
            return end
        if not any(pattern.match(self._text, start) for pattern in (MODULE, EXPORTED_NAME)):
            return end
        return self._declare("V", start, self._end_of_module(start))

    def _end_of_module(self, start: int) -> int:
        """At the first blank line that stands in no bracket; at the first of all if none does."""
        first = -1
        depth, at = 0, start
        for blank in _BLANK_LINE.finditer(self._text, start, start + _LONGEST_MODULE):
            part = _NO_BRACKETS.sub("", self._text[at : blank.start()])
            depth += sum(map(part.count, "([{")) - sum(map(part.count, ")]}"))
            if depth <= 0:
                return blank.start()
            first = blank.start() if first < 0 else first
            at = blank.start()
        return first if first >= 0 else len(self._text)


@cache
def _closing_fence(mark: str) -> re.Pattern[str]:
    return re.compile(rf"^[ \t>]*+{mark}{mark[0]}*+[ \t\r]*$", re.MULTILINE)


@cache
def _closing_ticks(size: int) -> re.Pattern[str]:
    return re.compile(rf"(?<!`)`{{{size}}}(?!`)")


@cache
def _closing_tag(liquid: str | None, hugo: str | None) -> re.Pattern[str]:
    if liquid:
        return re.compile(rf"\{{%-?\s*end{liquid}\s*-?%\}}")
    return re.compile(rf"\{{\{{[<%]\s*/\s*{hugo}\s*[>%]\}}\}}")


_RULES = {
    "fence": _Masking.fence,
    "ticks": _Masking.ticks,
    "line": _Masking.line,
    "brace": _Masking.brace,
    "math": _Masking.math,
    "container": _Masking.container,
    "definition": _Masking.definition,
    "module": _Masking.module,
}
