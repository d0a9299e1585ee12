"""SRX 2.0 rule files: read strictly, obeyed exactly.

https://www.gala-global.org/srx-20-april-7-2008
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from l10n.errors import ConfigError
from l10n.segmentation.java_regex import translate
from l10n.segmentation.srx_engine import Machine

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.parsers.expat import XMLParserType

    from l10n.segmentation.decision import Decision

_RECURSION = re.compile(r"(?<!\\)\(\?(?:[R&0-9]|[+-][0-9]|P[>=])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule; ``number`` counts the rules of its file from 1, ``line`` is where it opens."""

    breaks: bool
    before: str
    after: str
    number: int
    line: int
    language: str
    path: str

    @property
    def key(self) -> str:
        return f"rule {self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageMap:
    """Which set of rules a language code takes: a pattern over the whole code."""

    pattern: str
    rules: tuple[Rule, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatHandle:
    """On which side of a break an inline code goes: True with the text before it."""

    start: bool = False
    end: bool = True
    isolated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SrxFile:
    """One rule file."""

    path: str
    cascade: bool
    segment_subflows: bool
    handle: FormatHandle
    maps: tuple[LanguageMap, ...]

    def rules(self, lang: str) -> tuple[Rule, ...]:
        """Return the rules of a language code in order: of the first map, or of all in a cascade."""
        import regex

        found = [entry for entry in self.maps if regex.fullmatch(entry.pattern, lang)]
        return tuple(
            rule for entry in (found if self.cascade else found[:1]) for rule in entry.rules
        )


@dataclass(frozen=True, kw_only=True)
class SrxRules:
    """Several rule files; the first one that has rules for a language decides for it alone."""

    files: tuple[SrxFile, ...]

    def has(self, lang: str) -> bool:
        return self.machine(lang) is not None

    def handle(self, lang: str) -> FormatHandle:
        """Return where the deciding file puts inline codes."""
        return next((file.handle for file in self.files if file.rules(lang)), FormatHandle())

    def boundaries(self, text: str, lang: str) -> tuple[int, ...]:
        """Return the offsets at which a segment begins; raise ConfigError for a rule without end."""
        machine = self.machine(lang)
        return machine.boundaries(text) if machine else ()

    def explain(self, text: str, lang: str) -> tuple[Decision, ...]:
        """Return every place where a rule would break, and the rule that decided."""
        machine = self.machine(lang)
        return machine.explain(text) if machine else ()

    def machine(self, lang: str) -> Machine | None:
        if lang not in self._machines:
            rules = next((rules for file in self.files if (rules := file.rules(lang))), ())
            self._machines[lang] = Machine(rules) if rules else None
        return self._machines[lang]

    @cached_property
    def _machines(self) -> dict[str, Machine | None]:
        return {}


def read(paths: Iterable[Path | str]) -> SrxRules:
    """Read rule files; a ConfigError names file, line and rule of the first thing that is wrong."""
    return SrxRules(files=tuple(_read(Path(path)) for path in paths))


def _read(path: Path) -> SrxFile:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"the SRX file cannot be read: {error.strerror}",
            path=path,
            hint="check [segmentation] rules",
        ) from error
    return _Reader(path).read(content)


_HANDLES: Final = ("start", "end", "isolated")
_YES_NO: Final = {"yes": True, "no": False}


