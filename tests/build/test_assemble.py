"""Blocks are put together from the targets of their segments, with the spaces the script wants."""

from __future__ import annotations

import pytest

from l10n.build import build
from l10n.formats import parse
from l10n.model import Key, Locale
from l10n.segmentation.document import segment

ARTICLE = b"One came. Two left.\r\n\r\nThree stayed.\r\n"
EN = Locale.parse("en")
TARGETS = {
    "ar": ("جاء واحد.", "غادر اثنان.", "جاء واحد. غادر اثنان."),
    "fa": ("یکی آمد.", "دو نفر رفتند.", "یکی آمد. دو نفر رفتند."),
    "ckb": ("یەکێک هات.", "دووان ڕۆیشتن.", "یەکێک هات. دووان ڕۆیشتن."),
    "zh-Hans": ("一人来了。", "两人走了。", "一人来了。两人走了。"),
    "ja": ("一人が来た。", "二人が去った。", "一人が来た。二人が去った。"),
}


@pytest.mark.parametrize("locale", TARGETS)
def test_sentences_are_joined_as_the_target_script_joins_them(locale: str) -> None:
    document = parse(ARTICLE, "a.txt")
    first, second, whole = TARGETS[locale]
    targets = {Key("", "One came."): first, Key("", "Two left."): second}
    built = build(
        document, segment(document, "en"), targets, source=EN, target=Locale.parse(locale)
    )
    assert built.data.decode() == f"{whole}\r\n\r\nThree stayed.\r\n"
    assert built.missing == (Key("", "Three stayed."),)


def test_a_target_that_is_its_source_gives_the_bytes_back() -> None:
    document = parse(b"\xef\xbb\xbf- One came.  Two left.\n\n\n> quoted\nNo newline", "a.txt")
    segments = segment(document, "en")
    targets = {Key(s.kind.context, s.source): s.source for s in segments}
    for attributes in ("keep", "set"):
        built = build(document, segments, targets, source=EN, target=EN, attributes=attributes)
        assert built.data == document.raw
