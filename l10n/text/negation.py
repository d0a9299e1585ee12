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
    "it": r"non|mai|nessun|nessuno|nessuna|niente|nient['’]\w*|nulla|senza|né|no",
    "de": r"nicht|kein\w*|nein|nie|niemals|nichts|niemand|ohne|weder",
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


# "in-" and "im-" where they deny; "information", "immediately" and "interest" do not
_ROMANCE = (
    r"in(?:[uú]til|capa|cert|ciert|acept|aceit|accept|admis|adapt|adec|adeq|ef+ica|apt|acab|achev|act[iu]|compr|comp[eéa]t|"
    r"complet|conn|conoc|conscien|constitu|consist|contest|corr|cre[ií]|croy|cump|d[eé]fin|d[eé]pend|d[eé]sir|dese[aj]|"
    r"dispens|dispon|[eé]vit|exact|exist|exp[eé]rien|explic|fini|feli[zc]|f[eé]rtil|habit|human|humain|just|neces|num|"
    r"ofens|operan|quiet|satis|segur|sufic|suffis|sens[aeéi]|soumis|stab|estab|sol[ui]|suport|support|tol[eé]r|usit|usu|"
    r"vari|vis[ií]b|vol[ou]nt|vuln[eé]r|viab|vi[aá]v)\w*|i[mn]m?(?:pos+[ií]b|pun|moral|m[oó]vil|pre[cv]|pr[eé][cv]|prob|"
    r"prod|pot|puis|parf|pop|pens|perme|prud|pr[oó]p)\w*|ir+[eé](?:al|gul|spons|vers|m[eé]d)\w*|il+[eé]g\w*|des\w{5,}"
)
# what denies without a negator: to refuse, to lack, to fail, and the prefixes un-, in-, without-
_DENYING = {
    "fr": r"refus\w*|sans|manqu\w*|absen\w*|interdi\w*|peu|rejet\w*|échou\w*|éviter|dépourvu\w*|faute|n['’]|"
    + _ROMANCE,
    "es": r"neg[óa]\w*|niega\w*|rechaz\w*|sin|falt\w*|ausen\w*|evit\w*|impid\w*|dej[óa]\w*|carec\w*|poco|"
    + _ROMANCE,
    "pt": r"neg(?!óci|oci|ro|ra)\w*|recus\w*|sem|falt\w*|ausen\w*|evit\w*|deix\w*|carec\w*|pouco|"
    + _ROMANCE,
    "it": r"rifiut\w*|senza|manc\w*|assen\w*|evit\w*|nega\w*|poco|" + _ROMANCE,
    "de": (
        r"un(?!ter|ser|gef|ion|iver|gar|ifor|ten|bed)\w{4,}|\w+los\w{0,2}|verweiger\w*|fehl\w*|ablehn\w*|lehn\w*|verbot\w*|"
        r"kaum|keinerlei|nirgend\w*|nie\w+"
    ),
    "nl": r"on(?!der|ge[vf]|s\b|ze|lin)\w{4,}|\w+loos|weiger\w*|ontbre\w*|verbo\w*|nergens|nauwelijks|geenszins",
    "ru": (
        r"не(?!го\b|й\b|ё|е\b|м\b|му\b|мец|мног|дел|фт|ск|кот|бо|рв|сл|сущ|з\b)\w+|ни(?!х|ми?\b|ж|дерл|колай|кит)\w+|без\w*|"
        r"бес\w+|нельзя|отказ\w*|отсутств\w*|запре\w*|отриц\w*|вряд|лиш\w*|отверг\w*"
    ),
    "uk": (
        r"не(?!ї|й\b|ю\b|бо|рв|сл|щод)\w+|ні(?!м|ч\b|ж|колає)\w+|без\w*|відмов\w*|відсутн\w*|заборон\w*|навряд|запереч\w*"
    ),
    "pl": r"nie(?!go\b|j\b|mc|miec|dziel|ktor|bie)\w*|żad\w*|bez\w*|odm[aó]w\w*|brak\w*|zabr\w*|ni\w+",
    "ar": (
        r"[وف]?[ألب]?(?:ولا|ألا|أن?لا|لا|لم|لن|ألم|أليس|ليس\w*|لست\w*|لسنا|غير|بغير|دون|بدون|كلا|عدم|بعدم|لعدم|وعدم|انعدام|"
        r"رفض\w*|ترفض|يرفض\w*|فشل\w*|نف[تىي]\w*|ينفي|تنفي|امتنع\w*|منع\w*|يمنع|حظر\w*|استحال\w*|مستحيل\w*|نادر\w*|أبدا\w?|"
        r"لئلا|بلا|وإلا|إلا(?! أن)|لات|خال\w*|يفتقر\w*|تفتقر\w*|افتقر\w*|غاب\w*|غياب|تعذر\w*|يتعذر|عاجز\w*|يعجز|تجنب\w*)|[وفأ]?ما"
    ),
    "fa": (
        r"ن(?:می|کرد|کن|شد|شو|بود|باش|بای|دار|داشت|داد|ده[دنم]|گفت|گوی|رفت|رو|خواه|خواست|توان|گرفت|گیر|رسید|زد|زن|دید|ماند|"
        r"گذاشت|گذار|پذیرفت|پذیر|شن|شناخت|فرست|کش|برد|ساخت|نوشت|فهمید|دانست|پرداخت|یست|یامد|یاور|یاف|یا[ییبو]|یفتاد|یفزود|ینداخت)\w*|"
        r"نه|نا(?!م(?:ه|ی|زد|دار)?\b|م(?:ه|ی|زد)|ح[یو]|ظر|تو\b|زی|و\w{0,3}\b|شی\b|ن\b|صر|شر|ب\b|فذ)\w+|بی|بی(?:کار|خبر|گناه|نتیجه|سابقه|دلیل|فایده)\w*|"
        r"بدون|هیچ\w*|هرگز|غیر\w*|عدم|فاقد|مخالف\w*|خودداری|ممنوع\w*|رد|امتناع|انکار|تکذیب"
    ),
    "ur": r"نہ\w*|نا(?!م\w*|ظم|شت|ر)\w+|مت|بغیر|بلا|غیر\w*|عدم|انکار|بے\w*|محروم|ناں",
    "he": r"[ושהבלכמ]{0,3}(?:לא|אין\w*|אינ\w+|איני|בלי|ללא|מעולם|אל|אי(?=[-\u05be])|בלתי|חסר\w*|סירב\w*|נמנע\w*|אסור\w*|נטול\w*|טרם|היעדר|העדר|בלעדי\w*)",
    # in a compound verb it stands inside: "تۆمارنەکراوە"
    "ckb": r"نا\w*|نە\w*|بێ\w*|هیچ\w*|هەرگیز|مە\w+|نی\w+|"
    r"\w+نە(?:کرا|کرد|کە|دا|درا|بوو|هات|گرت|گیرا|چوو|ما|نووس|توان|گەی|خرا)\w*",
    "tr": (
        r"\w+(?:ma|me)(?:d[ıi]\w*|s[ae]\w*|m[ıi]ş\w*|y[ae]c[ae][kğ]\w*|y[ae]n\w*|z|zl[ae]r|zs[ae]\w*|m[ae](?:k|s[ıi]|y[ıiae])\w*|y[ae]y[ıi]m|d[ae]n|y[ıi]p|"
        r"s[ıi]n|s[ıi]nl[ae]r|m[ae]l[ıi]\w*|y[ae]l[ıi]m|y[ıi]n)|\w*m[ıiuü]yor\w*|(?!fransız)\w+s[ıiuü]z\w*|değil\w*|yok\w*|hayır|"
        r"asla|hiç\w*|redd\w*|ne(?=.*\bne\b)|\w+m[ae](?=[!,.])"
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
