"""Every error that l10n raises on purpose, as one tree.

L10nError
├── ConfigError              l10n.toml: path, line, key
├── FormatError              an article that cannot be read or given back intact: path, line, column
├── CatalogError             a PO file: path, line
├── GlossaryError            a glossary row: path, line, concept
├── PluginError              an unknown name, or two plugins with one name
├── ProviderError            provider, retry_after, size of the request; never the key
│   ├── AuthenticationFailed
│   ├── QuotaExceeded
│   ├── RateLimited
│   ├── LocaleNotSupported
│   ├── ReplyMalformed       wrong count, lost tags, not the language asked for
│   ├── RequestTooLarge
│   ├── RequestRefused       a request that the provider cannot make sense of
│   ├── ProviderUnavailable
│   └── BudgetReached        our own limit, not theirs: nothing was sent
└── BuildRefused             findings

An error means that the tool could not do its work; a finding means that the text needs work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from l10n.model.finding import Finding


class L10nError(Exception):
    """What went wrong, where, and the next thing to try (``hint``)."""

    def __init__(
        self,
        message: str,
        *,
        path: str | Path = "",
        line: int = 0,
        column: int = 0,
        hint: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = str(path)
        self.line = line
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        """``path:line:column: message``, with what is known of the place."""
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        return f"{place}: {self.message}" if place else self.message


class ConfigError(L10nError):
    """A configuration that cannot be used; ``key`` is the dotted key in ``l10n.toml``."""

    def __init__(
        self,
        message: str,
        *,
        path: str | Path = "",
        line: int = 0,
        key: str = "",
        hint: str = "",
    ) -> None:
        super().__init__(message, path=path, line=line, hint=hint)
        self.key = key


class FormatError(L10nError):
    """An article that cannot be read, or could not be given back intact."""


class CatalogError(L10nError):
    """A PO file that is damaged or was changed by somebody else meanwhile."""


class GlossaryError(L10nError):
    """A glossary row that cannot be used; ``concept`` is its id."""

    def __init__(
        self,
        message: str,
        *,
        path: str | Path = "",
        line: int = 0,
        concept: str = "",
        hint: str = "",
    ) -> None:
        super().__init__(message, path=path, line=line, hint=hint)
        self.concept = concept


class PluginError(L10nError):
    """An unknown plugin name, or a name that two plugins claim."""


class ProviderError(L10nError):
    """A translation service that did not do its work.

    ``retry_after`` is in seconds (0: not said), ``size`` in the provider's own unit. ``billed``
    says that the request may be charged all the same, ``final`` that asking again is no use.
    """

    def __init__(
        self,
        message: str,
        *,
        provider: str = "",
        retry_after: float = 0.0,
        size: int = 0,
        billed: bool = False,
        final: bool = False,
        hint: str = "",
    ) -> None:
        super().__init__(message, hint=hint)
        self.provider = provider
        self.retry_after = retry_after
        self.size = size
        self.billed = billed
        self.final = final


class AuthenticationFailed(ProviderError):  # noqa: N818 - the tree is read without suffixes
    """The key is missing, wrong, or not allowed to do this."""


class QuotaExceeded(ProviderError):  # noqa: N818
    """The provider's own allowance is used up."""


class RateLimited(ProviderError):  # noqa: N818
    """Too many requests; ``retry_after`` says how long to wait when the provider said so."""


class LocaleNotSupported(ProviderError):  # noqa: N818
    """The provider does not translate this pair."""


class ReplyMalformed(ProviderError):  # noqa: N818
    """The reply has the wrong count, lost tags, or is not the language asked for."""


class RequestTooLarge(ProviderError):  # noqa: N818
    """The request is larger than the provider takes; a smaller one may pass."""


class RequestRefused(ProviderError):  # noqa: N818
    """The provider cannot make sense of the request; it would refuse it again."""


class BudgetReached(ProviderError):  # noqa: N818
    """Our own budget does not allow the request; it was not sent."""


class ProviderUnavailable(ProviderError):  # noqa: N818
    """The provider is down, unreachable, or its model is not installed."""


class BuildRefused(L10nError):  # noqa: N818
    """The gate does not let an article through; ``findings`` says why."""

    def __init__(
        self,
        message: str,
        *,
        findings: tuple[Finding, ...] = (),
        path: str | Path = "",
        hint: str = "",
    ) -> None:
        super().__init__(message, path=path, hint=hint)
        self.findings = findings
