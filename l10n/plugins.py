"""A folder is a family: how a file, or an entry point, becomes a plugin.

Three families exist: ``formats``, ``providers`` and ``checks``. A file in the folder is a plugin;
it exposes one public object with the family's singular name. Its name for users is the file name
with hyphens. A third party ships the same object under the entry-point group ``l10n.<family>``.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from l10n.errors import PluginError

SINGULAR = {"checks": "check", "formats": "format", "providers": "provider"}


@cache
def names(family: str) -> tuple[str, ...]:
    """The names of all plugins of a family, sorted; a clash with a built-in is a `PluginError`."""
    return tuple(sorted({*_built_in(family), *_installed(family)}))


@cache
def load(family: str, name: str) -> object:
    """The plugin of that name; imports that one file and nothing else of the family."""
    if name in _built_in(family):
        _refuse_clash(family, name)
        module = importlib.import_module(f"l10n.{family}.{name.replace('-', '_')}")
        return getattr(module, SINGULAR[family])
    installed = _installed(family)
    if name in installed:
        return installed[name].load()
    known = ", ".join(names(family))
    raise PluginError(f"no {SINGULAR[family]} is called {name!r}", hint=f"known {family}: {known}")


def caption(family: str, name: str) -> str:
    """The first line of the plugin's documentation, for lists."""
    loaded = load(family, name)
    module = (
        importlib.import_module(f"l10n.{family}.{name.replace('-', '_')}")
        if (name in _built_in(family))
        else loaded
    )
    return (module.__doc__ or "").strip().split("\n", 1)[0]


@cache
def _built_in(family: str) -> frozenset[str]:
    package = importlib.import_module(f"l10n.{family}")
    return frozenset(
        info.name.replace("_", "-")
        for info in pkgutil.iter_modules(package.__path__)
        if not info.ispkg and not info.name.startswith("_")
    )


@cache
def _installed(family: str) -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=f"l10n.{family}")}


def _refuse_clash(family: str, name: str) -> None:
    if name in _installed(family):
        rival = _installed(family)[name].value
        raise PluginError(
            f"two {family} are called {name!r}: the built-in one and {rival}",
            hint="uninstall or rename the installed one",
        )
