"""Finds the folder of a Firefox translation model for a pair of languages.

A folder holds ``model.enar.intgemm.alphas.bin``, ``vocab.enar.spm`` (or ``srcvocab`` and
``trgvocab``) and ``lex.50.50.enar.s2t.bin``, each plain or ``.gz``; its name is ``enar``,
``en-ar`` or ``enar-1693087644``. Nothing is ever downloaded.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.errors import LocaleNotSupported, ProviderUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HYPHENATED = re.compile(r"(?P<source>[a-z]{2,3})-(?P<target>[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)")
_JOINED = re.compile(r"(?P<source>[a-z]{2})(?P<target>[a-z]{2})(?:-\d+)?")

# A model of a bare language code is trained on one standard of that language. Tags that ask for
# another one are not served by it, whatever their first part says.
_OTHER_STANDARD = {
    "zh": ("hant", "tw", "hk", "mo"),
    "pt": ("pt",),
    "sr": ("latn",),
    "ku": ("arab",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Source and target language of a model, as BCP 47 tags."""

    source: str
    target: str

    def __str__(self) -> str:
        return f"{self.source}-{self.target}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFolder:
    """The files of one installed model. ``shortlist`` is ``None`` where the folder has none."""

    path: Path
    pair: Pair
    model: Path
    source_vocabulary: Path
    target_vocabulary: Path
    shortlist: Path | None


def installed(*roots: Path) -> tuple[ModelFolder, ...]:
    """Every complete model in the roots and their direct sub-folders, the first of a pair only."""
    found: dict[Pair, ModelFolder] = {}
    for path in _folders(roots):
        if _one(path, "model.*.bin"):
            folder = _complete(path)
            if folder:
                found.setdefault(folder.pair, folder)
    return tuple(found[pair] for pair in sorted(found, key=str))


def find(source: str, target: str, *roots: Path) -> ModelFolder:
    """The model for a pair of tags; ``LocaleNotSupported`` names the files that are expected."""
    models = installed(*roots)
    for served in _fallbacks(source, target):
        for folder in models:
            if _key(folder.pair.source) == served[0] and _key(folder.pair.target) == served[1]:
                return folder
    pairs = ", ".join(str(folder.pair) for folder in models) or "none"
    raise LocaleNotSupported(
        f"no model for {source} to {target} is installed (installed: {pairs})",
        provider="local",
        hint=_hint(source, target, roots),
    )


def open_folder(path: Path) -> ModelFolder:
    """The files of one folder; ``ProviderUnavailable`` names what is missing.

    The model is compared with the hash in ``metadata.json`` when there is one.
    """
    folder = _complete(path)
    if folder is None:
        raise ProviderUnavailable(
            f"{path}: not a complete model folder: {_missing(path)}",
            provider="local",
            hint=_expected(_pair(path)),
        )
    _verify(folder)
    return folder


def _folders(roots: tuple[Path, ...]) -> Iterator[Path]:
    for root in roots:
        if root.is_dir():
            yield root
            yield from sorted(child for child in root.iterdir() if child.is_dir())


def _complete(path: Path) -> ModelFolder | None:
    model = _one(path, "model.*.bin")
    shared = _one(path, "vocab.*.spm")
    source = shared or _one(path, "srcvocab.*.spm")
    target = shared or _one(path, "trgvocab.*.spm")
    if not (model and source and target):
        return None
    return ModelFolder(
        path=path,
        pair=_pair(path),
        model=model,
        source_vocabulary=source,
        target_vocabulary=target,
        shortlist=_one(path, "lex.*.s2t.bin"),
    )


def _one(path: Path, pattern: str) -> Path | None:
    """The file of a pattern, plain before ``.gz``; the last by name where there are several."""
    files = sorted(path.glob(pattern)) or sorted(path.glob(f"{pattern}.gz"))
    return files[-1] if files else None


def _pair(path: Path) -> Pair:
    """From ``metadata.json``, or the folder's name, or the model's name."""
    metadata = _metadata(path)
    source, target = metadata.get("sourceLanguage"), metadata.get("targetLanguage")
    if isinstance(source, str) and isinstance(target, str):
        return Pair(source=source, target=target.replace("_", "-"))
    model = _one(path, "model.*.bin")
    names = [path.name, model.name.split(".")[1]] if model else [path.name]
    for name in names:
        match = _HYPHENATED.fullmatch(name) or _JOINED.fullmatch(name)
        if match:
            return Pair(source=match["source"], target=match["target"].replace("_", "-"))
    return Pair(source="und", target="und")


def _metadata(path: Path) -> dict[str, object]:
    file = path / "metadata.json"
    if not file.is_file():
        return {}
    try:
        content = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ProviderUnavailable(
            f"{file}: not valid JSON", provider="local", hint="put the file in place again"
        ) from error
    return content if isinstance(content, dict) else {}


def _verify(folder: ModelFolder) -> None:
    expected = _metadata(folder.path).get("hash")
    if not isinstance(expected, str):
        return
    opener = gzip.open if folder.model.suffix == ".gz" else open
    try:
        with opener(folder.model, "rb") as stream:
            actual = hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, EOFError) as error:
        raise _changed(folder.model) from error
    if actual != expected.lower():
        raise _changed(folder.model)


def _changed(model: Path) -> ProviderUnavailable:
    return ProviderUnavailable(
        f"{model}: not the file that metadata.json describes (SHA-256 differs)",
        provider="local",
        hint="put the model in place again; a download may have been cut short or mixed up",
    )


def _fallbacks(source: str, target: str) -> Iterator[tuple[str, str]]:
    """The pairs that serve a pair of tags, the closest first."""
    for wanted_target in _shorter(target):
        for wanted_source in _shorter(source):
            yield wanted_source, wanted_target


def _shorter(tag: str) -> tuple[str, ...]:
    """A tag and its shorter forms, as long as they mean the same standard of the language."""
    parts = _key(tag).split("-")
    forms = tuple("-".join(parts[:size]) for size in range(len(parts), 1, -1))
    if set(parts[1:]) & set(_OTHER_STANDARD.get(parts[0], ())):
        return forms
    # Firefox names its model of simplified Chinese "zh" in file names, "zh-Hans" in metadata.
    return (*forms, parts[0], f"{parts[0]}-hans")


def _key(tag: str) -> str:
    return tag.replace("_", "-").lower()


def _missing(path: Path) -> str:
    if not path.is_dir():
        return "there is no such folder"
    lacks = [] if _one(path, "model.*.bin") else ["model"]
    if not _one(path, "vocab.*.spm"):
        sides = [side for side in ("srcvocab", "trgvocab") if not _one(path, f"{side}.*.spm")]
        lacks += ["vocab"] if len(sides) == 2 else sides
    return f"it lacks {', '.join(lacks)}"


def _hint(source: str, target: str, roots: tuple[Path, ...]) -> str:
    pair = Pair(source=_key(source).split("-")[0], target=_key(target).split("-")[0])
    if _key(target).split("-")[0] not in _shorter(target):
        pair = Pair(source=pair.source, target=target)
    places = " or ".join(str(root / str(pair)) for root in roots) or f"a folder {pair}"
    return f"make {places}: {_expected(pair)}"


def _expected(pair: Pair) -> str:
    name = "XXYY" if pair.source == "und" else f"{pair.source}{pair.target}"
    return (
        f"the folder must hold model.{name}.intgemm.alphas.bin, vocab.{name}.spm (or "
        f"srcvocab.{name}.spm and trgvocab.{name}.spm) and lex.50.50.{name}.s2t.bin, "
        "each plain or .gz; metadata.json is checked when present"
    )
