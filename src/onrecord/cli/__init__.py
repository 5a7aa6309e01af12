"""The command line: the commands, what they print on a terminal, and the exit codes.

The last of the packages: it may use all the others and none uses it.
"""
