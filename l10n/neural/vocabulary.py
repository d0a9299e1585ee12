"""Cuts source text into the pieces a model knows, and joins target pieces into text."""

from __future__ import annotations

import gzip
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.errors import ProviderUnavailable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sentencepiece import SentencePieceProcessor

    from l10n.neural.alignment import Span

# What to read an unknown character as: one for one, so that spans stay true.
_PLAIN = {
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{SINGLE LOW-9 QUOTATION MARK}": "'",
    "\N{MODIFIER LETTER APOSTROPHE}": "'",
    "\N{MODIFIER LETTER TURNED COMMA}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{DOUBLE LOW-9 QUOTATION MARK}": '"',
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
    "\N{HYPHEN}": "-",
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{FIGURE DASH}": "-",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{MINUS SIGN}": "-",
    "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    "\N{LATIN SMALL LETTER O WITH STROKE}": "o",
    "\N{LATIN CAPITAL LETTER O WITH STROKE}": "O",
    "\N{LATIN SMALL LETTER L WITH STROKE}": "l",
    "\N{LATIN CAPITAL LETTER L WITH STROKE}": "L",
    "\N{LATIN SMALL LETTER D WITH STROKE}": "d",
    "\N{LATIN CAPITAL LETTER D WITH STROKE}": "D",
    "\N{LATIN SMALL LETTER SHARP S}": "s",
}
_NOTHING = "\N{ZERO WIDTH SPACE}"  # every vocabulary's normalisation drops it


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A text as ids of pieces; ``spans`` are code points of the text, without white space."""

    ids: tuple[int, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """One SentencePiece model; ``end`` and ``unknown`` are the ids of those two pieces."""

    processor: SentencePieceProcessor
    end: int
    unknown: int

    @classmethod
    def open(cls, path: Path) -> Vocabulary:
        """Read a ``.spm`` file, plain or ``.gz``."""
        from sentencepiece import SentencePieceProcessor

        processor = SentencePieceProcessor()
        try:
            raw = path.read_bytes()
            processor.LoadFromSerializedProto(gzip.decompress(raw) if path.suffix == ".gz" else raw)
        except (OSError, EOFError, RuntimeError, ValueError) as error:
            raise ProviderUnavailable(
                f"{path}: the file is damaged or not a SentencePiece vocabulary",
                provider="local",
                hint="put the file in place again; a download may have been cut short",
            ) from error
        return cls(processor=processor, end=processor.eos_id(), unknown=processor.unk_id())

    def encode(self, text: str) -> Pieces:
        """The pieces of a source text, without the mark of its end."""
        mapping = self.processor.encode(
            text.translate(self._readings(text)), return_type="offset_mapping", return_bytes=False
        )
        spans = tuple(_without_space(text, start, end) for start, end in mapping["offsets"])
        return Pieces(ids=tuple(mapping["ids"]), spans=spans)

    def _readings(self, text: str) -> dict[int, str]:
        """What to read the characters as that the model was trained without."""
        odd = sorted(letter for letter in set(text) if not letter.isascii())
        return {ord(letter): _reading(letter) for letter in odd if not self._knows(letter)}

    def _knows(self, letter: str) -> bool:
        return self.unknown not in self.processor.encode(letter)

    def decode(self, ids: Sequence[int]) -> tuple[str, tuple[Span, ...]]:
        """The text of target pieces, and where each stands in it."""
        mapping = self.processor.decode(list(ids), return_type="offset_mapping", return_bytes=False)
        text = str(mapping["text"])
        return text, tuple(_without_space(text, start, end) for start, end in mapping["offsets"])


def _without_space(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _reading(letter: str) -> str:
    """A quotation mark without its curl, a letter without its accent, nothing for a control."""
    if unicodedata.category(letter) == "Cf":
        return _NOTHING
    base = unicodedata.normalize("NFD", letter)[0]
    return _PLAIN.get(letter, base if base.isascii() else letter)
