"""The cases that a linguist reads: one file a language, one sentence a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n.errors import ConfigError
from l10n.segmentation import boundaries, explain, language, split

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / ".." / "shared" / "data" / "segmentation" / "cases.jsonl"
LANGUAGES = sorted(path.stem for path in language.FOLDER.glob("*.toml"))
PROMISED = "en ar fa ur ckb ku ps he tr az ru uk pl fr es pt it de nl el hi bn hy am my km th zh ja ko id vi"


def _cases() -> list[tuple[str, str, list[str]]]:
    found = []
    for path in sorted(HERE.glob("*.txt")):
        for case in path.read_text(encoding="utf-8").split("\n===\n"):
            text, _, sentences = case.strip("\n").partition("\n---\n")
            found.append((path.stem, text, sentences.split("\n")))
    return found


CASES = _cases()


def test_every_promised_language_has_a_data_file_and_a_case_file() -> None:
    assert sorted(PROMISED.split()) == LANGUAGES
    assert {code for code, _, _ in CASES} == set(LANGUAGES)


@pytest.mark.parametrize(
    ("code", "text", "sentences"), CASES, ids=[f"{code}: {text[:40]}" for code, text, _ in CASES]
)
def test_a_text_is_cut_as_its_case_says(code: str, text: str, sentences: list[str]) -> None:
    segments = split(text, code)
    assert [" ".join(segment.split()) for segment in segments] == sentences
    assert "".join(segments) == text


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_short_cut_decides_as_the_explained_rules_do(code: str) -> None:
    for _, text, _ in CASES:
        explained = tuple(d.offset for d in explain(text, code) if d.breaks)
        assert boundaries(text, code) == explained, text


def test_the_shared_cases_are_cut_right() -> None:
    if not SHARED.exists():
        pytest.skip("../shared/data is not here")
    rows = [json.loads(line) for line in SHARED.read_text(encoding="utf-8").splitlines()]
    wrong = [
        row["text"] for row in rows if list(split(row["text"], row["lang"])) != row["segments"]
    ]
    assert len(wrong) <= len(rows) * 0.01, wrong


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en-US", "en"),
        ("pt-BR", "pt"),
        ("pt_BR", "pt"),
        ("zh-Hant-TW", "zh"),
        ("prs", "fa"),
        ("arz", "ar"),
        ("ku-Arab", "ckb"),
        ("kmr", "ku"),
        ("iw", "he"),
        ("so", ""),
        ("", ""),
        ("../en", ""),
    ],
)
def test_a_tag_finds_the_file_of_its_language(tag: str, code: str) -> None:
    assert language.find(tag) == code


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('name = "X"\ncapitols = true', "capitols"),
        ('name = "X"\ncapitals = "yes"', "capitals"),
        ('name = "X"\ntitles = ["Dr."]', "titles"),
        ("name = ", "Invalid value"),
    ],
    ids=["an unknown key", "a word for a switch", "a list for words", "broken TOML"],
)
def test_a_wrong_language_file_is_named_with_its_key(
    tmp_path: Path, content: str, said: str
) -> None:
    path = tmp_path / "xx.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=said) as caught:
        language._read(path)  # noqa: SLF001 - the reader of one file, without the folder
    assert caught.value.path == str(path)


def test_no_language_lists_the_same_word_as_title_and_as_sentence_end() -> None:
    for code in LANGUAGES:
        known = language.load(code)
        assert known is not None
        both = [
            word
            for word, kind in known.kinds.items()
            if kind & language.TITLE and kind & language.ENDING
        ]
        assert both == [], code
