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
