"""XLIFF 2.1 and 1.2: a catalog as a file for other tools, and rows of what they send back.

The one place where XLIFF's words meet ours: its ``segment`` (1.2: ``trans-unit``) is our Unit. The four
states are the same; ``fuzzy`` travels as ``subState="l10n:fuzzy"`` (1.2: ``needs-review-translation``).
Metadata carry the context and a digest of the target that was sent, so that what returns finds its
unit, and nobody's later work is overwritten. Source: XLIFF Version 2.1 and Version 1.2, OASIS Standards.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from l10n.catalog.exchange.returned import Batch, Row, forms, identity, joined, sent_mark, state_of
from l10n.catalog.exchange.xliff_text import V2, V12, from_content, to_content
from l10n.errors import CatalogError
from l10n.model import State, Unit
from l10n.text.xml_elements import Element, NotWellFormed, read_elements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from l10n.catalog import Catalog

VERSIONS: Final = ("2.1", "1.2")
_V2 = ("urn:oasis:names:tc:xliff:document:2.0", "urn:oasis:names:tc:xliff:document:2.2")
_V1 = ("urn:oasis:names:tc:xliff:document:1.2", "urn:oasis:names:tc:xliff:document:1.1", "")
_MODULES = (
    ' xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0" xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0"'
    ' xmlns:slr="urn:oasis:names:tc:xliff:sizerestriction:2.0" xmlns:l10n="urn:l10n:exchange"'
)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TERM = re.compile(r"(?P<term>.+?) = (?P<form>.+)")
_LIMIT = re.compile(r"limit: (\d+) characters|max-length:(\d+)")
_STATES_2: Final = {state.value: state for state in State}
# XLIFF 1.2's words for how far a target is, and ours.
_STATES_1: Final = {
    State.INITIAL: "needs-translation",
    State.TRANSLATED: "translated",
    State.REVIEWED: "signed-off",
    State.FINAL: "final",
}
_FUZZY_1: Final = "needs-review-translation"
_READ_1: Final = {
    **{word: state for state, word in _STATES_1.items()},
    _FUZZY_1: State.TRANSLATED,
    "new": State.INITIAL,
    "needs-adaptation": State.TRANSLATED,
    "needs-l10n": State.TRANSLATED,
    "needs-review-adaptation": State.TRANSLATED,
    "needs-review-l10n": State.TRANSLATED,
}


def write_xliff(catalog: Catalog, *, source: str, original: str, version: str = "2.1") -> str:
    """The catalog's units as an XLIFF document; ``source`` is the tag of their language."""
    locale = catalog.locale.tag
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    units = "".join(
        line for unit in catalog.units for line in (_unit_2 if version == "2.1" else _unit_1)(unit)
    )
    if version == "2.1":
        return (
            f'{head}<xliff xmlns="{_V2[0]}"{_MODULES} version="2.1" srcLang={quoteattr(source)} trgLang={quoteattr(locale)}>\n'
            f'<file id="f1" original={quoteattr(original)}>\n{units}</file>\n</xliff>\n'
        )
    return (
        f'{head}<xliff xmlns="{_V1[0]}" version="1.2">\n<file original={quoteattr(original)} source-language={quoteattr(source)} '
        f'target-language={quoteattr(locale)} datatype="plaintext">\n<body>\n{units}</body>\n</file>\n</xliff>\n'
    )


def _metadata(unit: Unit) -> list[tuple[str, str]]:
    told = [("context", unit.context), ("sent", sent_mark(unit)), ("origin", unit.origin)]
    told += [("flags", ", ".join(unit.flags)), ("previous", unit.previous_source)]
    return [(name, value) for name, value in told if value]


def _unit_2(unit: Unit) -> Iterator[str]:
    terms = [found for note in unit.notes[1:] if (found := _TERM.fullmatch(note))]
    limit = next(
        (
            found[1] or found[2]
            for note in (*unit.notes, *unit.flags)
            if (found := _LIMIT.search(note))
        ),
        "",
    )
    sized = f' slr:sizeRestriction="{limit}"' if limit else ""
    state = f' state="{state_of(unit)}"' + (
        ' subState="l10n:fuzzy"' if unit.fuzzy and unit.target else ""
    )
    notes = [
        ("kind" if not at else "note", note)
        for at, note in enumerate(unit.notes)
        if not _TERM.fullmatch(note)
    ]
    notes += [("proposal", unit.proposal)] if unit.proposal else []
    for suffix, source, target in forms(unit):
        name = f" name={quoteattr(_printable(unit.context))}" if unit.context else ""
        yield f'<unit id="u{identity(unit.key)}{suffix}"{name}{sized} xml:space="preserve">\n'
        yield '<mda:metadata><mda:metaGroup category="l10n">'
        yield "".join(
            f'<mda:meta type="{kind}">{_clean(value)}</mda:meta>' for kind, value in _metadata(unit)
        )
        yield "</mda:metaGroup></mda:metadata>\n"
        if terms:
            yield "<gls:glossary>"
            for term in terms:
                yield f"<gls:glossEntry><gls:term>{_clean(term['term'])}</gls:term>"
                yield f"<gls:translation>{_clean(term['form'])}</gls:translation></gls:glossEntry>"
            yield "</gls:glossary>\n"
        if notes:
            told = "".join(f'<note category="{kind}">{_clean(note)}</note>' for kind, note in notes)
            yield f"<notes>{told}</notes>\n"
        yield f"<segment{state}><source>{to_content(source, V2)}</source>"
        yield (
            f"<target>{to_content(target, V2)}</target>" if target else ""
        ) + "</segment>\n</unit>\n"


