"""Where in a file a byte stands that is no text."""

from __future__ import annotations


def not_utf8(error: UnicodeDecodeError) -> tuple[str, int]:
    """What is wrong, and in which line (from 1) of what was decoded."""
    before = error.object[: error.start]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    return f"is not UTF-8: byte 0x{error.object[error.start]:02X} in column {column}", line
