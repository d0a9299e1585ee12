"""What several test rooms need: projects made on the fly, the real command line, no network."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pytest

from l10n.catalog import open_catalog, save_catalog
from l10n.model import Locale
from l10n.project import open_project
from tests.forked import Forked

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]

_REVIEWED = {
    "Talks in Erbil end": "انتهاء المحادثات في أربيل",
    "Troops stay at Ain al-Asad.": "تبقى القوات في عين الأسد.",
    "The base hosts 2,400 soldiers.": "تستضيف القاعدة 2400 جندي.",
    "Nobody was hurt.": "لم يُصب أحد بأذى.",
}


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches for another machine fails."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family != socket.AF_UNIX and host not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


_FORKED = lru_cache(maxsize=1)(Forked)


def l10n(*arguments: str, cwd: Path, stdin: str = "", env: dict[str, str] | None = None) -> Said:
    """Run the real command line in a folder, in a process of its own."""
    told = {**os.environ, "NO_COLOR": "1", "PYTHONWARNINGS": "error", **(env or {})}
    if hasattr(os, "fork"):
        code, out, err = _FORKED().run(arguments, cwd, stdin.encode(), told)
        return Said(code, out.decode(), err.decode())
    done = subprocess.run(
        [sys.executable, "-m", "l10n", *arguments],
        cwd=cwd,
        input=stdin.encode(),
        capture_output=True,
        check=False,
        env=told,
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="session", autouse=True)
def _no_process_is_left() -> Iterator[None]:
    yield
    if _FORKED.cache_info().currsize:
        _FORKED().close()


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """A copy of this repository's own project: article, glossary, configuration, catalogs."""
    return copied_project(tmp_path / "newsroom")


@pytest.fixture(scope="session")
def _run_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Said]:
    place = copied_project(tmp_path_factory.mktemp("run-once") / "newsroom")
    return place, l10n("run", cwd=place)


@pytest.fixture
def ran(_run_once: tuple[Path, Said], tmp_path: Path) -> tuple[Path, Said]:
    """The newsroom after the main job, and what the job said."""
    place, said = _run_once
    return Path(shutil.copytree(place, tmp_path / "newsroom")), said


def copied_project(place: Path) -> Path:
    """This repository's project as it is committed, without what running it makes."""
    place.mkdir()
    for name in ("articles", "glossaries", "locales"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("pt_BR"))
    shutil.copy(ROOT / "l10n.toml", place)
    return place


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project with one short article, a glossary, and the copying provider: fast to run."""
    place = tmp_path / "small"
    (place / "articles").mkdir(parents=True)
    (place / "glossaries").mkdir()
    (place / "articles" / "talks.txt").write_text(
        "Talks in Erbil end\n\nTroops stay at Ain al-Asad. The base hosts 2,400 soldiers.\n\n"
        "Nobody was hurt.\n",
        encoding="utf-8",
    )
    (place / "glossaries" / "names.csv").write_text(
        "id,source,variants,pos,note,case_sensitive,dnt,ar,fa,ckb\n"
        "asad,Ain al-Asad,Ayn al-Asad,proper-name,,no,no,عين الأسد,عین الاسد,عەین ئەسەد\n"
        "erbil,Erbil,,proper-name,,no,no,أربيل,اربیل,هەولێر\n",
        encoding="utf-8",
    )
    (place / "l10n.toml").write_text(
        '[project]\nsource = "en"\nlocales = ["ar", "fa", "en-XA"]\n'
        '[route]\nsteps = ["memory", "copy"]\nreview = "required"\n'
        '[route.en-XA]\nsteps = ["pseudo"]\nreview = "none"\n'
        '[gate.en-XA]\nstate = "translated"\n',
        encoding="utf-8",
    )
    return place


@pytest.fixture
def reviewed(small: Path) -> Path:
    """A project whose Arabic catalog is reviewed and right."""
    project = open_project(small)
    for article in project.articles():
        project.extract(article, "ar")
    for source, target in _REVIEWED.items():
        put_target(small, source, target)
    return small


def put_target(folder: Path, source: str, target: str, locale: str = "ar") -> None:
    """Write a person's target into the catalog of the small project, without starting a command."""
    catalog = open_catalog(folder / f"locales/{locale}/talks.po", Locale.parse(locale))
    unit = next(one for one in catalog.units if one.source == source)
    save_catalog(catalog.with_units([replace(unit, target=target, fuzzy=False)]))


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder that l10n must not touch without need, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".l10n" not in path.parts
    }
