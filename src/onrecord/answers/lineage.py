"""How words travelled: the article that each article of a trace most likely has them from, and the origins.

1. articles are put in order: by date, those that name another as their source behind it;
2. each hangs on an earlier one by what shows it: it is a copy, has a change of the words that the other
   has, or names it; or on the original that it names and that is not held;
3. where nothing shows it, on the earliest that has its words, and the reason says that no more is known;
4. what hangs together, or reports one occasion, goes back to one origin.

Before: `trace` has found the tellings. After: `publish` and the command line print the tree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from onrecord.answers.citing import cite_slice
from onrecord.answers.credits import Paper, find_copied, find_credit, with_cue
from onrecord.answers.entries import Clippings
from onrecord.answers.gaps import Library, build_gap, find_originals, join_gap, venue_of
from onrecord.values import (
    Basis,
    Change,
    Descent,
    Gap,
    HeldStatement,
    Lineage,
    Occasion,
    Origin,
    SharedChange,
    Span,
    Telling,
)
from onrecord.variants import Wording, compare, split_words
from onrecord.variants.commonness import is_grave, total_weight
from onrecord.works.names import plain_title

if TYPE_CHECKING:
    from onrecord.record import Store

TELLING_WEIGHT = 1.4
"""Two articles do not make the same change by themselves if its words weigh as much as two everyday ones, or
if it is of a number or a negation; house style and lost small words weigh less."""
EARLIEST = "source not told: put under the earliest held with these words"
SAME_OCCASION = (
    "of the same occasion, source not told: put under the earliest held with these words"
)
FIRST = "the earliest held with these words"
FULLER = "source not told: no earlier article that is held has all of these words"
OWN = "the original: the place that it names is its own"

ChangeKey: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True)
class Told:
    """One telling of a trace, with the statement it is of and its words as they are compared."""

    telling: Telling
    held: HeldStatement
    wording: Wording


@dataclass(frozen=True)
class Report:
    """One article of a trace with its tellings, each with its number in the trace."""

    paper: Paper
    told: tuple[tuple[int, Told], ...]
    names: tuple[str, ...] = ()
    """What other articles call it: its outlet or agency, and the programme that it writes down."""

    @property
    def key(self) -> str:
        """The key of the article."""
        return self.paper.article.key

    @property
    def published(self) -> date:
        """The day of publication; the last of all days if none is known."""
        return self.paper.article.published or date.max

    @property
    def places(self) -> tuple[Span, ...]:
        """Where the words stand in the article."""
        return tuple(
            Span(each.telling.citation.start, each.telling.citation.end) for _, each in self.told
        )

    @cached_property
    def occasions(self) -> frozenset[str]:
        """The occasions that its tellings report, by id."""
        return frozenset(o for _, each in self.told if (o := each.telling.occasion.id))

    @cached_property
    def changes(self) -> dict[ChangeKey, Told]:
        """Each change of the words that it has, with the first of its tellings that has it."""
        found: dict[ChangeKey, Told] = {}
        for _, each in self.told:
            for change in each.telling.changes:
                found.setdefault(_change_key(change), each)
        return found


@dataclass(frozen=True)
class Edge:
    """What one article hangs on: another article, a number of an original, or neither."""

    source: str | None = None
    original: int | None = None
    basis: Basis | None = None
    reason: str = ""


@dataclass
class Tree:
    """The articles of a trace in order, as they are hung on one another."""

    store: Store
    library: Library
    reports: tuple[Report, ...]
    edges: dict[str, Edge] = field(default_factory=dict)
    cited: list[list[HeldStatement]] = field(default_factory=list)

    def earlier(self, report: Report) -> tuple[Report, ...]:
        """The articles before this one."""
        return self.reports[: self.reports.index(report)]


def build_lineage(store: Store, told: Sequence[Told]) -> Lineage:
    """How the words of some tellings, numbered as they come, travelled from article to article."""
    library = Library(store)
    tree = Tree(store, library, _in_order(_reports(store, told, library)))
    for report in tree.reports:
        tree.edges[report.key] = _edge(report, tree)
    clippings = Clippings(store)
    originals = tuple(build_gap(citing, store, clippings) for citing in tree.cited)
    descents, origins = _origins(tree, originals)
    return Lineage(descents, originals, origins, _shared(tree.reports))


def _reports(store: Store, told: Sequence[Told], library: Library) -> Iterator[Report]:
    """The tellings by article."""
    by_key: defaultdict[str, list[tuple[int, Told]]] = defaultdict(list)
    for number, each in enumerate(told):
        by_key[each.held.article.key].append((number, each))
    for key, own in by_key.items():
        paper = Paper(store.article(key))
        venues = [v for _, each in own if (v := _own_venue(each, library))]
        names = [paper.name] if paper.name else []
        yield Report(paper, tuple(own), tuple(dict.fromkeys([*names, *venues])))


def _own_venue(told: Told, library: Library) -> str | None:
    """The place that a telling names, if its own article is what was published there."""
    venue = venue_of(told.telling.occasion)
    if venue is None:
        return None
    originals = find_originals(told.held, venue, library)
    return venue if any(head.key == told.held.article.key for head in originals) else None


def _in_order(reports: Iterable[Report]) -> tuple[Report, ...]:
    """By date; of one day, those that name another of them as their source come behind it."""
    by_day: defaultdict[date, list[Report]] = defaultdict(list)
    for report in sorted(reports, key=lambda each: each.key):
        by_day[report.published].append(report)
    ordered: list[Report] = []
    for day in sorted(by_day):
        same_day = by_day[day]
        naming = {each.key for each in same_day if _names_any(each, same_day)}
        ordered += sorted(same_day, key=lambda each: each.key in naming)
    return tuple(ordered)


def _names_any(report: Report, others: Iterable[Report]) -> bool:
    """Whether an article names one of the others as its source."""
    names = [name for other in others if other is not report for name in other.names]
    return any(_named_basis(report, name) for name in names)


# --- what one article hangs on ------------------------------------------------------------------------


def _edge(report: Report, tree: Tree) -> Edge:
    """What one article hangs on, by the best that shows it."""
    shown = _copied(report, tree) or _altered(report, tree) or _cited(report, tree)
    return shown or _credited(report, tree) or _earliest(report, tree)


def _copied(report: Report, tree: Tree) -> Edge | None:
    """The earliest article of which this one is a copy."""
    for other in tree.earlier(report):
        basis = find_copied(report.paper, other.paper)
        if basis is not None:
            return Edge(other.key, basis=basis, reason="most of its text is the same")
    return None


def _altered(report: Report, tree: Tree) -> Edge | None:
    """The earliest article that has the same change of the words, if nobody else makes it by chance."""
    for other in tree.earlier(report):
        for change, told in report.changes.items():
            if change in other.changes and _is_telling(change):
                return Edge(
                    other.key, basis=_basis_of(told), reason="has the same change of the words"
                )
    return None


def _basis_of(told: Told) -> Basis:
    return Basis("altered", told.telling.text, told.telling.citation)


def _is_telling(change: ChangeKey) -> bool:
    """Whether two articles with this change have it from one another.

    >>> _is_telling(("substitute", "nine", "six")), _is_telling(("drop", "that", ""))
    (True, False)
    """
    words = [*change[1].split(), *change[2].split()]
    return any(is_grave(word) for word in words) or total_weight(words) >= TELLING_WEIGHT


def _change_key(change: Change) -> ChangeKey:
    return change.op, _plain(change.before), _plain(change.after)


def _plain(words: str) -> str:
    return " ".join(word.key for word in split_words(words))


def _cited(report: Report, tree: Tree) -> Edge | None:
    """The original that an article names as the place of the words: held, its own, or not held."""
    cited = [(v, t) for _, t in report.told if (v := venue_of(t.telling.occasion))]
    for venue, told in sorted(cited, key=lambda pair: pair[1].telling.occasion.carried):
        if plain_title(venue) in map(plain_title, report.names):
            return Edge(reason=OWN)
        held = {head.key for head in find_originals(told.held, venue, tree.library)}
        basis = _venue_basis(report, told.telling.occasion)
        reason = f"names {venue} as the place of the words"
        for other in tree.earlier(report):
            if other.key in held and tree.edges[other.key].original is None:
                return Edge(other.key, basis=basis, reason=reason)
        join_gap(told.held, venue, tree.cited)
        number = next(n for n, citing in enumerate(tree.cited) if told.held in citing)
        return Edge(original=number, basis=basis, reason=reason)
    return None


def _venue_basis(report: Report, occasion: Occasion) -> Basis | None:
    """The words by which an article names the programme or outlet of an occasion."""
    spans = {evidence.field: evidence.span for evidence in occasion.evidence}
    span = spans.get("programme") or spans.get("outlet") or spans.get("medium")
    if span is None:
        return None
    article, told = report.paper.article, with_cue(report.paper, span)
    return Basis("named", told.of(article.text), cite_slice(article, told))


def _credited(report: Report, tree: Tree) -> Edge | None:
    """The earliest article whose outlet this one names beside the words, in its byline or in a credit."""
    for other in tree.earlier(report):
        for name in other.names:
            basis = _named_basis(report, name)
            if basis is not None:
                return Edge(other.key, basis=basis, reason=f"names {name} as its source")
    return None


def _named_basis(report: Report, name: str) -> Basis | None:
    """The words by which an article names another outlet as its source."""
    if plain_title(name) in map(plain_title, report.names):
        return None
    return find_credit(report.paper, report.places, name)


def _earliest(report: Report, tree: Tree) -> Edge:
    """The earliest article that has these words and that nothing speaks against."""
    earlier = tree.earlier(report)
    fitting = [other for other in earlier if _may_be_from(report, other)]
    for exact in (True, False):
        for other in fitting:
            if _has_words(report, other, exact=exact):
                alike = report.occasions & other.occasions
                return Edge(other.key, reason=SAME_OCCASION if alike else EARLIEST)
    return Edge(reason=FULLER if earlier else FIRST)


def _may_be_from(report: Report, other: Report) -> bool:
    """Whether days and occasions allow that one article has the words from another."""
    if report.occasions and other.occasions and not report.occasions & other.occasions:
        return False
    said = [told.telling.occasion.earliest for _, told in report.told]
    return all(day is None or day <= other.published for day in said)


def _has_words(report: Report, other: Report, *, exact: bool) -> bool:
    """Whether another article has the longest wording of this one: unchanged, or changed by this one."""
    ours = max((told for _, told in report.told), key=lambda told: len(told.wording.keys))
    for _, theirs in other.told:
        found = compare(ours.wording, theirs.wording, trusted=True)
        if found is None or found.kind == "spliced":
            continue
        if not found.changes or not (exact or theirs.telling.changes):
            return True
    return False


# --- what all go back to ------------------------------------------------------------------------------


def _origins(
    tree: Tree, originals: tuple[Gap, ...]
) -> tuple[tuple[Descent, ...], tuple[Origin, ...]]:
    """Every article with the origin that it goes back to, and the origins in order."""
    roots = {report.key: _root(report.key, tree) for report in tree.reports}
    one_of = _joined(tree, roots)
    numbers: dict[str | int, int] = {}
    for report in tree.reports:
        numbers.setdefault(one_of[roots[report.key]], len(numbers))
    descents = tuple(
        _descent(report, tree, numbers[one_of[roots[report.key]]]) for report in tree.reports
    )
    origins = tuple(
        _origin(root, [d for d in descents if d.origin == number], tree, originals)
        for root, number in numbers.items()
    )
    return descents, origins


def _root(key: str, tree: Tree) -> str | int:
    """What the edges lead to from an article: the number of an original, or an article."""
    edge = tree.edges[key]
    while edge.source is not None:
        key, edge = edge.source, tree.edges[edge.source]
    return key if edge.original is None else edge.original


def _joined(tree: Tree, roots: dict[str, str | int]) -> dict[str | int, str | int]:
    """For each root the first that goes back to an occasion with it."""
    first: dict[str | int, str | int] = {}
    of_occasion: dict[str, str | int] = {}
    for report in tree.reports:
        root = roots[report.key]
        first.setdefault(root, root)
        for occasion in sorted(report.occasions):
            other = first[of_occasion.setdefault(occasion, root)]
            low, high = (other, first[root])
            first = {each: low if head == high else head for each, head in first.items()}
    return first


def _descent(report: Report, tree: Tree, origin: int) -> Descent:
    edge = tree.edges[report.key]
    return Descent(
        article=report.key,
        tellings=tuple(number for number, _ in report.told),
        source=edge.source,
        original=edge.original,
        basis=edge.basis,
        reason=edge.reason,
        origin=origin,
        sure=_is_sure(report, tree),
    )


def _is_sure(report: Report, tree: Tree) -> bool:
    """Whether it is shown at each step, or by the occasion, what an article goes back to."""
    by_key = {each.key: each for each in tree.reports}
    edge = tree.edges[report.key]
    if edge.source is None:
        return True
    source = by_key[edge.source]
    shown = edge.basis is not None or bool(report.occasions & source.occasions)
    return shown and _is_sure(source, tree)


def _origin(
    root: str | int, descents: Sequence[Descent], tree: Tree, originals: tuple[Gap, ...]
) -> Origin:
    """One origin with how many articles go back to it."""
    copies = sum(d.basis is not None and d.basis.kind == "copied" for d in descents)
    return Origin(
        article=root if isinstance(root, str) else None,
        original=root if isinstance(root, int) else None,
        occasion=_occasion(root, descents, tree, originals),
        articles=len(descents) - copies,
        copies=copies,
        unsure=sum(not descent.sure for descent in descents),
    )


def _occasion(
    root: str | int, descents: Sequence[Descent], tree: Tree, originals: tuple[Gap, ...]
) -> Occasion:
    """Where and when it was said, as the origin tells it, else the first article that tells it."""
    if isinstance(root, int):
        return originals[root].occasion
    keys = [root, *(d.article for d in descents if d.sure)]
    by_key = {report.key: report for report in tree.reports}
    told = [told.telling.occasion for key in keys for _, told in by_key[key].told]
    named = (o for o in told if o.medium or o.outlet or o.programme)
    return next(named, next((o for o in told if o.said), told[0]))


# --- changes that travelled ----------------------------------------------------------------------------


def _shared(reports: Sequence[Report]) -> tuple[SharedChange, ...]:
    """The changes that several articles have, those of the same articles together."""
    having: defaultdict[ChangeKey, list[str]] = defaultdict(list)
    changes: dict[ChangeKey, Change] = {}
    for report, change in _all_changes(reports):
        key = _change_key(change)
        changes.setdefault(key, change)
        if report.key not in having[key]:
            having[key].append(report.key)
    together: defaultdict[tuple[str, ...], list[Change]] = defaultdict(list)
    for key, articles in having.items():
        if len(articles) > 1:
            together[tuple(articles)].append(changes[key])
    return tuple(SharedChange(tuple(found), keys) for keys, found in together.items())


def _all_changes(reports: Iterable[Report]) -> Iterator[tuple[Report, Change]]:
    """Every change of every telling, in order."""
    for report in reports:
        for _, told in report.told:
            yield from ((report, change) for change in told.telling.changes)
