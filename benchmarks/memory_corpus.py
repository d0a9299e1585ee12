"""Build a corpus of real English segments for `benchmarks/memory.py`, one a line, none twice.

    python benchmarks/memory_corpus.py FOLDER [COUNT]

Sources, in this order: the articles and interface catalogs of `../shared/data/formats`, the
documentation packages of Debian named below (downloaded with ``apt-get download`` and unpacked into
FOLDER, not installed), and the docstrings of the Python packages installed here. Sentences are cut at
their ends, those that differ in numbers only are taken once, kept from 12 to 600 characters, shuffled with a fixed seed, and cut to COUNT (a million)
into FOLDER/segments.txt; 4,000 more, never part of it, stand in FOLDER/held_out.txt.
"""

from __future__ import annotations

import ast
import gzip
import html
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from l10n.text.similarity import Comparable  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DATA = ROOT.parent / "shared" / "data" / "formats"
PACKAGES = (
    "openjdk-17-doc linux-doc-6.1 perl-doc libboost1.81-doc qtbase5-doc-html r-doc-html"
    " postgresql-doc-15 python3-doc debian-reference-en manpages-dev python-sklearn-doc"
    " python-scipy-doc python-pandas-doc octave-doc gnome-user-docs bible-kjv-text dict-gcide"
    " wordnet-base cmake-doc git-doc php-doc libreoffice-help-en-us debian-handbook emacs-common"
    " qtdeclarative5-doc-html vtk9-doc libgtk-3-doc gcc-12-doc llvm-14-doc sagemath-doc"
    " libstdc++-12-doc manpages libwxgtk3.2-doc wx3.2-doc libglib2.0-doc python-django-doc"
    " texlive-latex-extra-doc rust-doc golang-1.19-doc libvtk9-doc libeigen3-doc libqt5-doc gimp-help-en"
).split()
_TAGS = re.compile(r"<(script|style|pre)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(
    r"</?(?:p|li|td|th|h\d|div|dd|dt|br|tr|ul|ol|table|section)\b[^>]*>", re.IGNORECASE
)
_TAG = re.compile(r"<[^>]{1,400}>")
_PARAGRAPH = re.compile(r"\n\s*\n|\n\s*[-*]\s+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(])")
_ROFF = re.compile(r"^[.'].*$|\\f[BIRP]|\\&|\\\(..", re.MULTILINE)


def main(folder: Path, count: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    fetch(folder)
    seen: dict[str, str] = {}
    for sentence in sentences(folder):
        seen.setdefault(Comparable.of(sentence).signature, sentence)
        if len(seen) >= count * 1.6:
            break
    kept = sorted(seen.values())
    random.Random(7).shuffle(kept)  # noqa: S311
    if len(kept) < count + 4000:
        print(f"only {len(kept)} segments were found; {count + 4000} are wanted")
    held, rest = kept[:4000], kept[4000 : count + 4000]
    (folder / "segments.txt").write_text("\n".join(rest) + "\n", "utf-8")
    (folder / "held_out.txt").write_text("\n".join(held) + "\n", "utf-8")
    print(f"{len(rest)} segments, mean {sum(map(len, rest)) / len(rest):.0f} characters")


def fetch(folder: Path) -> None:
    """Download and unpack what is not there yet; a package that Debian lacks is passed over."""
    for name in PACKAGES:
        place = folder / "packages" / name
        if place.is_dir():
            continue
        place.mkdir(parents=True)
        subprocess.run(["apt-get", "download", "-qq", name], cwd=place, check=False)
        for package in place.glob("*.deb"):
            subprocess.run(["dpkg", "-x", package.name, "."], cwd=place, check=True)
            package.unlink()


def sentences(folder: Path) -> Iterator[str]:
    for text in texts(folder):
        for paragraph in _PARAGRAPH.split(text):
            for sentence in _SENTENCE.split(" ".join(paragraph.split())):
                letters = sum(one.isalpha() or one == " " for one in sentence)
                if (
                    12 <= len(sentence) <= 600
                    and letters > 0.75 * len(sentence)
                    and " " in sentence
                ):
                    yield sentence


def texts(folder: Path) -> Iterator[str]:
    for path in sorted(DATA.rglob("*")):
        if path.suffix in {".html", ".md", ".txt"}:
            yield _of_file(path)
    for path in sorted((folder / "packages").rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield _of_file(path)
    for path in sorted(Path(ast.__file__).parent.rglob("*.py")):
        yield from _docstrings(path)
    for path in sorted(Path(sys.prefix).rglob("site-packages/**/*.py")):
        yield from _docstrings(path)


def _of_file(path: Path) -> str:
    name = path.name.removesuffix(".gz").removesuffix(".dz")
    kind = name.rpartition(".")[2].lower()
    wanted = kind in {"html", "htm", "md", "txt", "rst", "po", "page", "pod", "xhtml", "xhp"}
    if not wanted and not (len(kind) == 1 and kind.isdigit()) and "dictd" not in path.parts:
        return ""
    data = path.read_bytes()
    if path.suffix in {".gz", ".dz"}:
        try:
            data = gzip.decompress(data)
        except OSError:
            return ""
    text = data.decode("utf-8", errors="ignore")
    if kind in {"html", "htm", "page", "xhtml", "xhp"}:
        text = _BREAK.sub("\n\n", _TAGS.sub(" ", text))
        return html.unescape(_TAG.sub("", text))
    return _ROFF.sub("", text) if kind.isdigit() else text


def _docstrings(path: Path) -> Iterable[str]:
    try:
        tree = ast.parse(path.read_bytes())
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
            yield ast.get_docstring(node) or ""


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000)
