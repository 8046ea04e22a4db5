"""tracking: what is counted, and how far each row of a plan has come.

In: facts with evidence, recorded by actions into data sets that outlive plans. Does: ties each row to a data set by a
tracker and works out progress and light for any date as known at any moment. Out: `Progress`, never a declared figure.
"""
