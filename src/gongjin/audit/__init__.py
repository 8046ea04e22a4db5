"""audit: nothing changes unseen.

In: an action, an actor, the object that it is about. Does: takes the write turn, asks the state table, locks, checks
the revision, changes, appends the record to the chain, commits. Out: the changed object, and events after the commit.
"""
