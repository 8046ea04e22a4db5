"""项目: milestones with dates, money and land; also the agreed outputs (阶段成果) of a measure without a figure.

In: planned, forecast and actual days of milestones, money, land, figures of work done, dated photos. Does: weighs what
is done, and proved, against the plan. Out: `KIND`; no percentage is ever typed in.
"""
