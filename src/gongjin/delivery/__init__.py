"""delivery: what is handed to units, and what becomes of it.

In: rows of a settled division, resolutions, instructions. Does: hands them out in batches, each with its authority and
dates; a unit signs or declines, passes on inside, divides among townships. Out: assignments, each with its timeline.
"""
