"""Installing models of the local engine: copied, checked, and only then put in place."""

from __future__ import annotations

import shutil
import tarfile
import tempfile
import zipfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from l10n.errors import ConfigError
from l10n.neural.folder import open_folder
from l10n.project.config import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_MODEL_FILES = (".bin", ".spm", ".json", ".yml", ".gz")
_LARGEST = 1 << 30  # bytes; the largest published model is about 200 MB


def install_model(source: Path) -> tuple[str, Path]:
    """Put the model of a folder or archive where the engine finds it; its pair and its folder.

    Only model files are taken, at most 1 GiB of them; `ProviderUnavailable` names what is missing.
    """
    if not source.exists():
        raise ConfigError("is not there", path=source)
    home = data_folder() / "models"
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, prefix=".installing-") as staging:
        folder = Path(staging) / _folder_name(source)
        folder.mkdir()
        _gather(source, folder)
        model = open_folder(folder)
        place = home / f"{model.pair.source}-{model.pair.target}"
        if place.exists():
            shutil.rmtree(place)
        folder.rename(place)
    return str(model.pair), place


def _folder_name(source: Path) -> str:
    name = source.resolve().name
    for suffix in (".zip", ".tar.gz", ".tgz", ".tar"):
        name = name.removesuffix(suffix)
    return name


def _gather(source: Path, folder: Path) -> None:
    total = 0
    for name, data in _files(source):
        total += len(data)
        if total > _LARGEST:
            raise ConfigError("holds more than 1 GiB of model files", path=source)
        (folder / PurePosixPath(name).name).write_bytes(data)


def _files(source: Path) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the model files in a folder or archive; others are left."""
    if source.is_dir():
        for path in sorted(source.iterdir()):
            if path.is_file() and path.suffix in _MODEL_FILES:
                yield path.name, path.read_bytes()
    elif zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            for info in archive.infolist():
                if info.filename.endswith(_MODEL_FILES) and info.file_size <= _LARGEST:
                    yield info.filename, archive.read(info)
    elif tarfile.is_tarfile(source):
        with tarfile.open(source) as packed:
            for member in packed:
                stream = packed.extractfile(member) if member.isfile() else None
                if stream and member.name.endswith(_MODEL_FILES) and member.size <= _LARGEST:
                    yield member.name, stream.read()
    else:
        raise ConfigError("is no folder, .zip or .tar archive", path=source)
