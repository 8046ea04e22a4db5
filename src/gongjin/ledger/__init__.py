"""ledger: from a compiled plan to the reviewed 任务清单.

In: a `CompiledPlan`. Does: review by a person, versions with lasting rows, the office's division, Excel both ways.
Out: rows (tasks, measures, targets, commitments) with units, dates and the origin of every value.
"""
