"""Mutated articles for a bounded time: read, written back, changed; nothing lost, nothing crashes.

Usage: ``python benchmarks/fuzz_formats.py [SECONDS] [SEED]``. Exits 1 with the input that broke a
promise, written beside the temporary files of this machine.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from l10n.errors import FormatError
from l10n.formats import parse, write_article

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / ".." / "shared" / "data" / "formats"
PIECES = (
    *(
        "<b>",
        "</b>",
        "<p>",
        "</p>",
        "<!--",
        "-->",
        "<code>",
        '<a title="x">',
        "<script>",
        "</",
        "<",
    ),
    *(
        "&amp;",
        "&",
        "\x00",
        "\r",
        "\r\n",
        "\n\n",
        "`",
        "**",
        "_",
        "[",
        "](",
        "](x)",
        "![",
        "\\",
        "{{",
    ),
    *(
        "}}",
        "{%",
        "%}",
        "---\n",
        "|",
        "> ",
        "- ",
        "    ",
        "\N{NO-BREAK SPACE}",
        "\N{RIGHT-TO-LEFT MARK}",
    ),
    *('"', "'", ":", "مكتب", "<svg><title>", "<table><td>", "[^1]: ", "$$\n", "<?php", "\udcff"),
)
SLOW = 10.0  # seconds that any one input may take


def main() -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    dice = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)  # noqa: S311 - a fuzzer's dice
    seeds = [*(ROOT / "tests" / "formats").glob("*/*/story.*"), *DATA.glob("*/*/*")]
    wanted = {".html", ".htm", ".md", ".json", ".xml", ".srt"}
    seeds = [path for path in seeds if path.suffix in wanted and path.stat().st_size < 40_000]
    until, count = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        path = dice.choice(seeds)
        raw = mutated(path.read_bytes(), dice)
        count += 1
        if problem := trouble(raw, f"fuzz{path.suffix}"):
            kept = Path(tempfile.gettempdir()) / f"l10n-fuzz-{count}{path.suffix}"
            kept.write_bytes(raw)
            print(f"{problem}: {kept} (made from {path.name})")
            return 1
    print(f"{count} inputs, none broke a promise")
    return 0


def mutated(raw: bytes, dice: random.Random) -> bytes:
    """The bytes with some of them moved, doubled, cut or replaced."""
    for _ in range(dice.randint(1, 8)):
        at, to = sorted(dice.randint(0, len(raw)) for _ in range(2))
        to = min(to, at + dice.choice((1, 4, 40, 400)))
        new = dice.choice(PIECES).encode("utf-8", "surrogateescape")
        raw = dice.choice(
            (
                raw[:at] + new + raw[at:],
                raw[:at] + raw[to:],
                raw[:at] + raw[at:to] * 3 + raw[to:],
                raw[:at] + new * 5 + raw[to:],
                raw[:at] if dice.random() < 0.1 else raw,
            )
        )
    return raw


def trouble(raw: bytes, path: str) -> str:
    """What promise is broken; empty if none."""
    start = time.monotonic()
    try:
        document = parse(raw, path)
    except FormatError:
        return ""
    if document.raw != raw or write_article(document, {}) != raw:
        return "the bytes do not come back"
    spans = sorted((block.start, -block.end) for block in document.blocks)
    if any(start < 0 or -end > len(document.text) or -end <= start for start, end in spans):
        return "a block lies outside its text"
    write_article(document, {n: f"{b.content} مكتب <&" for n, b in enumerate(document.blocks)})
    return "too slow" if time.monotonic() - start > SLOW else ""


if __name__ == "__main__":
    sys.exit(main())