def _unit_1(unit: Unit) -> Iterator[str]:
    state = _FUZZY_1 if unit.fuzzy and unit.target else _STATES_1[state_of(unit)]
    approved = "yes" if unit.target and not unit.fuzzy else "no"
    for suffix, source, target in forms(unit):
        name = f" resname={quoteattr(_printable(unit.context))}" if unit.context else ""
        yield f'<trans-unit id="u{identity(unit.key)}{suffix}"{name} approved="{approved}" xml:space="preserve">\n'
        yield f'<source>{to_content(source, V12)}</source><target state="{state}">{to_content(target, V12)}</target>\n'
        yield '<context-group name="l10n" purpose="information">'
        yield "".join(
            f'<context context-type="x-{kind}">{_clean(value)}</context>'
            for kind, value in _metadata(unit)
        )
        yield "</context-group>\n"
        yield "".join(f"<note>{_clean(note)}</note>" for note in unit.notes)
        if unit.proposal:
            yield f'<alt-trans origin="l10n"><target>{to_content(unit.proposal, V12)}</target></alt-trans>'
        yield "</trans-unit>\n"


def _clean(text: str) -> str:
    return escape(_printable(text))


def _printable(text: str) -> str:
    """A text about a unit as XML can hold it; the unit's own texts go through `to_content`."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def read_xliff(path: Path) -> tuple[Batch, ...]:
    """The files of an XLIFF document, ours or not; `CatalogError` with the line where it is none."""
    try:
        root = _root(path.read_bytes())
        return tuple(_batch(root, file) for file in root.elements("file"))
    except OSError as error:
        raise CatalogError(f"cannot be read: {error.strerror}", path=path) from error
    except NotWellFormed as error:
        raise CatalogError(error.message, path=path, line=error.line) from error


def _root(data: bytes) -> Element:
    root = read_elements(data)
    if root.name != "xliff" or root.space not in {*_V1, *_V2}:
        raise NotWellFormed(root.line, f"is no XLIFF: its root is <{root.name}>")
    return root


def _batch(root: Element, file: Element) -> Batch:
    if root.space in _V2:
        rows, source, locale = _rows_2(file), root.get("srcLang"), root.get("trgLang")
    else:
        rows = _rows_1(file)
        source, locale = file.get("source-language"), file.get("target-language")
    return Batch(
        rows=tuple(joined(rows)), original=file.get("original"), source=source, locale=locale
    )


def _rows_2(file: Element) -> Iterator[tuple[str, Row]]:
    for unit in (each for each in file.walk() if each.name == "unit" and each.space in _V2):
        meta = {each.get("type"): each.content for each in unit.walk() if each.name == "meta"}
        segments = list(unit.elements("segment"))
        if "sent" in meta and len(segments) > 1:  # another tool cut our unit: it is one for us
            segments = [_one_segment(unit)]
        for segment in segments:
            source, target = segment.first("source"), segment.first("target")
            if source is None:
                continue
            told = segment.get("state")
            fuzzy = segment.get("subState") == "l10n:fuzzy"
            yield (
                unit.get("id").partition(".")[2] if "sent" in meta else "",
                Row(
                    source=from_content(source),
                    context=meta.get("context", ""),
                    target=from_content(target) if target else "",
                    state=State.TRANSLATED if fuzzy else _STATES_2.get(told),
                    identity=_identity(unit.get("id")) if "sent" in meta else "",
                    sent=meta.get("sent", ""),
                    line=segment.line,
                ),
            )


def _one_segment(unit: Element) -> Element:
    """The parts of a unit that another tool segmented, together again in the order of the targets."""
    parts = list(unit.elements("segment", "ignorable"))
    whole = Element(unit.space, "segment", dict(parts[0].attributes), line=unit.line)
    told = (part.get("state", "initial") for part in parts if part.name == "segment")
    states = [one if one in _STATES_2 else "initial" for one in told]
    whole.attributes["", "state"] = min(states, key=list(_STATES_2).index)
    for name in ("source", "target"):
        text = Element(unit.space, name, line=unit.line)
        ordered = sorted(
            enumerate(parts, 1),
            key=lambda one: _order(one[1], one[0]) if name == "target" else one[0],
        )
        for _, part in ordered:
            own = part.first(name) or (part.first("source") if part.name == "ignorable" else None)
            text.children += own.children if own else []
        if name == "source" or any(part.first("target") for part in parts):
            whole.children.append(text)
    return whole


def _order(part: Element, place: int) -> int:
    target = part.first("target")
    told = target.get("order") if target else ""
    return int(told) if told.isdecimal() else place


def _rows_1(file: Element) -> Iterator[tuple[str, Row]]:
    for unit in (each for each in file.walk() if each.name == "trans-unit"):
        source, target = unit.first("source"), unit.first("target")
        if source is None:
            continue
        meta = {
            each.get("context-type"): each.content for each in unit.walk() if each.name == "context"
        }
        told = _READ_1.get(target.get("state")) if target else None
        if told is None and unit.get("approved") == "yes":
            told = State.REVIEWED
        yield (
            unit.get("id").partition(".")[2] if "x-sent" in meta else "",
            Row(
                source=from_content(source),
                context=meta.get("x-context", ""),
                target=from_content(target) if target else "",
                state=told,
                identity=_identity(unit.get("id")) if "x-sent" in meta else "",
                sent=meta.get("x-sent", ""),
                line=unit.line,
            ),
        )


def _identity(told: str) -> str:
    return told.removeprefix("u").partition(".")[0]
