"""Markdown files as articles: the text as given, with its blocks, and what of it is mark-up.

1. front matter; 2. `markdown-it-py` tells the blocks (CommonMark and tables); 3. in each, the rules that
read a link, an asterisk or an escape say where they did; 4. whatever is no words then is mark-up: link
targets, code, signs. Nothing is rendered and no character moves. After: `text.unmarked` reads the words
alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from onrecord.article.decoding import decode_bytes
from onrecord.article.front_matter import read_front_matter
from onrecord.article.language_check import check_language
from onrecord.article.mending import mend_text
from onrecord.article.plain_text import version_of
from onrecord.article.published import day_of_header, length_of_header
from onrecord.errors import NoArticleText
from onrecord.settings import Settings
from onrecord.values import Article, Block, BlockKind, Markup, Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_LINE_END = re.compile(r"\r\n?|\n")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,60}\]:?")
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1>|\Z)|</?[A-Za-z][^<>]{0,2000}>|<[?!][^<>]{0,2000}>",
    re.S | re.I,
)
_QUOTE_MARK = re.compile("[\"“”„«»‘’'`]")
LONGEST_HEADING = 160
"""Characters of a heading underlined with `---`; a longer one is a paragraph with a rule below it."""

Rule: TypeAlias = "Callable[[StateInline, bool], bool]"
Found: TypeAlias = "Callable[[StateInline, int], Iterator[Markup]]"


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of the text as given: its kind, its lines without what leads them, the mark-up in them."""

    kind: BlockKind
    lines: tuple[Span, ...]
    markup: tuple[Markup, ...] = ()
    stressed: bool = False

    @property
    def span(self) -> Span:
        """From the first line's first character to the last line's last."""
        return Span(self.lines[0].start, self.lines[-1].end)


def read_markdown(data: bytes, key: str, path: str, settings: Settings) -> Article:
    """The article in the bytes of a Markdown file. Raises UnreadableDocument with the reason."""
    decoded = decode_bytes(data)
    mended = mend_text(decoded.text)
    text = mended.text
    front = read_front_matter(text)  # 1
    start = front.end or length_of_header(text)
    pieces, code = find_pieces(text, start)
    markup = tuple(_markup_of(text, start, pieces))  # 4
    words = _without(text, markup)
    if not words[0 if front.end else start :].strip():
        raise NoArticleText("holds no words, only white space, mark-up or code: leave it out")
    return Article(
        key=front.url or key,
        version=version_of(text),
        text=text,
        path=path,
        url=front.url,
        outlet=front.outlet,
        headline=front.headline,
        byline=front.byline,
        published=front.published or day_of_header(text),
        language=check_language(words, front.language, settings.any_language),
        blocks=tuple(Block(piece.kind, piece.span, piece.stressed) for piece in pieces),
        repairs=decoded.repairs + mended.repairs + _told(code),
        markup=markup,
    )


def _told(code: int) -> tuple[str, ...]:
    what = "1 block of code was" if code == 1 else f"{code} blocks of code were"
    return (f"{what} left out.",) if code else ()


def _without(text: str, markup: Sequence[Markup]) -> str:
    parts, at = [], 0
    for mark in markup:
        parts += [text[at : mark.start], mark.stands_for]
        at = mark.end
    return "".join(parts) + text[at:]


def _markup_of(text: str, start: int, pieces: Sequence[Piece]) -> Iterator[Markup]:
    """All mark-up in order: what the pieces say, and all signs outside their lines."""
    at = 0 if start and not length_of_header(text) else start
    for piece in pieces:
        marks = iter((*piece.markup, None))
        mark = next(marks)
        for line in piece.lines:
            if at < line.start:
                yield from _outside(text, Span(at, line.start))
            while mark is not None and mark.start < line.end:
                if at <= mark.start:
                    yield mark
                    at = mark.end
                mark = next(marks)
            at = max(at, line.end)
    yield from _outside(text, Span(at, len(text)))


def _outside(text: str, gap: Span) -> Iterator[Markup]:
    """The signs between two lines of words, line by line, without the white space around them."""
    for match in re.finditer(r"[^\s](?:[^\r\n]*[^\s])?", gap.of(text)):
        yield Markup(gap.start + match.start(), gap.start + match.end())


# --- 2. blocks --------------------------------------------------------------------------------------


