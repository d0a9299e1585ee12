"""Where a page says its language and direction, and what it has to say there in another locale."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.text import json_ld
from l10n.text.html_attributes import primary, translates
from l10n.text.html_elements import VOID
from l10n.text.html_tokens import END, START, TEXT, attributes, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from l10n.model.locale import Locale
    from l10n.text.html_tokens import Attribute, Token

_HINT = re.compile(r"\b(?:lang|dir)\s*=|locale|inlanguage|content-language|json", re.IGNORECASE)
_CODE = frozenset("code pre kbd samp bdo math svg input textarea".split())
# territories that Open Graph's locales have where a language tag has none (likely subtags, CLDR)
_TERRITORIES = {
    **{"ar": "AR", "en": "US", "fa": "IR", "he": "IL", "ur": "PK", "ckb": "IQ", "ps": "AF"},
    **{"de": "DE", "es": "ES", "fr": "FR", "it": "IT", "nl": "NL", "pl": "PL", "pt": "PT"},
    **{"ru": "RU", "tr": "TR", "uk": "UA", "zh": "CN", "ja": "JP", "ko": "KR", "hi": "IN"},
    **{"ku": "TR", "el": "GR", "id": "ID", "vi": "VN", "th": "TH", "bn": "IN", "hy": "AM"},
}


def language_edits(text: str, source: str, target: Locale) -> Mapping[tuple[int, int], str]:
    """Replacements by span: lang and dir of the root and of what said the source's, and metadata."""
    found = list(tokens(text))
    root = _root(text, found)
    edits: dict[tuple[int, int], str] = {}
    own = primary(source)
    script = False
    for token in found:
        if token.kind == TEXT and script:
            edits |= _script_edits(text, token, target)
        script = False
        if token.kind != START:
            continue
        told = (
            {one.name: one for one in attributes(text, token)}
            if token is root or _HINT.search(text, token.start, token.end)
            else {}
        )
        script = token.name == "script" and "json" in _value(told, "type")
        if token is root:
            edits |= _root_edits(token, told, target)
        elif token.name == "meta":
            edits |= _meta_edits(told, target)
        elif told and translates(told, default=token.name not in _CODE):
            edits |= _element_edits(told, own, target)
    return edits


def _root(text: str, found: list[Token]) -> Token | None:
    """The html element, or the one element that a fragment is."""
    for token in found:
        if token.kind == START and token.name == "html":
            return token
    first = next((n for n, token in enumerate(found) if token.kind == START), None)
    if first is None or any(_is_text(text, token) for token in found[:first]):
        return None
    root, depth = found[first], 0
    if root.name in VOID or root.name in {"head", "script", "style", "title"}:
        return None
    for n in range(first, len(found)):
        token = found[n]
        if token.name == root.name and token.kind in {START, END}:
            depth += 1 if token.kind == START else -1
        if not depth:
            rest = found[n + 1 :]
            alone = not any(t.kind in {START, END} or _is_text(text, t) for t in rest)
            return root if alone else None
    return None


def _is_text(text: str, token: Token) -> bool:
    return token.kind == TEXT and not text[token.start : token.end].isspace()


def _root_edits(
    root: Token, told: Mapping[str, Attribute], target: Locale
) -> Mapping[tuple[int, int], str]:
    edits: dict[tuple[int, int], str] = {}
    missing = ""
    for name, value in (("lang", target.tag), ("dir", target.direction)):
        if name in told:
            edits |= _set(told[name], value)
        elif name == "lang" or target.direction == "rtl":
            missing += f' {name}="{value}"'
    if "xml:lang" in told:
        edits |= _set(told["xml:lang"], target.tag)
    if missing:
        at = root.start + 1 + len(root.name)
        edits[at, at] = missing
    return edits


def _meta_edits(told: Mapping[str, Attribute], target: Locale) -> Mapping[tuple[int, int], str]:
    name = _value(told, "property") or _value(told, "name") or _value(told, "http-equiv")
    name = name or _value(told, "itemprop")
    if "content" not in told:
        return {}
    if name == "og:locale":
        return _set(told["content"], og_locale(target))
    if name in {"content-language", "inlanguage", "language", "dc.language", "dcterms.language"}:
        return _set(told["content"], target.tag)
    return {}


def _element_edits(
    told: Mapping[str, Attribute], own: str, target: Locale
) -> Mapping[tuple[int, int], str]:
    """An element that said the source's language or direction."""
    edits: dict[tuple[int, int], str] = {}
    langs = [told[name] for name in ("lang", "xml:lang") if name in told]
    if any(primary(lang.value) != own for lang in langs):
        return {}
    for lang in langs:
        edits |= _set(lang, target.tag)
    if "dir" in told and told["dir"].value.lower() in {"ltr", "rtl"}:
        edits |= _set(told["dir"], target.direction)
    return edits


def _script_edits(text: str, token: Token, target: Locale) -> Mapping[tuple[int, int], str]:
    if "inLanguage" not in text[token.start : token.end]:
        return {}
    return {
        (found.start, found.end): target.tag
        for found in json_ld.languages(text, token.start, token.end)
    }


def _set(attribute: Attribute, value: str) -> Mapping[tuple[int, int], str]:
    if attribute.value == value or attribute.start == attribute.end:
        return {}
    return {(attribute.start, attribute.end): value}


def og_locale(locale: Locale) -> str:
    """The locale as Open Graph spells it: ``ar_AR``, ``pt_BR``."""
    territory = locale.territory or _TERRITORIES.get(locale.language, locale.language.upper())
    return f"{locale.language}_{territory}"


def _value(told: Mapping[str, Attribute], name: str) -> str:
    return told[name].value.strip().lower() if name in told else ""
