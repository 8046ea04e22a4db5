"""ofd: the national fixed-layout format (GB/T 33190-2016), pages of placed characters in a zip.

In: the bytes of a .ofd. Does: finds the pages (book.py), takes characters and ruling lines with their places
(content.py), and hands them to the layout that reads PDF. Out: a `Document`. Nothing outside the file is ever fetched.
"""

from __future__ import annotations

from gongjin.compiler.readers.ofd.reader import OfdReader

READERS = (OfdReader(),)
