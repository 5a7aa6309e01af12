"""What leaves onrecord: the JSON forms of everything, and the export of a whole record.

Comes after `answers`, before the faces `cli` and `web`, which print what this package shapes.
"""
