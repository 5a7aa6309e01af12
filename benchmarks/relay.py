"""Passes standard input on to a socket and what comes from it to standard output, until either end is gone.

Stands where `onrecord add` starts a reading process, for the readers that `stored_reading` keeps ready.
"""

import os
import select
import socket
import sys

with socket.socket(socket.AF_UNIX) as reader:
    reader.connect(sys.argv[1])
    while True:
        ready, _, _ = select.select([0, reader], [], [])
        if 0 in ready:
            data = os.read(0, 1 << 16)
            if not data:
                break
            reader.sendall(data)
        if reader in ready:
            data = reader.recv(1 << 16)
            if not data:
                break
            while data:
                data = data[os.write(1, data) :]
