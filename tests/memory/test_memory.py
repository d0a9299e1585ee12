"""The memory remembers what people reviewed, and nothing else; the same in every database."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from l10n.errors import L10nError
from l10n.memory import Entry, Memory
from l10n.model import MatchKind, State, Unit
from l10n.store import open_store
from tests.memory.conftest import Opener, emptied


def reviewed(source: str, target: str, context: str = "") -> Unit:
    return Unit(source=source, target=target, context=context, state=State.REVIEWED)


def entry(source: str, target: str, **told: str) -> Entry:
    return Entry(**{"source_lang": "en", "target_lang": "ar", **told}, source=source, target=target)


WORDS = "new first secret Erbil Mosul long".split()
PAIRS = {
    "ar": ("The talks began on January 27.", "بدأت المحادثات في 27 كانون الثاني/يناير."),
    "fa": ("The talks began.", "گفت\N{ZERO WIDTH NON-JOINER}وگوها آغاز شد."),
    "ur": ("The base is in Erbil.", "اڈہ اربیل میں ہے۔"),
    "ckb": ("The base is in Erbil.", "بنکەکە لە هەولێرە."),
    "he": ("The talks began.", "השיחות החלו."),
}


@pytest.mark.parametrize("locale", PAIRS)
def test_a_reviewed_sentence_is_recalled_exactly(memory: Memory, locale: str) -> None:
    source, target = PAIRS[locale]
    memory.remember([reviewed(source, target)], source="en", target=locale, article="a")
    (match,) = memory.recall(source.replace(" ", "  "), locale)
    assert (match.target, match.similarity, match.kind) == (target, 100, MatchKind.EXACT)
    assert (match.origin, match.article) == ("human", "a")


@pytest.mark.parametrize("locale", PAIRS)
def test_a_source_in_another_script_is_found_by_likeness(memory: Memory, locale: str) -> None:
    _, text = PAIRS[locale]
    memory.take_in([entry(text, "English", source_lang=locale, target_lang="en")], "a.tmx")
    (match,) = memory.recall(text.replace(" ", " x", 1), "en", source=locale, at_least=80)
    assert match.target == "English"


def test_what_waits_for_a_person_is_not_remembered(memory: Memory) -> None:
    waiting = [
        Unit(source="One.", target="واحد.", fuzzy=True, state=State.TRANSLATED),
        Unit(source="Two.", target="اثنان.", state=State.TRANSLATED),
        Unit(source="Three."),
    ]
    assert memory.remember(waiting, source="en", target="ar") == 0
    assert memory.size("en", "ar") == 0


def test_another_number_is_99_at_most(memory: Memory) -> None:
    memory.remember([reviewed("2,400 soldiers.", "2400 جندي.")], source="en", target="ar")
    (match,) = memory.recall("9,100 soldiers.", "ar")
    assert (match.similarity, match.kind) == (99, MatchKind.FUZZY)


def test_feeding_twice_changes_nothing_and_a_correction_replaces(memory: Memory) -> None:
    assert memory.remember([reviewed("A.", "ا.")], source="en", target="ar", article="x") == 1
    assert memory.remember([reviewed("A.", "ا.")], source="en", target="ar", article="x") == 0
    assert memory.remember([reviewed("A.", "أ.")], source="en", target="ar", article="x") == 1
    assert [m.target for m in memory.recall("A.", "ar")] == ["أ."]


def test_what_left_its_article_is_forgotten(memory: Memory) -> None:
    memory.remember(
        [reviewed("A.", "ا."), reviewed("B.", "ب.")], source="en", target="ar", article="x"
    )
    memory.remember([reviewed("B.", "ب.")], source="en", target="ar", article="x")
    assert memory.recall("A.", "ar", at_least=100) == ()
    assert memory.size("en", "ar") == 1


def test_another_locale_of_the_article_is_left_alone(memory: Memory) -> None:
    memory.remember([reviewed("A.", "ا.")], source="en", target="ar", article="x")
    memory.remember([reviewed("A.", "الف.")], source="en", target="fa", article="x")
    memory.remember([], source="en", target="fa", article="x")
    assert (memory.size("en", "ar"), memory.size("en", "fa")) == (1, 0)


def test_the_best_comes_first_and_the_unlike_not_at_all(memory: Memory) -> None:
    rows = [
        reviewed("The talks began in Baghdad.", "1"),
        reviewed("The talks began in Erbil.", "2"),
        reviewed("Nothing of the kind happened.", "3"),
    ]
    memory.remember(rows, source="en", target="ar")
    found = memory.recall("The talks begin in Erbil.", "ar", at_least=70)
    assert [match.target for match in found] == ["2", "1"]


STORY = ["It rained.", "Nobody was hurt.", "The road is open."]
AROUND = {
    "nothing is known": ((None, None), 100),
    "the source before is the same": (("It rained.", "Other."), 101),
    "both neighbours are the same": (("It  rained.", "The road is open."), 102),
    "only the source after is the same": (("Other.", "The road is open."), 100),
    "an edge says nothing": (("", ""), 100),
}


@pytest.mark.parametrize("name", AROUND)
def test_the_same_neighbours_are_worth_more(memory: Memory, name: str) -> None:
    memory.remember([reviewed(s, s.upper()) for s in STORY], source="en", target="ar", article="x")
    (before, after), similarity = AROUND[name]
    (match,) = memory.recall("Nobody was hurt.", "ar", before=before, after=after)
    assert match.similarity == similarity
    assert (match.kind is MatchKind.IN_CONTEXT) == (similarity > 100)


def test_of_two_targets_for_one_source_a_person_chooses(memory: Memory) -> None:
    memory.remember([reviewed("Open.", "مفتوح")], source="en", target="ar", article="x")
    memory.remember([reviewed("Open.", "افتح")], source="en", target="ar", article="y")
    assert [match.similarity for match in memory.recall("Open.", "ar")] == [99, 99]
    assert memory.recall("Open.", "ar", at_least=100) == ()


def test_a_neighbour_singles_out_one_of_two_targets(memory: Memory) -> None:
    story = [reviewed("It rained.", "1"), reviewed("Open.", "مفتوح")]
    memory.remember(story, source="en", target="ar", article="x")
    memory.remember([reviewed("Open.", "افتح")], source="en", target="ar", article="y")
    found = memory.recall("Open.", "ar", before="It rained.")
    assert [(match.target, match.similarity) for match in found] == [("مفتوح", 101), ("افتح", 99)]


LOCALES = [
    ("en-US", "ar", "en", "ar", True),
    ("en", "ar", "en-GB", "ar", True),
    ("en-US", "ar", "en-GB", "ar", True),
    ("en", "fr-FR", "en", "fr", True),
    ("en", "pt", "en", "pt-BR", True),
    ("en", "pt-PT", "en", "pt-BR", False),
    ("en", "zh-Hant", "en", "zh-Hans", False),
    ("en", "zh-TW", "en", "zh", False),
    ("en", "zh-CN", "en", "zh-Hans", True),
    ("de", "ar", "en", "ar", False),
    ("en", "fa", "en", "ar", False),
]


@pytest.mark.parametrize(("source", "target", "asked", "into", "found"), LOCALES)
def test_a_pair_answers_for_its_language(
    memory: Memory,
    source: str,
    target: str,
    asked: str,
    into: str,
    found: bool,  # noqa: FBT001
) -> None:
    memory.take_in([entry("Talks", "T", source_lang=source, target_lang=target)], "a.tmx")
    assert bool(memory.recall("Talks", into, source=asked)) is found
    assert memory.size(asked, into) == found


def test_the_pair_that_was_asked_for_comes_first(memory: Memory) -> None:
    memory.take_in(
        [entry("Talks", "wide", target_lang="pt"), entry("Talks!", "own", target_lang="pt-BR")],
        "a.tmx",
    )
    assert [m.target for m in memory.recall("Talks!!", "pt-BR")] == ["own", "wide"]


HELD = {
    "inside a word": ("alk", 1),
    "in any case": ("TALKS", 1),
    "in the target": ("محادث", 1),
    "with a sign of the pattern": ("100%_!", 1),
    "in Greek capitals": ("ΑΘΉΝΑ", 1),
    "nowhere": ("%", 1),
    "really nowhere": ("xyz", 0),
}


@pytest.mark.parametrize("name", HELD)
def test_a_text_is_found_wherever_it_stands(memory: Memory, name: str) -> None:
    text, count = HELD[name]
    rows = [
        entry("The talks began.", "بدأت المحادثات."),
        entry("It is 100%_! sure.", "أكيد"),
        entry("in Αθήνα", "أثينا"),
    ]
    memory.take_in(rows, "a.tmx")
    assert len(memory.containing(text, "ar")) == count


def test_only_the_side_that_was_asked_for_is_looked_at(memory: Memory) -> None:
    memory.take_in([entry("one two", "two"), entry("three", "one")], "a.tmx")
    assert [e.source for e in memory.containing("one", "ar", side="source")] == ["one two"]
    assert [e.source for e in memory.containing("one", "ar", side="target")] == ["three"]


def test_only_what_meets_every_condition_is_forgotten(memory: Memory) -> None:
    rows = [
        entry("A", "1", date="2020-01-01", origin="deepl"),
        entry("B", "2", date="2024-01-01", origin="deepl"),
        entry("C", "3", date="2020-01-01", origin="human"),
    ]
    memory.take_in(rows, "a.tmx")
    asked = {"origins": ["deepl"], "before": "2022-01-01"}
    assert memory.forget("en", "ar", **asked, dry=True) == 1  # type: ignore[arg-type]
    assert memory.size("en", "ar") == 3
    assert memory.forget("en", "ar", **asked) == 1  # type: ignore[arg-type]
    assert memory.recall("A", "ar", at_least=100) == ()
    assert memory.counts("en", "ar", "origin") == {"deepl": 1, "human": 1}


def test_a_file_that_is_taken_in_again_replaces_what_it_gave(memory: Memory) -> None:
    memory.take_in([entry("A", "1"), entry("B", "2"), entry("A", "one")], "a.tmx")
    memory.take_in([entry("C", "3", target_lang="fa")], "b.tmx")
    assert memory.take_in([entry("B", "2")], "a.tmx") == {("en", "ar"): 1}
    assert [e.source for e in memory.rows("en", "ar")] == ["B"]
    assert memory.size("en", "fa") == 1


def test_a_file_that_breaks_off_gives_nothing(memory: Memory) -> None:
    def broken() -> object:
        yield entry("A", "1")
        raise ValueError("cut off")

    with pytest.raises(ValueError, match="cut off"):
        memory.take_in(broken(), "a.tmx")  # type: ignore[arg-type]
    assert memory.size("en", "ar") == 0


def test_another_desk_sees_what_was_written(opener: Opener) -> None:
    one, other = opener(), opener()
    assert other.recall("The talks began.", "ar") == ()
    one.remember([reviewed("The talks began.", "بدأت")], source="en", target="ar", article="x")
    assert other.recall("The talks begin.", "ar")[0].target == "بدأت"
    one.remember([reviewed("The talks ended.", "انتهت")], source="en", target="ar", article="x")
    assert [m.target for m in other.recall("The talks began.", "ar", at_least=60)] == ["انتهت"]


def test_several_desks_write_at_once(url: str, tmp_path: Path) -> None:
    def desk(number: int) -> int:
        memory = Memory.open(url, root=tmp_path)
        for n in range(6):
            text = f"{'abcdef'[n]} sentence of desk {'abcd'[number]}"
            memory.remember([reviewed(text, "t")], source="en", target="ar", article=text)
            assert memory.recall(text, "ar", at_least=100)
        memory.close()
        return number

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(desk, range(4))) == [0, 1, 2, 3]
    memory = Memory.open(url, root=tmp_path)
    assert memory.size("en", "ar") == 24
    assert len(memory.recall("a sentence of desk a", "ar", most=50, at_least=80)) == 24
    memory.close()


def test_a_server_that_searches_finds_no_other_matches(postgres: str, tmp_path: Path) -> None:
    emptied(postgres)
    own = Memory.open(postgres, root=tmp_path)
    texts = [f"The {word} talks began in {place}." for word in WORDS for place in WORDS]
    own.remember([reviewed(text, text) for text in texts], source="en", target="ar")
    theirs = Memory.open(f"{postgres}&index=pg_trgm", root=tmp_path)
    asked = "The new talks began in Mosul."
    found, wanted = (one.recall(asked, "ar", most=999) for one in (theirs, own))
    assert found
    assert set(found) <= set(wanted)
    own.close()
    theirs.close()


def test_whoever_only_asks_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    asking, writing = (Memory.open("sqlite:memory.db", root=tmp_path) for _ in range(2))
    units = [reviewed("The talks began.", "بدأت")]
    asking.remember(units, source="en", target="ar", article="x")

    def slowly() -> Iterator[Entry]:
        yield entry("A", "1")
        assert asking.remember(units, source="en", target="ar", article="x") == 0
        assert asking.recall("The talks began.", "ar")
        assert asking.recall("A", "ar") == ()

    writing.take_in(slowly(), "a.tmx")
    assert asking.recall("A", "ar")
    asking.close()
    writing.close()


def test_a_file_that_is_no_memory_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "memory.db").write_bytes(b"no database at all, but long enough to be read" * 99)
    with pytest.raises(L10nError, match="not a usable database"):
        Memory.open("sqlite:memory.db", root=tmp_path).recall("A", "ar")


def test_a_memory_of_the_first_kind_is_emptied_and_fed_again(tmp_path: Path) -> None:
    first = open_store(tmp_path / "memory.db", ["CREATE TABLE segment (source TEXT)"])
    first.execute("INSERT INTO segment VALUES ('old')")
    first.close()
    memory = Memory.open("sqlite:memory.db", root=tmp_path)
    memory.remember([reviewed("A.", "ا.")], source="en", target="ar")
    assert [entry.source for entry in memory.rows("en", "ar")] == ["A."]
    memory.close()


@pytest.mark.parametrize(
    "text", ["", " ", "x", "<a1>", "1", "\N{ZERO WIDTH NON-JOINER}", "a" * 70_000]
)
@pytest.mark.parametrize("at_least", [0, 1, 100, 102])
def test_any_text_may_be_asked_for(tmp_path: Path, text: str, at_least: int) -> None:
    memory = Memory.open("sqlite:memory.db", root=tmp_path)
    memory.take_in([entry("x", "1"), entry("a" * 70_001, "2"), entry("y z", "3")], "a.tmx")
    found = memory.recall(text, "ar", at_least=at_least, sure=True)
    assert all(match.similarity >= at_least for match in found)
    memory.close()
