"""A target is written in the script of its locale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Finding, Severity
from l10n.text.message import say
from l10n.text.reading import Reading, is_copy, read
from l10n.text.scripts import has_letters_of, is_latin, letters_of, of_locale, only_in, scripts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.checks import Context
    from l10n.model import Unit


_PROOF = 2
_KANA = 3
_CHINESE = 3
_SENTENCE = 10
_ENDS = ("。", "！", "？")
_NEUTRAL = frozenset({"Latn", "Grek"})


def check(unit: Unit, context: Context) -> Iterator[Finding]:
    """Texts in another script altogether, and words in a script that neither side has."""
    if is_copy(unit.source, unit.target):
        return
    target = read(unit.target, context.target.language)
    own = of_locale(context.target.script)
    present = scripts(target)
    if present <= {*own}:
        if "Kana" in own and "Kana" not in present:
            yield from _without_kana(target)
        if context.target.script in {"Hans", "Hant"}:
            yield from _other_chinese(target, context.target.script)
        return
    foreign = [s for s in present if s not in own and has_letters_of(target.prose, s)]
    for script in sorted(foreign):
        if script in _NEUTRAL:
            continue
        here = letters_of(target.prose, script)
        there = script in scripts(read(unit.source, context.source.language))
        if here >= (_KANA if script == "Kana" else _PROOF) and (
            not there or here > _letters_of(target, own)
        ):
            yield _finding(target, script, context)
            return
    if "Latn" in foreign and _is_latin_prose(target, own):
        yield _finding(target, "Latn", context)
    elif context.target.script in {"Hans", "Hant"}:
        yield from _other_chinese(target, context.target.script)


def _letters_of(target: Reading, scripts_: tuple[str, ...]) -> int:
    return sum(letters_of(target.prose, script) for script in scripts_)


def _is_latin_prose(target: Reading, own: tuple[str, ...]) -> bool:
    """Latin sentences, not names: several words in lower case, more letters than the locale's own."""
    lower = [
        word
        for word in target.tokens
        if word[:1].islower() and ((word.islower() and word.isascii()) or is_latin(word))
    ]
    if len(lower) < _PROOF:
        return False
    mine = _letters_of(target, own)
    if not mine:
        return len(lower) >= _PROOF
    return len(lower) > 3 and sum(map(len, lower)) > 2 * mine


def _finding(target: Reading, script: str, context: Context) -> Finding:
    at = next((w for w in target.words if letters_of(w.text, script)), None)
    return Finding(
        severity=Severity.ERROR,
        message=say(
            "written in the script {found}, not in {wanted}",
            found=script,
            wanted=context.target.script,
        ),
        start=at.start if at else 0,
        end=at.end if at else len(target.text),
    )


def _without_kana(target: Reading) -> Iterator[Finding]:
    """Japanese sentences have kana; a headline or a name may do without."""
    long = letters_of(target.prose, "Hani") >= _SENTENCE
    if long and target.text.rstrip().endswith(_ENDS):
        yield Finding(
            severity=Severity.ERROR,
            message=say(
                "written in the script {found}, not in {wanted}", found="Hani", wanted="Jpan"
            ),
            end=len(target.text),
        )


def _other_chinese(target: Reading, script: str) -> Iterator[Finding]:
    """Traditional characters in simplified Chinese, or the reverse."""
    other = "Hant" if script == "Hans" else "Hans"
    wrong = only_in(other) & target.letters
    if len(wrong) >= _CHINESE and len(wrong) > len(only_in(script) & target.letters):
        at = min(target.text.index(letter) for letter in wrong)
        yield Finding(
            severity=Severity.ERROR,
            message=say(
                "written in the script {found}, not in {wanted}", found=other, wanted=script
            ),
            start=at,
            end=at + 1,
        )
