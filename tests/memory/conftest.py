"""A memory in each kind of database; PostgreSQL from a package, or from L10N_TEST_POSTGRES."""

from __future__ import annotations

import contextlib
import os
import subprocess
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from l10n.memory import Memory

Opener = Callable[[], Memory]


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of an empty database."""
    told = os.environ.get("L10N_TEST_POSTGRES", "")
    if told:
        yield told
        return
    with warnings.catch_warnings():  # it looks for a folder that a server's user has not
        warnings.simplefilter("ignore")
        import pgserver

    place = tmp_path_factory.mktemp("postgres")
    server = None
    for _ in range(3):  # it gives a server ten seconds to start, which a busy machine may need
        with contextlib.suppress(subprocess.TimeoutExpired):
            server = server or pgserver.get_server(place, cleanup_mode="delete")
    assert server is not None, "PostgreSQL did not start"
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """Where a new memory is."""
    if request.param == "sqlite":
        return "sqlite:.l10n/memory.db"
    there = str(request.getfixturevalue("postgres"))
    emptied(there)
    return there


@pytest.fixture
def opener(url: str, tmp_path: Path) -> Iterator[Opener]:
    """Opens one and the same new memory, as another process would."""
    opened: list[Memory] = []

    def one() -> Memory:
        opened.append(Memory.open(url, root=tmp_path))
        return opened[-1]

    yield one
    for memory in opened:
        memory.close()


@pytest.fixture
def memory(opener: Opener) -> Memory:
    return opener()


def emptied(url: str) -> None:
    from l10n.memory.postgres import Postgres

    database = Postgres(url, Path())
    database.run("DROP TABLE IF EXISTS told, pair, form, segment, schema_version")
    database.close()
