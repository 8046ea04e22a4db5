"""Small files of every sort, made here: no file of anybody is shipped."""

from __future__ import annotations

import io
import struct
import zipfile

import docx

PDF = b"%PDF-1.4\n%%EOF\n"


def png(width: int = 8, height: int = 8) -> bytes:
    """The head of a picture."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height)


def jpeg(width: int = 8, height: int = 8) -> bytes:
    """With a block of camera's data before the size, as telephones write it."""
    camera = b"\xff\xe1\x00\x06Exif"
    return b"\xff\xd8" + camera + b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03" * 10


def tiff(width: int = 8, height: int = 8) -> bytes:
    """As a scanner writes it."""
    entries = struct.pack("<HHII", 256, 4, 1, width) + struct.pack("<HHII", 257, 4, 1, height)
    return b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 2) + entries


def heic(width: int = 8, height: int = 8) -> bytes:
    """As newer telephones write it."""
    return b"\0\0\0\x18ftypheic" + b"\0" * 12 + b"\0\0\0\x14ispe\0\0\0\0" + struct.pack(">II", width, height)


def bmp(width: int = 8, height: int = 8) -> bytes:
    """Stored from the top: its height is negative."""
    return b"BM" + b"\0" * 16 + struct.pack("<ii", width, -height)


def webp(width: int = 8, height: int = 8) -> bytes:
    """The extended form."""
    sizes = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF\0\0\0\0WEBPVP8X" + b"\0" * 8 + sizes


def gif(width: int = 8, height: int = 8) -> bytes:
    """The head of a picture."""
    return b"GIF89a" + struct.pack("<HH", width, height)


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """A zip of parts."""
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return store.getvalue()


def word(*paragraphs: str) -> bytes:
    """A document of these paragraphs, as Word writes it."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
