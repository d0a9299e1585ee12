"""Unit and PO entry: how one is read from, and written as, the other; the only user of polib.

Empty is initial, ``fuzzy`` needs a person, no flag is reviewed: except where the locale needs no
review and the text is still the machine's own, which is translated. One translator comment of ours
records the origin: ``# l10n: origin=deepl digest=3f2a9c81``; once a person has confirmed the text
as it is, ``reviewed`` stands in place of the digest. ``# l10n: waited`` beside a former source says that
the text was fuzzy before its source changed. A machine's proposal beside a person's text is an extracted
comment, ``#. proposal (deepl): ...``; texts that a person must choose from are translator comments, which
go when the entry is fuzzy no more.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from l10n.catalog.fields import Fields, unescaped, unquote
from l10n.catalog.layout import Habit, lay_out, previous, references
from l10n.catalog.reader import Entry
from l10n.model import State, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import polib

CONFLICT = "# conflict, theirs"
LOST_FORM = "# plural form"
_OURS = "# l10n:"
_WAITED = f"{_OURS} waited"
_ORIGIN = re.compile(r"origin=(\S+)")
_DIGEST = re.compile(r"digest=([0-9a-f]{8})")
_IGNORE = re.compile(r"ignore=([\w,-]+)")
_PROPOSAL = re.compile(r"#\. proposal(?: \(([^)]*)\))?: (.*)")
_PREVIOUS_STRINGS = re.compile(r'"[^\n]*"')


def unit_of(entry: Entry, *, review: str = "required", locale: str = "") -> Unit:
    """The unit that an entry holds; ``review`` is the locale's (``required`` or ``none``)."""
    fields = entry.fields
    comments = fields.comments
    if not comments and fields.plural is None:  # most entries of other tools
        return Unit(
            source=fields.source,
            context=fields.context or "",
            target=fields.targets[0] if fields.targets else "",
            state=State.REVIEWED if any(fields.targets) else State.INITIAL,
            locale=locale,
            line=entry.msgid_line,
        )
    ours = " ".join(line[len(_OURS) :] for line in comments if line.startswith(_OURS))
    flags = _flags(comments)
    unit = Unit(
        source=fields.source,
        context=fields.context or "",
        target=fields.targets[0] if fields.targets else "",
        fuzzy="fuzzy" in flags,
        origin=_first(_ORIGIN, ours),
        machine_digest=_first(_DIGEST, ours),
        ignored_checks=tuple(
            name for found in _IGNORE.findall(ours) for name in found.split(",") if name
        ),
        notes=tuple(
            line[2:].strip(" ")
            for line in comments
            if line.startswith("#.") and not _PROPOSAL.match(line)
        ),
        proposal=next(
            (unescaped(found[2]) for line in comments if (found := _PROPOSAL.match(line))), ""
        ),
        references=tuple(
            place for line in comments if line.startswith("#:") for place in line[2:].split()
        ),
        previous_source=_previous_source(comments),
        waited=_WAITED in comments,
        source_plural=fields.plural or "",
        target_plurals=fields.targets if fields.plural is not None else (),
        flags=tuple(flag for flag in flags if flag != "fuzzy"),
        locale=locale,
        line=entry.msgid_line,
    )
    return replace(unit, state=state_of(unit, review))


def state_of(unit: Unit, review: str) -> State:
    """Empty is initial, fuzzy is translated, and so is a machine's own text without review."""
    if not all(unit.target_plurals or (unit.target,)):
        return State.INITIAL
    if unit.fuzzy or (review == "none" and unit.machine_owned):
        return State.TRANSLATED
    return State.REVIEWED


def entry_of(unit: Unit, old: Entry | None, habit: Habit) -> Entry:
    """The entry that holds a unit; what ``old`` says beyond the unit is kept."""
    before = old.fields if old is not None else Fields()
    context = unit.context or (before.context if old is not None else None)
    fields = Fields(
        comments=_comments(unit, before, habit),
        context=context or None,
        source=unit.source,
        plural=unit.source_plural or None,
        targets=unit.target_plurals or (unit.target,),
    )
    return _made(fields, habit, old)


def obsolete_of(entry: Entry, habit: Habit) -> Entry:
    """The entry put out of use: its target and translator comments stay."""
    if entry.obsolete:
        return entry
    kept = tuple(c for c in entry.fields.comments if not c.startswith(("#.", "#:")))
    return _made(replace(entry.fields, comments=kept, obsolete=True), habit, entry)


def laid_out(entries: Iterable[Entry], habit: Habit) -> tuple[Entry, ...]:
    """Every entry laid out anew, whatever tool wrote it."""
    return tuple(
        Entry(
            entry.gap,
            lay_out(entry.fields, habit),
            entry.line,
            obsolete=entry.obsolete,
            fields=entry.fields,
        )
        for entry in entries
    )


def portable_comments(entry: Entry) -> tuple[str, ...]:
    """What people noted on an entry, suppressions included, whatever became of its text."""
    return tuple(c for c in entry.fields.comments if _is_translators(c) and _is_portable(c))


def with_portable_comments(entry: Entry, comments: Sequence[str], habit: Habit) -> Entry:
    """The entry with these in place of what people noted on it."""
    rest = [c for c in entry.fields.comments if not (_is_translators(c) and _is_portable(c))]
    return _made(replace(entry.fields, comments=(*comments, *rest)), habit, entry)


