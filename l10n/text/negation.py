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


# what denies without a negator: to refuse, to lack, to fail, and the prefixes un-, in-, without-
_DENYING = {
    "fr": r"refus\w*|sans|manqu\w*|absen\w*|interdi\w*|in\w{5,}|im\w{5,}|peu|rejet\w*|échou\w*|éviter|dépourvu\w*|faute|n['’]",
    "es": r"neg[óa]\w*|niega\w*|rechaz\w*|sin|falt\w*|ausen\w*|in\w{5,}|im\w{5,}|evit\w*|impid\w*|dej[óa]\w*|carec\w*|poco",
    "pt": r"neg\w*|recus\w*|sem|falt\w*|ausen\w*|in\w{5,}|im\w{5,}|evit\w*|deix\w*|carec\w*|pouco",
    "it": r"rifiut\w*|senza|manc\w*|assen\w*|in\w{5,}|im\w{5,}|evit\w*|nega\w*|poco",
    "de": r"un\w{4,}|\w+los\w{0,2}|verweiger\w*|fehl\w*|ablehn\w*|verbot\w*|kaum|keinerlei|nirgend\w*",
    "nl": r"on\w{4,}|\w+loos|weiger\w*|ontbre\w*|verbo\w*|nergens|nauwelijks|geenszins",
    "ru": r"не\w+|ни\w+|без\w*|бес\w+|нельзя|отказ\w*|отсутств\w*|запре\w*|отриц\w*|вряд|лиш\w*|отверг\w*",
    "uk": r"не\w+|ні\w+|без\w*|відмов\w*|відсутн\w*|заборон\w*|навряд|запереч\w*",
    "pl": r"nie\w*|żad\w*|bez\w*|odm[aó]w\w*|brak\w*|zabr\w*|ni\w+",
    "ar": (
        r"[وف]?[ألب]?(?:ولا|ألا|أن?لا|لا|لم|لن|ألم|أليس|ليس\w*|لست\w*|لسنا|ما|غير|بغير|دون|بدون|كلا|عدم|بعدم|لعدم|وعدم|انعدام|"
        r"رفض\w*|ترفض|يرفض\w*|فشل\w*|نف[تىي]\w*|ينفي|تنفي|امتنع\w*|منع\w*|يمنع|حظر\w*|استحال\w*|مستحيل\w*|نادر\w*|أبد\w*|"
        r"لئلا|بلا|وإلا|إلا|لات|خال\w*|يفتقر\w*|تفتقر\w*|افتقر\w*|غاب\w*|غياب|تعذر\w*|يتعذر|عاجز\w*|يعجز|لما|تجنب\w*)"
    ),
    "fa": r"ن\w{2,}|نه|نا\w+|بی\w*|بدون|هیچ\w*|هرگز|غیر\w*|عدم|فاقد|مخالف\w*|خودداری|ممنوع\w*|رد",
    "ur": r"نہ\w*|نا\w+|مت|بغیر|بلا|غیر\w*|عدم|انکار|کبھی|بے\w*|محروم|ناں",
    "he": r"[ושהבלכמ]{0,3}(?:לא|אין\w*|אינ\w+|איני|בלי|ללא|מעולם|אל|אי|בלתי|חסר\w*|סירב\w*|נמנע\w*|אסור\w*|נטול\w*|טרם|היעדר|העדר|בלעדי\w*)",
    "ckb": r"نا\w*|نە\w*|بێ\w*|هیچ\w*|هەرگیز|مە\w+|نی\w+",
    "tr": (
        r"\w*(?:ma|me|mı|mi|mu|mü)(?:dı|di|du|dü|z|mış|miş|yor|yacak|yecek|yan|yen|dan|den|k|yı|yi|ya|ye|sı|si|lı|li|m|n|y|l)\w*|"
        r"\w*m[ıiuü]yor\w*|\w+s[ıiuü]z\w*|değil\w*|yok\w*|hayır|asla|hiç\w*|ne|olmadan|red\w*|\w+maz\w*|\w+mez\w*|\w+ama\w*|\w+eme\w*"
    ),
}


def is_known(language: str) -> bool:
    """Whether both the negators and the other ways of denying are listed for a language."""
    return language in _DENYING


def denies(text: str, language: str) -> bool:
    """Whether a text denies anything at all, by a negator, a denying verb or a prefix."""
    return bool(negations(text, language) or _other_ways(language).search(text))


@cache
def _other_ways(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_DENYING[language]})(?!\w)", re.IGNORECASE)
