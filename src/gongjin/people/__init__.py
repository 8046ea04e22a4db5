"""people: who there is and what each may do.

In: units, accounts and posts. Does: the tree of units with their other names, sign-in, one-time links, roles.
Out: an `Actor` for every signed-in user, units by name, accounts on their own chain.
"""
