"""evaluate: how well plans are compiled, measured against what careful readers annotated.

In: compiled plans and gold annotations (`examples/corpus/README.md` gives their shape). Does: pairs the rows of each
kind one to one. Out: precision, recall and F1 a kind, each miss with its sentence, and how far confidence holds.
"""
