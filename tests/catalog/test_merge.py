"""A changed article keeps its translations; a person's text is never lost."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.catalog import Catalog, new_catalog, open_catalog, save_catalog
from l10n.catalog.diff import changes
from l10n.catalog.merge import update
from l10n.catalog.mo import compiled
from l10n.catalog.po import as_polib
from l10n.catalog.reader import parse
from l10n.catalog.threeway import merge
from l10n.errors import CatalogError
from l10n.model import Key, Locale, State, Unit
from l10n.model.unit import digest
from l10n.project.extraction import changed_facts

AR, EN = Locale.parse("ar"), Locale.parse("en")
OLD = ["The talks began in Erbil.", "Nobody was hurt there.", "It holds 2,400 soldiers."]
TEXTS = ["بدأت المحادثات في أربيل.", "لم يصب أحد هناك.", "تضم 2400 جندي."]


def catalog(path: Path, *, machine: bool = False) -> Catalog:
    made = update(new_catalog(path, AR, source=EN), [Unit(source=s) for s in OLD]).catalog
    units = [
        replace(
            u,
            target=t,
            origin="local" if machine else "",
            machine_digest=digest(t) if machine else "",
            fuzzy=machine,
        )
        for u, t in zip(made.units, TEXTS, strict=True)
    ]
    return made.with_units(units)


def merged(old: Catalog, *sources: str) -> dict[str, Unit]:
    done = update(old, [Unit(source=s) for s in sources], changed_facts)
    return {unit.source: unit for unit in done.catalog.units}


def test_what_moved_is_unchanged(tmp_path: Path) -> None:
    old = catalog(tmp_path / "a.po")
    after = merged(old, OLD[2], OLD[0], OLD[1])
    assert [after[s].target for s in OLD] == TEXTS
    assert not any(unit.fuzzy for unit in after.values())


def test_an_edited_sentence_is_fuzzy_with_its_previous_source(tmp_path: Path) -> None:
    new = "The talks have begun in Erbil."
    unit = merged(catalog(tmp_path / "a.po"), new, OLD[1], OLD[2])[new]
    assert (unit.target, unit.fuzzy, unit.previous_source) == (TEXTS[0], True, OLD[0])
    assert not unit.may_be_routed


def test_an_edited_sentence_of_a_machine_stays_the_machines(tmp_path: Path) -> None:
    new = "The talks have begun in Erbil."
    unit = merged(catalog(tmp_path / "a.po", machine=True), new, OLD[1], OLD[2])[new]
    assert unit.may_be_routed


REFUSED = {
    "a number": ("It holds 2,500 soldiers.", OLD[2], TEXTS[2]),
    "a negation": ("Somebody was hurt there.", OLD[1], TEXTS[1]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_changed_fact_is_not_carried_over_but_offered(tmp_path: Path, name: str) -> None:
    new, old_source, old_target = REFUSED[name]
    before = catalog(tmp_path / "a.po")
    done = update(before, [Unit(source=new)], changed_facts)
    unit = done.catalog.get(Key("", new))
    assert unit is not None
    assert (unit.target, unit.proposal, unit.previous_source) == ("", old_target, old_source)
    assert old_target in done.catalog.data.decode()  # kept as obsolete too


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_offered_stays_until_there_is_a_text(tmp_path: Path, name: str) -> None:
    new, old_source, old_target = REFUSED[name]
    template = [Unit(source=new, notes=("paragraph",), references=("a.html",))]
    once = update(catalog(tmp_path / "a.po"), template, changed_facts).catalog
    again = update(replace(once, file=parse(once.data)), template, changed_facts).catalog
    assert again.data == once.data
    unit = again.units[0]
    assert (unit.proposal, unit.previous_source) == (old_target, old_source)
    answered = update(again.with_units([replace(unit, target="نص")]), template).catalog.units[0]
    assert (answered.target, answered.proposal, answered.previous_source) == ("نص", "", "")


def test_an_offered_text_of_several_lines_stays_one_comment(tmp_path: Path) -> None:
    old = catalog(tmp_path / "a.po")
    text = "سطر أول\n\\n سطر ثان"
    old = old.with_units([replace(old.units[2], target=text)])
    done = update(old, [Unit(source="It holds 2,500 soldiers.")], changed_facts).catalog
    read = replace(done, file=parse(done.data))
    assert read.file.problems == ()
    assert read.units[0].proposal == text


def test_whether_a_text_waited_before_its_source_changed_is_remembered(tmp_path: Path) -> None:
    old = catalog(tmp_path / "a.po")
    old = old.with_units([replace(old.units[0], fuzzy=True)])
    edits = ("The talks have begun in Erbil.", "The talks have begun in Erbil now.")
    for new in edits:
        sources = (new, "Nobody was hurt there!", OLD[2])
        old = update(old, [Unit(source=s) for s in sources], changed_facts).catalog
        old = replace(old, file=parse(old.data))
        assert [(u.fuzzy, u.waited) for u in old.units] == [
            (True, True),
            (True, False),
            (False, False),
        ]
    reviewed = old.with_units([replace(u, fuzzy=False, previous_source="") for u in old.units])
    assert "waited" not in reviewed.data.decode()


FORMS = ("لا جنود", "جندي", "جنديان", "جنود", "جنديا", "جندي")


def plural_catalog(path: Path) -> Catalog:
    template = [Unit(source="A soldier", source_plural="Soldiers")]
    made = update(new_catalog(path, AR, source=EN), template).catalog
    return made.with_units([replace(made.units[0], target=FORMS[0], target_plurals=FORMS)])


@pytest.mark.parametrize("source", ["A soldier", "A soldier."])
def test_a_message_that_loses_its_plural_is_fuzzy_and_loses_no_form(
    tmp_path: Path, source: str
) -> None:
    template = [Unit(source=source)]
    done = update(plural_catalog(tmp_path / "a.po"), template).catalog
    done = replace(done, file=parse(done.data))
    assert done.file.problems == ()
    (unit,) = done.units
    assert (unit.fuzzy, unit.source_plural) == (True, "")
    assert all(form in done.data.decode() for form in FORMS)
    keys = [entry.key for entry in done.file.entries]
    assert len(keys) == len(set(keys))  # gettext refuses an obsolete entry with a key in use
    assert update(done, template).catalog.data == done.data
    confirmed = done.with_units([replace(unit, fuzzy=False)])
    assert "# plural form" not in confirmed.data.decode()


def test_more_forms_than_the_header_knows_are_kept(tmp_path: Path) -> None:
    old = plural_catalog(tmp_path / "a.po")
    bare = replace(old, file=replace(old.file, entries=old.file.entries[1:]))
    done = update(bare, [Unit(source="A soldier.", source_plural="Soldiers.")]).catalog
    assert done.units[0].target_plurals == FORMS


def test_what_is_gone_is_kept_and_comes_back(tmp_path: Path) -> None:
    without = update(catalog(tmp_path / "a.po"), [Unit(source=OLD[0])]).catalog
    assert f'#~ msgid "{OLD[1]}"' in without.data.decode()
    back = update(without, [Unit(source=s) for s in OLD])
    assert len(back.revived) == 2
    assert [unit.target for unit in back.catalog.units] == TEXTS


def test_saving_without_a_change_changes_no_byte_whoever_laid_it_out(tmp_path: Path) -> None:
    path = tmp_path / "odd.po"
    raw = (
        b'# kept\r\nmsgid ""\r\nmsgstr "Language: ar\\n"\r\n\r\n\r\n#:  a.py:1   b.py:2\r\n'
        b'msgid"One"\r\nmsgstr   "1"\r\n'
    )
    path.write_bytes(raw)
    assert not save_catalog(open_catalog(path, AR))
    assert path.read_bytes() == raw
    changed = open_catalog(path, AR)
    unit = replace(changed.units[0], target="2")
    assert save_catalog(changed.with_units([unit]))
    assert path.read_bytes().startswith(raw[: raw.index(b"#:")])


def test_what_somebody_wrote_meanwhile_is_merged(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    save_catalog(catalog(path, machine=True))
    mine, theirs = open_catalog(path, AR), open_catalog(path, AR)
    person = replace(theirs.units[0], target="نص إنسان", fuzzy=False)
    save_catalog(theirs.with_units([person]))
    machine = [replace(u, target="آلة", machine_digest=digest("آلة")) for u in mine.units[:2]]
    save_catalog(mine.with_units(machine))
    assert [u.target for u in open_catalog(path, AR).units] == ["نص إنسان", "آلة", TEXTS[2]]


def test_two_persons_texts_are_refused_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    save_catalog(catalog(path))
    mine, theirs = open_catalog(path, AR), open_catalog(path, AR)
    save_catalog(theirs.with_units([replace(theirs.units[0], target="أ")]))
    with pytest.raises(CatalogError, match="somebody else"):
        save_catalog(mine.with_units([replace(mine.units[0], target="ب")]))
    assert open_catalog(path, AR).units[0].target == "أ"


def test_versions_are_merged_by_entry_and_a_conflict_stays_readable(tmp_path: Path) -> None:
    base = catalog(tmp_path / "base.po")
    ours = base.with_units(
        [replace(base.units[0], target="لنا"), replace(base.units[2], target="ج")]
    )
    theirs = base.with_units(
        [replace(base.units[1], target="لهم"), replace(base.units[2], target="د")]
    )
    done = merge(base, ours, theirs)
    targets = {u.source: (u.target, u.fuzzy) for u in done.catalog.units}
    assert targets == {OLD[0]: ("لنا", False), OLD[1]: ("لهم", False), OLD[2]: ("ج", True)}
    assert done.conflicts == (Key("", OLD[2]),)
    assert parse(done.catalog.data).problems == ()
    assert "conflict, theirs: د" in done.catalog.data.decode()


def test_a_diff_tells_entries_and_words(tmp_path: Path) -> None:
    before = catalog(tmp_path / "a.po")
    after = before.with_units([replace(before.units[0], target="بدأت المفاوضات في أربيل.")])
    (change,) = changes(before.units, after.units)
    assert change.kind == "target"
    assert [text for how, text in change.words if how == "gone"] == ["المحادثات"]
    assert [text for how, text in change.words if how == "new"] == ["المفاوضات"]


def test_a_diff_of_plural_forms_tells_the_words_of_those_that_changed(tmp_path: Path) -> None:
    before = plural_catalog(tmp_path / "a.po")
    forms = (*FORMS[:2], "جنديان اثنان", *FORMS[3:5], "جندي واحد")
    after = before.with_units([replace(before.units[0], target_plurals=forms)])
    (change,) = changes(before.units, after.units)
    assert change.words == (
        ("same", "جنديان"),
        ("new", " اثنان"),
        ("same", "\n"),
        ("same", "جندي"),
        ("new", " واحد"),
    )


def test_an_entry_is_polibs_object_on_demand(tmp_path: Path) -> None:
    entry = catalog(tmp_path / "a.po").file.entries[1]
    assert as_polib(entry).msgstr == TEXTS[0]


@pytest.mark.skipif(shutil.which("msgunfmt") is None, reason="gettext's tools are not installed")
def test_a_compiled_catalog_is_what_msgfmt_compiles(tmp_path: Path) -> None:
    made = catalog(tmp_path / "a.po")
    save_catalog(made)
    (tmp_path / "ours.mo").write_bytes(compiled(made.file))
    subprocess.run(
        ["msgfmt", "-o", "theirs.mo", "a.po"], cwd=tmp_path, check=True, capture_output=True
    )
    told = [
        subprocess.run(["msgunfmt", name], cwd=tmp_path, capture_output=True, check=True).stdout
        for name in ("ours.mo", "theirs.mo")
    ]
    assert told[0] == told[1]
    sizes = {(tmp_path / name).stat().st_size for name in ("ours.mo", "theirs.mo")}
    assert len(sizes) == 1


words = st.sampled_from(
    "the talks began ended in Erbil Baghdad not 12 13 soldiers <a1>x</a1>".split()
)
sentences = st.lists(words, min_size=2, max_size=7).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(sentences, min_size=1, max_size=5, unique=True), min_size=2, max_size=5),
    st.data(),
)
def test_no_sequence_of_edits_and_machines_loses_a_persons_text(
    versions: list[list[str]], data: st.DataObject
) -> None:
    current = new_catalog(Path("x.po"), AR, source=EN)
    written: set[str] = set()
    for number, version in enumerate(versions):
        current = update(current, [Unit(source=s) for s in version], changed_facts).catalog
        units = []
        for n, unit in enumerate(current.units):
            who = data.draw(st.sampled_from(["nobody", "person", "machine"]))
            text = f"{who} {number} {n}"
            if who == "person":
                units.append(
                    replace(unit, target=text, fuzzy=False, machine_digest="", proposal="")
                )
                written.discard(unit.target)
                written.add(text)
            elif who == "machine" and unit.may_be_routed:
                units.append(
                    replace(
                        unit,
                        target=text,
                        origin="local",
                        machine_digest=digest(text),
                        fuzzy=True,
                        state=State.TRANSLATED,
                    )
                )
        current = current.with_units(units)
        told = parse(current.data)
        assert told.problems == ()
        kept = {target for entry in told.entries for target in entry.fields.targets}
        assert written <= kept
