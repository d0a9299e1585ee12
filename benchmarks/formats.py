"""How fast articles are read and written, as a ratio against named peers in the same run.

Peers: translate-toolkit's HTML reader and mdpo where they are installed, and always Python's
`html.parser` and markdown-it-py's full parse. CPU seconds, best of three; the files are those of ``../shared/data/formats``,
or the folder given as the first argument. Then, each in a process of its own: the memory and time
that 50 MB take, and inputs that are broken or hostile.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from html.parser import HTMLParser
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.errors import FormatError
from l10n.formats import parse, write_article

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / ".." / "shared" / "data" / "formats"
SUFFIXES = {"html": {".html", ".htm"}, "markdown": {".md"}}


MEGABYTES = 50
LINE = b"The quick brown fox jumps over the lazy dog and goes home to sleep for a while.\n"
HOSTILE: dict[str, Callable[[], tuple[str, bytes]]] = {
    "100,000 nested elements": lambda: ("x.html", b"<div><b>x" * 100_000),
    "100,000 unclosed <%": lambda: ("x.html", b"<p>a <% b" * 100_000),
    "20,000 flows in each other": lambda: ("x.html", b"<p its-within-text=nested>x" * 20_000),
    "10 MB in one line, HTML": lambda: ("x.html", b"<p>" + b"word &amp; <b>more</b> " * 450_000),
    "10 MB in one line, Markdown": lambda: ("x.md", b"word *and* more " * 640_000),
    "100,000 unclosed brackets": lambda: ("x.md", b"[![*" * 100_000),
    "5,000 nested lists": lambda: ("x.md", b"".join(b" " * 2 * n + b"- x\n" for n in range(5000))),
    "50,000 quotes deep": lambda: ("x.md", b">" * 50_000 + b" x"),
    "a million lines": lambda: ("x.txt", LINE * 1_000_000),
    "a million paragraphs": lambda: (
        "x.txt",
        LINE[:30] + b"\n\n" + (b"word " * 6 + b"\n\n") * 999_999,
    ),
    "binary": lambda: ("x.html", bytes(range(256)) * 4000),
    "truncated UTF-16": lambda: ("x.txt", b"\xff\xfe" + b"a\0" * 1000 + b"b"),
    "100,000 brackets of JSON": lambda: ("x.json", b"[" * 100_000),
    "XML with entities": lambda: (
        "x.wxr",
        b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss>&b;</rss>',
    ),
    "a zip bomb": lambda: ("x.docx", _bomb()),
}


def main() -> None:
    if len(sys.argv) == 4 and sys.argv[1] == "--one":
        one(sys.argv[2], sys.argv[3])
        return
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    for name, suffixes in SUFFIXES.items():
        paths = sorted(p for p in folder.rglob("*") if p.suffix in suffixes)
        raws = [raw for p in paths if (raw := p.read_bytes()) and _is_text(raw)]
        if raws:
            compare(name, f"x{min(suffixes)}", raws)
            apart("large", str(folder / name), f"{MEGABYTES} MB of {name}")
    apart("large", "text", f"{MEGABYTES} MB of plain text")
    for what in HOSTILE:
        apart("hostile", what, what)


def apart(kind: str, what: str, title: str) -> None:
    """Run `one` in a process of its own and print what it says."""
    command = [sys.executable, __file__, "--one", f"{kind}:{what}", title]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    print(f"  {title:<28} {done.stdout.strip() or done.stderr.strip()[-200:]}")


def one(job: str, title: str) -> None:
    """Read one input, and say what it took of time and memory."""
    kind, _, what = job.partition(":")
    path, raw = HOSTILE[what]() if kind == "hostile" else large(what, title)
    with suppress(FormatError):
        parse(b"warm up", path)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    before = pages * resource.getpagesize() // 1024  # the peak of a child begins at its parent's
    start = time.process_time()
    try:
        outcome = f"{len(parse(raw, path).blocks)} blocks"
    except FormatError as error:
        outcome = f"FormatError: {error}"[:60]
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    times = (peak - before) * 1024 / len(raw)
    ratio = f", {times:.1f} x its size more" if kind == "large" else ""
    print(f"{seconds:6.2f} s, {peak / 1024:6.0f} MB{ratio}; {outcome}")


def large(what: str, title: str) -> tuple[str, bytes]:
    """As many copies of the real files as make up the size."""
    if what == "text":
        return "x.txt", (LINE + b"\n") * (MEGABYTES * 1_000_000 // (len(LINE) + 1))
    name = title.rpartition(" ")[2]
    files = (p for p in sorted(Path(what).rglob("*")) if p.suffix in SUFFIXES[name])
    raws = [raw for p in files if _is_text(raw := p.read_bytes())]
    whole = b"\n".join(raws)
    return f"x{min(SUFFIXES[name])}", whole * (MEGABYTES * 1_000_000 // len(whole))


def _bomb() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for n in range(40):
            package.writestr(f"word/{n}.xml", b"0" * 20_000_000)
        package.writestr("word/document.xml", b" " * 400_000_000)
    return made.getvalue()


def compare(name: str, path: str, raws: list[bytes]) -> None:
    """Our reading and writing, and each peer against our reading of the files that it reads whole."""
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
    print(f"{name}: {len(raws)} files, {size:.1f} MB")
    for who, seconds in ours.items():
        print(f"  {who:<28} {size / seconds:7.2f} MB/s")
    for who, read in peers(name).items():
        some = [raw for raw in raws if _reads(read, raw)]
        theirs, own = (
            cost(lambda: [read(raw) for raw in some]),  # noqa: B023
            cost(lambda: [parse(raw, path) for raw in some]),  # noqa: B023
        )
        size = sum(map(len, some)) / 1e6
        print(
            f"  {who:<28} {size / theirs:7.2f} MB/s   {theirs / own:6.2f} x l10n's reading"
            f" of the {len(some)} files that it reads"
        )


def cost(run: Callable[[], object]) -> float:
    """CPU seconds, best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


def peers(name: str) -> dict[str, Callable[[bytes], object]]:
    if name == "html":
        found: dict[str, Callable[[bytes], object]] = {
            "html.parser, tokens only": lambda raw: HTMLParser().feed(raw.decode())
        }
        return found | ({"translate-toolkit": _toolkit} if find_spec("translate") else {})
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found = {"markdown-it-py, tokens only": lambda raw: parser.parse(raw.decode())}
    return found | ({"mdpo, read": _mdpo} if find_spec("mdpo") else {})


def _reads(read: Callable[[bytes], object], raw: bytes) -> bool:
    """Whether a peer reads a file to its end; several refuse real ones."""
    try:
        read(raw)
    except Exception:  # noqa: BLE001 - whatever a peer may raise
        return False
    return True


def _toolkit(raw: bytes) -> None:
    from translate.storage import html

    html.htmlfile(inputfile=BytesIO(raw))


def _mdpo(raw: bytes) -> None:
    from mdpo.md2po import Md2Po

    Md2Po(raw.decode()).extract()


def _is_text(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


if __name__ == "__main__":
    main()
