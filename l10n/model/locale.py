"""Locale: a BCP 47 tag and what the work needs to know about it.

Directions and likely scripts follow CLDR 48 (likelySubtags.xml, scriptMetadata.txt); plural rules
come from Babel's copy of CLDR, in gettext's spelling.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from l10n.errors import ConfigError

_TAG = re.compile(
    r"(?P<language>[A-Za-z]{2,3})"
    r"(?:[-_](?P<script>[A-Za-z]{4}))?"
    r"(?:[-_](?P<territory>[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:\.[A-Za-z0-9-]+)?"
    r"(?:@(?P<modifier>[a-z]+))?"
)
_MODIFIER_SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva"}
_SCRIPTS = {
    **dict.fromkeys("ar arz ckb fa prs ps sd ug ur".split(), "Arab"),
    **dict.fromkeys("he yi".split(), "Hebr"),
    **dict.fromkeys("be bg kk ky mk mn ru sr tg uk".split(), "Cyrl"),
    **dict.fromkeys("hi mr ne".split(), "Deva"),
    **dict.fromkeys("am ti".split(), "Ethi"),
    **{"bn": "Beng", "dv": "Thaa", "el": "Grek", "hy": "Armn", "ja": "Jpan", "ka": "Geor"},
    **{"km": "Khmr", "ko": "Kore", "my": "Mymr", "th": "Thai", "zh": "Hans"},
}
_SCRIPTS_BY_TERRITORY = {
    ("zh", "TW"): "Hant",
    ("zh", "HK"): "Hant",
    ("zh", "MO"): "Hant",
    ("pa", "PK"): "Arab",
    ("ku", "IQ"): "Arab",
    ("ku", "IR"): "Arab",
}
_RTL_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Syrc", "Thaa"})
_WITHOUT_SPACES = frozenset({"Hans", "Hant", "Jpan", "Khmr", "Laoo", "Mymr", "Thai"})
_PLURALS_IN_ORDER = {
    # Babel has the last two forms of Arabic the other way round; Poedit calls that unusual
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 ? 4 : 5);",
}
# pseudo-locales, written in Latin letters: accents and expansion, and a mirrored one (Android, ICU)
_PSEUDO = {"en-XA": "ltr", "ar-XB": "rtl"}


@dataclass(frozen=True, slots=True)
class Locale:
    """A language as written by somebody: ``Locale.parse("pt_BR").tag == "pt-BR"``."""

    language: str
    script_subtag: str = ""
    territory: str = ""

    @classmethod
    def parse(cls, spelling: str) -> Locale:
        """Read a BCP 47 or POSIX spelling; anything else is a `ConfigError`."""
        found = _TAG.fullmatch(spelling.strip())
        if found is None:
            raise ConfigError(
                f"{spelling!r} is not a locale",
                hint="write a BCP 47 tag such as ar, pt-BR or zh-Hans",
            )
        script = (found["script"] or "").title() or _MODIFIER_SCRIPTS.get(
            found["modifier"] or "", ""
        )
        return cls(found["language"].lower(), script, (found["territory"] or "").upper())

    @property
    def tag(self) -> str:
        """BCP 47: ``pt-BR``, ``zh-Hans``."""
        if not (self.script_subtag or self.territory):
            return self.language
        return _tag(self.language, self.script_subtag, self.territory)

    @property
    def posix(self) -> str:
        """As gettext spells folders and headers: ``pt_BR``, ``zh_Hans``."""
        return self.tag.replace("-", "_")

    @property
    def script(self) -> str:
        """The four-letter script, told or likely: ``Arab`` for ``ckb``."""
        if self.is_pseudo:
            return "Latn"
        return self.script_subtag or _likely_script(self.language, self.territory)

    @property
    def is_pseudo(self) -> bool:
        """Whether it is no language: its text only looks translated."""
        return self.territory in {"XA", "XB"} and self.tag in _PSEUDO

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``, from the script."""
        if self.is_pseudo:
            return _PSEUDO[self.tag]
        return "rtl" if self.script in _RTL_SCRIPTS else "ltr"

    @property
    def spaces_sentences(self) -> bool:
        """Whether a space stands between two sentences."""
        return self.script not in _WITHOUT_SPACES

    @property
    def plural_forms(self) -> str:
        """The value of gettext's ``Plural-Forms`` header, its forms in the order of gettext's users."""
        if self.language in _PLURALS_IN_ORDER:
            return _PLURALS_IN_ORDER[self.language]
        from babel import Locale as BabelLocale
        from babel import UnknownLocaleError
        from babel.messages.plurals import get_plural

        try:
            return str(get_plural(str(BabelLocale.parse(self.posix))).plural_forms)
        except (UnknownLocaleError, ValueError):
            return "nplurals=2; plural=(n != 1);"

    @property
    def own_name(self) -> str:
        """What its readers call the language, from CLDR; the tag where nobody knows."""
        from babel import Locale as BabelLocale
        from babel import UnknownLocaleError

        try:
            return BabelLocale.parse(self.posix).get_display_name() or self.tag
        except (UnknownLocaleError, ValueError):
            return self.tag

    def __str__(self) -> str:
        return self.tag


@lru_cache(maxsize=512)
def _tag(*parts: str) -> str:
    return "-".join(part for part in parts if part)


@lru_cache(maxsize=512)
def _likely_script(language: str, territory: str) -> str:
    """Asked by most checks of each unit."""
    return _SCRIPTS_BY_TERRITORY.get((language, territory), "") or _SCRIPTS.get(language, "Latn")
