"""compiler: a plan file in, a typed plan out. No Django, no database.

In: the bytes of a file. Does: reads it into blocks, finds outline, measures, units, figures, dates, the task force.
Out: a `CompiledPlan` (plan.py) whose every row carries its span in the text.
"""
