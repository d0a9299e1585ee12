"""The offline translation engine: Firefox translation models in process, with word alignment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.errors import ProviderUnavailable
from l10n.neural.alignment import Alignment, Span, Translation
from l10n.neural.folder import ModelFolder, Pair, find, installed, open_folder
from l10n.neural.passages import passages
from l10n.neural.places import Replacement, locate
from l10n.neural.substitute import Failure, Located, Substituted, substitute

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from l10n.neural.decoder import Decoder, Written
    from l10n.neural.vocabulary import Pieces, Vocabulary

__all__ = [
    "Alignment",
    "Engine",
    "Failure",
    "Located",
    "ModelFolder",
    "Pair",
    "Replacement",
    "Span",
    "Substituted",
    "Translation",
    "find",
    "installed",
    "locate",
    "substitute",
]

# A batch is bounded in sentences and in padded pieces, so that memory is; longer texts are cut.
_BATCH_SENTENCES = 40
_BATCH_PIECES = 2048
_PASSAGE_PIECES = 160
_EASY_PIECES = 64
# Attention below this is noise, and most of the matrix.
_LEAST_WEIGHT = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    """A part of one text that goes through the network at once: ``start`` is its place there."""

    start: int
    text: str
    pieces: Pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """One model, ready to translate. It holds nothing between calls; threads may share it."""

    folder: ModelFolder
    source_vocabulary: Vocabulary
    target_vocabulary: Vocabulary
    decoder: Decoder

    @classmethod
    def open(cls, path: Path) -> Engine:
        """Read the model in a folder (about 0.1 s); ``ProviderUnavailable`` says what is missing.

        NumPy and sentencepiece are imported here. Two threads of NumPy's own are 1.4 times as fast
        for 1.4 times the CPU time; with ``OPENBLAS_NUM_THREADS=1``, set before Python starts, two
        processes do better.
        """
        folder = open_folder(path)
        try:
            from l10n.neural.decoder import Decoder
            from l10n.neural.model_file import ModelFile
            from l10n.neural.network import Network
            from l10n.neural.shortlist import Shortlist
            from l10n.neural.vocabulary import Vocabulary

            source = Vocabulary.open(folder.source_vocabulary)
            target = source
            if folder.target_vocabulary != folder.source_vocabulary:
                target = Vocabulary.open(folder.target_vocabulary)
        except ImportError as error:
            raise ProviderUnavailable(
                f"the offline engine needs {error.name}, which is not installed",
                provider="local",
                hint='pip install "l10n-desk[local]"',
            ) from error
        shortlist = Shortlist.open(folder.shortlist) if folder.shortlist else None
        network = Network.read(ModelFile.open(folder.model))
        decoder = Decoder(
            network=network, shortlist=shortlist, end=target.end, unknown=target.unknown
        )
        return cls(
            folder=folder, source_vocabulary=source, target_vocabulary=target, decoder=decoder
        )

    def translate(self, texts: Sequence[str], *, align: bool = True) -> tuple[Translation, ...]:
        """The translations in the order of the texts; each text is best one sentence.

        White space around a text is kept. A text of more than 160 pieces (about 600 letters) is
        translated in passages. The result does not depend on what else is in ``texts``.
        """
        cut = {text: tuple(self._passages(text)) for text in dict.fromkeys(texts)}
        waiting = [passage for parts in cut.values() for passage in parts]
        waiting.sort(key=lambda passage: len(passage.pieces.ids))
        done: dict[int, Translation] = {}
        for batch in _batches(waiting):
            sentences = [(*part.pieces.ids, self.source_vocabulary.end) for part in batch]
            for part, written in zip(
                batch, self.decoder.write(sentences, align=align), strict=True
            ):
                done[id(part)] = self._translation(part, written)
        made = {
            text: self._joined(text, [(part, done[id(part)]) for part in parts])
            for text, parts in cut.items()
        }
        return tuple(made[text] for text in texts)

    def _passages(self, text: str) -> Iterator[_Passage]:
        pieces = self.source_vocabulary.encode(text)
        for start, end in passages(text, pieces.spans, room=_PASSAGE_PIECES, ease=_EASY_PIECES):
            inner = text[start:end]
            words = inner.strip()
            own = pieces if words == text else self.source_vocabulary.encode(words)
            if own.ids:
                before = len(inner) - len(inner.lstrip())
                yield _Passage(start=start + before, text=words, pieces=own)

    def _translation(self, part: _Passage, written: Written) -> Translation:
        text, spans = self.target_vocabulary.decode(written.ids)
        alignment = Alignment()
        if written.attention is not None:
            rows = tuple(
                tuple(
                    (piece, round(weight, 4))
                    for piece, weight in enumerate(row)
                    if weight >= _LEAST_WEIGHT
                )
                for row in written.attention.tolist()
            )
            alignment = Alignment(sources=part.pieces.spans, targets=spans, rows=rows)
        return Translation(source=part.text, text=text, alignment=alignment)

    def _joined(self, text: str, parts: list[tuple[_Passage, Translation]]) -> Translation:
        """The passages of a text as one translation, with the white space that was between."""
        target, alignment, at = "", Alignment(), 0
        for part, translation in parts:
            target += text[at : part.start]
            moved = translation.alignment.moved(source=part.start, target=len(target))
            alignment = alignment.followed_by(moved) if alignment.rows else moved
            target += translation.text
            at = part.start + len(part.text)
        return Translation(
            source=text,
            text=target + text[at:],
            language=self.folder.pair.target,
            alignment=alignment,
        )


def _batches(passages: Sequence[_Passage]) -> Iterator[list[_Passage]]:
    """Runs of passages, shortest first, as many as the bounds allow."""
    batch: list[_Passage] = []
    for passage in passages:
        padded = (len(batch) + 1) * (len(passage.pieces.ids) + 1)
        if batch and (len(batch) == _BATCH_SENTENCES or padded > _BATCH_PIECES):
            yield batch
            batch = []
        batch.append(passage)
    if batch:
        yield batch
