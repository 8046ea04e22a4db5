"""Pages of the ledger. A module here parses the request, calls one action or query, and renders.

Its list `patterns` holds its addresses; `urls.py` finds it by itself.
"""
