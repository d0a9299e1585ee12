"""A large glossary kept compiled on disk: its index as tables, its terms read one by one when asked for.

A compiled file is named after the digest of the glossary files' bytes and of the code that compiles,
so a change of either makes another file. One that is torn or damaged is not used.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from array import array
from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, overload

from l10n.glossary.index import SourceIndex
from l10n.model.term import Designation, Term, TermStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUFFIX = ".glossary"
_KEPT = 8
# Smaller files are read faster than their compiled form is found.
LEAST_BYTES = 200_000
_DIGEST_BYTES = 32
_PLAIN_FIELDS = tuple(name for name in Term.__dataclass_fields__ if name != "designations")
_plain_fields = attrgetter(*_PLAIN_FIELDS)


class StoredTerms(Sequence[Term]):
    """Terms in a compiled file; each is made when it is asked for."""

    def __init__(self, offsets: array[int], data: bytes) -> None:
        self._offsets, self._data = offsets, data

    def __len__(self) -> int:
        return len(self._offsets) - 1

    @overload
    def __getitem__(self, number: int) -> Term: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[Term]: ...

    def __getitem__(self, number: int | slice) -> Term | Sequence[Term]:
        if isinstance(number, slice):
            return tuple(self)[number]
        if not 0 <= number < len(self):
            raise IndexError(number)
        start, end = self._offsets[number], self._offsets[number + 1]
        return _term(self._data[start:end])

    def __iter__(self) -> Iterator[Term]:
        return (self[number] for number in range(len(self)))


def _row(term: Term) -> bytes:
    designations = tuple(
        (one.locale, one.text, str(one.status), one.answers) for one in term.designations
    )
    return marshal.dumps((_plain_fields(term), designations))


def _term(row: bytes) -> Term:
    values, designations = marshal.loads(row)  # noqa: S302 - written by us, digest checked
    return Term(
        **dict(zip(_PLAIN_FIELDS, values, strict=True)),
        designations=tuple(
            Designation(locale=locale, text=text, status=TermStatus(status), answers=answers)
            for locale, text, status, answers in designations
        ),
    )


def compiled_path(paths: Sequence[Path], folder: Path) -> Path | None:
    """Where the compiled form of these files is kept, or None where it is not worth while."""
    try:
        contents = [path.read_bytes() for path in paths]
    except OSError:
        return None
    if sum(map(len, contents)) < LEAST_BYTES:
        return None
    digest = hashlib.sha256(_code())
    for path, data in zip(paths, contents, strict=True):
        digest.update(f"{path}\0{len(data)}\0".encode())
        digest.update(data)
    return folder / f"{digest.hexdigest()[:40]}{_SUFFIX}"


@cache
def _code() -> bytes:
    """A digest of the code that makes compiled files, and of the Python that reads them."""
    package = Path(__file__).resolve().parent
    sources = (*package.rglob("*.py"), package.parent / "text" / "letters.py")
    digest = hashlib.sha256(f"{sys.version}{marshal.version}".encode())
    for source in sorted(sources):
        digest.update(source.read_bytes())
    return digest.digest()


def load(path: Path) -> tuple[StoredTerms, SourceIndex] | None:
    """What a compiled file holds; None if there is none, or it is torn."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    digest, payload = data[:_DIGEST_BYTES], data[_DIGEST_BYTES:]
    if hashlib.sha256(payload).digest() != digest:
        return None
    tables, offsets, terms = marshal.loads(payload)  # noqa: S302 - written by us, digest checked
    return StoredTerms(array("Q", offsets), terms), SourceIndex(*tables)


def save(path: Path, terms: Sequence[Term], index: SourceIndex) -> None:
    """Keep a glossary compiled; the oldest compiled files beside it go."""
    from l10n.disk import write_atomic

    rows = [_row(term) for term in terms]
    offsets = array("Q", [0])
    for row in rows:
        offsets.append(offsets[-1] + len(row))
    tables = (index.exact, index.starts, index.sound, index.sound_starts)
    payload = marshal.dumps((tables, offsets.tobytes(), b"".join(rows)))
    write_atomic(path, hashlib.sha256(payload).digest() + payload)
    others = sorted(path.parent.glob(f"*{_SUFFIX}"), key=lambda one: one.stat().st_mtime)
    for old in others[:-_KEPT]:
        old.unlink(missing_ok=True)
