"""evidence: files that prove something, kept once by their digest.

In: bytes from a page, a sheet or a phone. Does: looks at the content and not at the name, stores, revokes
with a reason. Out: `Evidence`, to which the room that uses it links; this room knows nothing of what is proved.
"""
