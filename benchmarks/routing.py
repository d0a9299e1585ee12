"""Routing against a server that fails in every way: nothing lost, nothing paid twice, no time wasted.

1. 2,000 units, three providers, a fifth of all requests fail: what became of every unit.
2. The same, killed (SIGKILL) at 20 random moments and run again.
3. Throughput without faults: wall time over the lower bound that latency, slots and batch allow; CPU.
4. A short article in 15 locales: the whole command over the lower bound.
5. 10,000 units whose replies are stored, routed again.

The server is a process of its own (tests/routing/fault_server.py); times are this process's.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from math import ceil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.routing.fault_server import sentence  # noqa: E402 - after the path is set
from tests.routing.faulty import paid_twice, project, serving, standing  # noqa: E402

UNITS = 2000
KILLS = 20
LATENCY = 0.2  # seconds
SLOTS = 4
ITEMS = 50
CACHED = 10_000
LINES = 49
LOCALES = tuple(f"ar-{land}" for land in "AE BH DZ EG IQ JO KW LB LY MA QA SA SY TN YE".split())


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        faults(place / "faults")
        kills(place / "kills")
        throughput(place / "throughput")
        languages(place / "languages")
        cached(place / "cached")


def faults(place: Path) -> None:
    place.mkdir()
    with serving(place / "journal", "--share", "0.2", "--quota", "60") as port:
        project(place / "desk", port, UNITS)
        l10n(place / "desk", "extract")
        seconds, code = timed(place / "desk", "translate")
        print(f"faults: {UNITS} units, 20 % of requests fail, the first provider's quota ends:")
        report(place, code)
        print(f"  {seconds:.1f} s")


def kills(place: Path) -> None:
    place.mkdir()
    dice = random.Random(11)  # noqa: S311 - moments
    killed = 0
    with serving(place / "journal", "--share", "0.2", "--latency", "0.1") as port:
        project(place / "desk", port, UNITS)
        l10n(place / "desk", "extract")
        for _ in range(KILLS):
            process = start(place / "desk", "translate")
            try:
                process.wait(timeout=0.8 + dice.random() * 1.2)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                killed += 1
        _, code = timed(place / "desk", "translate")
        print(f"kill -9: killed at work {killed} times of {KILLS}, then run to its end:")
        report(place, code, killed)


def report(place: Path, code: int, kills: int = 0) -> None:
    now = standing(place / "desk")
    lost = UNITS + 1 - now["units"]
    again, unread = paid_twice(place / "journal")
    print(
        f"  exit {code}; {now['translated']} translated, {now['fuzzy']} fuzzy with a reason,"
        f" {now['empty']} empty, {now['unexplained']} without a reason; {lost} lost (want 0),"
        f" {now['units'] - now['different']} doubled (want 0),"
        f" {again} paid twice (want 0)"
    )
    if kills:
        print(
            f"  {unread} translations were answered by the server, had not been read by the process when it"
            f" was killed, and were asked again: {unread / kills / ITEMS:.3f} requests a kill, of {SLOTS} under way"
        )


def throughput(place: Path) -> None:
    """The bare channel, then the whole route with names and every check."""
    from l10n.routing.channel import Ask, Conversation

    place.mkdir()
    texts = [sentence(n) for n in range(UNITS)]
    bound = ceil(ceil(UNITS / ITEMS) / SLOTS) * LATENCY
    with serving(place / "journal", "--share", "0", "--latency", str(LATENCY)) as port:
        for run in ("first", "channel"):
            project(place / run, port, 4, '"deepl"')
            desk = opened(place / run)
            talk = Conversation(source=desk.source, target=desk.target)
            asks = [Ask(text=text) for text in texts]
            wall, cpu = clocked(lambda: sum(1 for _ in desk.channel("deepl").answers(asks, talk)))  # noqa: B023
        print(
            f"channel: {wall:.2f} s for {UNITS} units = {wall / bound:.2f}x the lower bound of"
            f" {bound:.1f} s (want <= 1.15); CPU {1000 * cpu / UNITS:.3f} ms a unit (want <= 0.3)"
        )
        project(place / "route", port, 4, '"deepl"')
        wall, cpu = clocked(lambda: routed(opened(place / "route"), texts))
        print(
            f"route with names and checks: {wall:.2f} s = {wall / bound:.2f}x the lower bound;"
            f" CPU {1000 * cpu / UNITS:.3f} ms a unit"
        )


def languages(place: Path) -> None:
    """The whole command for a short article in many locales, which share the slots."""
    requests = ceil(LINES / ITEMS) + 1  # names go as elements; the headline has none
    bound = ceil(len(LOCALES) * requests / SLOTS) * LATENCY
    in_turn = len(LOCALES) * LATENCY  # slots for the requests of one locale, locale after locale
    with serving(place.with_suffix(".journal"), "--latency", str(LATENCY), "--share", "0") as port:
        project(place, port, LINES, '"deepl"', LOCALES)
        l10n(place, "extract")
        none, _ = timed(place, "translate", "--estimate")
        wall, code = timed(place, "translate")
    assert code == 0, code  # noqa: S101
    print(
        f"languages: {LINES + 1} units in {len(LOCALES)} locales in {wall - none:.2f} s beside the"
        f" {none:.2f} s of an estimate = {(wall - none) / bound:.2f}x the lower bound of {bound:.1f} s;"
        f" locale after locale it is {in_turn:.1f} s"
    )


def cached(place: Path) -> None:
    place.mkdir()
    texts = [sentence(n) for n in range(CACHED)]
    with serving(place / "journal", "--share", "0") as port:
        project(place / "desk", port, 4, '"deepl"')
        routed(opened(place / "desk"), texts)
    wall, cpu = clocked(lambda: routed(opened(place / "desk"), texts))
    print(f"cached: {CACHED} units again in {wall:.2f} s, {cpu:.2f} s of CPU (want < 2)")


def opened(place: Path):  # noqa: ANN201
    from l10n.model import Locale
    from l10n.project import open_project

    os.environ["A_KEY"] = "k-4711"
    return open_project(place).desk(Locale.parse("ar"))


def routed(desk, texts: list[str]) -> None:  # noqa: ANN001
    from l10n.model import Unit
    from l10n.routing import Plan, route

    done = route([Unit(source=text) for text in texts], Plan(steps=("deepl",), review="none"), desk)
    assert done.kept == len(texts), done.kept  # noqa: S101


def clocked(work) -> tuple[float, float]:  # noqa: ANN001
    """Wall and CPU seconds of this process."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    begun = time.perf_counter()
    work()
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_SELF)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def l10n(place: Path, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "l10n", "-q", *arguments], cwd=place, check=True)


def start(place: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "l10n", "-q", *arguments],
        cwd=place,
        env={**os.environ, "A_KEY": "k-4711"},
    )


def timed(place: Path, *arguments: str) -> tuple[float, int]:
    begun = time.perf_counter()
    code = start(place, *arguments).wait()
    return time.perf_counter() - begun, code


if __name__ == "__main__":
    main()
