"""Runs the command line as `python -m onrecord`."""

from onrecord.cli.main import main

main()
