"""Many files of units through the checks: what is known is not looked for, the rest on all cores."""

from __future__ import annotations

import gc
import hashlib
import os
import signal
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice, repeat
from typing import TYPE_CHECKING

from l10n.errors import L10nError
from l10n.model import Locale
from l10n.project.cache import cache_folder
from l10n.project.check_rules import CheckRules
from l10n.project.findings import IN_MEMORY, NOTHING, Findings, Told, code_digest, dumped, loaded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.context import BaseContext
    from pathlib import Path

    from l10n.model import Finding

    Look = Callable[[Sequence["Task"], "Setting"], Iterator["Told | L10nError"]]

_TOGETHER = 512  # files that are looked up at once
_OBJECTS = 50_000  # new ones between two collections
_WORTH = 100_000  # bytes to look at from which another process pays


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A file to check: ``shown`` is its path as findings give it; no ``locale``: the file tells.

    The catalog of an ``article`` need not be there yet.
    """

    path: Path
    shown: str
    article: str = ""
    locale: Locale | None = None

    @property
    def place(self) -> str:
        """What its findings are kept under."""
        return f"{self.article} {self.locale}" if self.article else os.path.realpath(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What all files of a run are checked with; cheap to hand to another process.

    ``source`` is the language of the sources where a file does not tell it, ``compiled`` a folder
    where a large glossary is kept compiled, ``config`` the configuration that it was read from.
    """

    source: Locale = field(default_factory=lambda: Locale("en"))
    glossaries: tuple[Path, ...] = ()
    compiled: Path | None = None
    max_headline: int = 0
    rules: CheckRules = field(default_factory=CheckRules)
    config: Path | None = None

    @property
    def digest(self) -> bytes:
        """What findings depend on beside their file: this program, configuration, glossaries."""
        files = (*([self.config] if self.config else []), *self.glossaries)
        told = [hashlib.sha256(_bytes(path) or b"").digest() for path in files]
        return hashlib.sha256(b"".join((code_digest(), *told))).digest()


def user_findings() -> Findings:
    """Where findings about files of no project are kept: the user's cache, if it can be written."""
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Findings(IN_MEMORY)
    return Findings(folder / "findings.db" if os.access(folder, os.W_OK) else IN_MEMORY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a task: what was found, the worst first in one place, or why it failed."""

    task: Task
    told: Told = NOTHING
    error: L10nError | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings, made anew each time."""
        return loaded(self.told)


def check_files(
    tasks: Iterable[Task], setting: Setting, findings: Findings, *, jobs: int = 0
) -> Iterator[Outcome]:
    """The outcome of each task in order; at most ``jobs`` processes work (0: one a core).

    A file that cannot be read is an outcome, too; the others go on.
    """
    waiting, digest_of_all = iter(tasks), setting.digest
    with findings.opened() as kept, _crew(jobs or _cores()) as look, _seldom_collecting():
        while group := list(islice(waiting, _TOGETHER)):
            places = [task.place for task in group]
            digests = [_digest(task, digest_of_all) for task in group]
            known = kept.get(dict(zip(places, digests, strict=True)))
            new = [task for task, place in zip(group, places, strict=True) if place not in known]
            looked = look(new, setting)
            for task, place, digest in zip(group, places, digests, strict=True):
                found = known[place] if place in known else next(looked)
                if isinstance(found, L10nError):
                    yield Outcome(task=task, error=found)
                    continue
                if place not in known:
                    kept.put(place, digest, found)
                yield Outcome(task=task, told=found)


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Checks make many small objects and hardly a cycle: looking for some took a twentieth."""
    usual = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@contextmanager
def _crew(jobs: int) -> Iterator[Look]:
    """A function that looks at tasks in order, in other processes as soon as that pays."""
    pools: list[ProcessPoolExecutor] = []

    def look(tasks: Sequence[Task], setting: Setting) -> Iterator[Told | L10nError]:
        if not pools and jobs > 1 and _is_much(tasks):
            from concurrent.futures import ProcessPoolExecutor

            _get_ready(setting)
            pools.append(ProcessPoolExecutor(jobs, _context(), _leave_interrupts))
        if not pools:
            return map(_look, tasks, repeat(setting))
        some = max(1, min(16, len(tasks) // (4 * jobs)))
        return pools[0].map(_look, tasks, repeat(setting), chunksize=some)

    try:
        yield look
    finally:
        for pool in pools:
            pool.shutdown(cancel_futures=True)


def _look(task: Task, setting: Setting) -> Told | L10nError:
    """The findings of a task, or why there are none."""
    try:
        return _findings(task, setting)
    except L10nError as error:
        return error


def _get_ready(setting: Setting) -> None:
    """Load what all files need: forked processes have it, then."""
    from l10n.project import checking, checking_sources
    from l10n.project.glossaries import opened

    del checking, checking_sources
    opened(setting.glossaries, setting.compiled)


def _findings(task: Task, setting: Setting) -> Told:
    if task.article and not task.path.is_file():
        return NOTHING  # an article that nobody has extracted yet
    from l10n.checks import worst_first
    from l10n.project.checking import Checking
    from l10n.project.checking_sources import sheets_of
    from l10n.project.glossaries import opened

    found: list[Finding] = []
    for sheet in sheets_of(task.path, task.locale):
        checking = Checking(
            glossary=opened(setting.glossaries, setting.compiled),
            source=sheet.source or setting.source,
            target=sheet.target,
            max_headline=setting.max_headline,
            rules=setting.rules,
        )
        found += checking.of_sheet(sheet, article=task.article, path=task.shown)
    return dumped(worst_first(found))


def _is_much(tasks: Sequence[Task]) -> bool:
    sizes = (task.path.stat().st_size for task in tasks if task.path.is_file())
    return len(tasks) > 1 and sum(sizes) > _WORTH


def _cores() -> int:
    known = getattr(os, "sched_getaffinity", None)
    return len(known(0)) if known else os.cpu_count() or 1


def _context() -> BaseContext:
    """Forking is by far the cheapest where it is safe: on Linux, without other threads."""
    import multiprocessing

    may_fork = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if may_fork else "spawn")


def _leave_interrupts() -> None:
    """The first process hears of Ctrl+C and stops the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _digest(task: Task, setting: bytes) -> bytes:
    told = f"{task.shown}\0{task.article}\0{task.locale or ''}\0".encode()
    return hashlib.sha256(setting + told + (_bytes(task.path) or b"")).digest()


def _bytes(path: Path) -> bytes | None:
    try:
        with path.open("rb", buffering=0) as file:
            return file.read()
    except OSError:
        return None
