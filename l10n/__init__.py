"""A multilingual article localization workflow: articles in, localized articles out.

Everything a program may import is here; names are found when they are first used, so that
``import l10n`` costs next to nothing. What is not listed in ``__all__`` may change at any time.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from l10n.build import Built as Built
    from l10n.catalog import Catalog as Catalog
    from l10n.catalog import open_catalog as open_catalog
    from l10n.catalog import save_catalog as save_catalog
    from l10n.errors import AuthenticationFailed as AuthenticationFailed
    from l10n.errors import BudgetReached as BudgetReached
    from l10n.errors import BuildRefused as BuildRefused
    from l10n.errors import CatalogError as CatalogError
    from l10n.errors import ConfigError as ConfigError
    from l10n.errors import FormatError as FormatError
    from l10n.errors import GlossaryError as GlossaryError
    from l10n.errors import L10nError as L10nError
    from l10n.errors import LocaleNotSupported as LocaleNotSupported
    from l10n.errors import PluginError as PluginError
    from l10n.errors import ProviderError as ProviderError
    from l10n.errors import ProviderUnavailable as ProviderUnavailable
    from l10n.errors import QuotaExceeded as QuotaExceeded
    from l10n.errors import RateLimited as RateLimited
    from l10n.errors import ReplyMalformed as ReplyMalformed
    from l10n.errors import RequestRefused as RequestRefused
    from l10n.errors import RequestTooLarge as RequestTooLarge
    from l10n.formats import read_article as read_article
    from l10n.formats import write_article as write_article
    from l10n.glossary import Glossary as Glossary
    from l10n.glossary import verify as verify
    from l10n.memory import Memory as Memory
    from l10n.model import Article as Article
    from l10n.model import Block as Block
    from l10n.model import BlockKind as BlockKind
    from l10n.model import Candidate as Candidate
    from l10n.model import Designation as Designation
    from l10n.model import Document as Document
    from l10n.model import Finding as Finding
    from l10n.model import Fix as Fix
    from l10n.model import Key as Key
    from l10n.model import Locale as Locale
    from l10n.model import Match as Match
    from l10n.model import MatchKind as MatchKind
    from l10n.model import Segment as Segment
    from l10n.model import Severity as Severity
    from l10n.model import State as State
    from l10n.model import Tag as Tag
    from l10n.model import Term as Term
    from l10n.model import TermHit as TermHit
    from l10n.model import TermStatus as TermStatus
    from l10n.model import Unit as Unit
    from l10n.model import Verdict as Verdict
    from l10n.project import Project as Project
    from l10n.project import open_project as open_project
    from l10n.project.checking import check as check
    from l10n.providers import provider as provider
    from l10n.routing import Routed as Routed
    from l10n.segmentation.document import segment as segment

__version__ = "0.1.0"

_WHERE = {
    "l10n.build": ("Built",),
    "l10n.catalog": ("Catalog", "open_catalog", "save_catalog"),
    "l10n.errors": (
        "AuthenticationFailed",
        "BudgetReached",
        "BuildRefused",
        "CatalogError",
        "ConfigError",
        "FormatError",
        "GlossaryError",
        "L10nError",
        "LocaleNotSupported",
        "PluginError",
        "ProviderError",
        "ProviderUnavailable",
        "QuotaExceeded",
        "RateLimited",
        "ReplyMalformed",
        "RequestRefused",
        "RequestTooLarge",
    ),
    "l10n.formats": ("read_article", "write_article"),
    "l10n.glossary": ("Glossary", "verify"),
    "l10n.memory": ("Memory",),
    "l10n.model": (
        "Article",
        "Block",
        "BlockKind",
        "Candidate",
        "Designation",
        "Document",
        "Finding",
        "Fix",
        "Key",
        "Locale",
        "Match",
        "MatchKind",
        "Segment",
        "Severity",
        "State",
        "Tag",
        "Term",
        "TermHit",
        "TermStatus",
        "Unit",
        "Verdict",
    ),
    "l10n.project": ("Project", "open_project"),
    "l10n.project.checking": ("check",),
    "l10n.providers": ("provider",),
    "l10n.routing": ("Routed",),
    "l10n.segmentation.document": ("segment",),
}
_HOMES = {name: module for module, names in _WHERE.items() for name in names}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - a list, made from the table above


def __getattr__(name: str) -> object:
    """Find a public name where it lives, once."""
    if name not in _HOMES:
        raise AttributeError(f"module 'l10n' has no attribute {name!r}")
    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
