"""Whether a verb or an article agrees with the words beside it: of two forms, which is the slip.

Only what a few words can tell: a pronoun or a plural beside the verb, the first letter behind "a". What they
do not tell agrees with nothing. Before: a change of a quotation. After: `policies` excuses mended slips.
"""

from __future__ import annotations

_PLURAL_OF = {
    "was": "were",
    "is": "are",
    "has": "have",
    "does": "do",
    "wasn't": "weren't",
    "isn't": "aren't",
    "hasn't": "haven't",
    "doesn't": "don't",
    "there's": "there are",
}
_SINGULAR_OF = {plural: singular for singular, plural in _PLURAL_OF.items()}
_SINGULAR = frozenset(
    "he she it this that everybody everyone nobody somebody someone anybody anyone nothing something "
    "everything each one a an".split()
)
_PLURAL = frozenset(
    "we you they these those people men women children police many several both few some lots two three "
    "four five six seven eight nine ten twelve twenty hundreds thousands dozens".split()
)
_NO_PLURALS = ("ss", "us", "is", "'s")
_FIRST_PERSON = frozenset(("was", "wasn't", "have", "haven't", "do", "don't"))
_UNSURE = frozenset("hu0123456789")
"""First letters that do not tell how a word begins: an hour, a house; a user, an uncle."""


def agrees(before: str, after: str, left: str, right: str) -> bool:
    """Whether `after`, between the words `left` and `right`, is the form in agreement and `before` the other.

    >>> agrees("was", "were", "people", "waiting"), agrees("were", "was", "people", "waiting")
    (True, False)
    >>> agrees("was", "were", "there", "three"), agrees("a", "an", "was", "honest")
    (True, False)
    """
    if {before, after} == {"a", "an"}:
        return bool(right) and right[0] not in _UNSURE and (right[0] in "aeio") == (after == "an")
    if _PLURAL_OF.get(before) == after:
        return _number(after, left, right) == "plural"
    if _SINGULAR_OF.get(before) == after:
        return _number(after, left, right) == "singular"
    return False


def _number(form: str, left: str, right: str) -> str:
    """The number that the subject beside a verb has, nothing where it is not told."""
    if left == "i":
        wanted = form in _FIRST_PERSON
        return ("singular" if form in _PLURAL_OF else "plural") if wanted else ""
    subject = right if left == "there" or form.startswith("there") else left
    if subject in _SINGULAR:
        return "singular"
    if subject in _PLURAL:
        return "plural"
    return (
        "plural"
        if len(subject) > 3 and subject.endswith("s") and not subject.endswith(_NO_PLURALS)
        else ""
    )
