"""Speakers of statements that have source words: "Baker", "the director", "he", "a spokesman".

Called by `settle`; reads the head of the phrase with `sources` and looks it up in the casebook.
"""

from __future__ import annotations

from onrecord.people import lexicon
from onrecord.people.casebook import Casebook, Settled
from onrecord.people.recited import speaker_of_lead, speaker_read_out, subject_after_who
from onrecord.people.roster import Figure
from onrecord.people.sources import Head, find_head
from onrecord.values import Evidence, Span, Speaker

_INDEFINITE = frozenset(
    f"{some}{body}"
    for some in ("no", "some", "any", "every")
    for body in ("body", "one", " one", "-one")
) | {"none", "nothing", "all", "others"}


def speaker_by_source(book: Casebook, number: int) -> Settled:
    """The speaker that the statement's source words name."""
    statement = book.statements[number]
    span = statement.source[0]
    if span.of(book.page.text).lower() in _INDEFINITE:
        return book.nobody("unnamed", span, f"'{span.of(book.page.text)}' names nobody")
    head = find_head(book.page, book.names, book.name_at, span)
    if head.index < 0 and len(statement.source) > 1:
        span = statement.source[1]
        head = find_head(book.page, book.names, book.name_at, span)
    read_out = speaker_read_out(book, number)
    if read_out is not None:
        return read_out
    match head.kind:
        case "name":
            return _by_name(book, head, span)
        case "joint":
            return _by_names(book, head, span)
        case "pronoun":
            return _by_pronoun(book, number, head, span)
        case "role":
            return _by_role(book, head, span)
        case "organisation":
            return _by_organisation(book, head, span)
        case "document":
            return _by_document(book, head, span)
        case "group":
            return _by_group(book, head, span)
        case _:
            return _by_last_word(book, head, span)


def _by_last_word(book: Casebook, head: Head, span: Span) -> Settled:
    """ "the guild" is the one organisation named before whose name ends so; else nobody named."""
    words = " ".join(span.of(book.page.text).split())
    if words.lower().startswith("the ") and words.count(" ") == 1:
        figure = _ending_in(book, book.page.words[head.index].lower, span.start)
        if figure is not None:
            return book.named(figure.number, span, f"'{words}' is {figure.name}", 0.75)
    return book.nobody("unnamed", span, f"'{words}' names nobody")


def _ending_in(book: Casebook, noun: str, before: int) -> Figure | None:
    """The one organisation named before a place whose name ends in a noun."""
    named = [
        f
        for f in book.roster.figures
        if f.kind == "organisation"
        and f.introduced < before
        and " " in f.name
        and f.name.split()[-1].lower() == noun
    ]
    return named[0] if len(named) == 1 else None


def _by_name(book: Casebook, head: Head, span: Span) -> Settled:
    finding = book.findings.get(head.index)
    if finding is None:
        return book.nobody(None, span, "the name is not resolved")
    if finding.figure is not None and book.figure(finding.figure).kind == "work":
        return _by_title(book, finding.figure, span)
    return book.from_finding(finding, span)


def _by_title(book: Casebook, number: int, span: Span) -> Settled:
    """A name that is a work's title: in told plot its character of that name, else nobody."""
    figure = book.figure(number)
    if _told(book, span):
        evidence = (Evidence("name", figure.fullest), Evidence("mention", span))
        reason = f"{figure.name} is here the character, not the work of that title"
        return Settled(Speaker(figure.name, "character", reason, 0.8, evidence), number)
    return book.nobody(None, span, f"'{figure.name}' is the title of a work")


def _told(book: Casebook, span: Span) -> bool:
    """Whether the words stand in told plot."""
    words = book.page.between(span)
    return bool(words) and book.page.words[words[0]].block in book.narration


def _by_names(book: Casebook, head: Head, span: Span) -> Settled:
    """Several named people at once: a group, called by the article's own words."""
    first, last = book.names[head.names[0]], book.names[head.names[-1]]
    words = Span(first.span.start, last.span.end)
    name = " ".join(words.of(book.page.text).split())
    evidence = [Evidence("mention", words)]
    for n in head.names:
        finding = book.findings.get(book.names[n].first)
        if finding is not None and finding.figure is not None:
            evidence.append(Evidence("name", book.figure(finding.figure).fullest))
    reason = f"said of {name} together"
    return Settled(Speaker(name, "group", reason, 0.85, tuple(evidence)))


def _by_pronoun(book: Casebook, number: int, head: Head, span: Span) -> Settled:
    word = book.page.words[head.index]
    if word.lower in ("i", "me", "myself"):
        return _by_first_person(book, number, span)
    if word.lower == "we" or word.lower == "us":
        return _by_we(book, number, span)
    if word.lower in ("they", "them", "themselves"):
        return _by_they(book, head.index, span)
    if word.lower == "it":
        return _by_it(book, head.index, span)
    if word.quoted and head.index not in book.findings:
        return book.nobody("person", span, f"'{word.text}' stands inside somebody's quotation")
    finding = book.findings.get(head.index)
    if word.lower == "who" and (finding is None or finding.figure is None):
        finding = subject_after_who(book, head.index) or finding
    if finding is None:
        return book.nobody(None, span, f"'{word.text}' is linked to nobody")
    if _to_character(book, number) and not _is_character(book, finding.figure):
        return book.nobody("character", span, f"'{word.text}' speaks to a character of the story")
    return book.from_finding(finding, span)


