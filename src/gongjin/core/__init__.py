"""core: what every room may use and that knows no Django.

In: nothing. Does: the clock, working days, periods, exact figures, tables to and from Excel, marked texts,
a rest for the collector.
Out: small value types and functions.
"""
