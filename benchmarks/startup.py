"""Start-up: the command line against Typer alone, the package against bare Python.

CPU seconds of whole processes, the least of several runs; ratios within this run.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys

RUNS = 15


def main() -> None:
    bare = least("-c", "pass")
    typer = least("-c", "import typer")
    package = least("-c", "import l10n")
    help_text = least("-m", "l10n", "--help")
    version = least("-m", "l10n", "--version")
    print(f"python -c pass            {bare:.3f} s = 1.00x bare Python")
    print(
        f"import l10n               {package:.3f} s = {package / bare:.2f}x bare Python (want <= 3)"
    )
    print(f"import typer              {typer:.3f} s = 1.00x Typer")
    print(
        f"l10n --help               {help_text:.3f} s = {help_text / typer:.2f}x Typer (want <= 2.5)"
    )
    print(f"l10n --version            {version:.3f} s = {version / typer:.2f}x Typer")


def least(*arguments: str) -> float:
    """The least CPU time of a fresh interpreter with these arguments."""
    times = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True, env=os.environ
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


if __name__ == "__main__":
    main()