def _to_character(book: Casebook, number: int) -> bool:
    """Whether the words after the cue are a character's name: "she tells Emeric"."""
    cue = book.statements[number].cue
    after = book.findings.get(book.page.first_from(cue[-1].end)) if cue else None
    return after is not None and after.form == "name" and _is_character(book, after.figure)


def _by_first_person(book: Casebook, number: int, span: Span) -> Settled:
    """ "I" inside a quotation is its speaker; outside, the writer of the article."""
    outer = book.enclosing(number, span)
    if outer is not None and book.page.words[book.page.first_from(span.start)].quoted:
        settled = book.settled.get(outer)
        if settled is not None and settled.figure is not None and settled.figure >= 0:
            return book.named(settled.figure, span, "'I' in the speaker's own quotation", 0.9)
        return book.nobody("person", span, "'I' is the speaker of the quotation around it")
    if book.article.byline and not book.page.words[book.page.first_from(span.start)].quoted:
        evidence = (Evidence("mention", span),)
        reason = "'I' is the writer of the article, by its byline"
        return Settled(Speaker(book.article.byline, "person", reason, 0.8, evidence))
    reason = "'I' is the writer, whom the article does not name"
    return book.nobody("person", span, reason, book.writer(span))


def _by_we(book: Casebook, number: int, span: Span) -> Settled:
    leading = speaker_of_lead(book, number, span)
    if leading is not None:
        return leading
    outer = book.enclosing(number, span)
    if outer is not None and book.page.words[book.page.first_from(span.start)].quoted:
        return book.nobody("group", span, "'we' is the speaker of the quotation with others")
    return book.nobody("group", span, "'we' names nobody")


def _by_they(book: Casebook, index: int, span: Span) -> Settled:
    """ "They": the organisation or the people that the sentence before is about."""
    organisation = _nearest(book, index, ("organisation", "group"), 1)
    if organisation is not None:
        return book.named(organisation.number, span, f"'they' is {organisation.name}", 0.65)
    return book.nobody("group", span, "'they' names nobody")


def _by_it(book: Casebook, index: int, span: Span) -> Settled:
    organisation = _nearest(book, index, ("organisation", "unknown", "place"), 1)
    if organisation is None:
        return book.nobody(None, span, "no organisation before 'it'")
    reason = f"'it' is {organisation.name}, the organisation just spoken of"
    return book.named(organisation.number, span, reason, 0.7)


def _nearest(
    book: Casebook, index: int, kinds: tuple[str, ...], reach: int, *, oblique: bool = True
) -> Figure | None:
    """The one figure of these kinds that this sentence (so far) or the one before speaks of.

    A subject goes before the others, which count only with `oblique`; none where two remain.
    """
    sentence = book.page.words[index].sentence
    for depth in range(reach + 1):
        subjects: dict[int, Figure] = {}
        others: dict[int, Figure] = {}
        for at in range(index - 1, max(-1, index - 120), -1):
            word = book.page.words[at]
            if word.sentence < sentence - depth:
                break
            finding = book.findings.get(at)
            if word.quoted or word.sentence != sentence - depth or finding is None:
                continue
            if finding.figure is None or finding.figure < 0:
                continue
            figure = book.figure(finding.figure)
            if figure.kind in kinds:
                into = subjects if at in book.walk.subjects else others
                into[figure.number] = figure
        for found in (subjects, others if oblique else {}):
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
    return None


def _by_role(book: Casebook, head: Head, span: Span) -> Settled:
    """The finding of the role mention that ends at the head, or what its words alone say."""
    if _is_joint_role(book, head, span):
        words = " ".join(span.of(book.page.text).split())
        return book.nobody("group", span, f"'{words}' are several, not named")
    for index in range(head.index, max(-1, head.index - 8), -1):
        finding = book.findings.get(index)
        if finding is not None and finding.form == "role":
            if finding.span.end >= book.page.words[head.index].end:
                return book.from_finding(finding, span)
            break
    words = " ".join(span.of(book.page.text).split())
    owner = book.findings.get(book.page.first_from(span.start))
    first = book.page.words[book.page.first_from(span.start)]
    told = first.possessive and owner is not None and owner.figure is not None
    if told and owner is not None and _is_character(book, owner.figure):
        return book.nobody("character", span, f"'{words}' is not named, in a story")
    return book.nobody("unnamed", span, f"'{words}' is not named")


def _is_joint_role(book: Casebook, head: Head, span: Span) -> bool:
    """Whether several speak as one: "the cast and director", "the star and the producer".

    "The writer and director" may be one person.
    """
    words = [book.page.words[i] for i in book.page.between(span) if i <= head.index]
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        if word.lower in ("and", "&") and (
            before.lower in lexicon.GROUP_NOUNS or after.lower in ("the", "his", "her", "their")
        ):
            return True
    return False


