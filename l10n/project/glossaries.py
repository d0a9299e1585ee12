"""The glossary of some files, opened once a process as long as they do not change."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from l10n.glossary import Glossary

if TYPE_CHECKING:
    from pathlib import Path


def opened(files: tuple[Path, ...], compiled: Path | None) -> Glossary:
    """The terms of the files; ``compiled`` is a folder where a large glossary is kept compiled."""
    stats = [file.stat() for file in files if file.is_file()]
    stamps = tuple((one.st_mtime_ns, one.st_size, one.st_ino) for one in stats)
    return _opened(files, compiled, stamps)


@lru_cache(maxsize=2)
def _opened(files: tuple[Path, ...], compiled: Path | None, stamps: object) -> Glossary:
    del stamps
    return Glossary.open(*files, cache_dir=compiled)
