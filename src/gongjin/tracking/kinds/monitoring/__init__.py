"""监测: readings at stations against a standard.

In: readings by day, ten days or month with their limits of detection, reductions of loads by source.
Does: means, classes, exceedance, compliance, load; a trend test. What the standard says is data with its source.
Out: `Measured`, and the course. A national target is typed from its document and never assumed.
"""
