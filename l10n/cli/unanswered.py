"""What providers did not do in a run: why, said once, and how much is left to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from l10n.errors import LocaleNotSupported

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from l10n.cli.everywhere import Session
    from l10n.errors import ProviderError
    from l10n.routing import Routed


class Unanswered:
    """Gathers what a run could not get done; what has been said is only counted from then on."""

    def __init__(self, here: Session) -> None:
        self.here = here
        self.units = 0
        self.of = 0
        self.catalogs = 0
        self._locales: dict[tuple[str, str, bool], list[str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    @property
    def any(self) -> bool:
        """Whether a provider failed, and nobody did its work."""
        return bool(self.units)

    def note(self, locale: str, waiting: int, routed: Routed) -> None:
        """Note one catalog's route; a reason that is new is said at once."""
        for step, error in routed.failures.items():
            self._say(step, locale, error, undone=bool(routed.empty))
        if routed.failures and routed.empty:
            self.units += routed.empty
            self.of += waiting
            self.catalogs += 1

    def _say(self, step: str, locale: str, error: ProviderError, *, undone: bool) -> None:
        """Say why a step did not answer; where nobody else did, ``--quiet`` does not hide it."""
        from l10n.project.examination import SERVICE

        told = str(error).removeprefix(f"{error.provider}: ")
        kind = type(error).__name__ if isinstance(error, LocaleNotSupported) else told
        said = self._locales.setdefault((step, kind, undone), [])
        if not said:
            self._line(f"{locale}: {step} did not answer: {told}", undone=undone)
            if error.hint:
                self._line(f"  {error.hint}", undone=undone, bare=True)
            if undone and isinstance(error, LocaleNotSupported):
                self._line(f"  or {SERVICE}", undone=True, bare=True)
        if locale not in said:
            said.append(locale)

    def _close(self) -> None:
        for (step, _, undone), (_, *others) in self._locales.items():
            if others:
                self._line(f"{step} did not answer for {', '.join(others)} either", undone=undone)
        if self.units:
            where = f" in {self.catalogs} catalogs" if self.catalogs > 1 else ""
            left = f"{self.units} of {self.of} units{where} are left to do"
            self._line(f"{left}; what is translated is saved", undone=True)

    def _line(self, text: str, *, undone: bool, bare: bool = False) -> None:
        head = "" if bare else "error: " if undone else "warning: "
        if undone:
            typer.echo(f"{head}{text}", err=True)
        else:
            self.here.note(f"{head}{text}")
