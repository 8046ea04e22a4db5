"""Old Office containers and .doc files for the tests, written byte by byte ([MS-CFB], [MS-DOC])."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALLEST = 4096
_PLACES, _STRUCTURES = 0x9A, 93
_LENGTHS = 0x4C


def container(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams, each padded to the size from which streams have sectors of their own."""
    contents = [content.ljust(_SMALLEST, b"\x00") for content in streams.values()]
    sizes = [-(-len(content) // _SECTOR) for content in contents]
    directory = -(-(1 + len(contents)) // 4)
    tables = 1
    while tables * 128 < tables + directory + sum(sizes):
        tables += 1
    chain = [_TABLE] * tables
    starts: list[int] = []
    for size in (directory, *sizes):
        starts.append(len(chain))
        chain += [*range(len(chain) + 1, len(chain) + size), _END]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, starts[0], 0, _SMALLEST, _END, 0, _END, 0
    )
    head += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    entries = [_entry("Root Entry", 5, _END, 0, child=1 if contents else _FREE)]
    for index, (name, content) in enumerate(zip(streams, contents, strict=True)):
        following = index + 2 if index + 1 < len(contents) else _FREE
        entries.append(_entry(name, 2, starts[index + 1], len(content), right=following))
    body = struct.pack(f"<{128 * tables}I", *chain, *[_FREE] * (128 * tables - len(chain)))
    body += b"".join(entries).ljust(directory * _SECTOR, b"\x00")
    for content, size in zip(contents, sizes, strict=True):
        body += content.ljust(size * _SECTOR, b"\x00")
    return head + body


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE, right: int = _FREE) -> bytes:
    spelled = name.encode("utf-16-le") + b"\x00\x00"
    head = spelled.ljust(64, b"\x00") + struct.pack("<HBBIII", len(spelled), kind, 1, _FREE, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def sprm(code: int, value: bytes) -> bytes:
    """A property change."""
    return struct.pack("<H", code) + value


@dataclass
class Word:
    """A .doc in the making: pieces of text in reading order, each at the place in the file that `order` gives it."""

    pieces: Sequence[str | bytes]
    """Text (two bytes a character) or bytes (one byte a character)."""
    order: Sequence[int] = ()
    """The numbers of the pieces as they lie in the file; old text that belongs to none lies between them."""
    changes: Mapping[int, bytes] = field(default_factory=dict)
    """Property changes laid over a whole piece by a fast save."""
    flags: int = 0
    version: int = 0xC1
    ident: int = 0xA5EC
    main: int | None = None
    extra: Mapping[str, bytes] = field(default_factory=dict)
    structures: Mapping[int, bytes] = field(default_factory=dict)
    """Further structures of the table stream, by their number in the table of places."""

    def file(self) -> bytes:
        """The bytes of the file."""
        text = bytearray(bytes(1024))
        stored = [piece if isinstance(piece, bytes) else piece.encode("utf-16-le") for piece in self.pieces]
        places: dict[int, int] = {}
        for number in self.order or range(len(self.pieces)):
            text += "旧文字".encode("utf-16-le")
            places[number] = len(text)
            text += stored[number]
        bounds, elements, grpprls = [0], b"", b""
        for number, piece in enumerate(self.pieces):
            narrow = isinstance(piece, bytes)
            bounds.append(bounds[-1] + len(stored[number]) // (1 if narrow else 2))
            prm = 0
            if number in self.changes:
                prm = list(self.changes).index(number) << 1 | 1
            place = places[number] * 2 | 0x40000000 if narrow else places[number]
            elements += struct.pack("<HIH", 0, place, prm)
        for change in self.changes.values():
            grpprls += b"\x01" + struct.pack("<H", len(change)) + change
        table = struct.pack(f"<{len(bounds)}I", *bounds) + elements
        clx = grpprls + b"\x02" + struct.pack("<I", len(table)) + table
        struct.pack_into("<HH", text, 0, self.ident, self.version)
        struct.pack_into("<H", text, 10, self.flags | 0x200)
        struct.pack_into("<i", text, _LENGTHS, bounds[-1] if self.main is None else self.main)
        struct.pack_into("<II", text, _PLACES + 8 * 33, 16, len(clx))
        tables = bytes(16) + clx
        for number, content in self.structures.items():
            struct.pack_into("<II", text, _PLACES + 8 * number, len(tables), len(content))
            tables += content
        return container({"WordDocument": bytes(text), "1Table": tables, **self.extra})
