"""Replacing an old spelling by a new one in a target, where grammar allows it without a person.

Proclitics and articles stay (with their assimilation), suffixes stay where the new word takes the
same ones. The result must be recognised as the new spelling by the verifier; whatever is not is left
alone and listed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from l10n.glossary.languages import Language, language
from l10n.glossary.verifier import Prepared, Verification, occurrences, verify
from l10n.model.term import Verdict

_VOWELS = "aeıioöuüâîûáéíóőúűäåyаеиіїоуыэюя"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """One change: the old span in the old text, and what stands there now."""

    start: int
    end: int
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """The new text, what was changed, and what a person has to look at."""

    text: str
    changes: tuple[Replacement, ...] = ()
    left: tuple[Verification, ...] = ()


def replace_form(text: str, old: str, new: str, lang: str, *, pos: str = "proper-name") -> Replaced:
    """Write ``new`` wherever ``text`` has ``old``; what cannot be inflected safely is in ``left``."""
    changes: list[Replacement] = []
    left: list[Verification] = []
    for hit in occurrences(Prepared.of(text, lang), old, lang, pos=pos):
        written = text[hit.lead : hit.end]
        successor = None
        if hit.verdict is Verdict.PRESENT:
            successor = _successor(text, hit, old, new, lang)
        if successor is None or not _understood(successor, new, lang, pos):
            left.append(hit)
        else:
            changes.append(Replacement(start=hit.lead, end=hit.end, old=written, new=successor))
    return Replaced(text=_apply(text, changes), changes=tuple(changes), left=tuple(left))


def _apply(text: str, changes: list[Replacement]) -> str:
    for change in reversed(changes):
        text = text[: change.start] + change.new + text[change.end :]
    return text


def _understood(written: str, new: str, lang: str, pos: str) -> bool:
    verdict = verify(written, new, lang, pos=pos)
    return verdict.verdict is Verdict.PRESENT and verdict.lead == 0 and verdict.end == len(written)


def _successor(text: str, hit: Verification, old: str, new: str, lang: str) -> str | None:
    rules = language(lang)
    lead, word = text[hit.lead : hit.start], text[hit.start : hit.end]
    if word.isupper() and not old.isupper() and word != word.lower():
        return None
    if rules.fold(word).lower == rules.fold(old).lower:
        return _with_lead(lead, new, rules)
    clitic = _assimilated_clitic(word, old, rules)
    if clitic:
        return _with_lead(lead + clitic, new, rules)
    ended = _with_ending(word, old, new, rules)
    return None if ended is None else _with_lead(lead, ended, rules)


def _assimilated_clitic(word: str, old: str, rules: Language) -> str:
    """The letter that stands for the article's first one: the lam of lil-."""
    folded, was = rules.fold(word).lower, rules.fold(old).lower
    for start in rules.starts:
        met = re.match(start.of, was) if start.becomes and not start.kinds else None
        if met and start.becomes and folded == start.becomes + was[met.end() :]:
            return start.becomes[0]
    return ""


def _with_lead(lead: str, new: str, rules: Language) -> str:
    """The proclitics before the new word, assimilated as the language wants."""
    if not lead:
        return new
    folded = rules.fold(new)
    best = ""
    for start in sorted(rules.starts, key=lambda one: len(one.of)):
        met = re.match(start.of, folded.lower) if start.becomes and not start.kinds else None
        if met and met.end() and start.becomes and lead.endswith(start.becomes[0]):
            _, cut = folded.span(0, met.end())
            if new[:cut] == met.group():
                best = lead[: -len(start.becomes[0])] + start.becomes + new[cut:]
    return best or lead + new


def _with_ending(word: str, old: str, new: str, rules: Language) -> str | None:
    """The new word with the old one's ending, if both end alike before it."""
    if " " in old or " " in new:
        head_old, _, last_old = old.rpartition(" ")
        head_word, _, last_word = word.rpartition(" ")
        head_new, space, last_new = new.rpartition(" ")
        if rules.fold(head_old).lower != rules.fold(head_word).lower:
            return None
        last = _with_ending(last_word, last_old, last_new, rules)
        return None if last is None else head_new + space + last
    shared = _shared(rules.fold(word).lower, rules.fold(old).lower)
    cut, ending = len(old) - shared, word[shared:]
    if len(rules.fold(word).lower) != len(word) or len(rules.fold(old).lower) != len(old):
        return None
    if not _end_alike(old, new, cut, rules):
        return None
    return new[: len(new) - cut] + ending


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _end_alike(old: str, new: str, cut: int, rules: Language) -> bool:
    """Whether the letters that an ending depends on are the same in both words."""
    one, other = rules.fold(old).lower, rules.fold(new).lower
    if len(one) <= cut or len(other) <= cut:
        return False
    if rules.harmony:
        return (
            _last_vowel(one) == _last_vowel(other)
            and (one[-1] in _VOWELS) == (other[-1] in _VOWELS)
            and (one[-1] in _VOWELS or (one[-1] in "fstkçşhp") == (other[-1] in "fstkçşhp"))
            and one[len(one) - cut :] == other[len(other) - cut :]
        )
    return one[-cut - 1 :] == other[-cut - 1 :] or one[-2:] == other[-2:]


def _last_vowel(word: str) -> str:
    return next((letter for letter in reversed(word) if letter in _VOWELS), "")
