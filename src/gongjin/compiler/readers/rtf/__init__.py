"""rtf: the Rich Text Format (1.9.1), which government sites also serve under the name .doc.

In: the bytes of the file. Does: cuts them into tokens (tokens.py), follows groups and destinations (interpreter.py),
decodes the characters by font (fonts.py), builds paragraphs and tables (body.py). Out: a `Document`.
"""

from __future__ import annotations

from gongjin.compiler.readers.rtf.reader import RtfReader

READERS = (RtfReader(),)
