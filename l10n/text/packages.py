"""A package (zip): its parts, read within bounds, and one part replaced, the others byte for byte."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LARGEST_PART = 64 << 20  # bytes of one part unpacked
_LARGEST = 256 << 20  # bytes of all parts unpacked
_MOST_PARTS = 10_000
_HIGHEST_RATIO = 200  # unpacked to packed; XML compresses to about a tenth


class NotPackage(Exception):  # noqa: N818 - internal news, translated at the door that knows the file
    """Bytes that are no package, or one that is not opened."""


def names(raw: bytes) -> tuple[str, ...]:
    """The names of the parts."""
    return tuple(info.filename for info in _opened(raw).infolist())


def read_parts(raw: bytes, wanted: Iterable[str]) -> Mapping[str, bytes]:
    """These parts unpacked; `NotPackage` where something is wrong or too large."""
    package = _opened(raw)
    try:
        return {name: package.read(name) for name in wanted}
    except (
        KeyError,
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ) as error:
        raise NotPackage(f"has a part that cannot be unpacked: {error}") from error


def with_parts(raw: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The package with these parts in place of the old ones; the others keep their bytes."""
    package = _opened(raw)
    infos = sorted(package.infolist(), key=lambda info: info.header_offset)
    made = io.BytesIO()
    entries: list[bytes] = []
    for n, info in enumerate(infos):
        after = infos[n + 1].header_offset if n + 1 < len(infos) else package.start_dir
        offset = made.tell()
        if info.filename in changed:
            made.write(_local_part(info, changed[info.filename]))
        else:
            made.write(raw[info.header_offset : after])
        entries.append(_central_entry(info, offset))
    start = made.tell()
    made.writelines(entries)
    end = struct.pack(
        "<4s4H2LH",
        b"PK\x05\x06",
        0,
        0,
        len(entries),
        len(entries),
        made.tell() - start,
        start,
        len(package.comment),
    )
    made.write(end + package.comment)
    return made.getvalue()


def _opened(raw: bytes) -> zipfile.ZipFile:
    try:
        package = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, struct.error, ValueError, OSError) as error:
        raise NotPackage(f"is not a package: {error}") from error
    infos = package.infolist()
    sizes = [info.file_size for info in infos]
    if len(infos) > _MOST_PARTS or sum(sizes) > _LARGEST or max(sizes, default=0) > _LARGEST_PART:
        raise NotPackage("unpacks to more than an article can be")
    for info in infos:
        if info.file_size > (1 << 20) and info.file_size > _HIGHEST_RATIO * info.compress_size:
            raise NotPackage(f"has a part that unpacks suspiciously: {info.filename}")
    return package


def _local_part(info: zipfile.ZipInfo, data: bytes) -> bytes:
    """A part with its local header; the sizes are noted in ``info`` for the directory."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush()
    info.CRC, info.file_size, info.compress_size = zlib.crc32(data), len(data), len(packed)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.flag_bits &= ~0x08  # sizes stand in the header, not after the data
    name = info.filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437")
    header = struct.pack(
        "<4s5H3L2H",
        b"PK\x03\x04",
        20,
        info.flag_bits,
        info.compress_type,
        *_time(info),
        info.CRC,
        info.compress_size,
        info.file_size,
        len(name),
        0,
    )
    return header + name + packed


def _central_entry(info: zipfile.ZipInfo, offset: int) -> bytes:
    name = info.filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437")
    header = struct.pack(
        "<4s4B4H3L5H2L",
        b"PK\x01\x02",
        info.create_version,
        info.create_system,
        info.extract_version,
        0,
        info.flag_bits,
        info.compress_type,
        *_time(info),
        info.CRC,
        info.compress_size,
        info.file_size,
        len(name),
        len(info.extra),
        len(info.comment),
        0,
        info.internal_attr,
        info.external_attr,
        offset,
    )
    return header + name + info.extra + info.comment


def _time(info: zipfile.ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = info.date_time
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
