"""store: how things are kept, and nothing about what they mean.

In: rows and files of the rooms above. Does: SQLite with a fair turn for writers, exact figures at
rest, files by digest. Out: field types, the base of every model that is linked or exchanged, `Files`.
"""
