"""Catalogs in git: what changed since a revision, and a merge entry by entry."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import l10n

SETTINGS = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")


def git(place: Path, *arguments: str, code: int = 0) -> str:
    bare = os.pathsep.join(
        one for one in os.environ["PATH"].split(os.pathsep) if not (Path(one) / "l10n").exists()
    )
    done = subprocess.run(
        ["git", *SETTINGS, *arguments],
        cwd=place,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": bare},
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


def catalog_of(greeting: str = "", farewell: str = "") -> bytes:
    """A catalog that does not say its language."""
    entries = {"Hello": greeting, "Bye": farewell}
    body = "".join(f'\nmsgid "{s}"\nmsgstr "{t}"\n' for s, t in entries.items())
    return f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n{body}'.encode()


@pytest.mark.parametrize("name", ["messages.pot", "he.po"])
@pytest.mark.parametrize("ancestor", [catalog_of(), b""], ids=["a catalog", "nothing"])
def test_the_driver_merges_templates_and_what_both_added(
    tmp_path: Path, name: str, ancestor: bytes
) -> None:
    versions = {"base": ancestor, "ours": catalog_of("שלום"), "theirs": catalog_of("", "להתראות")}
    for side, raw in versions.items():
        (tmp_path / side).write_bytes(raw)
    said = l10n("po", "merge-driver", "base", "ours", "theirs", name, cwd=tmp_path)
    assert (said.code, said.err) == (0, "")
    assert (tmp_path / "ours").read_bytes() == catalog_of("שלום", "להתראות")


def test_a_conflict_is_told_with_the_name_of_the_file_and_settled_by_a_review(
    tmp_path: Path,
) -> None:
    versions = {
        "base": catalog_of("שלום"),
        "ours": catalog_of("אהלן"),
        "theirs": catalog_of("היי"),
    }
    for side, raw in versions.items():
        (tmp_path / side).write_bytes(raw)
    said = l10n("po", "merge-driver", "base", "ours", "theirs", "locales/he.po", cwd=tmp_path)
    assert (said.code, "locales/he.po: conflict: Hello" in said.err) == (1, True)
    merged = tmp_path / "he.po"
    (tmp_path / "ours").rename(merged)
    assert "# conflict, theirs: היי" in merged.read_text(encoding="utf-8")
    said = l10n("po", "review", "he.po", "--all", cwd=tmp_path)
    assert (said.out, "1 left, with texts to choose from" in said.err) == (
        "he.po: 0 reviewed\n",
        True,
    )
    assert "conflict, theirs: היי" in l10n("po", "review", "he.po", cwd=tmp_path).out
    assert l10n("po", "review", "he.po", "--source", "Hello", cwd=tmp_path).code == 0
    assert merged.read_bytes() == catalog_of("אהלן")


def test_attributes_in_any_encoding_and_with_crlf_are_kept(kept: Path) -> None:
    path = kept / ".gitattributes"
    before = b"# caf\xe9\r\n*.po merge=l10n\r\n*.txt text"
    path.write_bytes(before)
    assert l10n("init", "--git", cwd=kept).code == 0
    assert path.read_bytes() == before + b"\r\n*.pot merge=l10n\r\n"


def test_without_git_the_error_says_so(kept: Path) -> None:
    for arguments in (("init", "--git"), ("po", "diff", "--rev", "HEAD", "locales")):
        said = l10n(*arguments, cwd=kept, env={"PATH": str(kept)})
        assert (said.code, "git is not installed" in said.err) == (2, True)


def test_a_catalog_deleted_since_a_revision_is_all_removed(kept: Path) -> None:
    put(kept, "Nobody was hurt.", "لم يصب أحد.")
    git(kept, "commit", "-qam", "two")
    git(kept, "rm", "-rq", "locales")
    for named in ("locales", "locales/ar/talks.po", "."):
        said = l10n("po", "diff", "--rev", "HEAD", named, cwd=kept)
        assert (said.code, "removed: Nobody was hurt.\n    [-لم يصب أحد.-]" in said.out) == (
            1,
            True,
        )


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
        (("--rev", "HEAD", "elsewhere"), "there is no elsewhere"),
    ],
)
def test_a_mistake_is_told(kept: Path, arguments: tuple[str, ...], says: str) -> None:
    said = l10n("po", "diff", *arguments, cwd=kept)
    assert (said.code, says in said.err) == (2, True)
