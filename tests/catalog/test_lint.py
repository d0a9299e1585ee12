"""What is said about a PO file as a file."""

from __future__ import annotations

import pytest

from l10n.catalog.lint import catalog_findings
from l10n.catalog.reader import parse
from l10n.model import Locale

HEADER = 'msgid ""\nmsgstr "Language: {}\\nContent-Type: text/plain; charset={}\\n{}"\n\n'
ENTRY = 'msgid "Iraq"\nmsgstr "العراق"\n\n'
PLURAL = 'msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "%d a"\nmsgstr[1] "%d b"\n\n'
TWO = "Plural-Forms: nplurals=2; plural=(n != 1);\\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(HEADER.format("ar", "UTF-8", "") + ENTRY, [], id="a sound file"),
        pytest.param(ENTRY, ["catalog-header"], id="no header"),
        pytest.param(HEADER.format("ar", "CHARSET", ""), ["catalog-charset"], id="no charset"),
        pytest.param(HEADER.format("", "UTF-8", ""), ["catalog-language"], id="no language"),
        pytest.param(HEADER.format("fa", "UTF-8", ""), ["catalog-language"], id="another language"),
        pytest.param(
            HEADER.format("ar", "UTF-8", "") + PLURAL,
            ["catalog-plural-forms"],
            id="no plural forms",
        ),
        pytest.param(
            HEADER.format("ar", "UTF-8", TWO) + PLURAL,
            ["catalog-plural-forms"],
            id="Arabic has six",
        ),
        pytest.param(
            HEADER.format("ar", "UTF-8", "") + ENTRY + ENTRY,
            ["catalog-duplicate"],
            id="a duplicate",
        ),
        pytest.param(
            HEADER.format("ar", "UTF-8", "") + ENTRY + '#~ msgid "Iraq"\n#~ msgstr "عراق"\n',
            ["catalog-obsolete"],
            id="obsolete and in use",
        ),
    ],
)
def test_a_file_is_looked_at_as_gettext_would(text: str, expected: list[str]) -> None:
    found = catalog_findings(parse(text.encode()), Locale.parse("ar"))
    assert [one.check for one in found] == expected
