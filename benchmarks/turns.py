"""How many turns of real transcripts get the right speaker, in each form that transcripts come in.

    python benchmarks/turns.py FOLDER [--split dev] [--form srt] [--show wrong]

The set (GUM) has the words of each turn and who says them, without labels. Here they are written as
transcripts are, read as `onrecord read` does, and each turn's words are looked up:

- vtt, srt, json: captions of two lines of 42 characters, a voice each (vtt, json), or a name and a colon
  where the speaker changes (srt);
- text: what stands above the first turn, then "Name: words"; surnames: interviews under surnames in capitals,
  and initials: under initials, where right is the full name if the text above has it;
- page: interviews of one person, as a page whose questions are in bold, without any label. Who asks is
  right as nobody, unless the text above the first turn has the name.

A turn is *right* when at least half of its words stand in a turn of that name; for labels that name nobody
("Speaker1", "Bailiff"), of nobody. *open*: in a turn of nobody; *missed*: in no turn; *bare*: of the label
alone, where the text above has the full name; *wrong*: of another.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from documents import Row, load_rows
from onrecord.article import read_paths
from onrecord.language import Model
from onrecord.people.turn_labels import calls_nobody, is_role, plain_label
from onrecord.pipeline import read_article
from onrecord.settings import Settings
from onrecord.values import Account, Article

WORDS = re.compile(r"\w+")
CAMEL = re.compile(r"(?<=[a-z])(?<!\bMc)(?<![a-z]Mc)(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
WIDTH = 42
NOBODY = frozenset(("bailiff", "clerk", "sommelier", "coworker", "hub", "many", "aud", "wikinews"))
"""Labels of the set that are no names; a body that asks ("Wikinews") has its own name or none."""


@dataclass(frozen=True)
class Talk:
    """One document: what stands above the first turn, and the name and words of each turn."""

    id: str
    genre: str
    opening: str
    turns: tuple[tuple[str, str], ...]


def talks_of(rows: list[Row], split: str) -> Iterator[Talk]:
    """The documents with two speakers or more."""
    for row in rows:
        turns = row.get("turns") or []
        if row["split"] != split or len({turn["speaker"] for turn in turns}) < 2:
            continue
        said = tuple(
            (
                CAMEL.sub(" ", turn["speaker"]),
                " ".join(row["text"][turn["start"] : turn["end"]].split()),
            )
            for turn in turns
        )
        yield Talk(row["id"], row["genre"], row["text"][: turns[0]["start"]].strip(), said)


# --- the forms ---------------------------------------------------------------------------------------


def captions(talk: Talk) -> Iterator[tuple[str, list[str], bool]]:
    """The name, the lines of each caption, and whether it is the first of its turn."""
    for name, words in talk.turns:
        lines = [""]
        for word in words.split():
            if lines[-1] and len(lines[-1]) + len(word) >= WIDTH:
                lines.append("")
            lines[-1] = f"{lines[-1]} {word}".strip()
        for at in range(0, len(lines), 2):
            yield name, lines[at : at + 2], at == 0


def clock(second: int, point: str) -> str:
    """The time of a caption."""
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}{point}000"


def as_vtt(talk: Talk) -> str:
    cues = (
        f"{clock(2 * n, '.')} --> {clock(2 * n + 2, '.')}\n<v {name}>"
        + html.escape("\n".join(lines), False)
        for n, (name, lines, _) in enumerate(captions(talk))
    )
    return "\n\n".join(("WEBVTT", *cues))


def as_srt(talk: Talk) -> str:
    return "\n\n".join(
        f"{n + 1}\n{clock(2 * n, ',')} --> {clock(2 * n + 2, ',')}\n"
        + (f"{name}: " if first else "")
        + "\n".join(lines)
        for n, (name, lines, first) in enumerate(captions(talk))
    )


def as_json(talk: Talk) -> str:
    segments = [
        {"speaker": name, "startTime": 2 * n, "endTime": 2 * n + 2, "body": " ".join(lines)}
        for n, (name, lines, _) in enumerate(captions(talk))
    ]
    return json.dumps({"version": "1.0.0", "segments": segments})


def as_text(talk: Talk, label: Callable[[str], str] = str) -> str:
    return "\n\n".join((talk.opening, *(f"{label(name)}: {words}" for name, words in talk.turns)))


def surname(name: str) -> str:
    return name.split()[-1].upper()


def initials(name: str) -> str:
    return "".join(word[0] for word in name.split()).upper() if " " in name else name


def as_page(talk: Talk) -> str:
    questions = Counter(name for name, words in talk.turns if words.endswith("?"))
    asks = questions.most_common(1)[0][0]
    opening = "".join(f"<p>{html.escape(line)}</p>" for line in talk.opening.split("\n"))
    said = "".join(
        f"<p><b>{html.escape(words)}</b></p>" if name == asks else f"<p>{html.escape(words)}</p>"
        for name, words in talk.turns
    )
    return f"<!DOCTYPE html><html><body><article>{opening}{said}</article></body></html>"


FORMS: dict[str, tuple[str, Callable[[Talk], str]]] = {
    "vtt": (".vtt", as_vtt),
    "srt": (".srt", as_srt),
    "json": (".json", as_json),
    "text": (".txt", as_text),
    "surnames": (".txt", lambda talk: as_text(talk, surname)),
    "initials": (".txt", lambda talk: as_text(talk, initials)),
    "page": (".html", as_page),
}
LABELS = {"surnames": surname, "initials": initials}
VERDICTS = ("right", "wrong", "bare", "open", "missed")
INTERVIEWS = ("surnames", "initials", "page")


# --- judging -----------------------------------------------------------------------------------------


def right_names(talk: Talk, name: str, form: str) -> set[str | None]:
    """The speakers that are right for a turn: nobody is none."""
    nobody = calls_nobody(name) or is_role(name) or name.rstrip("0123456789").lower() in NOBODY
    told = all(word in talk.opening for word in name.split())
    if form in ("vtt", "srt", "json", "text"):
        return {name, None} if nobody else {name}
    if form == "page":
        return {name} if told and not nobody else {name, None}
    label = surname(name).title() if form == "surnames" else initials(name)
    return (
        {name} if told and not nobody else {name, label, surname(name), None if nobody else label}
    )


def means(found: str | None, right: str | None) -> bool:
    """Whether two names are one: alike but for spaces, or what was found has all words of the right one."""
    if found is None or right is None:
        return found is right
    one, other = (" ".join(WORDS.findall(plain_label(n).lower())) for n in (found, right))
    return one.replace(" ", "") == other.replace(" ", "") or set(other.split()) <= set(one.split())


def judge(talk: Talk, account: Account, form: str) -> Iterator[tuple[str, str, str | None]]:
    """Verdict, name and found name of each turn."""
    gold = [(w.lower(), n) for n, (_, words) in enumerate(talk.turns) for w in WORDS.findall(words)]
    turns = [s for s in account.statements if s.form == "turn"]
    text = account.article.text
    said = [
        (word.lower(), n)
        for n, statement in enumerate(turns)
        for span in statement.content
        for word in WORDS.findall(span.of(text))
    ]
    matcher = SequenceMatcher(None, [w for w, _ in gold], [w for w, _ in said], autojunk=False)
    held = [Counter[int]() for _ in talk.turns]
    for one, other, size in matcher.get_matching_blocks():
        for step in range(size):
            held[gold[one + step][1]][said[other + step][1]] += 1
    sizes = Counter(n for _, n in gold)
    for number, (name, _) in enumerate(talk.turns):
        names = Counter[str | None]()
        for turn, count in held[number].items():
            names[turns[turn].speaker.name] += count
        found, count = names.most_common(1)[0] if names else (None, 0)
        if sizes[number] == 0:
            continue
        if count * 2 < sizes[number]:
            yield "missed", name, None
        elif any(means(found, right) for right in right_names(talk, name, form)):
            yield "right", name, found
        elif found and found.casefold() == LABELS.get(form, str)(name).casefold():
            yield "bare", name, found
        else:
            yield "open" if found is None else "wrong", name, found


def read_form(talk: Talk, form: str, folder: Path, model: Model) -> Account:
    """What onrecord finds in a document that is written in this form."""
    ending, write = FORMS[form]
    path = folder / f"{talk.id.replace(':', '_')}{ending}"
    path.write_text(write(talk), encoding="utf-8")
    (article,) = read_paths([str(path)], Settings(any_language=True))
    if not isinstance(article, Article):
        raise SystemExit(f"{path}: {article.reason}")
    return read_article(article, model)


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    options.add_argument("folder", type=Path)
    options.add_argument("--split", default="train")
    options.add_argument("--form", choices=FORMS, action="append")
    options.add_argument("--show", choices=("wrong", "open", "missed"))
    given = options.parse_args()
    talks = list(talks_of(load_rows(given.folder / "gum_permissive.jsonl.gz"), given.split))
    model = Model.load(1)
    for form in given.form or FORMS:
        verdicts, documents = Counter[str](), 0
        with tempfile.TemporaryDirectory() as folder:
            for talk in talks:
                if form in INTERVIEWS and talk.genre != "interview":
                    continue
                if form == "page" and len({name for name, _ in talk.turns}) > 2:
                    continue
                documents += 1
                for verdict, name, found in judge(
                    talk, read_form(talk, form, Path(folder), model), form
                ):
                    verdicts[verdict] += 1
                    if verdict == given.show:
                        print(f"{form} {talk.id}: {name!r} is {found!r}")
        total = sum(verdicts.values())
        shares = ", ".join(f"{v} {verdicts[v]}" for v in VERDICTS)
        print(
            f"{form}: {verdicts['right'] / max(1, total):.1%} of {total} turns in {documents} ({shares})"
        )


if __name__ == "__main__":
    main()