def _is_character(book: Casebook, figure: int | None) -> bool:
    return figure is not None and figure >= 0 and book.figure(figure).kind == "character"


def _by_organisation(book: Casebook, head: Head, span: Span) -> Settled:
    """ "the studio", "police": the one organisation the article names that it can mean."""
    noun = book.page.words[head.index].lower
    words = " ".join(span.of(book.page.text).split())
    first = book.page.words[book.page.first_from(span.start)]
    if first.lower in lexicon.DEFINITES or noun == "police":
        figure = _organisation_called(book, noun, head.index)
        if figure is not None:
            return book.named(figure.number, span, f"'{words}' is {figure.name}", 0.75)
    owner = book.findings.get(book.page.first_from(span.start))
    number = owner.figure if first.possessive and owner is not None else None
    if number is not None and number >= 0 and book.figure(number).kind == "organisation":
        return book.named(number, span, f"'{words}' speaks for it", 0.7)
    return book.nobody("organisation", span, f"the article does not name '{words}'")


_KINDRED = {
    "company": "inc corp ltd llc plc group holdings co company motors foods airlines energy systems",
    "firm": "inc corp ltd llc plc group holdings co partners",
    "studio": "studios studio pictures films entertainment productions",
    "distributor": "pictures films releasing entertainment",
    "club": "fc united city rovers athletic club town hotspur afc",
    "bank": "bank",
    "court": "court",
    "union": "union",
    "university": "university",
    "newspaper": "times post herald tribune guardian journal gazette chronicle telegraph",
    "paper": "times post herald tribune guardian journal gazette chronicle telegraph",
    "magazine": "magazine weekly review",
    "police": "police constabulary",
    "department": "department",
    "ministry": "ministry",
    "council": "council",
    "association": "association",
    "committee": "committee",
    "federation": "federation",
    "commission": "commission",
    "agency": "agency",
    "foundation": "foundation trust",
    "airline": "airlines airways",
    "festival": "festival",
    "league": "league",
    "museum": "museum",
    "theatre": "theatre",
    "charity": "trust foundation",
    "board": "board",
    "regulator": "authority commission agency",
    "watchdog": "authority commission agency",
    "party": "party",
    "government": "government",
    "hospital": "hospital",
    "school": "school",
    "network": "network",
    "label": "records music",
    "institute": "institute",
    "broadcaster": "network radio tv television broadcasting",
}


_BUSINESSES = frozenset(
    "company firm studio distributor club team agency group retailer maker label broadcaster carmaker "
    "airline publisher manufacturer bank business lender insurer operator chain brand streamer".split()
)
"""Nouns that may stand for an organisation just spoken of, whatever its name; "the jury", "the court"
are bodies of their own."""


def _organisation_called(book: Casebook, noun: str, index: int) -> Figure | None:
    """The one organisation whose name holds the noun's kind; else the one just spoken of."""
    wanted = set(_KINDRED.get(noun, noun).split())
    named = [
        f
        for f in book.roster.figures
        if f.kind in ("organisation", "unknown") and wanted & {p.lower() for p in f.name.split()}
    ]
    before = [f for f in named if f.introduced < book.page.words[index].start]
    if len(before) == 1:
        return before[0]
    if len(named) == 1 and noun not in _BUSINESSES:
        return named[0]
    if noun not in _BUSINESSES:
        return None
    kinds = ("organisation",)
    only = sum(f.kind == "organisation" for f in book.roster.figures) == 1
    near = _nearest(book, index, kinds, 2, oblique=only)
    if near is None or (before and near not in before):
        return None
    return near


def _by_document(book: Casebook, head: Head, span: Span) -> Settled:
    """ "a statement from the company", "Lund's letter": whose it is, if the words say so."""
    words = " ".join(span.of(book.page.text).split())
    owners = [n for n in head.names if book.findings.get(book.names[n].first) is not None]
    for n in owners:
        name = book.names[n]
        before = book.page.words[name.first - 1].lower if name.first else ""
        if book.page.words[name.last].possessive or before in ("from", "by", "of"):
            finding = book.findings[name.first]
            if finding.figure is not None and book.figure(finding.figure).kind not in ("work",):
                reason = f"'{words}' says whose words they are"
                return book.named(finding.figure, span, reason, 0.75)
    return book.nobody("unnamed", span, f"'{words}' does not say who wrote it")


def _by_group(book: Casebook, head: Head, span: Span) -> Settled:
    word = book.page.words[head.index]
    words = " ".join(span.of(book.page.text).split())
    if word.lower in lexicon.PROPER_GROUPS and word.text[0].isupper():
        place = Span(word.start, word.end)
        evidence = (Evidence("name", place), Evidence("mention", span))
        return Settled(Speaker(word.text, "group", f"'{word.text}' as a group", 0.8, evidence))
    return book.nobody("group", span, f"'{words}' are several, not named")