def find_pieces(text: str, start: int = 0) -> tuple[tuple[Piece, ...], int]:
    """The blocks of a text from `start` on, and how many blocks of code were left out.

    >>> text = "> She *left*.\\n\\n[The end](x.org)"
    >>> [(p.kind, p.span.of(text), len(p.markup)) for p in find_pieces(text)[0]]
    [('quote', 'She *left*.', 2), ('paragraph', '[The end](x.org)', 2)]
    """
    parser = make_parser()
    body = text[start:]
    lines = _lines_of(text, start)
    environment: dict[str, Any] = {}
    found: list[Piece] = []
    code = 0
    within: list[Token] = []
    for token in parser.parse(body, environment):
        if token.nesting > 0:
            within.append(token)
        elif token.nesting < 0:
            within.pop()
        elif token.type == "fence":
            code += 1
        elif token.type == "html_block":
            found += _html_pieces(text, token, lines)
        elif token.type == "inline" and token.content:
            floor = found[-1].span.end if found else start
            found += _inline_piece(text, token, within, lines, floor, (parser, environment))
    return tuple(_in_order(text, found)), code


def _in_order(text: str, found: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with words, in order; a cell that could not be told from the one before is left out."""
    at = 0
    for piece in found:
        if piece.span.start >= at:
            yield piece
            at = piece.span.end


def make_parser() -> MarkdownIt:
    """CommonMark and tables; indented text is text, for nobody indents code in an article. Inline text is
    read afterwards, block by block."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table").disable("code")
    parser.core.ruler.disable(["inline", "text_join"])
    parser.inline.ruler2.disable("fragments_join")
    for name, found in _RULES.items():
        _watch(parser, name, found)
    parser.inline.ruler.before("link", "footnote", _watched(_read_footnote, _find_whole))
    return parser


def _lines_of(text: str, start: int) -> list[Span]:
    """The lines of a text from `start` on, as the parser counts them, without their ends."""
    spans, at = [], start
    for match in _LINE_END.finditer(text, start):
        spans.append(Span(at, match.start()))
        at = match.end()
    return [*spans, Span(at, len(text))]


def _inline_piece(
    text: str,
    token: Token,
    within: Sequence[Token],
    lines: Sequence[Span],
    floor: int,
    parsing: tuple[MarkdownIt, dict[str, Any]],
) -> Iterator[Piece]:
    """The piece of one inline token; none where its lines are not found as they are. Cells of a table stand
    behind `floor`."""
    rows = next((t.map for t in (token, *reversed(within)) if t.map), None)
    if rows is None:
        return
    in_cell = bool(within) and within[-1].type in ("td_open", "th_open")
    places = list(_places(text, token.content, lines[rows[0] : rows[1]], floor * in_cell))
    if not places:
        return
    parser, environment = parsing
    marks: list[Markup] = []
    environment |= {"marks": marks, "content": token.content}
    children: list[Token] = []
    parser.inline.parse(token.content, parser, environment, children)
    marks += _emphasis(children)
    moved = tuple(sorted(_move(mark, places) for mark in marks))
    spans = tuple(Span(start, start + length) for _, start, length in places)
    yield Piece(_kind(within, token), spans, moved, _is_stressed(children))


def _places(
    text: str, content: str, lines: Sequence[Span], floor: int
) -> Iterator[tuple[int, int, int]]:
    """Each line of a block's content: its offset there, where it stands in the text, how long it is."""
    at = 0
    for line, written in zip(lines, content.split("\n"), strict=False):
        words = written.strip()
        start = text.find(words, max(line.start, floor), line.end)
        if words and start >= 0:
            yield at + len(written) - len(written.lstrip()), start, len(words)
        at += len(written) + 1


def _move(mark: Markup, places: Sequence[tuple[int, int, int]]) -> Markup:
    """The mark where it stands in the text as given."""
    ends = []
    for offset in (mark.start, mark.end - 1):
        place = max((p for p in places if p[0] <= offset), default=places[0])
        ends.append(place[1] + min(offset - place[0], max(0, place[2] - 1)))
    return Markup(ends[0], ends[1] + 1, mark.stands_for)


def _kind(within: Sequence[Token], token: Token) -> BlockKind:
    kinds = [each.type for each in within]
    if "blockquote_open" in kinds:
        return "quote"
    if "heading_open" in kinds:
        return "heading" if len(token.content) <= LONGEST_HEADING else "paragraph"
    return "item" if "list_item_open" in kinds else "paragraph"


