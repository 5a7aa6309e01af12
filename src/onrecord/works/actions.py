"""Who does what in a sentence, in which tense: the rough grammar under the telling of a plot.

No parser: a subject is a name, a pronoun or a noun after an article, its verb the next word that
can be one. Plots are told in the present tense of their characters, reports in the past tense of
other people; `narration` weighs what this module counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.works.stems import Word, split_words

SubjectKind = Literal["name", "pronoun", "noun", "story", "first"]
Tense = Literal["present", "past"]

NOT_VERBS = frozenset(
    "as this its his hers ours yours theirs was plus across towards always besides unless perhaps"
    " whereas thus us yes minus sometimes afterwards upwards downwards indoors outdoors less news"
    " pounds dollars euros years months weeks days hours minutes seconds times miles others series"
    " films movies fans critics viewers audiences actors awards oscars states kids".split()
)
PAST = frozenset(
    "was were had did said told went came made took got gave found left became began won ran wrote"
    " saw thought knew felt met sat stood spoke paid lost kept held grew fell sold bought brought"
    " built caught chose drew drove hit led sent shot spent taught wore broke flew rose sang hung"
    " died scored".split()
)
PRESENT = frozenset(
    "is has does goes are have do go find try decide learn meet become discover must can cannot can’t"
    " begin leave fall run take make get see realize realise end fight return kill escape tell face"
    " arrive travel set come know love want open close walk turn look sit stand watch drive call break"
    " give put burn".split()
)
BASE_WITH_PLURAL = PRESENT - {"is", "has", "does", "goes"}
AFTER_SINGULAR = frozenset(["is", "has", "does", "goes", "must", "can", "cannot"])
AFTER_NAME = AFTER_SINGULAR | frozenset(["are", "have"])
ARTICLES = frozenset(
    "the a an his her their its this that another every each both two three four five six".split()
)
NOT_NOUNS = frozenset(
    "and or but nor so as than that which who whom whose when where why how what if while is are was"
    " were be been being has have had do does did can could will would may might must should not"
    " never ever also still just only then there of in on at to for with from by about into over"
    " under after before until through between against without within around during".split()
)
PERSONAL = frozenset("he she they who it".split())
FIRST = frozenset("i we you".split())
STORY = frozenset(
    "film movie story series show novel book plot picture drama comedy thriller documentary play"
    " narrative episode sequel season tale".split()
)
STORY_VERBS = frozenset(
    "follows opens begins centers centres concerns revolves tells ends closes finds sees picks"
    " takes introduces traces chronicles depicts unfolds starts cuts jumps shifts culminates".split()
)
ADVERBS = frozenset(
    "then also still never not soon later finally now just only even always once again quickly all"
    " both instead too often at last first already almost".split()
)
SPEECH = frozenset(
    "says adds explains notes argues writes admits recalls insists reveals tells describes suggests"
    " believes hopes claims thinks said told added explained noted argued wrote".split()
)
NOT_NAMES = frozenset(
    "the a an this that these those his her their its it he she they we i you in on at after before"
    " when while if but and or so as for from with by to of although though since because despite"
    " during once now then there here what who how why where which not no one two three some many"
    " most all both each every more meanwhile however later finally afterward afterwards instead"
    " eventually soon still yet also only even until upon into through over under between directed"
    " starring based my our your asked see watch monday tuesday wednesday thursday friday saturday"
    " sunday january february march april may june july august september october november december".split()
)
REACH = 4  # adverbs between a subject and its verb
APPOSITION = 22  # words between the commas of "Ani, a young dancer, marries"


@dataclass(frozen=True, slots=True)
class Action:
    """One subject with one verb. `subject` is the name's last word, or the pronoun or noun."""

    subject: str
    kind: SubjectKind
    tense: Tense
    verb: str
    start: int
    chained: bool = False


def find_actions(text: str, offset: int = 0) -> tuple[Action, ...]:
    """The actions that a sentence tells, in order; places count from `offset`.

    >>> [(a.subject, a.verb, a.tense) for a in find_actions("Mara hides the letter and runs away.")]
    [('Mara', 'hides', 'present'), ('Mara', 'runs', 'present')]
    >>> [(a.subject, a.tense) for a in find_actions("The company reported a loss.")]
    [('company', 'past')]
    """
    words = split_words(text, offset)
    found: list[Action] = []
    index = 0
    while index < len(words):
        kind = subject_kind(words, index)
        if kind:
            while kind == "name" and index + 1 < len(words) and joined(words, index, text, offset):
                index += 1
            action = action_of(words, index, kind, text, offset)
            if action:
                found.append(action)
        elif found and is_chained(words, index):
            last = found[-1]
            verb = words[index].surface.lower()
            found.append(Action(last.subject, last.kind, "present", verb, words[index].start, True))
        index += 1
    return tuple(found)


