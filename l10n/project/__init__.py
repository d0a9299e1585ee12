"""A project on disk and its verbs, imported when one is asked for: a check of loose files needs none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from l10n.model import Article
    from l10n.project.standing import Standing
    from l10n.project.verbs import Gate, Project, open_project

__all__ = ["Article", "Gate", "Project", "Standing", "open_project"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from l10n.project import verbs

    return getattr(verbs, name)
