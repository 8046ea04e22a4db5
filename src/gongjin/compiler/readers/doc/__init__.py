"""doc: Word's binary format of 1997 to 2003 ([MS-DOC]), which WPS writes too (.doc, .wps).

In: the bytes of the file. Does: opens the container (container.py), puts the text together from its pieces
(pieces.py), finds each character's and paragraph's formatting (formatting.py, styles.py), counts the automatic numbers
(lists.py), walks the text (body.py). Out: a `Document`. Nothing outside the file is ever fetched.
"""

from __future__ import annotations

from gongjin.compiler.readers.doc.reader import DocReader

READERS = (DocReader(),)
