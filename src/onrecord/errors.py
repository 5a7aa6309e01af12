"""Every error that onrecord raises, in one tree.

    OnrecordError                 catch this to catch them all
    ├── UnreadableDocument        one input could not be read; the others go on
    │   ├── NoArticleText         nothing in it that could be an article
    │   ├── NotEnglish            text in a language that onrecord does not read
    │   └── TooLarge              over the size limit
    ├── ModelError                the bundled model is missing or damaged
    ├── ReaderError               a process that reads could not do its work
    ├── RecordError               the record could not be opened, read or written
    │   ├── NotARecord            the file is something else
    │   ├── NewerRecord           written by a later version of onrecord
    │   └── NotOnRecord           what was asked for is not in the record
    └── UsageError                an argument that makes no sense

A message says what was found, where, and what to do next. Only the faces (`cli`, `web`) turn an
error into an exit code or a status.
"""


class OnrecordError(Exception):
    """Any error that onrecord raises on purpose."""


class UnreadableDocument(OnrecordError):
    """One input could not be read; the others go on."""


class NoArticleText(UnreadableDocument):
    """Nothing in the input could be an article."""


class NotEnglish(UnreadableDocument):
    """The text is in a language that onrecord does not read."""


class TooLarge(UnreadableDocument):
    """The input is over the size limit."""


class ModelError(OnrecordError):
    """The bundled model is missing or damaged."""


class ReaderError(OnrecordError):
    """A process that reads documents could not do its work."""


class RecordError(OnrecordError):
    """The record could not be opened, read or written."""


class NotARecord(RecordError):
    """The file is not a record of onrecord."""


class NewerRecord(RecordError):
    """The record was written by a later version of onrecord."""


class NotOnRecord(RecordError):
    """What was asked for is not in the record."""


class UsageError(OnrecordError):
    """An argument that makes no sense, with what would."""
