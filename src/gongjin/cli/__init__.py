"""cli: the command line `gongjin`.

In: arguments. Does: finds the command by its name (a module here, or a folder, with a `command`) and runs it.
Out: text or JSON on stdout, messages on stderr; exit code 0 done, 1 findings or refused input, 2 wrong use.
"""
