"""docx: Word's file format since 2007 (ISO/IEC 29500), read with lxml straight from the zip.

In: the bytes of the file. Does: checks the container (package.py), restores automatic numbers (numbering.py),
walks the body (body.py). Out: a `Document`. Nothing outside the file is ever fetched.
"""

from __future__ import annotations

from gongjin.compiler.readers.docx.reader import DocxReader

READERS = (DocxReader(),)
