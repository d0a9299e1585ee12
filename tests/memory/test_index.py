"""The index finds whatever brute force finds, survives damage and violence, and follows its store."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.memory import Entry
from l10n.memory.codes import coded
from l10n.memory.found import Near
from l10n.memory.index import Index
from l10n.memory.run import Run, write
from l10n.memory.sqlite import Sqlite
from l10n.memory.store import Store
from tests.conftest import ROOT

WORDS = {
    "en": "the talks began in Erbil and base hosts soldiers near river road was open again",
    "ar": "بدأت المحادثات في أربيل وتضم القاعدة جنودا قرب النهر وكان الطريق مفتوحا من جديد",
    "fa": "گفت\N{ZERO WIDTH NON-JOINER}وگوها در اربیل آغاز شد و پایگاه سربازان نزدیک رود راه باز بود",
    "ur": "اربیل میں مذاکرات شروع ہوئے اور اڈے پر فوجی دریا کے قریب سڑک کھلی تھی",
    "ckb": "گفتوگۆکان لە هەولێر دەستیان پێکرد و بنکەکە سەربازی نزیک ڕووبار ڕێگا کرایەوە",
    "he": "השיחות החלו בארביל והבסיס מארח חיילים ליד הנהר הדרך הייתה פתוחה שוב",
    "zh": "会谈 在 埃尔比勒 开始 基地 驻扎 士兵 河流 附近 道路 再次 开放",
    "ru": "переговоры начались в Эрбиле и на базе солдаты у реки дорога снова открыта",
}


def sentences(language: str, count: int) -> list[str]:
    chance = random.Random(language)  # noqa: S311
    words = WORDS[language].split()
    made = {" ".join(chance.choices(words, k=chance.randrange(1, 14))) for _ in range(count)}
    return sorted(made)


def varied(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(chance.randrange(1 + len(letters) // 3)):
        at = chance.randrange(len(letters))
        letters[at : at + chance.randrange(2)] = chance.choice(
            [[], ["x"], [letters[0]], list("abc")]
        )
        letters = letters or ["x"]
    return "".join(letters)


def by_brute_force(query: str, texts: list[str], at_least: int) -> dict[int, int]:
    from rapidfuzz.distance import Levenshtein

    found = {}
    for n, text in enumerate(texts):
        longer = max(len(query), len(text), 1)
        alike = 100 * (longer - Levenshtein.distance(query, text)) // longer
        if alike >= at_least:
            found[n] = alike
    return found


def run_of(place: Path, texts: list[str]) -> Run:
    with place.open("wb") as stream:
        write(stream, range(len(texts)), [coded(text) for text in texts])
    run = Run.open(place)
    assert run is not None
    return run


@pytest.mark.parametrize("language", WORDS)
def test_nothing_is_missed_in_any_script(tmp_path: Path, language: str) -> None:
    texts = sentences(language, 700)
    run = run_of(tmp_path / "one.run", texts)
    chance = random.Random(1)  # noqa: S311
    for at_least in (50, 70, 85, 99):
        for _ in range(12):
            query = varied(chance.choice(texts), chance)
            found = {one.id: one.similarity for one in run.near(coded(query), at_least, sure=True)}
            wanted = by_brute_force(query, texts, at_least)
            assert wanted.keys() <= found.keys()
            assert all(found[n] >= alike for n, alike in wanted.items())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text("aber ", min_size=1, max_size=60), min_size=1, max_size=80),
    st.text("aber ", min_size=1, max_size=60),
    st.integers(min_value=30, max_value=99),
)
def test_whatever_the_texts_the_bounds_miss_nothing(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], query: str, at_least: int
) -> None:
    run = run_of(tmp_path_factory.mktemp("run") / "one.run", texts)
    found = {one.id: one.similarity for one in run.near(coded(query), at_least, sure=True)}
    assert found == by_brute_force(query, texts, at_least)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_coded_distance_is_never_more_than_the_true_one(one: str, other: str) -> None:
    from rapidfuzz.distance import Levenshtein

    assert Levenshtein.distance(coded(one), coded(other)) <= Levenshtein.distance(one, other)


class Desk:
    """A store, fed by article, and indexes of it as several processes would open them."""

    def __init__(self, place: Path) -> None:
        self.path = place / "memory.db"
        self.store = Store(Sqlite(self.path))

    def feed(self, texts: list[str], article: str = "a") -> None:
        self.store.replace_article(
            article,
            [
                Entry(source_lang="en", target_lang="ar", source=one, target="x", article=article)
                for one in texts
            ],
        )

    def index(self, enough: int = 100) -> Index:
        return Index(Store(Sqlite(self.path)), 1, enough=enough)

    def sources(self, found: list[Near]) -> set[str]:
        rows = self.store.of_forms([one.id for one in found])
        return {entry.source for entries in rows.values() for entry in entries}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def texts_of(start: int, stop: int) -> list[str]:
    return [
        f"sentence {'abcdefghij'[n % 10] * (n % 37)} about {chr(97 + n % 26)} {n // 37 * 'z'}"
        for n in range(start, stop)
    ]


def test_what_comes_later_is_found_without_a_new_index(desk: Desk) -> None:
    desk.feed(texts_of(0, 150), "a")
    index = desk.index()
    index.catch_up()
    runs = set(desk.store.database.index_folder().glob("*.run"))
    desk.feed(["something entirely new"], "b")
    assert desk.sources(index.near("something entirely new", 90, sure=True)) == {
        "something entirely new"
    }
    assert set(desk.store.database.index_folder().glob("*.run")) == runs


def test_what_was_forgotten_is_not_found(desk: Desk) -> None:
    desk.feed([*texts_of(0, 150), "something entirely new"])
    index = desk.index()
    assert index.near("something entirely new", 90, sure=True)
    desk.feed(texts_of(0, 150))
    assert desk.sources(index.near("something entirely new", 90, sure=True)) == set()


def test_small_runs_become_large_ones(desk: Desk) -> None:
    index = desk.index()
    for n in range(12):
        desk.feed(texts_of(n * 100, n * 100 + 100), f"article {n}")
        index.catch_up()
    manifest = json.loads((desk.store.database.index_folder() / "1.json").read_bytes())
    assert sum(run["count"] for run in manifest["runs"]) == index.size
    assert len(manifest["runs"]) <= 3
    files = {path.name for path in desk.store.database.index_folder().glob("*.run")}
    assert files == {run["file"] for run in manifest["runs"]}


def test_two_processes_see_what_each_other_made(desk: Desk) -> None:
    desk.feed(texts_of(0, 90))
    one, other = desk.index(), desk.index()
    one.catch_up()
    other.catch_up()
    desk.feed(texts_of(90, 250), "b")
    one.catch_up()
    query = texts_of(200, 201)[0]
    assert one.near(query, 80, sure=True) == other.near(query, 80, sure=True)
    assert one.size == other.size


def cut_short(run: Path) -> None:
    run.write_bytes(run.read_bytes()[:-100])


def of_zeros(run: Path) -> None:
    run.write_bytes(bytes(run.stat().st_size))


def away(run: Path) -> None:
    run.unlink()


def not_json(run: Path) -> None:
    (run.parent / "1.json").write_text("{")


DAMAGE = [cut_short, of_zeros, away, not_json]


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_a_damaged_index_is_made_again(desk: Desk, damage: object) -> None:
    desk.feed(texts_of(0, 300))
    query = texts_of(200, 201)[0]
    before = desk.index().near(query, 70, sure=True)
    (run,) = desk.store.database.index_folder().glob("*.run")
    damage(run)  # type: ignore[operator]
    assert desk.index().near(query, 70, sure=True) == before
    assert len(list(desk.store.database.index_folder().glob("*.run"))) == 1


def test_an_index_of_another_memory_is_not_believed(desk: Desk) -> None:
    desk.feed(texts_of(0, 300))
    desk.index().catch_up()
    for file in desk.path.parent.glob("memory.db*"):
        if file.is_file():
            file.unlink()
    again = Desk(desk.path.parent)
    again.feed(["quite another text", *texts_of(0, 10)])
    found = again.index().near("quite another text", 90, sure=True)
    assert again.sources(found) == {"quite another text"}


KILLED = """
import os, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from l10n.memory.index import Index
from l10n.memory.sqlite import Sqlite
from l10n.memory.store import Store
index = Index(Store(Sqlite(Path(sys.argv[2]))), 1, enough=100)
print("ready", flush=True)
sys.stdin.readline()
index.catch_up()
"""


@pytest.mark.parametrize("wait", [0.0, 0.01, 0.03, 0.06])
def test_a_process_killed_while_it_writes_leaves_a_sound_index(desk: Desk, wait: float) -> None:
    texts = texts_of(0, 3000)
    desk.feed(texts)
    command = [sys.executable, "-c", KILLED, str(ROOT), str(desk.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdin is not None
        writer.stdout.readline()
        writer.stdin.write(b"\n")
        writer.stdin.flush()
        try:
            writer.wait(wait)
        except subprocess.TimeoutExpired:
            os.kill(writer.pid, signal.SIGKILL)
    index = desk.index()
    for n in (7, 1234, 2999):
        assert texts[n] in desk.sources(index.near(texts[n], 95, sure=True))
