"""The main job on the example article: time, peak memory, and the names in the Portuguese draft.

Runs the real command line on a copy of this repository's project. The bare engine's share of names
is printed beside what the product reaches.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "newsroom"
        copy_project(place)
        first = run(place)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        second = min(run(place) for _ in range(5))
        print(f"first run, three locales: {first:.2f} s; peak memory {peak:.0f} MB (want < 500)")
        print(f"second run, nothing to do: {second:.2f} s (want < 1)")
        names(place)


def copy_project(place: Path) -> None:
    place.mkdir()
    for name in ("articles", "glossaries", "locales"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("pt_BR"))
    shutil.copy(ROOT / "l10n.toml", place)


def run(place: Path) -> float:
    """Wall seconds of `l10n run`."""
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "l10n", "run", "--quiet"], cwd=place, check=True, env=os.environ
    )
    return time.perf_counter() - begun


def names(place: Path) -> None:
    """How many proper names stand in an approved form: in the draft, and in the bare engine's."""
    from l10n.model import Locale
    from l10n.neural import Engine, find
    from l10n.project import open_project
    from l10n.providers import Settings
    from l10n.providers.local import provider as local

    project = open_project(place)
    locale = Locale.parse("pt-BR")
    units = project.catalog(project.articles()[0], locale).units
    shipped = local(Settings(name="local", type="local")).roots
    engine = Engine.open(find("en", "pt-BR", *shipped).path)
    bare = [one.text for one in engine.translate([unit.source for unit in units])]
    drafted = [unit.target for unit in units]
    sources = [unit.source for unit in units]
    for label, targets in (("bare engine", bare), ("l10n run", drafted)):
        right, total = counted(project, sources, targets, locale)
        print(f"names in approved form, {label}: {right}/{total} = {right / total:.1%}")


def counted(project, sources: list[str], targets: list[str], locale) -> tuple[int, int]:  # noqa: ANN001
    from l10n.glossary.uses import term_uses
    from l10n.model import Verdict

    uses = [
        use
        for source, target in zip(sources, targets, strict=True)
        for use in term_uses(project.glossary, source, target, project.config.source, locale)
        if use.hit.term.pos == "proper-name"
    ]
    bad = {(id(use.hit.term), use.hit.start) for use in uses if use.forbidden}
    right = [
        use
        for use in uses
        if use.verdict is Verdict.PRESENT and (id(use.hit.term), use.hit.start) not in bad
    ]
    return len(right), len([use for use in uses if not use.forbidden])


if __name__ == "__main__":
    main()
