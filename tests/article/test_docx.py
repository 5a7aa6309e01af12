"""Word documents: what is read of them, what is left out and told, and what damaged ones are called."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from onrecord.article.docx import looks_like_docx, read_docx
from onrecord.article.reading import read_paths
from onrecord.errors import NoArticleText, TooLarge, UnreadableDocument
from onrecord.settings import Settings
from onrecord.values import Article, Failure

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SETTINGS = Settings(any_language=True)


def packed(body: str, **parts: str) -> bytes:
    """A Word document with a body and further parts, in the shape that word processors write."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, part in parts.items():
            folder = "docProps" if name == "core" else "word"
            file.writestr(f"{folder}/{name}.xml", part)
    return stream.getvalue()


def p(*runs: str, style: str = "") -> str:
    """A paragraph of runs."""
    kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{kind}{''.join(runs)}</w:p>"


def r(text: str) -> str:
    """A run."""
    return f'<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def read(data: bytes) -> Article:
    """The article of a document."""
    return read_docx(data, "draft.docx", "draft.docx", SETTINGS)


def test_paragraphs_keep_their_order_and_their_kind() -> None:
    article = read(
        packed(
            p(r("The bell"), style="Heading1")
            + p(r("“I never "), r("wanted it,” "), r("Halvane said."))
            + p(r("She let go of the rope."), style="IntenseQuote")
            + p(r("tickets"), style="ListParagraph")
        )
    )

    assert article.text == (
        "The bell\n\n“I never wanted it,” Halvane said.\n\nShe let go of the rope.\n\ntickets"
    )
    kinds = [(block.kind, block.span.of(article.text)) for block in article.blocks]
    assert kinds[0] == ("heading", "The bell")
    assert [kind for kind, _ in kinds] == ["heading", "paragraph", "quote", "item"]


def test_tracked_changes_are_read_as_accepted() -> None:
    change = 'w:id="1" w:author="a"'
    deleted = f"<w:del {change}><w:r><w:delText>never </w:delText></w:r></w:del>"
    inserted = f"<w:ins {change}>{r('always ')}</w:ins>"
    article = read(packed(p(r("I "), deleted, inserted, r("wanted it."))))

    assert article.text == "I always wanted it."
    assert article.repairs == ("Tracked changes read as accepted: 1 deleted passages left out.",)


def test_comments_are_left_out_and_counted() -> None:
    comments = f"<w:comments {W}><w:comment w:id='0'>{p(r('check this'))}</w:comment></w:comments>"
    article = read(packed(p(r("I wanted it.")), comments=comments))

    assert article.text == "I wanted it."
    assert article.repairs == ("1 comment of the document left out.",)


def test_footnotes_follow_the_text() -> None:
    notes = (
        f"<w:footnotes {W}><w:footnote w:type='separator'>{p(r('--'))}</w:footnote>"
        f"<w:footnote w:id='2'>{p(r('She said so in May.'))}</w:footnote></w:footnotes>"
    )
    article = read(packed(p(r("I wanted it.")), footnotes=notes))

    assert article.text == "I wanted it.\n\nShe said so in May."


def test_whose_account_made_the_file_is_neither_its_author_nor_its_day() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="d"><dc:title>The bell</dc:title><dc:creator>Ada Moll</dc:creator>'
        "<dcterms:created>2025-01-01T00:00:00Z</dcterms:created></cp:coreProperties>"
    )
    article = read(packed(p(r("I wanted it.")), core=core))

    assert (article.headline, article.byline, article.published) == ("The bell", None, None)
    assert article.metadata == {"creator": "Ada Moll"}


def test_styles_are_known_by_name_and_by_what_they_are_based_on() -> None:
    styles = (
        f"<w:styles {W}><w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>"
        "<w:style w:styleId='a5'><w:name w:val='Set off'/><w:basedOn w:val='a4'/></w:style>"
        "<w:style w:styleId='a4'><w:name w:val='Block Text'/><w:basedOn w:val='a4'/></w:style>"
        "<w:style w:styleId='BodyNoTitle'><w:name w:val='Body no title'/></w:style></w:styles>"
    )
    body = "".join(p(r("x"), style=style) for style in ("berschrift1", "a5", "BodyNoTitle", "gone"))

    kinds = [block.kind for block in read(packed(body, styles=styles)).blocks]

    assert kinds == ["heading", "quote", "paragraph", "paragraph"]


def test_paragraphs_whose_parting_is_deleted_are_one() -> None:
    mark = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>"
    article = read(packed(f"<w:p>{mark}{r('“I never ')}</w:p>" + p(r("wanted it.”")) + p(r("So."))))

    assert article.text == "“I never wanted it.”\n\nSo."
    assert article.repairs == ()


def test_hidden_text_is_left_out_and_told() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>not </w:t></w:r>"
    shown = "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>cold.</w:t></w:r>"
    article = read(packed(p(r("It was "), hidden, shown)))

    assert article.text == "It was cold."
    assert article.repairs == ("1 stretch of hidden text left out.",)


