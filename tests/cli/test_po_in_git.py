"""Catalogs in git: what changed since a revision, and a merge entry by entry."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import l10n

SETTINGS = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")


def git(place: Path, *arguments: str, code: int = 0) -> str:
    bin_folder = Path(sys.executable).parent
    done = subprocess.run(
        ["git", *SETTINGS, *arguments],
        cwd=place,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}"},
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def kept(small: Path) -> Path:
    """The small project with its Arabic catalog, committed."""
    assert l10n("extract", "-l", "ar", cwd=small).code == 0
    git(small, "init", "-q", "-b", "main")
    git(small, "add", "-A")
    git(small, "commit", "-qm", "one")
    return small


def put(place: Path, source: str, target: str) -> None:
    path = "locales/ar/talks.po"
    assert l10n("po", "set", path, "--source", source, "--target", target, cwd=place).code == 0


def test_entries_changed_since_a_revision_are_shown_word_by_word(kept: Path) -> None:
    put(kept, "Nobody was hurt.", "لم يصب أحد بأذى.")
    git(kept, "commit", "-qam", "two")
    put(kept, "Nobody was hurt.", "لم يصب أحد.")
    said = l10n("po", "diff", "--rev", "HEAD", "locales", cwd=kept)
    assert said.code == 1
    assert "target: Nobody was hurt." in said.out
    assert "لم يصب أحد[- بأذى-]." in said.out
    (row,) = json.loads(l10n("po", "diff", "--rev", "HEAD~1", "locales", "--json", cwd=kept).out)
    assert (row["kind"], row["path"]) == ("target", "locales/ar/talks.po")
    assert l10n("po", "diff", "--rev", "HEAD", "locales", "--html", "d.html", cwd=kept).code == 1
    page = (kept / "d.html").read_text(encoding="utf-8")
    assert 'lang="ar" dir="rtl">لم يصب أحد<del> بأذى</del>.' in page


def test_nothing_changed_is_exit_code_0(kept: Path) -> None:
    assert l10n("po", "diff", "--rev", "HEAD", "locales", cwd=kept).code == 0


def test_two_people_merge_without_a_conflict_where_they_edited_neighbours(kept: Path) -> None:
    assert l10n("init", "--git", cwd=kept).code == 0
    git(kept, "add", ".gitattributes")
    git(kept, "commit", "-qm", "attributes")
    git(kept, "checkout", "-qb", "other")
    put(kept, "The base hosts 2,400 soldiers.", "تستضيف القاعدة 2400 جندي.")
    git(kept, "commit", "-qam", "theirs")
    git(kept, "checkout", "-q", "main")
    put(kept, "Troops stay at Ain al-Asad.", "تبقى القوات في عين الأسد.")
    git(kept, "commit", "-qam", "ours")
    git(kept, "merge", "-q", "other", "-m", "merged")
    text = (kept / "locales" / "ar" / "talks.po").read_text(encoding="utf-8")
    assert "تستضيف القاعدة 2400 جندي." in text
    assert "تبقى القوات في عين الأسد." in text


def test_init_git_can_be_said_twice_and_needs_a_repository(kept: Path, tmp_path: Path) -> None:
    assert l10n("init", "--git", cwd=kept).code == 0
    before = (kept / ".gitattributes").read_bytes()
    assert l10n("init", "--git", cwd=kept).code == 0
    assert (kept / ".gitattributes").read_bytes() == before
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    said = l10n("init", "--git", cwd=elsewhere, env={"GIT_CEILING_DIRECTORIES": str(tmp_path)})
    assert (said.code, "git init first" in said.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--rev", "nowhere", "locales"), "knows no revision"),
        (("locales/ar/talks.po",), "name two files"),
    ],
)
def test_a_mistake_is_told(kept: Path, arguments: tuple[str, ...], says: str) -> None:
    said = l10n("po", "diff", *arguments, cwd=kept)
    assert (said.code, says in said.err) == (2, True)
