"""Three versions of a catalog merged entry by entry: whose text stands, and that none is lost."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from l10n.catalog import Catalog
from l10n.catalog.merge import update
from l10n.catalog.po import unit_of
from l10n.catalog.reader import parse
from l10n.catalog.threeway import ThreeWay, merge
from l10n.model import Key, Locale, Unit
from l10n.model.unit import digest

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
KEY = Key("", "Nobody was hurt.")
TEXTS = {
    "ar": ("لم يصب أحد.", "لم يصب أحد بأذى.", "لم يتأذ أحد."),
    "fa": ("کسی آسیب ندید.", "هیچ کس آسیب ندید.", "آسیبی به کسی نرسید."),
    "ur": ("کوئی زخمی نہیں ہوا۔", "کسی کو چوٹ نہیں آئی۔", "کوئی مجروح نہ ہوا۔"),
    "ckb": ("کەس بریندار نەبوو.", "هیچ کەس بریندار نەبوو.", "کەس زیانی پێنەگەیشت."),
    "he": ("איש לא נפגע.", "אף אחד לא נפגע.", "לא היו נפגעים."),
}
OLD, OURS, THEIRS = TEXTS["ar"]


def version(*entries: str, header: str = HEADER) -> Catalog:
    raw = "\n".join((header, *entries)).encode()
    return Catalog(path=Path("x.po"), locale=Locale("und"), file=parse(raw))


def entry(target: str, *comments: str, source: str = KEY.source) -> str:
    lines = "".join(f"{comment}\n" for comment in comments)
    return f'{lines}msgid "{source}"\nmsgstr "{target}"\n'


def obsolete(target: str) -> str:
    return f'#~ msgid "{KEY.source}"\n#~ msgstr "{target}"\n'


def plural(*forms: str, comment: str = "") -> str:
    targets = "".join(f'msgstr[{n}] "{form}"\n' for n, form in enumerate(forms))
    return f'{comment}msgid "{KEY.source}"\nmsgid_plural "Nobodies"\n{targets}'


def text_of(done: ThreeWay) -> str:
    told = done.catalog.data.decode()
    assert parse(done.catalog.data).problems == ()
    keys = [one.key for one in done.catalog.file.entries]
    assert len(set(keys)) == len(keys)
    return told


@pytest.mark.parametrize("tag", TEXTS)
def test_a_text_improved_by_them_stays_though_we_put_its_entry_out_of_use(tag: str) -> None:
    old, _, new = TEXTS[tag]
    done = merge(version(entry(old)), version(obsolete(old)), version(entry(new)))
    assert f'#~ msgstr "{new}"' in text_of(done)
    assert done.conflicts == (KEY,)


@pytest.mark.parametrize("tag", TEXTS)
def test_a_text_improved_by_us_stays_though_they_put_its_entry_out_of_use(tag: str) -> None:
    old, new, _ = TEXTS[tag]
    done = merge(version(entry(old)), version(entry(new)), version(obsolete(old)))
    assert f'#~ msgstr "{new}"' in text_of(done)
    assert done.conflicts == (KEY,)


# name: base, ours, theirs; what the merged file holds of the entry; whether it is a conflict
LIVES = {
    "theirs put out of use what we left": (
        [entry(OLD)],
        [entry(OLD)],
        [obsolete(OLD)],
        f'#~ msgstr "{OLD}"',
        False,
    ),
    "an obsolete entry of theirs alone": ([], [], [obsolete(OLD)], f'#~ msgstr "{OLD}"', False),
    "an obsolete entry of ours alone": ([], [obsolete(OLD)], [], f'#~ msgstr "{OLD}"', False),
    "an obsolete entry that ours lost and theirs put out of use": (
        [entry(OLD)],
        [],
        [obsolete(OLD)],
        f'#~ msgstr "{OLD}"',
        False,
    ),
    "theirs came back": (
        [obsolete(OLD)],
        [obsolete(OLD)],
        [entry(OLD)],
        f'\nmsgstr "{OLD}"',
        False,
    ),
    "ours came back, theirs deleted it": (
        [obsolete(OLD)],
        [entry(OLD)],
        [],
        f'\nmsgstr "{OLD}"',
        False,
    ),
    "ours deleted what theirs improved": (
        [entry(OLD)],
        [],
        [entry(THEIRS)],
        f'\nmsgstr "{THEIRS}"',
        True,
    ),
    "theirs deleted what ours improved": (
        [entry(OLD)],
        [entry(OURS)],
        [],
        f'\nmsgstr "{OURS}"',
        True,
    ),
    "both improved what both put out of use": (
        [entry(OLD)],
        [obsolete(OURS)],
        [obsolete(THEIRS)],
        f'# conflict, theirs: {THEIRS}\n#, fuzzy\n#~ msgid "{KEY.source}"\n#~ msgstr "{OURS}"',
        True,
    ),
    "ours is obsolete and theirs in use, and nothing was before": (
        [],
        [obsolete(OLD)],
        [entry(OLD)],
        f'\nmsgstr "{OLD}"',
        False,
    ),
}


@pytest.mark.parametrize("name", LIVES)
def test_what_is_out_of_use_is_merged_too(name: str) -> None:
    base, ours, theirs, holds, conflict = LIVES[name]
    done = merge(version(*base), version(*ours), version(*theirs))
    assert holds in text_of(done)
    assert done.conflicts == ((KEY,) if conflict else ())


def test_what_both_deleted_or_one_left_alone_is_gone() -> None:
    for ours, theirs in (([], [entry(OLD)]), ([entry(OLD)], []), ([], [])):
        done = merge(version(entry(OLD)), version(*ours), version(*theirs))
        assert (OLD in text_of(done), done.conflicts) == (False, ())


def test_a_machines_text_for_what_we_deleted_is_no_conflict() -> None:
    mark = f"# l10n: origin=local digest={digest(THEIRS)}"
    done = merge(version(entry("")), version(), version(entry(THEIRS, mark, "#, fuzzy")))
    assert (THEIRS in text_of(done), done.conflicts) == (False, ())


def test_plural_forms_are_compared_one_by_one_and_all_kept() -> None:
    base, ours = plural("صفر", "واحد", "اثنان"), plural("صفر", "واحدة", "اثنان")
    theirs = plural("صفر", "واحد", "اثنتان")
    done = merge(version(base), version(ours), version(theirs))
    told = text_of(done)
    assert done.conflicts == (KEY,)
    for n, form in enumerate(("صفر", "واحد", "اثنتان")):
        assert f"# conflict, theirs [{n}]: {form}\n" in told
    assert '#, fuzzy\nmsgid "Nobody' in told
    assert 'msgstr[1] "واحدة"' in told
    assert merge(version(base), version(base), version(theirs)).conflicts == ()


def test_line_ends_of_their_text_are_kept_in_the_comment() -> None:
    done = merge(version(entry(OLD)), version(entry(OURS)), version(entry("سطر\\nسطر \\\\n")))
    assert "# conflict, theirs: سطر\\nسطر \\\\n\n" in text_of(done)


def test_the_comment_of_a_conflict_survives_an_update_and_goes_with_the_review() -> None:
    done = merge(version(entry(OLD)), version(entry(OURS)), version(entry(THEIRS)))
    template = [Unit(source=KEY.source, notes=("paragraph",), references=("a.html",))]
    again = update(done.catalog, template).catalog
    assert f"# conflict, theirs: {THEIRS}\n" in again.data.decode()
    (unit,) = again.units
    assert (unit.target, unit.fuzzy) == (OURS, True)
    reviewed = again.with_units([replace(unit, fuzzy=False)])
    assert "conflict" not in reviewed.data.decode()
    assert OURS in reviewed.data.decode()


# name: base, ours, theirs; which comments stand in the end
COMMENTS = {
    "theirs is new": ((), (), ("# ext.",), ("# ext.",)),
    "ours is new": ((), ("# own.",), (), ("# own.",)),
    "both are new": ((), ("# own.",), ("# ext.",), ("# own.", "# ext.")),
    "theirs went": (("# old.",), ("# old.", "# own."), (), ("# own.",)),
    "ours went": (("# old.",), (), ("# old.", "# ext."), ("# ext.",)),
    "a suppression is theirs": (
        (),
        ("#: a.html",),
        ("# l10n: ignore=numbers",),
        ("# l10n: ignore=numbers", "#: a.html"),
    ),
}


@pytest.mark.parametrize("name", COMMENTS)
def test_comments_of_both_sides_stand(name: str) -> None:
    base, ours, theirs, wanted = COMMENTS[name]
    done = merge(*(version(entry(OLD, *one)) for one in (base, ours, theirs)))
    assert done.catalog.file.entries[1].fields.comments == wanted
    assert done.conflicts == ()


def test_nothing_before_is_a_merge_of_both() -> None:
    nothing = Catalog(path=Path("x.po"), locale=Locale("und"), file=parse(b""))
    done = merge(
        nothing, version(entry(OLD)), version(entry(OLD), entry("أهلا", source="Welcome."))
    )
    assert [unit.target for unit in done.catalog.units] == [OLD, "أهلا"]
    assert done.conflicts == ()


def test_a_header_that_only_they_changed_is_theirs() -> None:
    theirs = HEADER.rstrip() + '\n"Language-Team: Arabic\\n"\n'
    done = merge(version(entry(OLD)), version(entry(OURS)), version(entry(OLD), header=theirs))
    assert "Language-Team: Arabic" in text_of(done)
    assert f'"{OURS}"' in text_of(done)


def test_entries_of_other_line_ends_and_after_an_open_last_line_are_laid_out_as_ours() -> None:
    ours = version(entry(OLD)).data.rstrip()
    theirs = version(entry(OLD), entry("أهلا", source="Welcome.")).data.replace(b"\n", b"\r\n")
    one, other = (
        Catalog(path=Path("x.po"), locale=Locale("und"), file=parse(raw)) for raw in (ours, theirs)
    )
    done = merge(version(entry(OLD)), one, other)
    assert text_of(done).endswith(f'msgstr "{OLD}"\n\nmsgid "Welcome."\nmsgstr "أهلا"\n')
    assert b"\r" not in done.catalog.data


def test_their_new_entries_stand_before_what_is_obsolete() -> None:
    new = entry("أهلا", source="Welcome.")
    done = merge(version(obsolete(OLD)), version(obsolete(OLD)), version(new, obsolete(OLD)))
    assert text_of(done).index("Welcome.") < text_of(done).index("#~")


@pytest.mark.skipif(shutil.which("msgcat") is None, reason="gettext's tools are not installed")
@pytest.mark.parametrize("name", LIVES)
def test_gettext_reads_what_was_merged(name: str, tmp_path: Path) -> None:
    base, ours, theirs, _, _ = LIVES[name]
    path = tmp_path / "x.po"
    path.write_bytes(merge(version(*base), version(*ours), version(*theirs)).catalog.data)
    done = subprocess.run(["msgcat", path], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_merging_the_same_three_times_is_quiet() -> None:
    one = version(entry(OLD, "# a", "#: b.html"), obsolete("س").replace(KEY.source, "Gone."))
    done = merge(one, one, one)
    assert done.catalog.data == one.data
    assert [unit_of(e).target for e in done.catalog.file.entries[1:]] == [OLD, "س"]
