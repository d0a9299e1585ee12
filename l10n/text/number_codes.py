"""Digits that count nothing: addresses, versions, telephone and book numbers, names of models.

People copy, dial and type them, and Western digits are part of their spelling in Arabic, Persian,
Urdu and Sorani newspapers, too, whatever digits the house writes its amounts with.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.text.codes import CODE_BLANK, TAG_BLANK

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE = r"[ \u00a0\u202f]"
_ASCII = rf"[A-Za-z\d{CODE_BLANK}\u2011.:/_@#+~=-]"  # what an address or a model is spelled with
# what a version, a number of a book, of a telephone, a port or a letter-box stands behind
_NAMED = (
    r"(?:ال|لل)?[إا]صدار|(?:ال|لل)?نسخة|نسخه|نگارش|ورژن|وەشانی|وێرژنی"
    r"|ردمك|ردمد|تدمك|شابک|شاپا|آئی ایس بی این"
    r"|(?:ال|لل)?هاتف|تلفن|تلفون|فون|ٹیلی فون|موبائل|تەلەفۆن|(?:ال|لل)?جوال|واتساب|(?:ال|لل)?فاكس|فکس|فیکس"
    r"|(?:ال|لل)?منفذ|پورت|پورٹ|(?:ال|لل)?رمز البريدي|کد ?پستی|پوسٹ کوڈ"
)
_DATE = r"\d{1,2}\.\d{1,2}\.\d{4}(?![.\d])|\d{4}\.\d{1,2}\.\d{1,2}(?![.\d])"
_THOUSANDS = r"\d{1,3}(?:\.\d{3})+(?![.\d])"
# +964 770 123 4567, 0770 123 4567, (212) 555-0147; Arabic writes a preposition to them
_TELEPHONE = (
    r"(?<![A-Za-z\d])\+\d(?:[ \u00a0().-]{0,2}\d){7,14}(?!\d)"
    rf"|(?<!\d{_SPACE})(?<![-/:])\(?[0\u0660\u06f0]\d{{2,}}\)?(?:[ \u00a0-]\d{{2,}})*+(?![:/\d])"
    rf"|\(\d{{2,4}}\){_SPACE}?\d{{3,4}}[ -]?\d{{3,4}}(?!\d)"
)
TELEPHONE = re.compile(rf"(?<![\d.,])(?:{_TELEPHONE})")
_CODE = re.compile(
    rf"""
    # 2001:db8::1, F-16, 5G, localhost:8080: Latin letters and digits without a space
    (?<!{_ASCII})(?={_ASCII}*\d)(?={_ASCII}*[A-Za-z{CODE_BLANK}]){_ASCII}+
    |(?<![\d.,])(?:
        # 192.168.0.1:8080; 1.2.3, unless it is a date or has groups of thousands
        \d{{1,3}}(?:\.\d{{1,3}}){{3}}(?:[:/]\d+)?(?![.\d])
        |(?!{_DATE}|{_THOUSANDS})\d+(?:\.\d+){{2,}}
        |{_TELEPHONE}
        # 978-3-16-148410-0, 4111 1111 1111 1111, 7701234567
        |(?=(?:-?\d){{9,}})\d+(?:-\d+){{2,}}
        |\d{{4}}(?:{_SPACE}\d{{4}}){{3,}}(?!\d)
        |\d{{10,}}(?![\d,])
        # Windows 11, Python 3.11, but not: BBC 2,400
        |(?<=[A-Za-z]{_SPACE})\d{{1,4}}(?:\.\d{{1,2}})?(?![\d.,]*\d|{_SPACE}?[%\u066a])
        # 10 Downing Street
        |\d{{1,5}}(?={_SPACE}[A-Z][a-z]+{_SPACE}[A-Z][a-z])
    )
    |(?<!\w)[وفبل]?(?:{_NAMED.replace(" ", _SPACE)}):?{_SPACE}{TAG_BLANK}*(?P<named>\d(?:[ .-]?\d)*)(?![,\d])
    """,
    re.VERBOSE,
)


def code_spans(prose: str) -> Iterator[tuple[int, int]]:
    """The spans of a prose (codes blanked out) in which digits are written as in every language."""
    for found in _CODE.finditer(prose):
        yield found.span("named" if found["named"] else 0)
