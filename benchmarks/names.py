"""Names on the local engine, English into Brazilian Portuguese: in the house's form, and the rest left alone.

The example article, and the first 200 lines of NTREX-128 with a name of names_glossary.csv. The peer is the
bare engine on the same text in the same run.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NTREX = ROOT.parent / "shared" / "data" / "formats" / "ntrex"
SENTENCES = 200


def main() -> None:
    sys.path.insert(0, str(ROOT))
    from l10n.glossary import Glossary

    news = Glossary.open(ROOT / "benchmarks" / "names_glossary.csv")
    if NTREX.is_dir():
        pairs = [
            (source, wanted)
            for source, wanted in zip(lines("en"), lines("pt-BR"), strict=True)
            if news.find(source)
        ][:SENTENCES]
        rest = report("NTREX", news, pairs)
    else:
        rest = []
    own = Glossary.open(*sorted((ROOT / "glossaries").glob("*.csv")))
    rest += report("example article", own, [(source, "") for source in article()])
    from l10n.text.chrf import corpus_chrf

    print(f"chrF of the rest, all {len(rest)} sentences: {corpus_chrf(rest):.2f} (want >= 97)")


def lines(locale: str) -> list[str]:
    return (NTREX / f"{locale}.txt").read_text(encoding="utf-8").splitlines()


def article() -> list[str]:
    from l10n.formats import read_article
    from l10n.segmentation.document import segment
    from l10n.text.inline import plain

    path = next((ROOT / "articles").rglob("*.txt"))
    found = segment(read_article(path, "en"))
    return list(dict.fromkeys(plain(one.source) for one in found if one.kind != "boilerplate"))


def report(label: str, glossary, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:  # noqa: ANN001
    from l10n.text.chrf import corpus_chrf

    sources = [source for source, _ in pairs]
    bare, ours, ways = translations(glossary, sources)
    bare_right, total = counted(glossary, sources, [one.target for one in bare])
    right, _ = counted(glossary, sources, ours, say=True)
    print(f"{label}: {len(sources)} sentences, {total} names")
    print(f"  in an approved form, bare engine: {bare_right} = {bare_right / total:.1%}")
    print(f"  in an approved form, routed:      {right} = {right / total:.1%} (want 100 %)")
    print(f"  ways: {ways}")
    rest = [
        (without_names(glossary, source, target), without_located(glossary, source, one))
        for source, target, one in zip(sources, ours, bare, strict=True)
    ]
    print(f"  chrF of the rest against the bare engine's: {corpus_chrf(rest):.2f} (want >= 97)")
    if any(wanted for _, wanted in pairs):
        wanted = [one for _, one in pairs]
        base = corpus_chrf([(a.target, b) for a, b in zip(bare, wanted, strict=True)])
        now = corpus_chrf(list(zip(ours, wanted, strict=True)))
        print(f"  chrF against the reference: {now:.3f}, bare engine {base:.3f} (want not lower)")
    return rest


def translations(glossary, sources: list[str]):  # noqa: ANN001, ANN201
    """The bare engine's candidates, what routing makes of them, and by which ways."""
    from collections import Counter

    from l10n.memory import Memory
    from l10n.model import Locale, Unit
    from l10n.project.checking import Checking
    from l10n.providers import Rate, Request, provider
    from l10n.routing import Desk, Plan, route
    from l10n.routing.channel import Channel
    from l10n.routing.ledger import Ledger
    from l10n.routing.pace import Pace
    from l10n.routing.prices import Price
    from l10n.routing.replies import Replies
    from l10n.text.inline import escape, plain

    source, target = Locale.parse("en"), Locale.parse("pt-BR")
    local = provider("local")
    bare = local.translate(Request(texts=tuple(sources), source=source, target=target)).candidates
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        channel = Channel(
            name="local",
            provider=local,
            replies=Replies(place / "replies.db"),
            ledger=Ledger(place / "ledger.db"),
            price=Price(),
            pace=Pace(Rate()),
        )
        desk = Desk(
            source=source,
            target=target,
            channel=lambda _: channel,
            memory=Memory.open(place / "memory.db"),
            glossary=glossary,
            assess=Checking(glossary=glossary, source=source, target=target).of_each,
        )
        units = [Unit(source=escape(one)) for one in sources]
        routed = route(dict.fromkeys(units), Plan(steps=("local",)), desk)
    made = {unit.source: plain(unit.target) for unit in routed.units}
    ways = Counter(one.how for attempts in routed.traces.values() for one in attempts)
    return bare, [made.get(escape(one), "") for one in sources], dict(ways)


def all_uses(glossary, source: str, target: str):  # noqa: ANN001, ANN201
    from l10n.glossary.uses import term_uses
    from l10n.model import Locale

    return term_uses(glossary, source, target, Locale.parse("en"), Locale.parse("pt-BR"))


def uses_of(glossary, source: str, target: str):  # noqa: ANN001, ANN201
    return [u for u in all_uses(glossary, source, target) if u.hit.term.pos == "proper-name"]


def counted(  # noqa: ANN201
    glossary,  # noqa: ANN001
    sources: list[str],
    targets: list[str],
    *,
    say: bool = False,
):
    from l10n.model import Verdict

    right = total = 0
    for source, target in zip(sources, targets, strict=True):
        uses = uses_of(glossary, source, target)
        bad = {use.hit.term.id for use in uses if use.forbidden}
        for use in uses:
            if use.forbidden:
                continue
            total += 1
            good = use.verdict is Verdict.PRESENT and use.hit.term.id not in bad
            right += good
            if say and not good:
                print(f"  ! {use.hit.spelling} -> {use.wanted[0]}: {source}\n    {target}")
    return right, total


def without_names(glossary, source: str, target: str) -> str:  # noqa: ANN001
    """A target without the approved forms of the source's terms in it."""
    forms = {form for use in all_uses(glossary, source, target) for form in use.wanted}
    for form in sorted(forms, key=len, reverse=True):
        target = target.replace(form, "")
    return target


def without_located(glossary, source: str, candidate) -> str:  # noqa: ANN001
    """The bare engine's target without what it wrote for names and terms in its own way."""
    from l10n.model import Verdict
    from l10n.neural import Translation, locate

    translation = Translation(
        source=source, text=candidate.target, language="pt", alignment=candidate.alignment
    )
    spans = {
        locate(translation, (use.hit.start, use.hit.end))
        for use in all_uses(glossary, source, candidate.target)
        if use.verdict is not Verdict.PRESENT
    }
    text = candidate.target
    for span in sorted((one for one in spans if one), reverse=True):
        text = text[: span[0]] + text[span[1] :]
    return without_names(glossary, source, text)


if __name__ == "__main__":
    main()
