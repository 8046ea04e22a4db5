"""html: a page saved from a government website (.html, .htm, .mht), or Word's own pages under the name .doc.

In: the bytes of the file. Does: decodes them (source.py), sets apart what is furniture of the site (furniture.py),
finds the article by the density of its text (article.py), reads the page line by line and table by table (flow.py),
keeps the title and tells the other particulars (particulars.py). Out: a `Document`. Nothing is ever fetched.
"""

from __future__ import annotations

from gongjin.compiler.readers.html.reader import HtmlReader

READERS = (HtmlReader(),)
