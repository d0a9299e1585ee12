"""Names and tags through an engine that knows neither: put in by alignment, masked where it is silent."""

from __future__ import annotations

from l10n.glossary import Glossary
from l10n.model import Alignment, Candidate, Designation, Locale, Term
from l10n.routing.flat import flatten
from l10n.routing.names import names_in
from l10n.routing.protect import hidden, masks_returned, rendered

EN = Locale.parse("en")


def glossary(locale: str, *pairs: tuple[str, str]) -> Glossary:
    return Glossary(
        Term(
            id=str(n),
            source=s,
            pos="proper-name",
            designations=(Designation(locale=locale, text=t),),
        )
        for n, (s, t) in enumerate(pairs)
    )


def aligned(source: str, target: str, pairs: list[tuple[str, str]]) -> Candidate:
    """A candidate whose words come from the source words that they are paired with."""
    sources, targets, rows = [], [], []
    for n, (one, other) in enumerate(pairs):
        sources.append((source.index(one), source.index(one) + len(one)))
        targets.append((target.index(other), target.index(other) + len(other)))
        rows.append(((n, 0.95),))
    order = sorted(range(len(targets)), key=lambda n: targets[n])
    return Candidate(
        target=target,
        origin="x",
        alignment=Alignment(
            sources=tuple(sources),
            targets=tuple(targets[n] for n in order),
            rows=tuple(rows[n] for n in order),
        ),
    )


def test_a_name_is_put_where_the_engine_wrote_its_own() -> None:
    flat = flatten("Troops left Erbil today.")
    terms = glossary("pt-BR", ("Erbil", "Erbil"))
    names = names_in(flat.text, terms, EN, Locale.parse("pt-BR"))
    answer = aligned(
        flat.text,
        "Tropas deixaram Arbela hoje.",
        [("Troops", "Tropas"), ("left", "deixaram"), ("Erbil", "Arbela"), ("today", "hoje")],
    )
    assert rendered(flat, answer, names, "pt").content == "Tropas deixaram Erbil hoje."


def test_a_tag_encloses_the_words_that_came_from_what_it_enclosed() -> None:
    flat = flatten("Troops left <a1>the base</a1> today.")
    answer = aligned(
        flat.text,
        "اليوم غادرت القوات القاعدة.",
        [("Troops", "القوات"), ("left", "غادرت"), ("the base", "القاعدة"), ("today", "اليوم")],
    )
    assert rendered(flat, answer, (), "ar").content == "اليوم غادرت القوات <a1>القاعدة</a1>."


def test_a_tag_without_a_place_is_a_problem_and_no_guess() -> None:
    flat = flatten("Troops left <a1>the base</a1>.")
    answer = Candidate(target="غادرت القوات.", origin="x")
    assert rendered(flat, answer, (), "ar").problem


def test_masks_stand_for_names_and_each_must_come_back_once() -> None:
    flat = flatten("Ain al-Asad and Erbil")
    terms = glossary("fa", ("Ain al-Asad", "عین الاسد"), ("Erbil", "اربیل"))
    names = names_in(flat.text, terms, EN, Locale.parse("fa"))
    covered, moved = hidden(flat, names, "surname")
    assert "Asad" not in covered.text
    first, second = (covered.text[n.start : n.end] for n in moved)
    assert masks_returned(covered.text, f"{second} و {first}", moved)
    assert not masks_returned(covered.text, f"{first} و {first}", moved)
    assert not masks_returned(covered.text, f"{first}", moved)
    back = rendered(covered, Candidate(target=f"{first} و {second}", origin="x"), moved, "fa")
    assert back.content == "عین الاسد و اربیل"


def test_a_name_with_other_apostrophes_is_written_as_the_house_writes_it() -> None:
    flat = flatten("Kata'ib Hezbollah waits.")
    terms = Glossary(
        [
            Term(
                id="kh",
                source="Kataib Hizbullah",
                variants=("Kata'ib Hezbollah",),
                pos="proper-name",
                designations=(Designation(locale="pt", text="Kataib Hezbollah"),),
            )
        ]
    )
    names = names_in(flat.text, terms, EN, Locale.parse("pt"))
    answer = aligned(
        flat.text,
        "Kata'ib Hezbollah espera.",
        [("Kata'ib", "Kata'ib"), ("Hezbollah", "Hezbollah"), ("waits", "espera")],
    )
    assert rendered(flat, answer, names, "pt").content == "Kataib Hezbollah espera."
