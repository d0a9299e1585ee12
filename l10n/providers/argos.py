"""Argos Translate packages on this machine through CTranslate2: no key, no network.

A package is an unpacked ``.argosmodel``; two of them lead through English where there is none for
the pair. The ``argostranslate`` library is not needed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from l10n.errors import LocaleNotSupported, ProviderUnavailable
from l10n.providers import (
    PLAIN_MARKUP,
    Limits,
    Markup,
    Protection,
    Reply,
    Request,
    Settings,
    reply_of,
)
from l10n.providers import code_for as code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.model import Locale

_SAME = frozenset(
    "ar az bg bn ca cs da de el en eo es et fa fi fr ga he hi hu id it ja ko lt lv ms nb nl pl ro ru sk"
    " sl sq sv th tr uk ur vi".split()
)
_OTHER = {"pt-BR": "pb", "pt-PT": "pt", "zh-Hans": "zh", "zh-Hant": "zt", "fil": "tl"}
_SPACE = "\N{LOWER ONE EIGHTH BLOCK}"


@dataclass(slots=True, kw_only=True)
class _Package:
    """One direction: tokenizer, network, and the token that a target begins with, if any."""

    pieces: Any
    network: Any
    prefix: str

    def translate(self, texts: Sequence[str]) -> list[str]:
        tokens = [self.pieces.encode(text, out_type=str) for text in texts]
        made = self.network.translate_batch(
            tokens,
            beam_size=4,
            replace_unknowns=True,
            target_prefix=[[self.prefix]] * len(tokens) if self.prefix else None,
        )
        return [self._text(one.hypotheses[0]) for one in made]

    def _text(self, tokens: Sequence[str]) -> str:
        kept = tokens[1:] if self.prefix and tokens[:1] == [self.prefix] else tokens
        return "".join(kept).replace(_SPACE, " ").strip()


@dataclass(slots=True, kw_only=True)
class _Argos:
    origin: str
    folders: tuple[Path, ...]
    identity: str = "argos-1"
    protection: Protection = Protection.MASKS
    markup: Markup = PLAIN_MARKUP
    limits: Limits = field(default_factory=lambda: Limits(items=32, slots=1))
    _packages: dict[Path, _Package] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def supports(self, source: Locale, target: Locale) -> bool:
        return bool(self._way(source, target))

    def refusal(self, source: Locale, target: Locale) -> LocaleNotSupported:
        """Where a package must be put."""
        return LocaleNotSupported(
            f"{self.origin}: no package from {source} into {target}",
            provider=self.origin,
            hint=f"unpack an .argosmodel file into {self.folders[0]}",
        )

    def translate(self, request: Request) -> Reply:
        way = self._way(request.source, request.target)
        texts: Sequence[str] = request.texts
        with self._lock:
            for folder in way:
                texts = self._package(folder).translate(texts)
        return reply_of(texts, self.origin)

    def _way(self, source: Locale, target: Locale) -> tuple[Path, ...]:
        """The package of a pair, or the two that lead through English; empty if there is no way."""
        ends = code(source, _SAME, _OTHER), code(target, _SAME, _OTHER)
        known = _installed(self.folders) if all(ends) else {}
        if ends in known:
            return (known[ends],)
        first, last = known.get((ends[0], "en")), known.get(("en", ends[1]))
        return (first, last) if first and last else ()

    def _package(self, folder: Path) -> _Package:
        if folder not in self._packages:
            self._packages[folder] = _opened(folder, self.origin)
        return self._packages[folder]


def provider(settings: Settings) -> _Argos:
    """Argos; ``packages`` are folders with unpacked packages."""
    settings.only("packages")
    folders = tuple(Path(one).expanduser() for one in settings.texts("packages"))
    usual = Path.home() / ".local" / "share" / "argos-translate" / "packages"
    return _Argos(origin=settings.name, folders=folders or (usual,))


def _installed(folders: Sequence[Path]) -> dict[tuple[str, str], Path]:
    """The packages by their codes; the first folder wins."""
    found: dict[tuple[str, str], Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*/metadata.json")):
            told = _metadata(path)
            pair = (str(told.get("from_code")), str(told.get("to_code")))
            found.setdefault(pair, path.parent)
    return found


def _metadata(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _opened(folder: Path, name: str) -> _Package:
    try:
        import ctranslate2
        import sentencepiece
    except ImportError as error:
        raise ProviderUnavailable(
            f"{name} needs {error.name}, which is not installed",
            provider=name,
            hint='pip install "l10n-desk[argos]"',
        ) from error
    try:
        pieces = sentencepiece.SentencePieceProcessor(
            model_file=str(folder / "sentencepiece.model")
        )
        network = ctranslate2.Translator(str(folder / "model"), device="cpu")
    except (OSError, RuntimeError) as error:
        raise ProviderUnavailable(
            f"{name}: {folder.name} cannot be read: {error}",
            provider=name,
            hint="a package holds model/model.bin and sentencepiece.model",
        ) from error
    prefix = str(_metadata(folder / "metadata.json").get("target_prefix") or "")
    return _Package(pieces=pieces, network=network, prefix=prefix)
