"""From what the user names to the record: inputs, reading processes, one writer, a ledger.

Comes after `record`, before the faces. `reader` reads one document with one model; `inputs` puts what is to
be read in one order; `readers` are the processes that read; `adding` writes, in that order, and keeps the
ledger; `rereading` does the same for what is held. Import the modules: some load slow libraries.
"""
