"""A project whose providers are the fault server's, and what came of a run in it."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.routing.fault_server import PLACES, sentence

SERVER = Path(__file__).parent / "fault_server.py"
_PROVIDER = """
[providers.{name}]
type = "{type}"
endpoint = "http://127.0.0.1:{port}/{name}"
key = "env:A_KEY"
first-wait-ms = 5
timeout = 2
{more}"""


@contextlib.contextmanager
def serving(journal: Path, *arguments: str) -> Iterator[int]:
    """The fault server on some port of this machine."""
    server = subprocess.Popen(
        [sys.executable, str(SERVER), str(journal), *arguments], stdout=subprocess.PIPE
    )
    try:
        assert server.stdout
        yield int(server.stdout.readline())
    finally:
        server.kill()
        server.wait()
        if server.stdout:
            server.stdout.close()


def project(
    place: Path,
    port: int,
    count: int,
    steps: str = '"deepl", "libre", "gpt"',
    locales: Sequence[str] = ("ar",),
) -> None:
    """An article of so many sentences, four places in the glossary, three providers."""
    (place / "articles").mkdir(parents=True)
    (place / "glossaries").mkdir()
    lines = [" ".join(map(sentence, range(at, min(at + 4, count)))) for at in range(0, count, 4)]
    text = "Numbers of the week\n\n" + "\n\n".join(lines) + "\n"
    (place / "articles" / "long.txt").write_text(text, encoding="utf-8")
    rows = [
        f"{n},{source},proper-name,{target}" for n, (source, target) in enumerate(PLACES.items())
    ]
    table = "\n".join(["id,source,pos,ar", *rows]) + "\n"
    (place / "glossaries" / "names.csv").write_text(table, encoding="utf-8")
    providers = "".join(
        _PROVIDER.format(name=name, type=kind, port=port, more=more)
        for name, kind, more in (
            ("deepl", "deepl", 'glossary = "off"'),
            ("libre", "libretranslate", "batch-limit = 50"),
            ("gpt", "openai", 'model = "gpt-x"\nitems = 20'),
        )
    )
    (place / "l10n.toml").write_text(
        f'[project]\nsource = "en"\nlocales = {json.dumps(locales)}\n'
        f'[route]\nsteps = [{steps}]\nreview = "none"\n{providers}',
        encoding="utf-8",
    )


def paid_twice(journal: Path) -> tuple[int, int]:
    """How many translations were delivered once more though we had them; and though we had not.

    The second are those that the server had answered, and that a killed process had not read: only
    the machine's network had them, and it throws them away. Whatever a process had read counts as
    had, stored or not.
    """
    delivered: Counter[tuple[str, ...]] = Counter()
    unread: Counter[tuple[str, ...]] = Counter()
    for line in journal.read_text(encoding="utf-8").splitlines():
        first, *what = json.loads(line)
        if first == "unread":
            unread[tuple(what[1:])] += 1
        else:
            delivered[tuple(what)] += 1
    again = {what: count - 1 for what, count in delivered.items() if count > 1}
    never_had = {what: min(count, unread[what]) for what, count in again.items()}
    return sum(again.values()) - sum(never_had.values()), sum(never_had.values())


def standing(place: Path) -> dict[str, int]:
    """What became of every unit; ``unexplained`` are fuzzy or empty ones without a reason."""
    from l10n.model import Locale
    from l10n.project import open_project

    opened = open_project(place)
    (article,) = opened.articles()
    locale = Locale.parse("ar")
    units = opened.catalog(article, locale).units
    traces = opened.traces.of("ar", article.id)
    waiting = [unit for unit in units if unit.fuzzy or not unit.target]
    return {
        "units": len(units),
        "different": len({unit.key for unit in units}),
        "translated": len(units) - len(waiting),
        "fuzzy": sum(bool(unit.target) for unit in waiting),
        "empty": sum(not unit.target for unit in waiting),
        "unexplained": sum(
            not any(one.reason for one in traces.get(unit.key, ())) for unit in waiting
        ),
    }