def with_choices(entry: Entry, label: str, texts: Sequence[str], habit: Habit) -> Entry:
    """The entry with texts to choose from as translator comments: a line each, numbered if several."""
    lines = [
        f"{label}{f' [{n}]' if len(texts) > 1 else ''}: {_on_one_line(text)}"
        for n, text in enumerate(texts)
    ]
    known = portable_comments(entry)
    return with_portable_comments(entry, (*known, *(x for x in lines if x not in known)), habit)


def choices(entry: Entry) -> tuple[str, ...]:
    """The texts that a person must choose from before an entry is settled, each with what it is."""
    told = (CONFLICT, LOST_FORM)
    return tuple(line[2:] for line in entry.fields.comments if line.startswith(told))


def revived(entry: Entry, habit: Habit) -> Entry:
    """An obsolete entry put to use again."""
    return _made(replace(entry.fields, obsolete=False), habit, entry)


def as_polib(entry: Entry) -> polib.POEntry:
    """The entry as polib's object, for programs that want one."""
    import polib

    unit, fields = unit_of(entry), entry.fields
    made = polib.POEntry(
        msgid=fields.source,
        msgctxt=fields.context,
        obsolete=fields.obsolete,
        comment="\n".join(unit.notes),
        tcomment="\n".join(
            line[1:].removeprefix(" ") for line in fields.comments if _is_translators(line)
        ),
        flags=list(_flags(fields.comments)),
        occurrences=[tuple(place.rpartition(":")[::2]) for place in unit.references],
        previous_msgid=unit.previous_source or None,
    )
    if fields.plural is None:
        made.msgstr = fields.targets[0]
    else:
        made.msgid_plural = fields.plural
        made.msgstr_plural = dict(enumerate(fields.targets))
    return made


def _made(fields: Fields, habit: Habit, old: Entry | None) -> Entry:
    gap = old.gap if old is not None else habit.newline
    return Entry(
        gap,
        lay_out(fields, habit),
        0 if old is None else old.line,
        obsolete=fields.obsolete,
        fields=fields,
    )


def _comments(unit: Unit, before: Fields, habit: Habit) -> tuple[str, ...]:
    """Comment lines in gettext's order: translator's, ours, extracted, places, flags, previous."""
    settled = () if unit.fuzzy else (CONFLICT, LOST_FORM)
    theirs = [
        c for c in before.comments if _is_translators(c) and not c.startswith((_OURS, *settled))
    ]
    extracted = [f"#. {note}".rstrip() for note in unit.notes]
    if unit.proposal:
        extracted.append(f"#. proposal: {_on_one_line(unit.proposal)}")
    places = references(unit.references, habit) if unit.references else ()
    flags = (*(["fuzzy"] if unit.fuzzy else []), *unit.flags)
    flag_line = [f"#, {', '.join(flags)}"] if flags else []
    past = _past(unit, before, habit)
    return (*theirs, *_ours(unit, before), *extracted, *places, *flag_line, *past)


def _ours(unit: Unit, before: Fields) -> Sequence[str]:
    """Our own comment lines: the suppressions as they were written, and the origin."""
    kept = [c for c in before.comments if c.startswith(_OURS) and _is_portable(c)]
    if unit.waited and unit.fuzzy and unit.previous_source:
        kept.append(_WAITED)
    if not unit.origin or unit.origin == "human" or not unit.target:
        return kept
    mark = f"digest={unit.machine_digest}" if unit.machine_digest else "reviewed"
    return [*kept, f"{_OURS} origin={unit.origin} {mark}"]


def _past(unit: Unit, before: Fields, habit: Habit) -> Sequence[str]:
    if not unit.previous_source:
        return ()
    if _previous_source(before.comments) == unit.previous_source:
        return [c for c in before.comments if c.startswith("#|")]
    lines: list[str] = []
    if unit.context:
        lines += previous("msgctxt", unit.context, habit)
    return [*lines, *previous("msgid", unit.previous_source, habit)]


def _flags(comments: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        flag.strip()
        for line in comments
        if line.startswith(("#,", "#="))
        for flag in line[2:].split(",")
        if flag.strip()
    )


def _previous_source(comments: Sequence[str]) -> str:
    strings: list[str] = []
    for line in comments:
        if not line.startswith("#|"):
            continue
        body = line[2:].strip()
        if body.startswith(("msgid ", 'msgid"')):
            strings = [body]
        elif body.startswith("msg"):
            if strings:
                break
        elif strings:
            strings.append(body)
    return unquote("\n".join(_PREVIOUS_STRINGS.findall("\n".join(strings))) or '""')


def _is_portable(comment: str) -> bool:
    """Whether a translator comment says nothing about who wrote the text, and for which source."""
    return comment != _WAITED and not (comment.startswith(_OURS) and _ORIGIN.search(comment))


def _on_one_line(text: str) -> str:
    """A text as a comment can hold it: its line ends escaped as in PO strings."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def _is_translators(comment: str) -> bool:
    return comment == "#" or comment[1:2] not in {".", ":", ",", "|", "~", "="}


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""
