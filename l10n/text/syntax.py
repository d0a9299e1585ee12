"""How literal text is written in the syntax of its place; a syntax in a syntax is told by both.

``"html json"`` is HTML text within a JSON string: what is innermost comes first.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from l10n.text.rendering import Encode

_JSON_ESCAPES = {
    **{n: f"\\u{n:04x}" for n in range(0x20)},
    **{ord('"'): '\\"', ord("\\"): "\\\\", ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t"},
    **{n: f"\\u{n:04x}" for n in (0x2028, 0x2029)},
}
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
# what a YAML scalar may be without quotes, in a flow collection too; and what is no string then
_SAFE_SCALAR = re.compile(
    r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^\x00-\x1f\x7f\u0085\u2028\u2029\ufeff]*(?<![\s:])|-[^\s-].*(?<![\s:])"
)
_UNSAFE_SCALAR = re.compile(
    r": | #|[,\[\]{}](?=\s|\Z)|\A(?:true|false|yes|no|on|off|null|y|n|~)\Z|\A[-+.\d]+\Z",
    re.IGNORECASE,
)
_REFERENCE_LIKE = re.compile(r"&(?=#?[A-Za-z0-9]+;)")
_UNSAFE_BARE = re.compile(r"[\s\"'=<>`]|/\Z|\A\Z")


def encoder(syntax: str) -> Encode:
    """The encoding of new text for a block's syntax."""
    names = syntax.split()
    if len(names) == 1:
        return _ENCODERS[names[0]]
    return _composed(syntax)


@cache
def _composed(syntax: str) -> Encode:
    steps = [_ENCODERS[name] for name in syntax.split()]

    def encode(text: str) -> str:
        for step in steps:
            text = step(text)
        return text

    return encode


def quoted_if_needed(value: str) -> str:
    """An attribute's value that had no quotes, with quotes if it cannot go without."""
    return f'"{value}"' if _UNSAFE_BARE.search(value) else value


def html(text: str) -> str:
    """Text between tags."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    return text.replace("<", "&lt;") if "<" in text else text


def json(text: str) -> str:
    """Text within a JSON string."""
    return text.translate(_JSON_ESCAPES)


def _json_ascii(text: str) -> str:
    return _NOT_ASCII.sub(lambda found: _escaped(found[0]), json(text))


def _escaped(letter: str) -> str:
    units = letter.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")) if "\n" in text else text


def _backslashed(letters: str) -> Encode:
    """An encoding that puts a backslash before these letters, and before backslashes."""
    escapes = {ord(letter): f"\\{letter}" for letter in f"\\{letters}"}
    return lambda text: _one_line(text).translate(escapes)


def _title(letters: str) -> Encode:
    """The title of a Markdown link between these letters; references are no references."""
    encode = _backslashed(letters)
    return lambda text: _REFERENCE_LIKE.sub("&amp;", encode(text))


def scalar(value: str) -> str:
    """A YAML scalar that had no quotes, with quotes if it cannot go without."""
    value = re.sub(r"[ \t]*\r?\n[ \t]*", " ", value)
    if _SAFE_SCALAR.fullmatch(value) and not _UNSAFE_SCALAR.search(value):
        return value
    return f'"{json(value)}"'


_ENCODERS: dict[str, Encode] = {
    **dict.fromkeys(("yaml-plain", "yaml-block", "toml-raw"), _one_line),
    **dict.fromkeys(("yaml-double", "toml-basic", "toml-long"), json),
    "cue": _one_line,
    "cue-vtt": lambda text: html(_one_line(text)),
    "yaml-single": lambda text: _one_line(text).replace("'", "''"),
    "toml-literal": _one_line,
    "shortcode-double": _backslashed('"'),
    "shortcode-single": _backslashed("'"),
    "markdown-title-double": _title('"'),
    "markdown-title-single": _title("'"),
    "markdown-title-round": _title("()"),
    "text": lambda text: text,
    "html": html,
    "html-double": lambda text: html(text).replace('"', "&quot;"),
    "html-single": lambda text: html(text).replace("'", "&#39;"),
    "html-bare": lambda text: html(text).replace('"', "&quot;"),
    "json": json,
    "json-ascii": _json_ascii,
    "ascii": lambda text: _NOT_ASCII.sub(lambda found: _escaped(found[0]), text),
    "json-script": lambda text: json(text).replace("</", "<\\/").replace("<!--", "<\\u0021--"),
    "cdata": lambda text: text.replace("]]>", "]]]]><![CDATA[>"),
}
