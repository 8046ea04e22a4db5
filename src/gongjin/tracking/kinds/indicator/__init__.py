"""指标: a value over time.

In: values by month, quarter, half, year or January–February, typed or from a statistics bureau's Excel.
Does: sums, growth, changes, differences, ranks and coverage, all exact, and says what is missing.
Out: `Measured` for the rows that ask for such a figure, and the course for their charts.
"""
