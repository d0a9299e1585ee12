"""Front matter: the values before a Markdown article that are text, by their offsets.

YAML between ``---`` and TOML between ``+++``. Values keep their quotes; one that stands without
quotes gets them only if its new text needs them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from l10n.model.document import Block, BlockKind
from l10n.text.content import ContentBuilder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from l10n.model.locale import Locale

_FENCED = re.compile(
    r"\A(?P<fence>---|\+\+\+)[ \t]*(?:\r\n|\r|\n)(?P<body>.*?)(?:^|(?<=[\r\n]))"
    r"(?:(?P=fence)|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)",
    re.DOTALL,
)
KEYS = {
    **dict.fromkeys(
        "title headline heading seotitle seo_title metatitle meta_title og_title navtitle nav_title "
        "linktitle shorttitle short_title sidebar_label sidebar_title longtitle".split(),
        BlockKind.TITLE,
    ),
    **dict.fromkeys(
        "description summary excerpt abstract metadescription meta_description seo_description "
        "og_description intro teaser tagline blurb".split(),
        BlockKind.DESCRIPTION,
    ),
    **dict.fromkeys(
        "deck dek subtitle lead subheading standfirst subheadline".split(), BlockKind.DECK
    ),
    **dict.fromkeys("kicker eyebrow".split(), BlockKind.KICKER),
    **dict.fromkeys("alt image_alt imagealt alt_text alttext".split(), BlockKind.ALT),
    **dict.fromkeys("caption image_caption".split(), BlockKind.CAPTION),
    **dict.fromkeys("credit image_credit".split(), BlockKind.CREDIT),
    "label": BlockKind.LABEL,
}
# the last word of a longer key: heroTitle, image_figcaption
_TAIL = re.compile(r"^.*(?:[_-](?=[a-z]+$)|[a-z](?=[A-Z][a-z]+$))")
_TAILS = {
    "title": BlockKind.TITLE,
    "headline": BlockKind.TITLE,
    "description": BlockKind.DESCRIPTION,
    "summary": BlockKind.DESCRIPTION,
    "subtitle": BlockKind.DECK,
    "caption": BlockKind.CAPTION,
    "figcaption": BlockKind.CAPTION,
    "alt": BlockKind.ALT,
}
# "show_title: true" is no text
_NO_TEXT = frozenset({"tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"})
_LINE = re.compile(
    r"^[ \t-]*(?P<key>[\w-]+)[ \t]*:[ \t]+(?P<value>[^\r\n]*?)[ \t]*\r?$", re.MULTILINE
)
_HAS_KEY = re.compile(r"^[ \t]*[\w\"'.-]+[ \t]*[:=]|^[ \t]*[#\[]", re.MULTILINE)
_LANGUAGE_KEYS = ("lang", "language", "locale")
_LANGUAGE = re.compile(
    r"""^(?P<key>lang|language|locale|dir)[ \t]*[:=][ \t]*["']?(?P<value>[\w-]+)["']?[ \t]*(?:\#.*)?\r?$""",
    re.MULTILINE,
)
_MOST_MARKS = 2000  # brackets and anchors: more is no front matter, and slow to read
_ESCAPES = {
    **{"0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r"},
    **{"e": "\x1b", "_": "\N{NO-BREAK SPACE}", "N": "\N{NEXT LINE}", "L": "\N{LINE SEPARATOR}"},
    "P": "\N{PARAGRAPH SEPARATOR}",
}
_DOUBLE = re.compile(
    r"\\(?:x(?P<x>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})|U(?P<U>[0-9a-fA-F]{8})"
    r"|(?P<fold>[ \t]*\r?\n[ \t]*)|(?P<one>.))",
    re.DOTALL,
)
_SINGLE = re.compile("''")
_TOML = re.compile(
    r"""\#[^\r\n]*|(?:(?P<key>[\w-]+|"[^"\r\n]*"|'[^'\r\n]*')\s*=\s*)?
    (?:\"{3}(?P<long>(?:[^"\\]|\\.|"(?!""))*+)\"{3}|'{3}(?P<raw>(?:[^']|'(?!''))*+)'{3}
    |"(?P<basic>(?:[^"\\\r\n]|\\.)*+)"|'(?P<literal>[^'\r\n]*+)')""",
    re.VERBOSE | re.DOTALL,
)


def end_of(text: str) -> int:
    """Where the front matter ends; 0 if there is none."""
    found = _found(text)
    return found.end() if found else 0


def language_edits(text: str, target: Locale) -> Mapping[tuple[int, int], str]:
    """What the front matter says of language and direction in another locale, set or added."""
    found = _found(text)
    if found is None:
        return {}
    start, end = found.span("body")
    told = {key["key"].lower(): key.span("value") for key in _LANGUAGE.finditer(text, start, end)}
    edits = {
        told[name]: value
        for names, value in ((_LANGUAGE_KEYS, target.tag), (("dir",), target.direction))
        for name in names
        if name in told and text[slice(*told[name])] != value
    }
    mark = ' = "{}"' if found["fence"] == "+++" else ": {}"
    newline = "\r\n" if "\r\n" in found[0] else "\n"
    added = ""
    if not told.keys() & set(_LANGUAGE_KEYS):
        added += f"lang{mark.format(target.tag)}{newline}"
    if "dir" not in told and target.direction == "rtl":
        added += f"dir{mark.format(target.direction)}{newline}"
    if added:
        edits[start, start] = added
    return edits


