"""The face in a browser: pages to read, ask and check, and the same JSON as the command line under /api/v1.

Stands beside `cli`, after `facade`; needs the extra `web`. It only reads the record.
"""
