"""What is said to a person: a filled sentence that remembers its pattern, so that it can be translated."""

from __future__ import annotations

from typing import Self


class Message(str):
    """A sentence in English; ``pattern`` and ``values`` let a catalog of messages say it otherwise."""

    __slots__ = ("pattern", "values")

    pattern: str
    values: dict[str, object]

    def __new__(cls, pattern: str, values: dict[str, object]) -> Self:
        made = super().__new__(cls, pattern.format_map(values) if values else pattern)
        made.pattern = pattern
        made.values = values
        return made

    def __reduce__(self) -> tuple[type[Message], tuple[str, dict[str, object]]]:
        return Message, (self.pattern, self.values)


def say(pattern: str, **values: object) -> Message:
    """The message of a pattern such as ``"the number {number} is missing"``."""
    return Message(pattern, values)


def pattern_of(message: str) -> str:
    """The pattern that a message was made of: what messages of one kind have in common."""
    return message.pattern if isinstance(message, Message) else message


def values_of(message: str) -> dict[str, str]:
    """What stands in the gaps of its pattern."""
    known = message.values if isinstance(message, Message) else {}
    return {name: str(value) for name, value in known.items()}
