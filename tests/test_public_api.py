"""The exported names are exactly the listed ones, and they are found lazily."""

from __future__ import annotations

import subprocess
import sys

import pytest

import l10n

NAMES = """
Article AuthenticationFailed Block BlockKind BudgetReached BuildRefused Built Candidate Catalog CatalogError
ConfigError Designation Document Finding Fix FormatError Glossary GlossaryError Key L10nError Locale
LocaleNotSupported Match MatchKind Memory PluginError Project ProviderError ProviderUnavailable
QuotaExceeded RateLimited ReplyMalformed RequestRefused RequestTooLarge Routed Segment Severity State Tag Term TermHit TermStatus
Unit Verdict check open_catalog open_project provider read_article save_catalog segment verify
write_article
""".split()


def test_the_public_names_are_exactly_these() -> None:
    assert sorted(l10n.__all__) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_public_name_is_there(name: str) -> None:
    assert getattr(l10n, name) is not None
    assert name in dir(l10n)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = l10n.nothing_of_the_kind


def test_asking_for_a_noun_does_not_load_the_project() -> None:
    code = "import l10n, sys; l10n.Unit; print('l10n.project' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
