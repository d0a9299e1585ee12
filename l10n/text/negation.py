"""Negating words per language: whether two versions of a sentence deny the same things.

A list of words cannot see a negation inside a verb (Turkish ``-me-``, Persian ``na-``); for such
languages the common verbs are listed, and a difference that is not seen is left to a person.
"""

from __future__ import annotations

import re
from functools import cache

_WORDS = {
    "en": r"not|no|never|none|nor|neither|nobody|nothing|nowhere|without|cannot|\w+n['’]t|hardly|barely",
    "fr": r"ne|n['’]\w*|non|pas|jamais|aucun|aucune|rien|sans|ni|personne",
    "es": r"no|nunca|jamás|ningún|ninguna|ninguno|nada|nadie|sin|ni|tampoco",
    "pt": r"não|nunca|jamais|nenhum|nenhuma|nada|ninguém|sem|nem|tampouco",
    "it": r"non|mai|nessun|nessuno|nessuna|niente|nulla|senza|né",
    "de": r"nicht|kein\w*|nie|niemals|nichts|niemand|ohne|weder",
    "nl": r"niet|geen|nooit|niets|niemand|zonder|noch",
    "ru": r"не|нет|ни|никогда|никто|ничего|без|нельзя",
    "uk": r"не|немає|ні|ніколи|ніхто|нічого|без|неможливо",
    "pl": r"nie|nigdy|nikt|nic|bez|ani|żaden|żadna|żadne",
    "tr": r"değil|yok|hayır|asla|hiç|hiçbir|olmadan|olmayan|olmadı|yapmadı|etmedi|edilmedi",
    "ar": r"[وف]?(?:لا|لم|لن|ليس\w*|ما|غير|دون|بدون|كلا|عدم)",
    "fa": r"نه|نیست\w*|نمی\S*|نبود\w*|نکرد\w*|ندار\w*|نشد\w*|بدون|هیچ|هرگز",
    "ur": r"نہیں|نہ|مت|بغیر|کبھی نہیں|ناں",
    "ckb": r"نا\w*|نە\w*|نییە|بێ|هیچ|هەرگیز",
    "he": r"[וש]?(?:לא|אין|אינו|אינה|אינם|בלי|ללא|מעולם|אל)",
}


def negations(text: str, language: str) -> int:
    """How many negating words a text holds; 0 for languages without a list."""
    pattern = _compiled(language)
    return len(pattern.findall(text)) if pattern else 0


@cache
def _compiled(language: str) -> re.Pattern[str] | None:
    words = _WORDS.get(language)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None