def joined(words: tuple[Word, ...], index: int, text: str, offset: int) -> bool:
    """Whether the next word goes on with the same name."""
    here, after = words[index], words[index + 1]
    between = text[here.end - offset : after.start - offset]
    return (
        between in (" ", ". ")
        and after.surface[0].isupper()
        and after.surface.lower() not in NOT_NAMES
    )


def subject_kind(words: tuple[Word, ...], index: int) -> SubjectKind | None:
    """What kind of subject the word at `index` can be, or None."""
    surface = words[index].surface
    lower = surface.lower()
    if lower in PERSONAL:
        return "pronoun"
    if lower in FIRST and (lower != "i" or surface == "I"):
        return "first"
    before = words[index - 1].surface.lower() if index else ""
    if surface[0].isupper() and lower not in NOT_NAMES and not lower.endswith(("’s", "'s")):
        return "story" if lower in STORY else "name"
    if lower in STORY and before in ARTICLES:
        return "story"
    near = before in ARTICLES or (index > 1 and words[index - 2].surface.lower() in ARTICLES)
    return "noun" if near and surface[0].islower() and lower not in NOT_NOUNS else None


def action_of(
    words: tuple[Word, ...], index: int, kind: SubjectKind, text: str, offset: int
) -> Action | None:
    """The action of the subject at `index`: its verb follows, perhaps after adverbs or an apposition."""
    subject = words[index]
    at = index + 1
    after = text[subject.end - offset : subject.end - offset + 2]
    listed = kind == "noun" and subject.surface.endswith("s")  # "Two sisters, Ada and Mo, return"
    if after == ", " and (kind == "name" or listed):
        at = after_apposition(words, index, text, offset, "noun" if listed else "name")
    skipped = 0
    while at < len(words) and skipped < REACH and is_adverb(words[at].surface.lower()):
        at, skipped = at + 1, skipped + 1
    if at >= len(words) or (at == index + 1 and after[:1] not in ("", " ")):
        return None
    verb = words[at].surface.lower()
    tense = tense_of(verb, kind, subject.surface.lower())
    return Action(subject.surface, kind, tense, verb, subject.start) if tense else None


def after_apposition(
    words: tuple[Word, ...], index: int, text: str, offset: int, kind: SubjectKind = "name"
) -> int:
    """The place of the word after the comma that closes an apposition, or past the end."""
    for at in range(index + 1, min(len(words) - 1, index + APPOSITION)):
        gap = text[words[at].end - offset : words[at + 1].start - offset]
        if "," in gap:
            verb = words[at + 1].surface.lower()
            if tense_of(verb, kind, "x") and verb not in ("is", "was"):
                return at + 1
        if any(mark in gap for mark in ".;:!?"):
            break
    return len(words)


def is_adverb(word: str) -> bool:
    """Whether a word may stand between a subject and its verb."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4)


def tense_of(verb: str, kind: SubjectKind, subject: str) -> Tense | None:
    """The tense of a verb after such a subject, None if it can be no verb there."""
    if not verb[0].islower() and not verb[0].isalpha():
        return None
    if verb in PAST or (verb.endswith("ed") and len(verb) > 4 and kind != "noun"):
        return "past"
    if kind == "noun" and verb.endswith("ed") and len(verb) > 4:
        return "past"
    plural = subject in ("they", "who") or kind in ("first", "noun") or subject.endswith("s")
    if verb in AFTER_NAME or (plural and verb in BASE_WITH_PLURAL):
        return "present"
    is_third = verb.endswith("s") and not verb.endswith(("ss", "us", "’s", "'s")) and len(verb) > 3
    return "present" if is_third and verb not in NOT_VERBS else None


def is_chained(words: tuple[Word, ...], index: int) -> bool:
    """Whether the word is a further verb of the last subject: "hides … and runs"."""
    word = words[index].surface
    before = words[index - 1].surface.lower() if index else ""
    if before not in ("and", "but", "then", "or") or not word[0].islower():
        return False
    if not word.endswith("s") or word.endswith(("ss", "us")) or word in NOT_VERBS or len(word) < 4:
        return False
    after = words[index + 1].surface.lower() if index + 1 < len(words) else "."
    return after in ARTICLES or after in FOLLOWERS or is_adverb(after)


FOLLOWERS = frozenset(
    ". him it them himself herself themselves to on in at into out up down off back away over"
    " through that what how if with from for by her his their who".split()
)
