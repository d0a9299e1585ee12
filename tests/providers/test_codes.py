"""Each service's code for each of our locales, as its own documentation spells it; - is not offered."""

from __future__ import annotations

import json
from urllib.parse import parse_qs

import httpx
import pytest

from l10n.errors import LocaleNotSupported
from l10n.model import Locale
from l10n.providers import Request
from tests.providers.services import (
    amazon,
    apertium,
    azure,
    deepl,
    google,
    google_v3,
    libretranslate,
    modernmt,
)

SERVICES = (deepl, google, google_v3, azure, amazon, libretranslate, modernmt, apertium)
# locale: deepl google google-v3 azure amazon libretranslate modernmt apertium
CODES = """
ar       ar       ar      ar      ar       ar      ar       ar       ara
fa       fa       fa      fa      fa       fa      fa       pes      pes
prs      prs      fa-AF   fa-AF   prs      fa-AF   -        -        -
fa-AF    prs      fa-AF   fa-AF   prs      fa-AF   fa       pes      pes
ur       ur       ur      ur      ur       ur      ur       ur       urd
ckb      ckb      ckb     ckb     ku       -       -        -        -
ku       kmr      ku      ku      kmr      -       -        -        -
kmr      kmr      ku      ku      kmr      -       -        -        -
ku-Arab  ckb      ckb     ckb     ku       -       -        -        -
ku-IQ    ckb      ckb     ckb     ku       -       -        -        -
ps       ps       ps      ps      ps       ps      -        ps       -
he       he       he      he      he       he      he       he       heb
tr       tr       tr      tr      tr       tr      tr       tr       tur
fr       fr       fr      fr      fr       fr      fr       fr       fra
fr-CA    fr       fr      fr      fr-ca    fr-CA   fr       fr       fra
es       es       es      es      es       es      es       es       spa
es-419   es-419   es      es      es       es      es       es       spa
pt       pt-br    pt      pt-BR   pt       pt      pt-BR    pt-BR    por
pt-BR    pt-br    pt      pt-BR   pt       pt      pt-BR    pt-BR    por
pt-PT    pt-pt    pt-PT   pt-PT   pt-pt    pt-PT   pt       pt-PT    por
ru       ru       ru      ru      ru       ru      ru       ru       rus
uk       uk       uk      uk      uk       uk      uk       uk       ukr
zh       zh-hans  zh-CN   zh-CN   zh-Hans  zh      zh-Hans  zh-CN    -
zh-Hans  zh-hans  zh-CN   zh-CN   zh-Hans  zh      zh-Hans  zh-CN    -
zh-CN    zh-hans  zh-CN   zh-CN   zh-Hans  zh      zh-Hans  zh-CN    -
zh-Hant  zh-hant  zh-TW   zh-TW   zh-Hant  zh-TW   zh-Hant  zh-TW    -
zh-TW    zh-hant  zh-TW   zh-TW   zh-Hant  zh-TW   zh-Hant  zh-TW    -
ja       ja       ja      ja      ja       ja      ja       ja       -
ko       ko       ko      ko      ko       ko      ko       ko       -
hi       hi       hi      hi      hi       hi      hi       hi       hin
nb       nb       no      no      nb       no      nb       nb       nob
no       nb       no      no      nb       no      nb       nb       nob
fil      tl       fil     fil     fil      tl      tl       tl       -
jv       jv       jv      jv      jv       -       -        jv       -
sr       sr       sr      sr      sr-Cyrl  sr      sr       sr-Cyrl  hbs_SR
sr-Cyrl  sr       sr      sr      sr-Cyrl  sr      sr       sr-Cyrl  hbs_SR
sr-Latn  -        sr-Latn sr-Latn sr-Latn  -       -        sr-Latn  hbs_SR
az       az       az      az      az       az      az       az       aze
id       id       id      id      id       id      id       id       ind
it       it       it      it      it       it      it       it       ita
de       de       de      de      de       de      de       de       deu
de-AT    de       de      de      de       de      de       de       deu
"""
ROWS = [line.split() for line in CODES.strip().splitlines()]
CASES = [
    pytest.param(make, row[0], code, id=f"{row[0]} for {make.__name__}")
    for row in ROWS
    for make, code in zip(SERVICES, row[1:], strict=True)
]


def told(request: httpx.Request) -> str:
    """The target code in a request, wherever the service wants it."""
    if "to" in request.url.params:
        return request.url.params["to"]
    if b"langpair" in request.content:
        return parse_qs(request.content.decode())["langpair"][0].partition("|")[2]
    body = json.loads(request.content)
    names = ("target_lang", "target", "targetLanguageCode", "TargetLanguageCode")
    return next(str(body[name]) for name in names if name in body)


@pytest.mark.parametrize(("make", "tag", "code"), CASES)
def test_a_locale_has_the_services_own_code(make, tag: str, code: str) -> None:  # noqa: ANN001
    service = make()
    request = Request(texts=("Hello.",), source=Locale.parse("en"), target=Locale.parse(tag))
    if code == "-":
        with pytest.raises(LocaleNotSupported):
            service.open().translate(request)
        return
    service.open().translate(request)
    sent = told(service.asked[-1])
    assert sent == (code.upper() if make is deepl else code)
