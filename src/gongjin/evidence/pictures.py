"""The size of a picture in pixels, read from its first bytes; the picture itself is never unpacked.

Own, because a picture must not be decoded to be measured, and libraries that only measure give no size for bent files
and know no HEIC, which is what telephones take.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Final

Size = tuple[int, int]


def size_of(media_type: str, data: bytes) -> Size | None:
    """Width and height; None for a picture that is cut off or says none."""
    try:
        found = _READERS[media_type](data)
    except (struct.error, IndexError, KeyError):
        return None
    return found if found and min(found) > 0 else None


def _png(data: bytes) -> Size | None:
    width, height = struct.unpack(">II", data[16:24])
    return (width, height) if data[12:16] == b"IHDR" else None


def _gif(data: bytes) -> Size:
    width, height = struct.unpack("<HH", data[6:10])
    return width, height


def _bmp(data: bytes) -> Size:
    width, height = struct.unpack("<ii", data[18:26])
    return abs(width), abs(height)


def _jpeg(data: bytes) -> Size | None:
    place = 2
    while place + 9 <= len(data):
        if data[place] != 0xFF:
            return None
        mark = data[place + 1]
        if mark == 0xFF:  # fill
            place += 1
            continue
        if 0xC0 <= mark <= 0xCF and mark not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        if mark == 0x01 or 0xD0 <= mark <= 0xD8:
            place += 2
            continue
        place += 2 + int(struct.unpack(">H", data[place + 2 : place + 4])[0])
    return None


def _webp(data: bytes) -> Size | None:
    match data[12:16]:
        case b"VP8X":
            width = int.from_bytes(data[24:27], "little") + 1
            return width, int.from_bytes(data[27:30], "little") + 1
        case b"VP8L":
            bits = struct.unpack("<I", data[21:25])[0]
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            width, height = struct.unpack("<HH", data[26:30])
            return width & 0x3FFF, height & 0x3FFF
    return None


def _tiff(data: bytes) -> Size | None:
    order = "<" if data[:2] == b"II" else ">"
    start = struct.unpack(f"{order}I", data[4:8])[0]
    count = struct.unpack(f"{order}H", data[start : start + 2])[0]
    found: dict[int, int] = {}
    for index in range(min(count, 100)):
        place = start + 2 + 12 * index
        tag, kind = struct.unpack(f"{order}HH", data[place : place + 4])
        form = "H" if kind == 3 else "I"  # SHORT or LONG
        found[tag] = struct.unpack(f"{order}{form}", data[place + 8 : place + 8 + struct.calcsize(form)])[0]
    return (found[256], found[257])


def _heic(data: bytes) -> Size | None:
    place = data.find(b"ispe", 0, 65_536)
    if place < 0:
        return None
    width, height = struct.unpack(">II", data[place + 8 : place + 16])
    return width, height


_READERS: Final[dict[str, Callable[[bytes], Size | None]]] = {
    "image/png": _png,
    "image/gif": _gif,
    "image/bmp": _bmp,
    "image/jpeg": _jpeg,
    "image/webp": _webp,
    "image/tiff": _tiff,
    "image/heic": _heic,
}
