"""The memory through the real command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import Said, l10n

HOSTS = "The base hosts 2,400 soldiers."
REVIEWED = {
    "Talks in Erbil end": "انتهاء المحادثات في أربيل",
    HOSTS: "تستضيف القاعدة 2400 جندي.",
    "Nobody was hurt.": "لم يصب أحد.",
}
STORY = """Talks in Erbil end

Troops stay at Ain al-Asad. The base hosts 2,400 soldiers.

Nobody was hurt.
"""
PROJECT = """[project]
source = "en"
locales = ["ar", "fa"]

[route]
steps = ["memory", "copy"]
review = "required"

"""
TMX = """<?xml version="1.0"?>
<tmx version="1.4"><header srclang="en-US"/><body>
<tu><tuv xml:lang="en-US"><seg>Elephants cannot fly.</seg></tuv>
<tuv xml:lang="ar"><seg>لا تستطيع الفيلة الطيران.</seg></tuv></tu>
<tu><tuv xml:lang="en-US"><seg>alone</seg></tuv></tu>
</body></tmx>
"""


@pytest.fixture(scope="module")
def _reviewed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("reviewed") / "small"
    (place / "articles").mkdir(parents=True)
    (place / "articles" / "talks.txt").write_text(STORY, "utf-8")
    (place / "l10n.toml").write_text(PROJECT, "utf-8")
    l10n("extract", "-l", "ar", cwd=place)
    catalog = place / "locales" / "ar" / "talks.po"
    text = catalog.read_text("utf-8")
    for source, target in REVIEWED.items():
        entry = f'msgid "{source}"\nmsgstr "'
        assert entry in text
        text = text.replace(entry, entry + target)
    catalog.write_text(text, "utf-8")
    return place


@pytest.fixture
def desk(_reviewed_once: Path, tmp_path: Path) -> Path:
    """A project whose three Arabic sentences a person has reviewed."""
    return Path(shutil.copytree(_reviewed_once, tmp_path / "desk"))


def matches(said: Said) -> list[dict[str, object]]:
    assert said.code == 0, said.err
    found = json.loads(said.out)
    assert isinstance(found, list)
    return found


def test_what_changed_is_put_right_and_said(desk: Path) -> None:
    asked = ("memory", "search", "-l", "ar", "The base hosts 9,100 soldiers.")
    (match,) = matches(l10n(*asked, "--json", cwd=desk))
    assert (match["similarity"], match["target"]) == (99, "تستضيف القاعدة 9100 جندي.")
    assert match["repaired"] == ["2,400 -> 9,100"]
    (match,) = matches(l10n(*asked, "--no-repair", "--json", cwd=desk))
    assert match["target"] == REVIEWED[HOSTS]


def test_a_negation_is_shown(desk: Path) -> None:
    said = l10n("memory", "search", "-l", "ar", "Somebody was hurt.", "--at-least", "60", cwd=desk)
    assert "differences: negation" in said.out


def test_explain_sets_numbers_apart_from_letters(desk: Path) -> None:
    said = l10n(
        "memory", "search", "-l", "ar", "The bases hosts 9,100 soldiers.", "--explain", cwd=desk
    )
    assert "The base[|s] hosts [2,400|9,100] soldiers." in said.out


def test_neighbours_count_in_a_stream(desk: Path) -> None:
    row = {"id": 1, "source": "Nobody was hurt.", "before": HOSTS, "after": ""}
    for jobs in ("1", "2"):
        said = l10n(
            "memory", "search", "-l", "ar", "--jsonl", "-j", jobs, cwd=desk, stdin=json.dumps(row)
        )
        (match,) = json.loads(said.out)["matches"]
        assert (match["similarity"], match["kind"]) == (101, "in-context")


def test_a_bad_line_does_not_stop_the_stream(desk: Path) -> None:
    said = l10n(
        "memory",
        "search",
        "-l",
        "ar",
        "--jsonl",
        cwd=desk,
        stdin='{"id": 1}\n{"id": 2, "source": "x"}\n',
    )
    first, second = map(json.loads, said.out.splitlines())
    assert "error" in first
    assert second == {"id": 2, "matches": []}


def test_a_text_is_found_inside_words_on_both_sides(desk: Path) -> None:
    assert "Erbil" in l10n("memory", "grep", "rbi", "-l", "ar", cwd=desk).out
    assert "Erbil" in l10n("memory", "grep", "محادث", "-l", "ar", "--in", "target", cwd=desk).out
    missing = l10n("memory", "grep", "محادث", "-l", "ar", "--in", "source", cwd=desk)
    assert (missing.code, missing.out.strip()) == (1, "nothing holds it")


def test_an_article_is_quoted_by_band(desk: Path) -> None:
    (desk / "articles" / "more.txt").write_text(
        "Talks in Erbil end\n\nTroops stay at Ain al-Asad. The base hosts 2,400 soldiers.\n\n"
        "Nobody was hurt. Nobody was hurt.\n\nElephants cannot fly.\n",
        encoding="utf-8",
    )
    said = l10n("memory", "analyze", "articles/more.txt", "-l", "ar", "--json", cwd=desk)
    (told,) = json.loads(said.out)["ar"].values()
    assert told["words"] == {
        "102": 5, "101": 3, "repeat": 3, "100": 4, "95-99": 0, "85-94": 0, "75-84": 0, "new": 8
    }  # fmt: skip


def test_a_file_of_another_tool_is_taken_in_and_given_out(desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "other.tmx"
    file.write_text(TMX, "utf-8")
    said = l10n("memory", "import", str(file), cwd=desk)
    assert "1 units en-US to ar" in said.out
    assert f"{file}:5: 1 units without two usable sides" in said.err
    (match,) = matches(
        l10n("memory", "search", "-l", "ar", "Elephants cannot fly.", "--json", cwd=desk)
    )
    assert match["similarity"] == 100
    assert l10n("memory", "export", "all.tmx", "-l", "ar", cwd=desk).code == 0
    units = ET.parse(desk / "all.tmx").findall(".//tu")
    assert len(units) == 4


def test_a_broken_file_is_named_with_its_line_and_gives_nothing(desk: Path) -> None:
    (desk / "bad.tmx").write_text(TMX.replace("</tu>\n</body>", "</body>"), "utf-8")
    said = l10n("memory", "import", "bad.tmx", cwd=desk)
    assert said.code == 2
    assert "bad.tmx:5" in said.err
    assert (
        matches(l10n("memory", "search", "-l", "ar", "Elephants cannot fly.", "--json", cwd=desk))
        == []
    )


def test_pruning_wants_a_condition_and_counts_first(desk: Path) -> None:
    assert l10n("memory", "prune", cwd=desk).code == 2
    l10n("memory", "stats", cwd=desk)
    (desk / "articles" / "talks.txt").rename(desk / "articles" / "renamed.txt")
    said = l10n("memory", "prune", "--gone", "--dry-run", "--json", cwd=desk)
    assert json.loads(said.out) == {"forgotten": 0, "found": 3}
    assert "3 units forgotten" in l10n("memory", "prune", "--gone", cwd=desk).out
    assert json.loads(l10n("memory", "stats", "--json", cwd=desk).out)["ar"] == 0


def test_the_page_shows_what_there_is(desk: Path) -> None:
    said = l10n("memory", "stats", "--html", "memory.html", cwd=desk)
    assert "en to ar: 3 units" in said.out
    page = (desk / "memory.html").read_text("utf-8")
    assert "<svg" in page
    assert "human" in page


def test_a_server_that_is_not_there_is_a_clear_error(desk: Path) -> None:
    config = desk / "l10n.toml"
    config.write_text(
        config.read_text() + '[memory]\nurl = "postgresql://u:secret@127.0.0.1:1/tm"\n'
    )
    said = l10n("memory", "stats", cwd=desk)
    assert said.code == 2
    assert "postgresql://127.0.0.1/tm" in said.err
    assert "secret" not in said.err


def test_a_shared_memory_serves_a_desk(desk: Path, postgres: str) -> None:
    from tests.memory.conftest import emptied

    emptied(postgres)
    config = desk / "l10n.toml"
    config.write_text(config.read_text() + f'[memory]\nurl = "{postgres}"\n')
    (match,) = matches(l10n("memory", "search", "-l", "ar", HOSTS, "--json", cwd=desk))
    assert match["similarity"] == 100
