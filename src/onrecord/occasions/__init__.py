"""Venue and time of a statement: where and when the words were said."""

from onrecord.occasions.settle import settle_occasions

__all__ = ["settle_occasions"]
