"""Runs of capitalised words next to a place in the text: how titles and names are cut out."""

from __future__ import annotations

import re

from onrecord.values import Span

UPPER = "A-ZÀ-ÖØ-ÞŁŠŽČĆ"
ABBREVIATED = r"(?:(?<=\b\w)\.|(?<=\b\w\w)\.)"
CAP = rf"(?:[{UPPER}0-9][^\W_]*(?:[’'\-.&][^\W_]+)*(?:!|{ABBREVIATED})?(?![^\W_]))"
SMALL = r"(?:of|the|and|in|a|an|to|for|on|at|from|with|or|de|la|le|der|von|by|&|–|-)"
TITLE = re.compile(rf"{CAP}(?:(?: |: | {SMALL} (?:{SMALL} )?){CAP}){{0,9}}")
INITIAL = rf"(?:[{UPPER}]|Dr|St|Jr|Mr|Mrs|Ms|Prof)\.(?= ?[{UPPER}])"
NAME_WORD = rf"(?:{INITIAL}|[{UPPER}][^\W\d_]*(?:[’'\-][^\W\d_]+)*)"
NAME = rf"{NAME_WORD}(?: (?:(?:de|la|del|van|von|der|bin|al|du)(?= )|{NAME_WORD})){{0,3}}"
FULL_NAME = (
    rf"{NAME_WORD}(?: (?:(?:de|la|del|van|von|der|bin|al|du)(?= )|{NAME_WORD})){{0,2}} {NAME_WORD}"
)
OPENING = "“\"‘'«_*"
CLOSING = {"“": '”"', '"': '"”', "‘": "’'", "'": "'’", "«": "»", "_": "_", "*": "*"}
LONGEST_TITLE = 80
LONGEST_NAME = 3
SMALL_WORD = re.compile(
    r"(?i:the|a|an|of|for|and|in|on|at|to|with|from|by|is|are|my|your|our|no|not)"
)
TITLE_ENDERS = re.compile(
    r"[’']s?(?= (?:Ending|Finale|Cast|Director|Final|Last|Plot|Post|True|Big|Shocking|Real)\b)"
    r"| (?=(?:Ending|Explained|Meaning|Finale|Review|Recap|Cast|Director|Trailer|Star|Stars|Box"
    r"|Spoilers|Synopsis|Wins|Sweeps|Takes|Gets|Is|Are|Was|Has|Will|Does|Really|Means|Mean"
    r"|Premiere|Epilogue|Plot|Release|Streaming)\b)|[’']s?$"
)
PARTICLES = frozenset(["de", "la", "del", "van", "von", "der", "bin", "al", "du"])
NOT_FIRST = frozenset(
    "when while if in on at as for from with after before since although though but and or so then"
    " this that these those he she it they we i you his her its their our my your what why how who"
    " where which is are was were has have had do does did not no yes now here there also even"
    " both by to of unlike like until during because despite one some many most all more meanwhile"
    " however yet still once perhaps maybe afterwards afterward watch read see about into did mr mrs"
    " ms dr director actor actress star stars starring writer producer".split()
)


def name_after(text: str, at: int) -> tuple[Span, bool] | None:
    """The title that begins at `at`, and whether it stands in marks.

    >>> name_after("the film The Long Field opened", 9)
    (Span(start=9, end=23), False)
    >>> name_after("the film “Ashes,” opened", 9)
    (Span(start=10, end=15), True)
    """
    if text[at : at + 1] and text[at] in OPENING:
        marked = title_in_marks(text, at)
        if marked:
            return marked, True
    match = TITLE.match(text, at, at + LONGEST_TITLE)
    return (trim_title(text, Span(match.start(), match.end())), False) if match else None


def name_before(text: str, end: int) -> tuple[Span, bool] | None:
    """The title that ends just before `end`, and whether it stands in marks."""
    start = max(0, end - LONGEST_TITLE)
    while start and text[start - 1].isalnum():  # never begin inside a word
        start -= 1
    marked = re.search(r"[“\"‘'«_*]([^“”\"‘«»_*\n]{1,78}?),?[”\"’'»_*]$", text[start:end])
    if marked and looks_like_title(marked.group(1)):
        return Span(start + marked.start(1), start + marked.end(1)), True
    last: re.Match[str] | None = None
    for match in TITLE.finditer(text, start, end):
        last = match
    if last is None or last.end() != end:
        return None
    span = Span(last.start(), last.end())
    return drop_first_words(text, span), False


