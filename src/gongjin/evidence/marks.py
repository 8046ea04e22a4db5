"""Evidence that is marked as a state secret, or as internal, is refused before anything of it is kept."""

from __future__ import annotations

from typing import Final

from gongjin.audit.errors import Invalid
from gongjin.compiler.errors import RefusedFile
from gongjin.compiler.files import read_document

_MARKED: Final = frozenset({"classified", "internal"})


def refuse_marked(name: str, data: bytes) -> None:
    """Raise `Invalid` for a file whose name or text carries such a mark.

    Texts are read as plans are, whatever format they have. What cannot be read as one (a picture, a scan, a workbook of
    figures) is no matter of this check: what else speaks against it, `evidence.checks` says.
    """
    try:
        read_document(data, name)
    except RefusedFile as error:
        if error.code in _MARKED:
            raise Invalid(error.message, "file") from error
