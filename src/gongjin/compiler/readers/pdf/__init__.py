"""pdf: PDF files with a text layer.

In: the bytes of a .pdf. Does: takes characters and ruling lines with their places, and puts lines, paragraphs and
tables together as they were typed (`source` → `grids`, `lines` → `margins` → `columns` → `flow`). Out: a `Document`.
"""

from gongjin.compiler.readers.pdf.reader import PdfReader

READERS = (PdfReader(),)
