"""``python -m l10n``."""

from __future__ import annotations

import sys

from l10n.cli import main

if __name__ == "__main__":
    sys.exit(main())
