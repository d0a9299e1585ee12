"""Subtitles (SRT, WebVTT): the words of each cue; timing, numbering and styles untouched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.errors import FormatError
from l10n.formats import Format, ReadOptions
from l10n.model import Block, BlockKind, Document
from l10n.text.encoding import decode_page
from l10n.text.html_runs import ALONE, CLOSE, LETTER, LITERAL, OPEN, TEXT, Piece, block_of
from l10n.text.inline import plain
from l10n.text.rendering import Rendering
from l10n.text.syntax import encoder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from l10n.model import Locale

_LINE = re.compile(r"(?P<text>[^\r\n]*)(?P<end>\r\n|\r|\n|\Z)")
_TIMING = re.compile(
    r"\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}.*"
)
_CODE = re.compile(
    r"<(?P<close>/)?(?P<name>[a-zA-Z]\w*)[^<>]*>|<[\d:.]+>|\{\\[^{}]*\}|&(?P<entity>amp|lt|gt|nbsp|lrm|rlm);"
)
_ENTITIES = {
    **{"amp": "&", "lt": "<", "gt": ">", "nbsp": "\N{NO-BREAK SPACE}"},
    **{"lrm": "\N{LEFT-TO-RIGHT MARK}", "rlm": "\N{RIGHT-TO-LEFT MARK}"},
}
_SPEECH = re.compile(r"[-\N{EN DASH}\N{EM DASH}]\s*(?=\S)")
_WIDEST = 42  # characters of a line (Netflix's and the BBC's guides agree, for Latin scripts)


def _read(raw: bytes, path: str, options: ReadOptions) -> Document:
    del options
    decoded = decode_page(raw)
    is_vtt = decoded.text.lstrip().startswith("WEBVTT")
    cues = list(_cues(decoded.text))
    if not cues and decoded.text.strip() and not is_vtt:
        raise FormatError("has no cue with a timing", path=path, line=1, column=1)
    return Document(
        path=path,
        format="subtitles",
        text=decoded.text,
        blocks=tuple(
            block
            for lines in cues
            for block in _blocks(decoded.text, lines, "cue-vtt" if is_vtt else "cue")
        ),
        encoding=decoded.encoding,
        bom=decoded.bom,
    )


def _cues(text: str) -> Iterator[list[tuple[int, int]]]:
    """The spans of the lines of each cue."""
    lines: list[tuple[int, int]] | None = None
    for found in _LINE.finditer(text):
        if _TIMING.fullmatch(found["text"]):
            if lines:
                yield lines
            lines = []
        elif not found["text"].strip():
            if lines:
                yield lines
            lines = None
        elif lines is not None:
            lines.append(found.span("text"))
    if lines:
        yield lines


def _blocks(text: str, lines: list[tuple[int, int]], syntax: str) -> Iterator[Block]:
    """One block a cue; where two people speak, one each."""
    spoken = [bool(_SPEECH.match(text, *line)) for line in lines]
    starts = [n for n in range(len(lines)) if n == 0 or (spoken[n] and spoken[0])]
    for n, first in enumerate(starts):
        last = starts[n + 1] if n + 1 < len(starts) else len(lines)
        start = lines[first][0]
        mark = _SPEECH.match(text, *lines[first]) if spoken[0] else None
        run = list(_pieces(text, mark.end() if mark else start, lines[last - 1][1], syntax))
        if any(p.kind == TEXT and LETTER.search(text, p.start, p.end) for p in run):
            note = (
                f"limit: {_WIDEST} characters a line, {last - first} line{'s' * (last > first + 1)}"
            )
            block = block_of(text, run, BlockKind.PARAGRAPH, syntax=syntax, notes=(note,))
            if block is not None:
                yield block


def _pieces(text: str, start: int, end: int, syntax: str) -> Iterator[Piece]:
    at = start
    for found in _CODE.finditer(text, start, end):
        if found["entity"] and syntax == "cue":
            continue
        if found.start() > at:
            yield Piece(TEXT, at, found.start())
        at = found.end()
        if found["entity"]:
            yield Piece(LITERAL, found.start(), at, _ENTITIES[found["entity"]])
        elif found["name"]:
            kind = CLOSE if found["close"] else OPEN
            yield Piece(kind, found.start(), at, found["name"].lower())
        else:
            yield Piece(ALONE, found.start(), at, "ph")
    if at < end:
        yield Piece(TEXT, at, end)


def _write(document: Document, targets: Mapping[int, str], locale: Locale | None) -> str:
    del locale
    return Rendering(document, targets, _written).text


def _written(rendering: Rendering, n: int, target: str) -> str:
    block = rendering.document.blocks[n]
    text = rendering.block(n, target, encoder(block.syntax))
    source = rendering.document.text[block.start : block.end]
    lines = source.count("\n") + 1
    if len(plain(target)) <= _WIDEST or lines == 1 or "\n" in text:
        return text
    newline = "\r\n" if "\r\n" in source else "\n"
    return newline.join(_balanced(text, lines))


def _balanced(text: str, lines: int) -> Iterator[str]:
    """The text in lines of about the same length, broken at spaces outside tags."""
    for left in range(lines, 1, -1):
        wanted = len(text) / left
        spaces = [found.start() for found in re.finditer(r" (?![^<]*>)", text)]
        if not spaces:
            break
        cut = min(spaces, key=lambda at: abs(at - wanted))
        yield text[:cut]
        text = text[cut + 1 :]
    yield text


format = Format(suffixes=(".srt", ".vtt"), read=_read, write=_write)  # noqa: A001
