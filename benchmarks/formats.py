"""How fast articles are read and written, as a ratio against named peers in the same run.

Peers: translate-toolkit's HTML reader and mdpo where they are installed, and always Python's
`html.parser` and markdown-it-py's full parse. CPU seconds, best of three; the files are those of
``../shared/data/formats``, or the folder given as the first argument.
"""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.formats import parse, write_article

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / ".." / "shared" / "data" / "formats"
SUFFIXES = {"html": {".html", ".htm"}, "markdown": {".md"}}


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    for name, suffixes in SUFFIXES.items():
        paths = sorted(p for p in folder.rglob("*") if p.suffix in suffixes)
        raws = [raw for p in paths if (raw := p.read_bytes()) and _is_text(raw)]
        if raws:
            compare(name, f"x{min(suffixes)}", raws)


def compare(name: str, path: str, raws: list[bytes]) -> None:
    size = sum(map(len, raws)) / 1e6
    documents = [parse(raw, path) for raw in raws]
    ours = {
        "l10n, read": cost(lambda: [parse(raw, path) for raw in raws]),
        "l10n, write all anew": cost(
            lambda: [
                write_article(d, {n: f"{b.content} x" for n, b in enumerate(d.blocks)})
                for d in documents
            ]
        ),
    }
    reading = ours["l10n, read"]
    print(f"{name}: {len(raws)} files, {size:.1f} MB")
    for who, seconds in (
        ours | {peer: cost(run) for peer, run in peers(name, raws).items()}
    ).items():
        print(f"  {who:<28} {size / seconds:7.2f} MB/s   {seconds / reading:6.2f} x l10n's reading")


def cost(run: Callable[[], object]) -> float:
    """CPU seconds, best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


def peers(name: str, raws: list[bytes]) -> dict[str, Callable[[], object]]:
    texts = [raw.decode("utf-8", "replace") for raw in raws]
    if name == "html":
        found: dict[str, Callable[[], object]] = {
            "html.parser, tokens only": lambda: [HTMLParser().feed(text) for text in texts]
        }
        if find_spec("translate"):
            found["translate-toolkit"] = lambda: [_toolkit(raw) for raw in raws]
        return found
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found = {"markdown-it-py, tokens only": lambda: [parser.parse(text) for text in texts]}
    if find_spec("mdpo"):
        found["mdpo"] = lambda: [_mdpo(text) for text in texts]
    return found


def _toolkit(raw: bytes) -> None:
    from io import BytesIO

    from translate.storage import html
    from translate.storage.base import ParseError

    try:
        html.htmlfile(inputfile=BytesIO(raw))
    except (ParseError, TypeError, ValueError, AssertionError):
        return  # real pages that it refuses


def _mdpo(text: str) -> None:
    from mdpo.md2po import Md2Po

    with suppress(AttributeError, ValueError):  # texts that it refuses
        Md2Po(text).extract()


def _is_text(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


if __name__ == "__main__":
    main()
