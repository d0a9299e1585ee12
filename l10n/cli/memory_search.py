"""Answering many questions to the memory, in this process or in several."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from l10n.cli.streams import Record, failure
from l10n.errors import L10nError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from l10n.model import Locale, Match
    from l10n.project import Project

Answers = "Callable[[list[Record]], Sequence[Record]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What every question of a command has in common."""

    config: str
    locale: str
    at_least: int
    most: int
    sure: bool | None
    repair: bool
    explain: bool


class Searching:
    """A project's memory and what it takes to answer."""

    def __init__(self, asked: Asked, *, learn: bool = True) -> None:
        from l10n.project import open_project

        self.asked = asked
        self.project: Project = open_project(config=asked.config)
        self.target: Locale = self.project.locales([asked.locale])[0]
        if learn:
            self.project.learn(self.target)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The glossary's names with what each is called in the target locale."""
        return {name.source: name.target for name in self.project.desk(self.target).wanted}

    def answer(self, record: Record) -> Record:
        """The matches of one source; ``before`` and ``after`` are the sources around it, if known."""
        from l10n.memory.repair import repaired

        source, asked = self.project.config.source, self.asked
        at_least = asked.at_least or self.project.config.offer
        matches = self.project.memory.recall(
            record["source"],
            self.target.tag,
            source=source.tag,
            at_least=at_least,
            most=asked.most,
            before=record.get("before"),
            after=record.get("after"),
            sure=asked.sure,
        )
        if asked.repair:
            put_right = [
                repaired(one, record["source"], source, self.target, self.names) for one in matches
            ]
            pairs = sorted(zip(put_right, matches, strict=True), key=lambda p: -p[0].similarity)
        else:
            pairs = [(one, one) for one in matches]
        return {"matches": [self._record(one, was, record["source"]) for one, was in pairs]}

    def _record(self, match: Match, stored: Match, wanted: str) -> Record:
        record: Record = {
            "source": match.source,
            "target": match.target,
            "similarity": match.similarity,
            "kind": str(match.kind),
            "origin": match.origin,
            "article": match.article,
            "date": match.date,
        }
        if match.repaired:
            record["repaired"] = list(match.repaired)
            record["stored"] = stored.target
        if match.differences:
            record["differences"] = list(match.differences)
        if self.asked.explain:
            from l10n.text.similarity import explained

            record["edits"] = [
                {"kind": edit.kind, "was": edit.was, "now": edit.now}
                for edit in explained(match.source, wanted)
            ]
        return record


@contextmanager
def answering(asked: Asked, jobs: int) -> Iterator[Callable[[list[Record]], Sequence[Record]]]:
    """Answers for batches of questions, from as many processes as ``jobs``."""
    here = Searching(asked)
    if jobs == 1:
        yield lambda records: [_guarded(here, record) for record in records]
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    here.project.memory.catch_up()
    here.project.memory.close()
    with ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_begin, initargs=(asked,)
    ) as pool:
        yield lambda records: list(pool.map(_answer, records, chunksize=8))


_searching: list[Searching] = []  # of a worker process


def _begin(asked: Asked) -> None:
    _searching.append(Searching(asked, learn=False))


def _answer(record: Record) -> Record:
    return _guarded(_searching[0], record)


def _guarded(searching: Searching, record: Record) -> Record:
    try:
        return searching.answer(record)
    except L10nError as error:
        return failure(error)
