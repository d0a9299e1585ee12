"""``l10n segment``: text in, segments out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from l10n.cli.everywhere import session
from l10n.cli.streams import Record, answer_each

if TYPE_CHECKING:
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
        list[Path] | None, typer.Option("--srx", help="SRX 2.0 rules, asked before our own.")
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
    from l10n.segmentation import split

    habit: Literal["split", "whole"] = "whole" if quotes == "whole" else "split"
    if quotes not in {"split", "whole"}:
        raise typer.BadParameter("--quotes takes split or whole")
    rules = _rules(srx or [])

    def answer(record: Record) -> Record:
        told = str(record.get("lang") or lang)
        return {"segments": list(split(record["text"], told, quotes=habit))}

    if jsonl:
        answer_each(answer, ["text"], optional=["lang"])
        return
    for text in _texts(files or []):
        if explain:
            _explain(text, lang, habit)
            continue
        for piece in split(text, lang, quotes=habit):
            if piece.strip():
                session(ctx).say(" ".join(piece.split()))


def _rules(paths: list[Path]) -> SrxRules | None:
    if not paths:
        return None
    from l10n.segmentation import srx

    return srx.read(paths)


def _texts(files: list[Path]) -> list[str]:
    if not files:
        return [sys.stdin.buffer.read().decode("utf-8", errors="replace")]
    return [path.read_text(encoding="utf-8") for path in files]


def _explain(text: str, lang: str, quotes: Literal["split", "whole"]) -> None:
    from l10n.segmentation import explain

    for decision in explain(text, lang, quotes=quotes):
        mark = "|" if decision.breaks else "-"
        before = text[max(0, decision.offset - 30) : decision.offset].replace("\n", " ")
        after = text[decision.offset : decision.offset + 30].replace("\n", " ")
        typer.echo(f"{decision.offset:6} {mark} {decision.rule}: {before}|{after}")
