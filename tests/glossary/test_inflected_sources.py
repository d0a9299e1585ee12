"""Sources that are not English: the terms in them, in any inflection, longest first."""

from __future__ import annotations

import pytest

from l10n.glossary import Glossary
from l10n.model import Term

CASES = [
    (
        "ar",
        ["العراق", "حزب الله", "كتائب حزب الله"],
        "قالت كتائب حزب الله إن للعراق حدودا",
        ["كتائب حزب الله", "للعراق"],
    ),
    ("ar", ["العراق"], "لا تزال العراقيل تعترض المفاوضات.", []),
    ("ar", ["حرير"], "الحرير الطبيعي", []),
    (
        "fa",
        ["حزب\N{ZERO WIDTH NON-JOINER}الله", "عراق"],
        "حزب الله در عراق است.",
        ["حزب الله", "عراق"],
    ),
    ("fa", ["عراق"], "عباس عراقچی سفر کرد.", []),
    ("ur", ["عراق", "شام"], "عراق اور شام میں", ["عراق", "شام"]),
    ("ckb", ["عێراق"], "لە عێراقدا دەمێننەوە.", ["عێراقدا"]),
    ("he", ["עיראק", "ירדן"], "המשלחת יצאה מעיראק ולירדן", ["עיראק", "ירדן"]),
    (
        "tr",
        ["Irak", "savunma bakanı"],
        "Irak'taki üsleri Savunma Bakanı gezdi.",
        ["Irak'taki", "Savunma Bakanı"],
    ),
    ("tr", ["Irak"], "Hükümet görevi bıraktı.", []),
    (
        "ru",
        ["Ирак", "международная коалиция"],
        "В Ираке международную коалицию ждут.",
        ["Ираке", "международную коалицию"],
    ),
    ("ru", ["Рим"], "Он привёл пример.", []),
    (
        "fr",
        ["Irak", "premier ministre"],
        "L’Irak et son Premier ministre",
        ["Irak", "Premier ministre"],
    ),
    ("fr", ["Oman"], "Ses romans sont traduits.", []),
    (
        "es",
        ["Irán", "primer ministro"],
        "IRAN: los primeros ministros",
        ["IRAN", "primeros ministros"],
    ),
    ("es", ["Chad"], "La fachada resultó dañada.", []),
    ("zh", ["伊拉克", "美国"], "美国和伊拉克", ["美国", "伊拉克"]),
]


@pytest.mark.parametrize(
    ("lang", "terms", "text", "want"), CASES, ids=[f"{row[0]} {row[2][:30]}" for row in CASES]
)
def test_terms_are_found_in_their_inflections(
    lang: str, terms: list[str], text: str, want: list[str]
) -> None:
    glossary = Glossary([Term(id=one, source=one) for one in terms])
    assert [text[hit.start : hit.end] for hit in glossary.find(text, lang=lang)] == want
