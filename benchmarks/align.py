"""Aligning articles with translations that exist: the share of right pairs.

    python benchmarks/align.py

On the example article the truth is its two translations, unit by unit, laid out as text. On the
articles of opensource.guide it is the structure: a source block that has a link (by its address) that
stands in exactly one block of either side belongs to that block, whatever the aligner was told; links
are no evidence for it. Data: ../shared/data.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from l10n.formats import read_article  # noqa: E402
from l10n.project.align import align, shared_facts  # noqa: E402
from l10n.segmentation.document import segment  # noqa: E402

if TYPE_CHECKING:
    from l10n.model import Document

DATA = ROOT.parent / "shared" / "data"
GUIDE = DATA / "formats" / "markdown" / "opensource.guide"
_ADDRESS = re.compile(r"\]\(([^)\s]+)|href=\"([^\"]+)\"|src=\"([^\"]+)\"")


def addresses(document: Document) -> dict[int, set[str]]:
    """The addresses in each block's source."""
    return {
        number: {
            _bare(a or b or c)
            for a, b, c in _ADDRESS.findall(document.text[block.start : block.end])
        }
        for number, block in enumerate(document.blocks)
    }


def _bare(address: str) -> str:
    """An address without the language that a translated page puts into it."""
    return re.sub(r"^(?:\.\./|/)+|^[a-z]{2}(?:-[a-z]+)?/|/$|#.*$", "", address)


def unique(blocks: dict[int, set[str]]) -> dict[str, int]:
    counted = Counter(one for own in blocks.values() for one in own)
    return {one: number for number, own in blocks.items() for one in own if counted[one] == 1}


def guide(locale: str) -> None:
    right = total = doubtful_wrong = 0
    for path in sorted((GUIDE / "en").glob("*.md")):
        other = GUIDE / locale / path.name
        if not other.exists():
            continue
        a, b = read_article(path, "en"), read_article(other, locale)
        first, second = segment(a), segment(b)
        place_of = {id(one): one.block for one in second}
        at_text: dict[str, list[int]] = {}
        for one in second:
            at_text.setdefault(one.source, []).append(place_of[id(one)])
        here, there = unique(addresses(a)), unique(addresses(b))
        wanted = {here[one]: there[one] for one in here.keys() & there.keys() if one}
        for pair in align((a, first), (b, second), shared_facts):
            for source in pair.sources:
                if source.block in wanted and pair.targets:
                    total += 1
                    good = any(wanted[source.block] in at_text[text] for text in pair.targets)
                    right += good
                    if not good and "--show" in sys.argv:
                        print(pair.confidence, source.source[:90], "|", pair.targets)
                    doubtful_wrong += not good and pair.doubtful
    if total:
        print(
            f"opensource.guide {locale}: {right}/{total} = {right / total:.1%} right (want 95);"
            f" of the {total - right} wrong {doubtful_wrong} are marked doubtful"
        )


def example(locale: str) -> None:
    """The example's translation laid out as the article is, aligned with it."""
    rows = [
        json.loads(line)
        for line in (DATA / "seed" / f"translation.{locale}.jsonl")
        .read_text(encoding="utf-8")
        .splitlines()
    ]
    truth = {row["source"]: row["target"] for row in rows}
    path = next((ROOT / "articles").rglob("*.txt"))
    source = read_article(path, "en")
    segments = segment(source)
    text = source.text
    for block in reversed(source.blocks):
        own = [one for one in segments if source.blocks[one.block] is block]
        if own and all(one.source in truth for one in own):
            text = (
                text[: block.start] + " ".join(truth[one.source] for one in own) + text[block.end :]
            )
    place = Path(tempfile.mkdtemp()) / "aligned.txt"
    place.write_text(text, encoding="utf-8")
    other = read_article(place, locale)
    place.unlink()
    right = total = 0
    for pair in align((source, segments), (other, segment(other)), shared_facts):
        for one in pair.sources:
            if one.source in truth:
                total += 1
                right += truth[one.source] in " ".join(pair.targets) and len(pair.sources) == 1
    print(f"example {locale}: {right}/{total} = {right / total:.1%} right (want 98)")


if __name__ == "__main__":
    for tag in ("ar", "fr"):
        example(tag)
    for tag in ("ar", "fa", "fr", "es", "ru", "zh-hans", "pt", "tr"):
        guide(tag)
