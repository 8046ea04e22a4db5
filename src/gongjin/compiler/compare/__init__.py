"""compare: what became of a plan from one version to the next.

In: two compiled plans, or rows of two versions as texts. Does: proposes which row goes on as which, with a score, and
says what changed in it. Out: proposals and changes; confirming them is the reviewer's.
"""
