"""Reading PO files as gettext does, and giving every byte back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.catalog.fields import Fields, unquote
from l10n.catalog.layout import Habit, lay_out
from l10n.catalog.reader import parse

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
# name: (bytes, expected (source, target) pairs beside the header)
FILES = {
    "LF and a missing last newline": (HEADER.encode() + b'msgid "a"\nmsgstr "b"', [("a", "b")]),
    "CRLF": ((HEADER + 'msgid "a"\nmsgstr "b"\n').replace("\n", "\r\n").encode(), [("a", "b")]),
    "a byte-order mark": (
        b"\xef\xbb\xbf" + HEADER.encode() + b'msgid "a"\nmsgstr "b"\n',
        [("a", "b")],
    ),
    "no header": (b'msgid "a"\nmsgstr "b"\n', [("a", "b")]),
    "latin-1 told by the header": (
        HEADER.replace("UTF-8", "ISO-8859-1").encode()
        + 'msgid "é"\nmsgstr "ü"\n'.encode("latin-1"),
        [("é", "ü")],
    ),
    "escapes of C": (
        HEADER.encode() + rb'msgid "\a\b\f\v\t\"\\\101\x41"' + b'\nmsgstr "x"\n',
        [('\a\b\f\v\t"\\AA', "x")],
    ),
    "no space after the keyword": (HEADER.encode() + b'msgid"a"\nmsgstr"b"\n', [("a", "b")]),
    "two keywords on a line": (HEADER.encode() + b'msgid "a" msgstr "b"\n', [("a", "b")]),
    "strings in several lines": (
        HEADER.encode() + b'msgid ""\n"a"\n  "b"\nmsgstr "c"\n"d"\n',
        [("ab", "cd")],
    ),
    "a line separator inside": (
        HEADER.encode() + 'msgid "a\N{LINE SEPARATOR}b"\nmsgstr "c"\n'.encode(),
        [("a\N{LINE SEPARATOR}b", "c")],
    ),
    "empty and doubled comments": (
        HEADER.encode() + b'#\n##\n#.\n#text\nmsgid "a"\nmsgstr "b"\n',
        [("a", "b")],
    ),
    "a blank line inside": (
        HEADER.encode() + b'# one\n\n# two\nmsgid "a"\n\nmsgstr "b"\n',
        [("a", "b")],
    ),
    "a context that makes an empty source no header": (
        HEADER.encode() + b'msgctxt "x"\nmsgid ""\nmsgstr "b"\n',
        [("", "b")],
    ),
    "comments after the last entry": (
        HEADER.encode() + b'msgid "a"\nmsgstr "b"\n\n# the end\n',
        [("a", "b")],
    ),
    "obsolete entries with previous and context": (
        HEADER.encode()
        + b'msgid "a"\nmsgstr "b"\n\n#~| msgid "o"\n#~ msgctxt "c"\n#~ msgid "p"\n#~ msgstr "q"\n',
        [("a", "b")],
    ),
    "Arabic, Persian, Urdu, Sorani, Hebrew": (
        HEADER.encode()
        + 'msgid "a"\nmsgstr "عين الأسد"\n\nmsgid "b"\nmsgstr "عینZWNJالاسد"\n\nmsgid "c"\nmsgstr "عین الاسد۔"\n\nmsgid "d"\nmsgstr "عەین"\n\nmsgid "e"\nmsgstr "עין"\n'.replace(
            "ZWNJ", "\N{ZERO WIDTH NON-JOINER}"
        ).encode(),
        [
            ("a", "عين الأسد"),
            ("b", "عین\N{ZERO WIDTH NON-JOINER}الاسد"),
            ("c", "عین الاسد۔"),
            ("d", "عەین"),
            ("e", "עין"),
        ],
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_and_every_byte_comes_back(name: str) -> None:
    raw, expected = FILES[name]
    file = parse(raw)
    assert file.problems == ()
    units = [e for e in file.entries if not e.obsolete and not e.is_header]
    assert [(e.fields.source, e.fields.targets[0]) for e in units] == expected
    text = "".join(e.gap + e.raw for e in file.entries) + file.rest
    assert file.bom + text.encode(file.encoding) == raw


def test_ten_and_more_plural_forms_keep_their_places() -> None:
    forms = "".join(f'msgstr[{n}] "f{n}"\n' for n in range(12))
    file = parse((HEADER + f'msgid "a"\nmsgid_plural "b"\n{forms}').encode())
    assert file.entries[1].fields.targets == tuple(f"f{n}" for n in range(12))


def test_a_no_break_space_at_the_end_of_a_comment_is_text() -> None:
    file = parse((HEADER + '# end\N{NO-BREAK SPACE}\nmsgid "a"\nmsgstr "b"\n').encode())
    assert file.entries[1].fields.comments == ("# end\N{NO-BREAK SPACE}",)


DAMAGES = {
    "a conflict marker": ('<<<<<<< HEAD\nmsgid "x"\nmsgstr "y"\n', 5, "conflict"),
    "no msgstr": ('msgid "x"\n', 5, "not complete"),
    "an open string": ('msgid "x\nmsgstr "y"\n', 5, "not a PO line"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_told_by_line_and_the_rest_is_readable(name: str) -> None:
    damage, line, word = DAMAGES[name]
    raw = HEADER + damage + '\nmsgid "after"\nmsgstr "good"\n'
    file = parse(raw.encode())
    (problem,) = file.problems
    assert problem.line == line
    assert word in problem.message
    assert file.entries[-1].fields.source == "after"


texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=60)


@given(source=texts, target=texts, context=st.none() | texts, plural=st.none() | texts)
def test_whatever_is_written_is_read_again(
    source: str, target: str, context: str | None, plural: str | None
) -> None:
    fields = Fields(context=context, source=source, plural=plural, targets=(target,))
    for width in (79, 1_000_000):
        file = parse(HEADER.encode() + lay_out(fields, Habit(width=width)).encode())
        read = file.entries[1].fields
        assert (read.context, read.source, read.plural, read.targets) == (
            context,
            source,
            plural,
            (target,),
        )


def test_unquoting_joins_strings() -> None:
    assert unquote('"a\\n"\n"b"') == "a\nb"
