"""The code that a service has for a locale of ours, from the service's own table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model.locale import Locale

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

# other spellings of a locale, and what a bare language stands for (CLDR likelySubtags, aliases)
_CANONICAL = {
    **{"fa-AF": "prs", "iw": "he", "in": "id", "jw": "jv", "tl": "fil", "no": "nb", "kmr": "ku"},
    **{"pt": "pt-BR", "zh": "zh-Hans", "sr": "sr-Cyrl", "zh-TW": "zh-Hant", "zh-HK": "zh-Hant"},
    **{"zh-MO": "zh-Hant", "zh-CN": "zh-Hans", "zh-SG": "zh-Hans", "fa-IR": "fa", "sh": "sr-Latn"},
    **{"ku-Arab": "ckb", "ku-IQ": "ckb", "ku-IR": "ckb", "ku-Latn": "ku", "ku-TR": "ku"},
}

# Google's languages, the same in both of its APIs
GOOGLE_SAME = frozenset(
    "am ar az bg bn ckb cs da de el en es et fa fi fr he hi hr hu hy id it ja jv ka kk km ko ky lt lv"
    " mn my nb ne nl pl ps ro ru sk sl sq sv sw ta te tg th tk tr ug uk ur uz vi pt-PT sr-Latn".split()
)
GOOGLE_OTHER = {
    **{"prs": "fa-AF", "ku": "ku", "pt-BR": "pt-BR", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW"},
    **{"nb": "no", "fil": "fil", "sr-Cyrl": "sr"},
}


def code_for(locale: Locale, same: Collection[str], other: Mapping[str, str] | None = None) -> str:
    """The service's code, or empty if it does not offer the locale.

    ``same`` are the tags that the service spells as we do, ``other`` those that it spells in its
    own way (to an empty code: not offered). The exact tag is looked up first, then the language
    with its script, then the language, as long as that is written in the same script.
    """
    own = other or {}
    for tag in _tags(locale):
        if tag in own:
            return own[tag]
        if tag in same:
            return tag
    return ""


def _tags(locale: Locale) -> Iterator[str]:
    tag = locale.tag
    with_script = f"{locale.language}-{locale.script}"
    yield tag
    if tag in _CANONICAL:
        yield _CANONICAL[tag]
    yield with_script
    if with_script in _CANONICAL:
        yield _CANONICAL[with_script]
    plain = _CANONICAL.get(locale.language, locale.language)
    if Locale(locale.language).script == locale.script:
        yield plain
        yield locale.language
