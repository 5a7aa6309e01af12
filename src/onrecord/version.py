"""The version of onrecord, kept equal to the one in pyproject.toml by a test."""

__version__ = "0.1.0"
