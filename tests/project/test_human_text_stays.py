"""No command ever replaces what a person wrote: random edits, machine runs, merges, exchanges, crashes."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from l10n.catalog import open_catalog, save_catalog
from l10n.catalog.exchange.returned import merge
from l10n.catalog.exchange.xliff import read_xliff, write_xliff
from l10n.model import Key, Locale, Unit
from l10n.project import Project, open_project

SENTENCES = (
    "Troops stay at Ain al-Asad.",
    "Troops stayed at Ain al-Asad.",
    "Troops do not stay at Ain al-Asad.",
    "The base hosts 2,400 soldiers.",
    "The base hosts 2,500 soldiers.",
    "The base hosted 2,500 soldiers then.",
    "Nobody was hurt.",
    "Nobody was hurt there.",
    "Talks in Erbil ended on Monday.",
    "Talks in Erbil ended late on Monday.",
)
WORDS = {
    "ar": ("تبقى القوات", "تستضيف القاعدة", "لم يصب أحد", "انتهت المحادثات"),
    "he": ("הכוחות נשארים", "הבסיס מארח", "איש לא נפגע", "השיחות הסתיימו"),
    "fa": (
        "نیروها می\N{ZERO WIDTH NON-JOINER}مانند",
        "پایگاه میزبان است",
        "کسی آسیب ندید",
        "گفت\N{ZERO WIDTH NON-JOINER}وگوها",
    ),
}
CONFIG = """\
[project]
source = "en"
locales = ["ar", "he", "fa"]
[route]
steps = ["memory", "copy"]
"""


class Crash(BaseException):
    """The machine goes down before the bytes are safe."""


class Desk(RuleBasedStateMachine):
    """A desk on one article, in which anything may happen at any time.

    ``written`` is the last text that a person gave each source in each locale. It must be found in the
    catalog, as target or in an obsolete entry, or offered beside a changed source, until the person changes it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        self.written: dict[tuple[str, str], str] = {}
        self.count = 0
        self.sentences: list[str] = []

    def teardown(self) -> None:
        self.folder.cleanup()

    @initialize(chosen=st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=4, unique=True))
    def begin(self, chosen: list[str]) -> None:
        (self.root / "l10n.toml").write_text(CONFIG, encoding="utf-8")
        self._publish(chosen)

    def _publish(self, sentences: list[str]) -> None:
        self.sentences = sentences
        path = self.root / "articles" / "a.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text("Talks end\n\n" + "\n\n".join(sentences) + "\n", encoding="utf-8")

    def _project(self) -> Project:
        return open_project(self.root)

    def _path(self, tag: str) -> Path:
        project = self._project()
        return project.paths.catalog(project.articles()[0], Locale(tag))

    @rule(chosen=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True))
    def edit_the_article(self, chosen: list[str]) -> None:
        self._publish(chosen)

    @rule(tag=st.sampled_from(sorted(WORDS)))
    def extract(self, tag: str) -> None:
        project = self._project()
        project.extract(project.articles()[0], Locale(tag))

    @rule(tag=st.sampled_from(sorted(WORDS)), again=st.booleans())
    def let_machines_write(self, tag: str, *, again: bool) -> None:
        project = self._project()
        article = project.articles()[0]
        project.extract(article, Locale(tag))
        project.route(article, Locale(tag), again=again)

    @rule(
        tag=st.sampled_from(sorted(WORDS)),
        at=st.integers(0, 9),
        word=st.integers(0, 3),
        sure=st.booleans(),
    )
    def a_person_writes(self, tag: str, at: int, word: int, *, sure: bool) -> None:
        path = self._path(tag)
        if not path.is_file():
            return
        catalog = open_catalog(path, Locale(tag))
        units = catalog.units
        unit = units[at % len(units)]
        self.count += 1
        target = f"{WORDS[tag][word]} {self.count}."
        save_catalog(
            catalog.with_units(
                [
                    replace(
                        unit,
                        target=target,
                        fuzzy=not sure,
                        origin="human",
                        machine_digest="",
                        previous_source="",
                    )
                ]
            )
        )
        self._wrote(tag, unit, target)

    def _wrote(self, tag: str, unit: Unit, target: str) -> None:
        """A text that was carried over to this unit is a person's to replace."""
        self.written = {
            (locale, source): text
            for (locale, source), text in self.written.items()
            if (locale, text) != (tag, unit.target)
        }
        self.written[tag, unit.source] = target

    @rule(tag=st.sampled_from(sorted(WORDS)), word=st.integers(0, 3))
    def another_tools_file_returns(self, tag: str, word: int) -> None:
        """An old export returns after work went on: it must not win where a person wrote since."""
        path = self._path(tag)
        if not path.is_file():
            return
        catalog = open_catalog(path, Locale(tag))
        sent = self.root / "sent.xlf"
        old = catalog.with_units([replace(unit, target="", fuzzy=False) for unit in catalog.units])
        sent.write_text(write_xliff(old, source="en", original="a.po"), encoding="utf-8")
        rows = [replace(row, target=WORDS[tag][word]) for row in read_xliff(sent)[0].rows]
        result = merge(catalog, rows)
        save_catalog(result.catalog)
        for row in result.changed:
            unit = next(unit for unit in catalog.units if unit.source == row.source)
            assert unit.target not in {text for (at, _), text in self.written.items() if at == tag}
            self._wrote(tag, unit, row.target)

    @rule(tag=st.sampled_from(sorted(WORDS)), after=st.integers(0, 3))
    def the_machine_goes_down(self, tag: str, after: int) -> None:
        left = [after]
        real = os.fsync

        def fsync(handle: int) -> None:
            if not left[0]:
                raise Crash
            left[0] -= 1
            real(handle)

        with mock.patch("l10n.disk.os.fsync", fsync), contextlib.suppress(Crash):
            self.let_machines_write(tag=tag, again=True)

    @invariant()
    def everything_a_person_wrote_is_there(self) -> None:
        for (tag, source), text in self.written.items():
            path = self._path(tag)
            catalog = open_catalog(path, Locale(tag))
            unit = catalog.get(Key("", source)) or catalog.get(Key("headline", source))
            assert _holds(unit, text) or text in path.read_text(encoding="utf-8"), (
                tag,
                source,
                text,
            )
            if unit is not None and unit.target:
                self._is_a_persons(unit, tag)

    def _is_a_persons(self, unit: Unit, tag: str) -> None:
        """A target where a person wrote is that person's, or carried over from another's."""
        persons = {text for (locale, _), text in self.written.items() if locale == tag}
        assert unit.target in persons, unit


def _holds(unit: Unit | None, text: str) -> bool:
    return unit is not None and text in {unit.target, unit.proposal}


Desk.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestDesk = pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")(
    Desk.TestCase
)