def _is_stressed(children: Sequence[Token]) -> bool:
    """Whether all words of a block are in bold or italics."""
    depth, words = 0, False
    for token in children:
        depth += token.nesting if token.type.startswith(("em_", "strong_")) else 0
        if token.type in ("text", "text_special", "code_inline") and token.content.strip():
            words = True
            if not depth:
                return False
    return words


def _html_pieces(text: str, token: Token, lines: Sequence[Span]) -> Iterator[Piece]:
    """The lines of a block of HTML tags, each a paragraph; of a comment or a script none."""
    first, last = token.map or (0, 0)
    if first >= last:
        return
    whole = Span(lines[first].start, lines[last - 1].end)
    tags = [
        Span(whole.start + m.start(), whole.start + m.end()) for m in _TAG.finditer(whole.of(text))
    ]
    kind: BlockKind = "quote" if re.search(r"<blockquote\b", whole.of(text), re.I) else "paragraph"
    for line in lines[first:last]:
        marks = [
            Markup(max(tag.start, line.start), min(tag.end, line.end))
            for tag in tags
            if tag.overlaps(line)
        ]
        if _without(
            line.of(text), [Markup(m.start - line.start, m.end - line.start) for m in marks]
        ).strip():
            yield Piece(kind, (line,), tuple(marks))


# --- 3. signs inside a block ---------------------------------------------------------------------------


def _watch(parser: MarkdownIt, name: str, found: Found) -> None:
    """Has one of the parser's rules say where it read something."""
    from markdown_it import rules_inline

    rule = {
        "escape": rules_inline.escape,
        "backticks": rules_inline.backtick,
        "emphasis": rules_inline.emphasis.tokenize,
        "link": rules_inline.link,
        "image": rules_inline.image,
        "autolink": rules_inline.autolink,
        "html_inline": rules_inline.html_inline,
        "entity": rules_inline.entity,
    }[name]
    parser.inline.ruler.at(name, _watched(rule, found))


def _watched(rule: Rule, found: Found) -> Rule:
    def watched(state: StateInline, silent: bool) -> bool:
        start = state.pos
        holds = rule(state, silent)
        # What an image says of itself is read as a text of its own, whose places are none of ours.
        if holds and not silent and state.src == state.env["content"]:
            state.env["marks"] += found(state, start)
        return holds

    return watched


def _read_footnote(state: StateInline, silent: bool) -> bool:
    match = _FOOTNOTE.match(state.src, state.pos)
    if match is None:
        return False
    if match.group().endswith(":") and state.pos:
        state.pos = match.end() - 1
    else:
        state.pos = match.end()
    return True


def _find_whole(state: StateInline, start: int) -> Iterator[Markup]:
    yield Markup(start, state.pos)


def _find_link(state: StateInline, start: int) -> Iterator[Markup]:
    yield Markup(start, start + 1)
    yield Markup(state.md.helpers.parseLinkLabel(state, start, True), state.pos)


def _find_escape(state: StateInline, start: int) -> Iterator[Markup]:
    token = state.tokens[-1]
    if token.type == "hardbreak" or token.content != token.markup:
        yield Markup(start, start + 1)


def _find_entity(state: StateInline, start: int) -> Iterator[Markup]:
    yield Markup(start, state.pos, state.tokens[-1].content)


def _find_code(state: StateInline, start: int) -> Iterator[Markup]:
    """The backticks, and marks of quotation between them, which quote nobody."""
    token = state.tokens[-1] if state.tokens and not state.pending else None
    if token is None or token.type != "code_inline":
        return
    size = len(token.markup)
    yield Markup(start, start + size)
    for match in _QUOTE_MARK.finditer(state.src, start + size, state.pos - size):
        yield Markup(match.start(), match.end())
    yield Markup(state.pos - size, state.pos)


def _find_signs(state: StateInline, start: int) -> Iterator[Markup]:
    """None yet: only when the whole block is read is it known which asterisks are a pair."""
    for number in range(start, state.pos):
        state.tokens[number - state.pos].meta["at"] = number
    return iter(())


def _emphasis(children: Sequence[Token]) -> Iterator[Markup]:
    """The asterisks and underscores that stress something; others are text."""
    for token in children:
        if "at" in token.meta and not token.content:
            yield Markup(token.meta["at"], token.meta["at"] + 1)


_RULES: dict[str, Found] = {
    "escape": _find_escape,
    "backticks": _find_code,
    "emphasis": _find_signs,
    "link": _find_link,
    "image": _find_whole,
    "autolink": _find_whole,
    "html_inline": _find_whole,
    "entity": _find_entity,
}
