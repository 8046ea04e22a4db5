"""core: what every room may use and that knows no Django.

In: nothing. Does: the clock, working days, periods, exact figures, tables to and from Excel, marked texts.
Out: small value types and functions.
"""
