"""JSON Lines in and out: one result a line, in order, with its id; a bad line does not stop it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.conftest import l10n

ZWNJ = "\N{ZERO WIDTH NON-JOINER}"


def stream(*arguments: str, rows: list[Any], cwd: Path) -> list[dict[str, Any]]:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    said = l10n(*arguments, cwd=cwd, stdin="\n".join(lines) + "\n")
    assert said.code == 0, said.err
    return [json.loads(line) for line in said.out.splitlines()]


def test_segments_come_back_in_order_and_join_to_the_text(tmp_path: Path) -> None:
    rows = [
        {"id": 1, "lang": "en", "text": "Gen. Ali came. He left."},
        {"id": "b", "lang": "ar", "text": "قال د. علي ذلك. ثم غادر."},
        {"id": 3, "lang": "fa", "text": f"او می{ZWNJ}رود. ما می{ZWNJ}مانیم."},
        {"id": 4, "lang": "ckb", "text": "ئەوان گەیشتن. پاشان ڕۆیشتن."},
        {"id": 5, "lang": "ur", "text": "وہ آئے۔ پھر چلے گئے۔"},
        {"id": 6, "lang": "he", "text": "הם הגיעו. אחר כך הלכו."},
    ]
    out = stream("segment", "--jsonl", rows=rows, cwd=tmp_path)
    assert [one["id"] for one in out] == [row["id"] for row in rows]
    assert all("".join(o["segments"]) == r["text"] for o, r in zip(out, rows, strict=True))
    assert all(len(one["segments"]) == 2 for one in out)


def test_a_bad_line_gives_an_error_and_the_stream_goes_on(tmp_path: Path) -> None:
    rows = ["{", '["no object"]', {"id": 7}, {"id": 8, "lang": "en", "text": "Good."}]
    out = stream("segment", "--jsonl", rows=rows, cwd=tmp_path)
    assert ["error" in one for one in out] == [True, True, True, False]
    assert out[2]["id"] == 7
    assert out[3] == {"id": 8, "segments": ["Good."]}


def test_names_are_found_with_offsets_into_the_text(small: Path) -> None:
    rows = [{"id": 1, "text": "Near Ayn al-Asad, in Erbil."}, {"id": 2, "text": "Nothing here."}]
    out = stream(
        "glossary", "find", "--glossary", "glossaries/names.csv", "--jsonl", rows=rows, cwd=small
    )
    assert out[0]["hits"] == [
        {"term": "asad", "start": 5, "end": 16},
        {"term": "erbil", "start": 21, "end": 26},
    ]
    assert out[1]["hits"] == []


def test_names_are_verified_with_the_place_that_decides(tmp_path: Path) -> None:
    rows = [
        {"id": 1, "lang": "ar", "text": "وصلوا إلى أربيل.", "term": "أربيل"},
        {"id": 2, "lang": "fa", "text": "در اربیل بودند.", "term": "اربیل"},
        {"id": 3, "lang": "ckb", "text": "لە هەولێر بوون.", "term": "هەولێر"},
        {"id": 4, "lang": "ar", "text": "وصلوا إلى بغداد.", "term": "أربيل"},
    ]
    out = stream("glossary", "verify", "--jsonl", rows=rows, cwd=tmp_path)
    assert [one["verdict"] for one in out] == ["present", "present", "present", "absent"]
    assert rows[0]["text"][out[0]["start"] : out[0]["end"]] == "أربيل"


def test_pairs_are_checked(tmp_path: Path) -> None:
    rows = [
        {"id": 1, "locale": "ar", "source": "2,400 soldiers", "target": "٢٬٤٠٠ جندي"},
        {"id": 2, "locale": "ar", "source": "2,400 soldiers", "target": "2500 جندي"},
    ]
    out = stream("check", "--jsonl", rows=rows, cwd=tmp_path)
    assert [f["check"] for f in out[0]["findings"] if f["severity"] == "error"] == []
    assert "numbers" in [f["check"] for f in out[1]["findings"]]
    assert set(out[1]["findings"][0]) == {"check", "severity", "message", "start", "end"}


def test_the_memory_answers_with_what_people_reviewed(small: Path) -> None:
    l10n("extract", cwd=small)
    po = "locales/ar/talks.po"
    target = "تستضيف القاعدة 2400 جندي."
    said = l10n(
        "po", "set", po, "--source", "The base hosts 2,400 soldiers.", "--target", target, cwd=small
    )
    assert said.code == 0, said.err
    rows = [{"id": 1, "source": "The base hosts 2,500 soldiers."}, {"id": 2, "source": "Unlike."}]
    out = stream("memory", "search", "-l", "ar", "--jsonl", rows=rows, cwd=small)
    (match,) = out[0]["matches"]
    assert (match["target"], match["stored"]) == ("تستضيف القاعدة 2500 جندي.", target)
    assert match["repaired"] == ["2,400 -> 2,500"]
    assert match["similarity"] == 99
    assert match["kind"] == "fuzzy"
    assert out[1]["matches"] == []


def test_sentences_are_translated_with_state_and_trace(small: Path) -> None:
    rows = [
        {"id": 1, "source": "One sentence."},
        {"id": 2, "source": "Another.", "kind": "headline"},
    ]
    out = stream("translate", "--jsonl", "-l", "en-XA", rows=rows, cwd=small)
    assert [one["origin"] for one in out] == ["pseudo", "pseudo"]
    assert out[0]["state"] == "translated"
    assert out[0]["trace"][0]["step"] == "pseudo"
    assert out[0]["target"] != "One sentence."