def _found(text: str) -> re.Match[str] | None:
    """The front matter; between two rules without a key there is none."""
    found = _FENCED.match(text)
    return (
        found if found and (_HAS_KEY.search(found["body"]) or not found["body"].strip()) else None
    )


def blocks(text: str) -> list[Block]:
    """The blocks in the front matter."""
    found = _found(text)
    if found is None:
        return []
    start, end = found.span("body")
    read = _toml if found["fence"] == "+++" else _yaml
    return sorted(read(text, start, end), key=lambda block: block.start)


def _yaml(text: str, start: int, end: int) -> Iterator[Block]:
    import yaml

    if sum(text.count(mark, start, end) for mark in "[{&*") > _MOST_MARKS:
        yield from _loose_yaml(text, start, end)
        return
    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    try:
        root = yaml.compose(text[start:end], Loader=loader)
    except (yaml.YAMLError, ValueError):
        yield from _loose_yaml(text, start, end)
        return
    for key, node in _scalars(root):
        kind = KEYS.get(key.lower().replace("-", "_")) or _TAILS.get(_TAIL.sub("", key).lower())
        if (
            kind is None
            or node.tag in _NO_TEXT
            or not any(letter.isalpha() for letter in node.value)
        ):
            continue
        first, last = start + node.start_mark.index, start + node.end_mark.index
        yield from _yaml_blocks(text, first, last, node.style or "", kind)


def _scalars(root: Any) -> Iterator[tuple[str, Any]]:
    """The scalars that are values of a mapping, or items of a list that is one, with their keys."""
    todo: list[tuple[str, Any]] = [("", root)] if root is not None else []
    seen: set[int] = set()
    while todo:
        key, node = todo.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.id == "scalar":
            yield key, node
        elif node.id == "sequence":
            todo += [(key, item) for item in node.value]
        else:
            todo += [(str(name.value), value) for name, value in node.value]


def _loose_yaml(text: str, start: int, end: int) -> Iterator[Block]:
    """Lines of keys and values, of front matter that is no good YAML."""
    for found in _LINE.finditer(text, start, end):
        kind = KEYS.get(found["key"].lower())
        value = found["value"]
        if kind is None or not any(letter.isalpha() for letter in value) or value[0] in "|>&*!{[":
            continue
        style = value[0] if value[0] in "\"'" and value[-1] == value[0] and len(value) > 1 else ""
        yield from _yaml_blocks(text, *found.span("value"), style, kind)


def _yaml_blocks(text: str, start: int, end: int, style: str, kind: BlockKind) -> Iterator[Block]:
    if style in {"|", ">"}:
        yield from _paragraphs(text, start, end, kind)
    elif style == '"':
        yield _string(text, start + 1, end - 1, kind, "yaml-double", _DOUBLE)
    elif style == "'":
        yield _string(text, start + 1, end - 1, kind, "yaml-single", _SINGLE)
    else:
        yield _string(text, start, end, kind, "yaml-plain", None)


def _paragraphs(text: str, start: int, end: int, kind: BlockKind) -> Iterator[Block]:
    """The paragraphs of a block scalar; its header line is not one."""
    header = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)").match(text, start, end)
    at = header.end() if header else end
    for found in re.compile(r"\S(?:[^\r\n]|\r?\n(?![ \t]*\r?\n|[ \t]*\Z))*").finditer(
        text, at, end
    ):
        value = found[0].rstrip()
        if any(letter.isalpha() for letter in value):
            yield _string(text, found.start(), found.start() + len(value), kind, "yaml-block", None)


def _toml(text: str, start: int, end: int) -> Iterator[Block]:
    for found in _TOML.finditer(text, start, end):
        kind = KEYS.get((found["key"] or "").strip("\"'").lower())
        group = found.lastgroup or ""
        if kind is None or group == "key" or not any(c.isalpha() for c in found[group]):
            continue
        escapes = _DOUBLE if group in {"long", "basic"} else None
        yield _string(text, *found.span(group), kind, f"toml-{group}", escapes)


def _string(
    text: str, start: int, end: int, kind: BlockKind, syntax: str, escapes: re.Pattern[str] | None
) -> Block:
    """The block of a scalar, its escapes read and its line ends as spaces."""
    value = text[start:end]
    end = start + len(value.rstrip())
    start += len(value) - len(value.lstrip())
    builder = ContentBuilder(start)
    at = start
    for found in escapes.finditer(text, start, end) if escapes else ():
        builder.text(text, at, found.start())
        at = found.end()
        builder.literal(_unescaped(found), found.start(), at)
    builder.text(text, at, end)
    return builder.block(kind, start, end, syntax=syntax)


def _unescaped(found: re.Match[str]) -> str:
    if found[0] == "''":
        return "'"
    if code := found["x"] or found["u"] or found["U"]:
        number = int(code, 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else found[0]
    if found["fold"]:
        return ""
    return _ESCAPES.get(found["one"], found["one"])
