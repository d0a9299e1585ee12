"""Finnish forms of a name by Voikko, for `benchmarks/inflections.py`: Finnish has no hunspell dictionary.

Voikko and its dictionary are the user's own (Debian: python3-libvoikko, voikko-fi), the headwords
those of Debian's wfinnish; nothing of them is in this project. Voikko does not inflect, it analyses: so stems of the name are tried with every ending
of the cases, and what Voikko calls a noun form of just this name is a form.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from itertools import product
from pathlib import Path

HEADWORDS = Path("/usr/share/dict/finnish")
MODULE = Path("/usr/lib/python3/dist-packages/libvoikko.py")
CASES = (
    "n ssa ssä sta stä lla llä lta ltä lle na nä ksi tta ttä a ä ta tä t seen siin jen ien en in an on "
    "un yn än ön han hen hin hon hun hyn hän hön den ten tten ja jä"
).split()
BRIDGES = ("", *"aeiouyäöidtkpvmnrlgs", "se", "kse", "ksi", "te", "de", "oi", "öi", "ei", "ii")
MOST_CUT = 3


class Voikko:
    """Headwords and the forms of names, in the shape of `hunspell.Dictionary`."""

    def __init__(self, engine: object) -> None:
        self._engine = engine
        listed = HEADWORDS.read_text(encoding="utf-8").split() if HEADWORDS.exists() else []
        self.words: dict[str, frozenset[str]] = dict.fromkeys(listed, frozenset())

    def forms(self, word: str, longest: int = 99) -> set[str]:
        """The single case forms of the name, at most ``longest`` letters longer."""
        stems = {word[: len(word) - cut] for cut in range(MOST_CUT + 1)}
        tried = {stem + bridge + ending for stem, bridge, ending in product(stems, BRIDGES, CASES)}
        number = self._places(word)
        return {
            form
            for form in tried
            if form != word and len(form) - len(word) <= longest and number & self._places(form)
        }

    def _places(self, form: str) -> set[tuple[str, str]]:
        """The place names that a form may be of; of Alankomaat only in the plural."""
        return {
            (found.get("BASEFORM", ""), found.get("NUMBER", ""))
            for found in self._engine.analyze(form)  # type: ignore[attr-defined]
            if found.get("CLASS", "").startswith("paikannimi")
        }


@cache
def voikko() -> Voikko | None:
    """Voikko for Finnish, or None where it is not installed."""
    if not MODULE.exists():
        return None
    spec = importlib.util.spec_from_file_location("libvoikko", MODULE)
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return Voikko(module.Voikko("fi"))
