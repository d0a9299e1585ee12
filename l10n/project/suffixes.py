"""Which files hold units that can be checked, by their suffix."""

from __future__ import annotations

PO = ".po"
XLIFF = (".xlf", ".xliff")
SUFFIXES = (PO, *XLIFF)