def test_questions_all_in_bold_are_stressed() -> None:
    plain = "<w:r><w:rPr><w:b w:val='false'/></w:rPr><w:t>I did.</w:t></w:r>"
    blocks = read(packed(p(r("Who rang it?")) + p(plain) + p(r("So "), plain))).blocks

    assert [block.stressed for block in blocks] == [True, False, False]


def test_text_box_is_read_once_after_its_paragraph() -> None:
    alternate = (
        "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        f"<mc:Choice><w:txbxContent>{p(r('In a box.'))}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent>{p(r('In a box.'))}</w:txbxContent></mc:Fallback></mc:AlternateContent>"
    )
    article = read(packed(p(r("Beside it."), f"<w:r>{alternate}</w:r>")))

    assert article.text == "Beside it.\n\nIn a box."


def test_strict_documents_are_read_too() -> None:
    data = packed(p(r("I wanted it.")))
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as file, zipfile.ZipFile(BytesIO(data)) as given:
        body = given.read("word/document.xml").decode()
        space = "http://purl.oclc.org/ooxml/wordprocessingml/main"
        transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        file.writestr("word/document.xml", body.replace(transitional, space))

    assert read(stream.getvalue()).text == "I wanted it."


def test_misread_signs_are_mended_and_blocks_keep_their_places() -> None:
    article = read(packed(p(r("It wasnâ€™t"), style="Quote") + p(r("ours."))))

    assert article.text == "It wasn’t\n\nours."
    assert [block.span.of(article.text) for block in article.blocks] == ["It wasn’t", "ours."]


def test_document_as_a_library_writes_it() -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("The bell", 1)
    document.add_paragraph("“I never wanted it,” Halvane said.")
    document.add_paragraph("She let go.", style="Intense Quote")
    document.add_paragraph("tickets", style="List Bullet")
    stream = BytesIO()
    document.save(stream)
    article = read(stream.getvalue())

    kinds = [(block.kind, block.span.of(article.text)) for block in article.blocks]
    assert kinds == [
        ("heading", "The bell"),
        ("paragraph", "“I never wanted it,” Halvane said."),
        ("quote", "She let go."),
        ("item", "tickets"),
    ]


def test_tabs_breaks_and_links_stay_in_place() -> None:
    link = f"<w:hyperlink>{r('the bell')}</w:hyperlink>"
    article = read(packed(p(r("a"), "<w:r><w:tab/></w:r>", link, "<w:r><w:br/></w:r>", r("b"))))

    assert article.text == "a\tthe bell\nb"


def test_document_without_words_is_told_so() -> None:
    with pytest.raises(NoArticleText, match="without any words"):
        read(packed(p(r("  "))))


def bomb() -> bytes:
    """A document whose body unpacks to far more than it weighs."""
    return packed(p(r("a" * 3_000_000)))


def test_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(TooLarge, match="unpacks to 3,000"):
        read_docx(bomb(), "k", "p", Settings(max_bytes=100_000))


@pytest.mark.parametrize(
    "data, message",
    [
        (b"PK\x03\x04 cut off", "damaged or locked"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"old", "of the old kind"),
        (packed("<w:p>"), "is no XML"),
    ],
)
def test_damaged_documents_are_told_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        read(data)


def test_entities_are_refused() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr(
            "word/document.xml",
            f'<!DOCTYPE d [<!ENTITY e "x">]><w:document {W}><w:body>{p(r("&e;"))}</w:body></w:document>',
        )

    with pytest.raises(UnreadableDocument, match="declares a document type"):
        read(stream.getvalue())


def test_damaged_compression_is_one_failure(tmp_path: Path) -> None:
    data = packed(p(r("I wanted it to end there, she said.")))
    at = data.index(b"word/document.xml") + 25
    path = tmp_path / "draft.docx"
    path.write_bytes(data[:at] + bytes([data[at] ^ 255]) + data[at + 1 :])

    (failure,) = read_paths([str(path)], SETTINGS)
    assert isinstance(failure, Failure)
    assert "damaged or locked Word document" in failure.reason


@pytest.mark.parametrize("make", [lambda data: data[: len(data) // 2], lambda data: data[:-30]])
def test_cut_off_document_is_one_failure(tmp_path: Path, make: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(make(packed(p(r("I wanted it to end there, she said.")))))

    (failure,) = read_paths([str(path)], SETTINGS)
    assert isinstance(failure, Failure)
    assert "Word document" in failure.reason


def test_documents_are_known_by_what_they_hold(tmp_path: Path) -> None:
    data = packed(p(r("I wanted it.")))
    path = tmp_path / "draft"
    path.write_bytes(data)

    (article,) = read_paths([str(path)], SETTINGS)
    assert isinstance(article, Article)
    assert article.text == "I wanted it."
    assert looks_like_docx(data)
    assert not looks_like_docx(b"PK\x03\x04")
