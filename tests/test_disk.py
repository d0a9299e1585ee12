"""Durable writing: whole files or nothing, and nothing left of a process that was killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from l10n.disk import replacing, write_atomic


def _dead() -> int:
    """The number of a process that is gone."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_what_a_killed_process_left_goes_with_the_next_write(tmp_path: Path) -> None:
    with replacing(tmp_path / "probe"):
        (name,) = (one.name for one in tmp_path.iterdir())
    host = name.split(".")[2].partition("-")[0]
    folder = tmp_path / "locales"
    folder.mkdir()
    left = folder / f".story.po.{host}-{_dead()}-abc.tmp"
    busy = folder / f".story.po.{host}-{os.getppid()}-abc.tmp"
    elsewhere = folder / f".story.po.00000000-{_dead()}-abc.tmp"
    others = folder / ".story.po.notes.tmp"
    for path in (left, busy, elsewhere, others):
        path.write_bytes(b"half")
    assert write_atomic(folder / "story.po", "نص".encode())
    assert sorted(folder.iterdir()) == sorted([busy, elsewhere, others, folder / "story.po"])


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "story.po"
    path.write_bytes(b"before")

    def broken() -> None:
        with replacing(path) as stream:
            stream.write(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"before"]


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "story.po"
    assert write_atomic(path, b"text")
    before = path.stat().st_ino
    assert not write_atomic(path, b"text")
    assert path.stat().st_ino == before
