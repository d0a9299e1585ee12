"""Letters that look alike in Latin, Cyrillic and Greek, and words that mix them."""

from __future__ import annotations

from l10n.text.scripts import script_of

_LATIN = "AaBCcEeHIiJjKMOoPpSsTXxYyKk"
_CYRILLIC = "АаВСсЕеНІіЈјКМОоРрЅѕТХхУуКк"
_GREEK_LATIN = "ABEHIKMNOoPTXYZvu"
_GREEK = "ΑΒΕΗΙΚΜΝΟοΡΤΧΥΖνυ"
_TO = {
    ("Latn", "Cyrl"): {**dict(zip(_LATIN, _CYRILLIC, strict=True)), "y": "у", "k": "к"},
    ("Latn", "Grek"): dict(zip(_GREEK_LATIN, _GREEK, strict=True)),
}
_TO[("Cyrl", "Latn")] = {other: one for one, other in _TO[("Latn", "Cyrl")].items()}
_TO[("Grek", "Latn")] = {other: one for one, other in _TO[("Latn", "Grek")].items()}


def straightened(word: str, script: str, *, whole: bool = False) -> str | None:
    """A word of two scripts in one, where every letter of the other has a twin; else None.

    ``script`` is the one that wins where both would do; ``whole`` gives the word in it anyway.
    """
    if word.isascii():
        return None
    present = {name for letter in word if (name := script_of(letter))}
    if len(present) < 2 and not whole:
        return None
    for wanted in sorted(present, key=lambda name: name != script):
        made = _in_script(word, wanted)
        if made is not None:
            return made
    return None


def _in_script(word: str, wanted: str) -> str | None:
    letters = []
    for letter in word:
        found = script_of(letter)
        if not found or found == wanted:
            letters.append(letter)
            continue
        twin = _TO.get((found, wanted), {}).get(letter)
        if twin is None:
            return None
        letters.append(twin)
    return "".join(letters)
