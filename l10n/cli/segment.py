"""``l10n segment``: text in, segments out."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from l10n.cli.everywhere import session
from l10n.cli.streams import Record, answer_each

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.segmentation import Decision
    from l10n.segmentation.srx import SrxRules


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("segment")(segment)


def segment(
    ctx: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(help="Text files; standard input without one.")
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="Language of the text.")] = "en",
    srx: Annotated[
        list[Path] | None, typer.Option("--srx", help="SRX 2.0 rules, obeyed in place of our own.")
    ] = None,
    quotes: Annotated[
        str, typer.Option("--quotes", help="split or whole: sentences inside a quotation.")
    ] = "split",
    jsonl: Annotated[bool, typer.Option("--jsonl", help="JSON Lines in and out.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say which rule decided at each candidate.")
    ] = False,
) -> None:
    """Cut text into sentences, one a line."""
    from l10n.model import Locale

    Locale.parse(lang)  # which refuses what is none
    if quotes not in {"split", "whole"}:
        raise typer.BadParameter("--quotes takes split or whole")
    cutter = _Cutter(quotes="whole" if quotes == "whole" else "split", srx=tuple(srx or ()))

    def answer(record: Record) -> Record:
        text, own = record["text"], str(record.get("lang") or lang)
        if own != lang:
            Locale.parse(own)
        cuts = (0, *cutter.boundaries(text, own), len(text))
        return {"segments": [text[a:b] for a, b in pairwise(cuts)] if text else []}

    if jsonl:
        answer_each(answer, ["text"], optional=["lang"])
        return
    for text in _texts(files or []):
        if explain:
            _print_decisions(text, cutter.explain(text, lang))
            continue
        for piece in answer({"text": text, "lang": lang})["segments"]:
            if piece.strip():
                session(ctx).say(" ".join(piece.split()))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cutter:
    """Our own rules, or the SRX files that were named and nothing else."""

    quotes: Literal["split", "whole"]
    srx: tuple[Path, ...]

    def boundaries(self, text: str, lang: str) -> tuple[int, ...]:
        from l10n.segmentation import boundaries

        if self.srx:
            return self._rules().boundaries(text, lang)
        return boundaries(text, lang, quotes=self.quotes)

    def explain(self, text: str, lang: str) -> tuple[Decision, ...]:
        from l10n.segmentation import explain

        if self.srx:
            return self._rules().explain(text, lang)
        return explain(text, lang, quotes=self.quotes)

    def _rules(self) -> SrxRules:
        return _read_rules(self.srx)


@cache
def _read_rules(paths: tuple[Path, ...]) -> SrxRules:
    from l10n.segmentation import srx

    return srx.read(paths)


def _texts(files: list[Path]) -> list[str]:
    if not files:
        return [sys.stdin.buffer.read().decode("utf-8", errors="replace")]
    return [_text(path) for path in files]


def _text(path: Path) -> str:
    from l10n.errors import FormatError
    from l10n.text.lines import not_utf8

    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        message, line = not_utf8(error)
        raise FormatError(message, path=path, line=line, hint="save it as UTF-8") from error


def _print_decisions(text: str, decisions: Iterable[Decision]) -> None:
    for decision in decisions:
        mark = "|" if decision.breaks else "-"
        before = text[max(0, decision.offset - 30) : decision.offset].replace("\n", " ")
        after = text[decision.offset : decision.offset + 30].replace("\n", " ")
        typer.echo(f"{decision.offset:6} {mark} {decision.rule}: {before}|{after}")
