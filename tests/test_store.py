"""Opening a database that others open at the same moment, or that cannot be used just now."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from l10n.errors import L10nError
from l10n.store import in_our_terms, open_store

MIGRATIONS = ("CREATE TABLE one (a INTEGER PRIMARY KEY)", "CREATE TABLE two (b TEXT)")


def test_a_new_database_that_another_process_is_making_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.db"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr("l10n.store.time.sleep", lambda _: other.execute("ROLLBACK"))
    connection = open_store(path, MIGRATIONS)
    assert connection.execute("SELECT count(*) FROM two").fetchone() == (0,)


SAID = {
    sqlite3.SQLITE_BUSY: "run again when that has ended",
    sqlite3.SQLITE_FULL: "make room on the disk",
    sqlite3.SQLITE_READONLY: "must be able to write",
    sqlite3.SQLITE_CORRUPT: "move the file away",
}


@pytest.mark.parametrize(("code", "hint"), SAID.items())
def test_what_to_do_about_a_database_depends_on_what_is_wrong(code: int, hint: str) -> None:
    error = sqlite3.OperationalError("it says")
    error.sqlite_errorcode = code
    with (
        pytest.raises(L10nError, match=r"^\.l10n/x\.db: .*: it says$") as caught,
        in_our_terms(Path(".l10n/x.db")),
    ):
        raise error
    assert hint in caught.value.hint


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_text("no database, and longer than the head of one is " * 20)
    with pytest.raises(L10nError, match="is not a usable database") as caught:
        open_store(path, MIGRATIONS)
    assert "move the file away" in caught.value.hint
