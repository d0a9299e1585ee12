"""Model folders: the layouts that are found, and what is said about one that is not complete."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from l10n.errors import LocaleNotSupported, ProviderUnavailable
from l10n.neural import Pair, find, installed
from l10n.neural.folder import open_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def place(root: Path, folder: str, *names: str) -> Path:
    """A folder with files of the right names; nothing is read from them here."""
    path = root / folder
    path.mkdir(parents=True)
    for name in names:
        (path / name).write_bytes(b"x")
    return path


def files(pair: str, ending: str = "") -> tuple[str, ...]:
    return (
        f"model.{pair}.intgemm.alphas.bin{ending}",
        f"vocab.{pair}.spm{ending}",
        f"lex.50.50.{pair}.s2t.bin{ending}",
    )


@pytest.mark.parametrize(
    ("folder", "names", "pair"),
    [
        pytest.param("enar", files("enar"), "en-ar", id="Firefox's own folder name"),
        pytest.param("en-fa", files("enfa"), "en-fa", id="a name with a hyphen"),
        pytest.param("enpt-1693087644", files("enpt"), "en-pt", id="a name with a build number"),
        pytest.param("enhe", files("enhe", ".gz"), "en-he", id="files as they are downloaded"),
        pytest.param("en-ckb", files("enckb"), "en-ckb", id="a language of three letters"),
        pytest.param("en-zh-Hant", files("enzh"), "en-zh-Hant", id="a tag with a script"),
        pytest.param("base memory", files("entr"), "en-tr", id="a free name around named files"),
        pytest.param(
            "enja",
            ("model.enja.intgemm.alphas.bin", "srcvocab.enja.spm", "trgvocab.enja.spm"),
            "en-ja",
            id="separate vocabularies and no shortlist",
        ),
    ],
)
def test_a_layout_is_found(tmp_path: Path, folder: str, names: tuple[str, ...], pair: str) -> None:
    place(tmp_path, folder, *names)
    assert [str(found.pair) for found in installed(tmp_path)] == [pair]


def test_metadata_says_which_languages_a_folder_is_for(tmp_path: Path) -> None:
    path = place(tmp_path, "enzh", *files("enzh"))
    languages = {"sourceLanguage": "en", "targetLanguage": "zh-Hans"}
    (path / "metadata.json").write_text(json.dumps(languages))
    assert installed(tmp_path)[0].pair == Pair(source="en", target="zh-Hans")


def test_a_root_may_be_the_folder_itself(tmp_path: Path) -> None:
    path = place(tmp_path, "enar", *files("enar"))
    assert find("en", "ar", path).path == path


def test_an_incomplete_folder_is_not_listed(tmp_path: Path) -> None:
    place(tmp_path, "enar", "model.enar.intgemm.alphas.bin")
    assert installed(tmp_path, tmp_path / "nowhere") == ()


@pytest.mark.parametrize(
    ("folder", "tag"),
    [
        ("enar", "ar-EG"),
        ("enfa", "fa-IR"),
        ("enhe", "he"),
        ("enpt", "pt-BR"),
        ("enzh", "zh-Hans"),
        ("enzh", "zh-CN"),
        ("enes", "es-419"),
        ("entr", "tr_TR"),
    ],
)
def test_a_model_serves_the_tags_of_its_standard(tmp_path: Path, folder: str, tag: str) -> None:
    place(tmp_path, folder, *files(folder))
    assert find("en-US", tag, tmp_path).path.name == folder


@pytest.mark.parametrize(
    ("folder", "tag"),
    [
        pytest.param("enpt", "pt-PT", id="European Portuguese is not Brazilian"),
        pytest.param("enzh", "zh-Hant", id="traditional Chinese is not simplified"),
        pytest.param("enzh", "zh-TW", id="nor is the Chinese of Taiwan"),
        pytest.param("enfa", "ckb", id="Sorani is not Persian"),
        pytest.param("enar", "ur", id="Urdu is not Arabic"),
    ],
)
def test_a_model_does_not_serve_another_standard(tmp_path: Path, folder: str, tag: str) -> None:
    place(tmp_path, folder, *files(folder))
    with pytest.raises(LocaleNotSupported) as caught:
        find("en", tag, tmp_path)
    assert str(tmp_path / f"en-{tag}") in caught.value.hint


def test_a_missing_model_names_the_files_that_are_expected(tmp_path: Path) -> None:
    with pytest.raises(LocaleNotSupported) as caught:
        find("en", "ar", tmp_path)
    for name in files("enar"):
        assert name in caught.value.hint


@pytest.mark.parametrize(
    ("names", "lacking"),
    [
        ((), "it lacks model, vocab"),
        (files("enar")[:1], "it lacks vocab"),
        (files("enar")[1:], "it lacks model"),
        ((*files("enar")[:1], "srcvocab.enar.spm"), "it lacks trgvocab"),
    ],
)
def test_an_incomplete_folder_says_what_it_lacks(
    tmp_path: Path, names: tuple[str, ...], lacking: str
) -> None:
    path = place(tmp_path, "enar", *names)
    with pytest.raises(ProviderUnavailable, match=lacking) as caught:
        open_folder(path)
    assert "model.enar.intgemm.alphas.bin" in caught.value.hint


def test_a_folder_that_does_not_exist_says_so(tmp_path: Path) -> None:
    with pytest.raises(ProviderUnavailable, match="no such folder"):
        open_folder(tmp_path / "enar")


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_the_hash_is_that_of_the_plain_model(
    make_folder: Callable[..., Path], *, packed: bool
) -> None:
    plain = make_folder("plain") / "model.enar.intgemm.alphas.bin"
    digest = hashlib.sha256(plain.read_bytes()).hexdigest()
    folder = make_folder("enar", packed=packed)
    (folder / "metadata.json").write_text(json.dumps({"hash": digest}))
    assert open_folder(folder).model.name.startswith("model.enar")
    (folder / "metadata.json").write_text(json.dumps({"hash": "0" * 64}))
    with pytest.raises(ProviderUnavailable, match="SHA-256"):
        open_folder(folder)


def test_metadata_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    path = place(tmp_path, "enar", *files("enar"))
    (path / "metadata.json").write_text("{")
    with pytest.raises(ProviderUnavailable, match="not valid JSON"):
        open_folder(path)
