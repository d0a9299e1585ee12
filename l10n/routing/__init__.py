"""Routing: units to targets by a plan, imported when it is asked for: reading a configuration needs none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from l10n.routing.plan import Plan
    from l10n.routing.routed import Routed, route, wants_routing
    from l10n.routing.steps import Desk

__all__ = ["Desk", "Plan", "Routed", "route", "wants_routing"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from l10n.routing import routed

    return getattr(routed, name)