class _Reader:
    """Collects what expat reports; no entities, no network, and each element's line at hand."""

    def __init__(self, path: Path) -> None:
        from xml.parsers import expat

        self.path = path
        self.parser: XMLParserType = expat.ParserCreate(namespace_separator="}")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.EntityDeclHandler = self.entity
        self.inside: list[str] = []
        self.options: dict[str, bool] = {}
        self.sets: dict[str, list[Rule]] = {}
        self.maps: list[LanguageMap] = []
        self.current = ""
        self.count = 0
        self.rule: dict[str, str] = {}
        self.opened = 0

    def read(self, content: bytes) -> SrxFile:
        from xml.parsers import expat

        try:
            self.parser.Parse(content, True)
        except expat.ExpatError as error:
            raise self.wrong(f"not well-formed XML: {error}", hint="an SRX file is XML") from error
        if not self.maps:
            raise self.wrong(
                "no languagemap: the file has rules for no language", hint="add <maprules>"
            )
        handle = FormatHandle(**{k: self.options[k] for k in _HANDLES if k in self.options})
        return SrxFile(
            path=str(self.path),
            cascade=self.options.get("cascade", False),
            segment_subflows=self.options.get("segmentsubflows", True),
            handle=handle,
            maps=tuple(self.maps),
        )

    def wrong(self, message: str, *, key: str = "", hint: str = "", line: int = 0) -> ConfigError:
        return ConfigError(
            message, path=self.path, line=line or self.parser.CurrentLineNumber, key=key, hint=hint
        )

    def entity(self, *_: object) -> None:
        raise self.wrong(
            "an entity is declared; SRX needs none", hint="write the characters themselves"
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if not self.inside and name != "srx":
            raise self.wrong(
                f"the root element is <{name}>, not <srx>", hint="give an SRX 2.0 file"
            )
        self.inside.append(name)
        opener = {
            "header": self.header,
            "formathandle": self.formathandle,
            "languagerule": self.languagerule,
            "rule": self.open_rule,
            "languagemap": self.languagemap,
        }.get(name)
        if opener:
            opener(attributes)

    def end(self, _tag: str) -> None:
        if self.inside.pop() == "rule":
            self.close_rule()

    def text(self, data: str) -> None:
        if self.inside[-1] in ("beforebreak", "afterbreak"):
            self.rule[self.inside[-1]] = self.rule.get(self.inside[-1], "") + data

    def header(self, attributes: dict[str, str]) -> None:
        for key in ("cascade", "segmentsubflows"):
            if key in attributes:
                self.options[key] = self.yes_no(attributes[key], key)

    def formathandle(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("type", "")
        if kind not in _HANDLES:
            raise self.wrong(f'formathandle type="{kind}"', hint=f"one of {', '.join(_HANDLES)}")
        self.options[kind] = self.yes_no(attributes.get("include", ""), f"formathandle {kind}")

    def yes_no(self, value: str, key: str) -> bool:
        if value not in _YES_NO:
            raise self.wrong(f'{key} is "{value}"', key=key, hint="yes or no")
        return _YES_NO[value]

    def languagerule(self, attributes: dict[str, str]) -> None:
        self.current = attributes.get("languagerulename", "")
        self.sets.setdefault(self.current, [])

    def open_rule(self, attributes: dict[str, str]) -> None:
        self.count += 1
        self.opened = self.parser.CurrentLineNumber
        self.rule = {"break": attributes.get("break", "yes")}

    def close_rule(self) -> None:
        key = f"rule {self.count}"
        rule = Rule(
            breaks=self.yes_no(self.rule["break"], f"{key} break"),
            before=self.pattern("beforebreak", key),
            after=self.pattern("afterbreak", key),
            number=self.count,
            line=self.opened,
            language=self.current,
            path=str(self.path),
        )
        self.sets.setdefault(self.current, []).append(rule)

    def pattern(self, part: str, key: str) -> str:
        """Translate one half of a rule, and compile it only to see that it can be."""
        source = self.rule.get(part, "")
        return self.compiled(translate(source), source, f"{key} <{part}>", key)

    def compiled(self, pattern: str, source: str, what: str, key: str) -> str:
        import regex

        try:
            if _RECURSION.search(source):
                raise regex.error("neither Java nor ICU knows recursion")  # noqa: TRY301
            regex.compile(pattern, regex.VERSION1)
        except (regex.error, OverflowError) as error:
            raise self.wrong(
                f"{what} of language rules “{self.current}” is no regular expression: {error}: {source!r}",
                key=key,
                line=self.opened,
                hint="SRX uses ICU and Java regular expressions; see docs/segmentation.md",
            ) from error
        return pattern

    def languagemap(self, attributes: dict[str, str]) -> None:
        name, source = attributes.get("languagerulename", ""), attributes.get("languagepattern", "")
        line = self.parser.CurrentLineNumber
        if name not in self.sets:
            raise self.wrong(
                f"languagemap {source!r} names the language rules “{name}”, which the file does not have",
                key="languagemap",
                hint=f"there are {', '.join(sorted(self.sets)) or 'none'}",
            )
        self.opened = line
        pattern = self.compiled(translate(source), source, "languagemap", "languagemap")
        self.maps.append(LanguageMap(pattern=pattern, rules=tuple(self.sets[name]), line=line))
