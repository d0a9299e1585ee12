"""SRX patterns (Java and ICU regular expressions) in the dialect of the `regex` package, version 1.

https://www.gala-global.org/srx-20-april-7-2008 names ICU's syntax; rule files in the wild use Java's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

# Java reads no further back than this for a repeat inside a lookbehind; rule files rely on it.
LOOKBEHIND_REPEAT: Final = 100

_TOKEN = re.compile(
    r"""
      \\Q(?P<quoted>.*?)(?:\\E|\Z)
    | (?P<pair>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})
    | (?P<property>\\[pP](?:\{\^?[^}]*\}|[A-Z]))
    | \\x\{(?P<code>[0-9a-fA-F]+)\}
    | \\0(?P<octal>[0-3]?[0-7]{1,2})
    | (?P<escape>\\.)
    | \(\?(?P<flags>[a-zA-Z]*(?:-[a-zA-Z]+)?)(?P<flags_end>[:)])
    | (?P<open>\[\^?)
    | (?P<close>\])
    | (?P<doubled>--|\|\||~~)
    | (?P<minus>-(?=\[))
    | (?P<dot>\.)
    | (?P<rest>.)
    """,
    re.VERBOSE | re.DOTALL,
)
# What Java writes otherwise than `regex` does.
_ESCAPES: Final = {
    r"\h": r"\p{H}",
    r"\H": r"\P{H}",
    r"\v": r"\p{V}",
    r"\V": r"\P{V}",
    r"\z": r"\Z",
    r"\Z": r"(?=(?:\r\n|[\n\r\u0085\u2028\u2029])?\Z)",
    r"\e": r"\x1b",
}
_DROPPED_FLAGS: Final = str.maketrans("", "", "Uud")
_NOT_LINE_END: Final = r"[^\n\r\u0085\u2028\u2029]"
_JAVA_PROPERTIES: Final = {
    "javaLowerCase": "Ll",
    "javaUpperCase": "Lu",
    "javaTitleCase": "Lt",
    "javaWhitespace": "White_Space",
    "javaLetter": "L",
    "javaDigit": "Nd",
    "javaLetterOrDigit": "Alnum",
    "javaAlphabetic": "Alphabetic",
    "ASCII": "Block=Basic_Latin",
}


def translate(pattern: str) -> str:
    """Return ``pattern`` in the dialect of `regex`; its errors are left for the compiler."""
    out: list[str] = []
    depth = 0
    for token in _TOKEN.finditer(pattern):
        kind, text = token.lastgroup or "quoted", token[0]
        depth += (kind == "open") - (kind == "close" and depth > 0)
        out.append(_translated(kind, text, token, in_class=depth > 0))
    return "".join(out)


def _translated(kind: str, text: str, token: re.Match[str], *, in_class: bool) -> str:
    if kind in _CLASS_ONLY and not in_class:
        return text
    if kind == "dot":
        return text if in_class else _NOT_LINE_END
    writer = _WRITERS.get(kind)
    return writer(token) if writer else text


def _property(text: str) -> str:
    name = text[2:].strip("{}")
    return f"{text[:2]}{{{_JAVA_PROPERTIES.get(name, name)}}}"


def _flags(flags: str, end: str) -> str:
    kept = flags.translate(_DROPPED_FLAGS).removesuffix("-")
    return "" if not kept and end == ")" else f"(?{kept}{end}"


_ESCAPE = re.compile(r"\\[pPN]\{[^}]*\}|\\.", re.DOTALL)
# Java knows no operator but && in a class; "-[" is ICU's difference.
_CLASS_ONLY: Final = ("doubled", "minus")
_WRITERS: Final[dict[str, Callable[[re.Match[str]], str]]] = {
    "quoted": lambda token: re.sub(r"(\W)", r"\\\1", token["quoted"] or ""),
    "pair": lambda token: _surrogates(token[0]),
    "property": lambda token: _property(token[0]),
    "code": lambda token: re.escape(chr(int(token["code"], 16))),
    "octal": lambda token: re.escape(chr(int(token["octal"], 8))),
    "escape": lambda token: _ESCAPES.get(token[0], token[0]),
    "flags_end": lambda token: _flags(token["flags"], token["flags_end"]),
    "doubled": lambda token: "".join(f"\\{char}" for char in token[0]),
    "minus": lambda _: "--",
}


def _surrogates(pair: str) -> str:
    high, low = int(pair[2:6], 16), int(pair[8:12], 16)
    return re.escape(chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)))


_UNBOUNDED = re.compile(
    r"(?P<escape>\\.)|(?P<range>\{\s*(?P<least>\d+)\s*,\s*\})|(?P<many>[*+])", re.DOTALL
)


def finite(pattern: str) -> str:
    """Bound the repeats of a translated pattern, for use in a lookbehind."""
    out: list[str] = []
    in_class, place = 0, 0
    while place < len(pattern):
        char = pattern[place]
        if char == "\\":
            piece = _ESCAPE.match(pattern, place)
            out.append(piece[0] if piece else char)
            place += len(out[-1])
            continue
        in_class += (char == "[") - (char == "]" and in_class > 0)
        found = None if in_class else _UNBOUNDED.match(pattern, place)
        if (
            found
            and found["many"]
            and not (char == "+" and out and out[-1][-1:] in "*+?}" and _quantified(out))
        ):
            out.append(f"{{{int(char == '+')},{LOOKBEHIND_REPEAT}}}")
        elif found and found["range"]:
            out.append(f"{{{found['least']},{LOOKBEHIND_REPEAT}}}")
            place = found.end() - 1
        else:
            out.append(char)
        place += 1
    return "".join(out)


def _quantified(out: list[str]) -> bool:
    """Whether the last piece is a quantifier, so that a plus makes it possessive."""
    return out[-1] in ("?", "*", "+") or (out[-1].endswith("}") and not out[-1].startswith("\\"))
