"""``[route]``, ``[providers]`` and ``[budget]`` of a configuration: who translates, in which order.

Keys come from the environment or the key ring; a key that stands in the file itself is refused.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n import plugins
from l10n.errors import ConfigError
from l10n.model import BlockKind
from l10n.project.tables import own_locale
from l10n.providers import Rate, Settings
from l10n.routing.ledger import PERIODS, Budget
from l10n.routing.plan import BEST_OF, Rule
from l10n.routing.prices import MICRO

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from l10n.model import Locale
    from l10n.project.tables import Table

# providers that need no table of their own
WITHOUT_SETTINGS = ("local", "pseudo", "copy")
_SECRET = re.compile(r"(?P<kind>env|keyring):(?P<name>.+)")
_SECONDS = {"second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0}
_MONEY = re.compile(r"(\d+(?:\.\d+)?)\s*(?:USD|\$)|\$\s*(\d+(?:\.\d+)?)")
_MOST = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteConfig:
    """``[route]`` or ``[route.LOCALE]``: the steps, and whether a person must read the result.

    ``style`` are notes for providers that can be told how to write.
    """

    steps: tuple[str, ...] = ("memory", "local")
    review: str = "required"
    rules: tuple[Rule, ...] = ()
    style: str = ""


def providers(table: Table) -> dict[str, Settings]:
    """The settings of every provider that a step may name."""
    made = {name: Settings(name=name, type=name) for name in WITHOUT_SETTINGS}
    for name, told in table.sub_tables():
        kind = told.text_of("type", name, plugins.names("providers"))
        key = told.text_of("key", "")
        if key and not _SECRET.fullmatch(key):
            raise ConfigError(
                f"{told.name}.key holds a key itself; secrets do not live in a repository",
                path=told.path,
                line=told.line_of("key"),
                key=f"{told.name}.key",
                hint='write key = "env:NAME" or key = "keyring:SERVICE/NAME"',
            )
        made[name] = Settings(
            name=name,
            type=kind,
            key=secret(key, name=name),
            key_source=key,
            endpoint=told.text_of("endpoint", ""),
            model=told.text_of("model", ""),
            rate=_rate(told.table_of("rate")),
            concurrency=told.number_of("concurrency", 0, 0, 64),
            tries=told.number_of("tries", 6, 1, 20),
            first_wait=told.number_of("first-wait-ms", 500, 1, 60_000) / 1000,
            options=told.rest(),
        )
    table.finish()
    return made


def routes(
    table: Table, known: Mapping[str, Settings], locales: tuple[Locale, ...]
) -> dict[str, RouteConfig]:
    """The route of each locale that has its own, and under the empty name everybody's."""
    rules = [_rule(rule, known, locales) for rule in table.tables_of("rule")]
    steps = _steps(table, known, ("memory", "local"))
    review = table.text_of("review", "required", ("required", "none"))
    style = table.text_of("style", "")

    def rules_for(tag: str) -> tuple[Rule, ...]:
        return tuple(rule for rule, tags in rules if not tags or tag in tags)

    everybodys = RouteConfig(steps=steps, review=review, rules=rules_for(""), style=style)
    made = {"": everybodys}
    for name, own in table.sub_tables():
        tag = own_locale(table, name, locales)
        own_rules = [_rule(rule, known, locales) for rule in own.tables_of("rule")]
        made[tag] = RouteConfig(
            steps=_steps(own, known, steps),
            review=own.text_of("review", review, ("required", "none")),
            rules=(*(rule for rule, _ in own_rules), *rules_for(tag)),
            style=own.text_of("style", style),
        )
        own.finish()
    for tag in {tag for _, tags in rules for tag in tags} - made.keys():
        made[tag] = RouteConfig(steps=steps, review=review, rules=rules_for(tag), style=style)
    table.finish()
    return made


def budget(table: Table) -> Budget:
    """``[budget]``: the most that may be spent in a period."""
    money = table.text_of("money", "")
    found = _MONEY.fullmatch(money)
    if money and not found:
        raise table.error("money", money, 'an amount in US dollars, such as "25 USD"')
    made = Budget(
        money=round(float(found[1] or found[2]) * MICRO) if found else 0,
        characters=table.number_of("characters", 0, 0, _MOST),
        per=table.text_of("per", "month", PERIODS),
    )
    table.finish()
    return made


def secret(reference: str, *, name: str) -> str:
    """The key that ``env:NAME`` or ``keyring:SERVICE/NAME`` stands for; empty if it is not set."""
    found = _SECRET.fullmatch(reference)
    if found is None:
        return ""
    if found["kind"] == "env":
        return os.environ.get(found["name"], "").strip()
    try:
        import keyring
    except ImportError as error:
        raise ConfigError(
            f"providers.{name}.key asks the key ring, and the package keyring is not installed",
            key=f"providers.{name}.key",
            hint="pip install keyring, or use env:NAME",
        ) from error
    service, _, user = found["name"].partition("/")
    return keyring.get_password(service, user) or ""


def _rate(table: Table) -> Rate:
    per = table.text_of("per", "minute", tuple(_SECONDS))
    made = Rate(
        requests=table.number_of("requests", 0, 0, _MOST),
        characters=table.number_of("characters", 0, 0, _MOST),
        tokens=table.number_of("tokens", 0, 0, _MOST),
        seconds=_SECONDS[per],
    )
    table.finish()
    return made


def _rule(
    table: Table, known: Mapping[str, Settings], locales: Sequence[Locale]
) -> tuple[Rule, tuple[str, ...]]:
    """A ``[[route.rule]]``, and the locales that it is for (all without any)."""
    allowed = [str(kind) for kind in BlockKind]
    kinds = table.texts_of("kinds")
    for kind in kinds:
        if kind not in allowed:
            raise table.error("kinds", kind, "block kinds: " + ", ".join(allowed))
    tags = tuple(_known_tag(table, tag, locales) for tag in table.texts_of("locales"))
    rule = Rule(
        kinds=kinds,
        longer=table.number_of("longer", 0, 0, _MOST),
        shorter=table.number_of("shorter", 0, 0, _MOST),
        steps=_steps(table, known, ()),
    )
    table.finish()
    return rule, tags


def _known_tag(table: Table, tag: str, locales: Sequence[Locale]) -> str:
    known = [locale.tag for locale in locales]
    if tag not in known:
        raise table.error("locales", tag, f"locales of this project ({', '.join(known)})")
    return tag


def _steps(
    table: Table, known: Mapping[str, Settings], default: tuple[str, ...]
) -> tuple[str, ...]:
    """Steps, each of them ``memory``, a provider, or ``best-of`` and at least two providers."""
    steps = table.texts_of("steps", default)
    for step in steps:
        names = step.removeprefix(BEST_OF).split() if step.startswith(BEST_OF) else [step]
        enough = not step.startswith(BEST_OF) or len(names) > 1
        allowed = known if step.startswith(BEST_OF) else ("memory", *known)
        if not enough or any(name not in allowed for name in names):
            raise table.error(
                "steps", step, f'memory, a provider ({", ".join(known)}), or "best-of" and several'
            )
    return steps