def title_in_marks(text: str, at: int) -> Span | None:
    """The title inside the marks that open at `at`, without a comma before the closing mark."""
    closers = CLOSING[text[at]]
    stop = min(len(text), at + LONGEST_TITLE + 2)
    for end in range(at + 1, stop):
        closes = text[end] in closers and not text[end + 1 : end + 2].isalnum()
        if closes or text[end] == "\n":
            inner = text[at + 1 : end].rstrip(",.")
            found = closes and looks_like_title(inner)
            return Span(at + 1, at + 1 + len(inner)) if found else None
    return None


def looks_like_title(inner: str) -> bool:
    """Whether words in marks may be a title: begins upper-case, its long words are capitalised.

    >>> looks_like_title("The Net Loft"), looks_like_title("I never liked it"), looks_like_title("1917")
    (True, False, True)
    """
    words = inner.split()
    if not 1 <= len(words) <= 12 or inner[0].islower() or not inner[0].isalnum():
        return False
    if inner[-1] in ".;" or (inner[-1] == "," and len(words) == 1):
        return False
    heavy = [word for word in words if len(word) > 4 or word is words[0] or word is words[-1]]
    return all(not word[0].islower() for word in heavy) and words != ["I"]


def trim_title(text: str, span: Span) -> Span:
    """The span without heading words after it ("X Ending Explained"), a possessive or a full stop.

    >>> trim_title("Ashes Ending Explained", Span(0, 22)).end
    5
    """
    piece = span.of(text)
    cut = TITLE_ENDERS.search(piece, 1)
    if cut:
        piece = piece[: cut.start()]
    if re.match(r" [a-z]", text[span.start + len(piece) :]):
        piece = piece.removesuffix(" I")  # "in the novel Dark Water I think"
    piece = piece.rstrip(".") if not re.search(r"\b[A-Z]\.$", piece) else piece
    return Span(span.start, span.start + len(piece))


def drop_first_words(text: str, span: Span) -> Span:
    """The span without words that only begin a sentence ("When", "In") before the title."""
    start = span.start
    while start < span.end:
        word = re.match(r"[^\s]+\s+", text[start : span.end])
        if not word or not is_before_title(word.group().strip()):
            break
        start += word.end()
    return drop_place_before(text, Span(start, span.end))


def drop_place_before(text: str, span: Span) -> Span:
    """The span without the day and place that a preposition joins to a title said alone elsewhere.

    >>> text = "It starts on Monday in Orr on The Lamp, a film. The Lamp opens in May."
    >>> drop_place_before(text, Span(13, 38)).of(text)
    'The Lamp'
    """
    for split in re.finditer(r" (?:on|in|at|for|with|from|by) (?=The |An? )", span.of(text)):
        tail = span.of(text)[split.end() :]
        if text.count(tail) > text.count(span.of(text)):
            return Span(span.start + split.end(), span.end)
    return span


def is_before_title(word: str) -> bool:
    """Whether a word only stands before a title: one that begins sentences, or a date."""
    return word.lower() in NOT_FIRST or bool(re.fullmatch(r"\d{4}-\d\d-\d\d", word))


def plain_title(title: str) -> str:
    """The title for comparison: case, marks, accents of apostrophes and a leading article gone.

    >>> plain_title("The Long Field!"), plain_title("long field")
    ('long field', 'long field')
    """
    words = re.findall(r"[^\W_]+", re.sub(r"[’']", "", title.replace("&", " and ")).lower())
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words)


def is_no_name(title: str) -> bool:
    """Whether a title has a small word or too many words to be a person's name.

    >>> is_no_name("The Cold Registry"), is_no_name("Annie Moll"), is_no_name("Mrs Tallow")
    (True, False, False)
    """
    words = title.split()
    return len(words) > LONGEST_NAME or any(SMALL_WORD.fullmatch(word) for word in words)
