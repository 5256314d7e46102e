"""The base of every report on paper: title block, body that flows over pages, "halaman x dari y", signatures."""

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageTemplate, Paragraph, Spacer, Table
from reportlab.platypus.doctemplate import LayoutError

from core.errors import BugError
from core.whole_file import whole_file
from core.words.periods import date_words
from printouts.paper import A4, Paper
from printouts.styles import MUTED_COLOUR, REGULAR, RULE_COLOUR, SMALLEST_PT, load_fonts, paragraph_style

PROGRAM = "Buku Posyandu"
_FOOTER_PT = 7.5


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands on top of page one: the title, and lines of (label, value) beside each other."""

    title: str
    subtitle: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """One who signs: "Mengetahui, Kepala Desa"; the name may stay empty for a pen."""

    role: str
    name: str = ""
    before: str = ""


class NumberedCanvas(Canvas):  # type: ignore[misc] # ReportLab ships no types
    """A canvas that writes "halaman x dari y" when the number of pages is known."""

    def __init__(self, *arguments: object, footer: str = "", margin: float = A4.margin, **options: object) -> None:
        # Otherwise every file would name Helvetica, which is not embedded.
        super().__init__(*arguments, **{**options, "initialFontName": REGULAR})
        self._footer, self._margin = footer, margin
        self._waiting: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Keep the page until the whole number is known."""
        self._waiting.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write the kept pages with their footers."""
        for number, page in enumerate(self._waiting, start=1):
            self.__dict__.update(page)
            draw_footer(self, self._footer, number, len(self._waiting), self._margin)
            super().showPage()
        super().save()


def draw_footer(canvas: Canvas, left: str, page: int, pages: int, margin: float) -> None:
    """The foot of a page: what it is on the left, "halaman x dari y" on the right."""
    width = canvas._pagesize[0]
    canvas.saveState()
    canvas.setStrokeColor(RULE_COLOUR)
    canvas.setLineWidth(0.4)
    canvas.line(margin, margin + _FOOTER_PT + 1, width - margin, margin + _FOOTER_PT + 1)
    canvas.setFillColor(MUTED_COLOUR)
    canvas.setFont(REGULAR, max(_FOOTER_PT, SMALLEST_PT))
    canvas.drawString(margin, margin - 1, left)
    canvas.drawRightString(width - margin, margin - 1, f"halaman {page} dari {pages}")
    canvas.restoreState()


Out = TypeVar("Out", bound=Path | BytesIO)
"""Where a paper goes: a file that somebody asked for, or memory, where nobody finds it."""


@contextmanager
def whole_paper(out: Path | BytesIO) -> Iterator[Path | BytesIO]:
    """Memory as it is; a file as `core.whole_file.whole_file` gives it, whole or not at all."""
    if isinstance(out, BytesIO):
        yield out
        return
    with whole_file(out) as scratch:
        yield scratch


def write_document(
    out: Out,
    heading: Heading,
    body: Sequence[Flowable],
    *,
    paper: Paper = A4,
    printed_on: date,
    signatures: Sequence[Signature] = (),
    place: str = "",
) -> Out:
    """Write a report to `out` (whole or not at all) on `paper` (upright, or `paper.landscape`) and return `out`.

    `printed_on` is the day in the footer, `place` stands before the date over the signatures. The PDF is the same byte
    for byte when its content is. Raises EnvironmentProblem for what the disk refuses.
    """
    load_fonts()
    story: list[Flowable] = [*heading_block(heading, paper), *body]
    if signatures:
        story.append(signature_block(signatures, place, printed_on, paper))
    footer = f"{PROGRAM} · {heading.title} · dicetak {date_words(printed_on)}"
    with whole_paper(out) as scratch:
        _build(scratch, story, paper, title=" ".join((heading.title, heading.subtitle)).strip(), footer=footer)
    return out


def _build(scratch: Path | BytesIO, story: list[Flowable], paper: Paper, *, title: str, footer: str) -> None:
    foot = paper.margin + 14
    frame = Frame(
        paper.margin,
        foot,
        paper.width - 2 * paper.margin,
        paper.height - foot - paper.margin,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    document = BaseDocTemplate(
        scratch if isinstance(scratch, BytesIO) else str(scratch),
        pagesize=paper.size,
        title=title,
        author=PROGRAM,
        creator=PROGRAM,
        invariant=1,
        lang="id",
    )
    document.addPageTemplates([PageTemplate(frames=[frame])])

    def canvas(*arguments: object, **options: object) -> NumberedCanvas:
        return NumberedCanvas(*arguments, footer=footer, margin=paper.margin, **options)

    try:
        document.build(story, canvasmaker=canvas)
    except LayoutError as error:
        raise BugError(
            "Isi laporan tidak muat di kertas ini. Pilih kertas yang lebih besar; data tetap aman."
        ) from error


def heading_block(heading: Heading, paper: Paper) -> list[Flowable]:
    """Title, subtitle and the facts in two columns of `label : value`."""
    block: list[Flowable] = [Paragraph(escape(heading.title), paragraph_style("judul"))]
    if heading.subtitle:
        block.append(Paragraph(escape(heading.subtitle), paragraph_style("anak_judul")))
    if heading.facts:
        half = (len(heading.facts) + 1) // 2
        columns = [heading.facts[:half], heading.facts[half:]]
        rows = []
        for index in range(half):
            row: list[Any] = []
            for column in columns:
                label, value = column[index] if index < len(column) else ("", "")
                row += [_cell(label), _cell(f": {value}" if label else "")]
            rows.append(row)
        width = (paper.width - 2 * paper.margin) / 2
        facts = Table(rows, colWidths=[width * 0.36, width * 0.64] * 2, hAlign="LEFT")
        facts.setStyle(
            [
                ("FONT", (0, 0), (-1, -1), REGULAR, 8),
                ("TOPPADDING", (0, 0), (-1, -1), 0.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0.5),
            ]
        )
        facts.setStyle([("LEFTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP")])
        block.append(facts)
    return [*block, Spacer(1, 6)]


def signature_block(signatures: Sequence[Signature], place: str, signed_on: date | None, paper: Paper) -> Flowable:
    """Places to sign beside each other, the date (None: for a pen) over the last one; never torn by a page break."""
    day = ", ".join(part for part in (place, date_words(signed_on) if signed_on else "") if part)
    dates = [""] * (len(signatures) - 1) + [day]
    rows = [
        [_cell(text, "tengah") for text in dates],
        [_cell(signature.before, "tengah") for signature in signatures],
        [_cell(signature.role, "tengah") for signature in signatures],
        [""] * len(signatures),
        [_cell(signature.name or "(…………………………………)", "tengah") for signature in signatures],
    ]
    table = Table(
        rows,
        colWidths=[(paper.width - 2 * paper.margin) / len(signatures)] * len(signatures),
        rowHeights=[None, None, None, 40, None],
    )
    table.setStyle(
        [
            ("FONT", (0, 0), (-1, -1), REGULAR, 8),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ]
    )
    return KeepTogether([Spacer(1, 12), table])


class DrawnCanvas(Canvas):  # type: ignore[misc] # ReportLab ships no types
    """A canvas for papers that are drawn page by page; finished pages are kept squeezed, so that a thousand fit."""

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """End the page. ReportLab would keep its text as it is until the file is written."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        squeezed = zlib.compress(page.stream.encode("utf-8"))
        page.Contents = PDFStream(PDFDictionary({"Filter": PDFArray([PDFName("FlateDecode")])}), squeezed)
        page.stream = None


def new_canvas(scratch: Path | BytesIO, paper: Paper, title: str) -> DrawnCanvas:
    """A bare canvas for papers that are drawn, not flowed: compressed, reproducible, with title and language."""
    load_fonts()
    canvas = DrawnCanvas(
        scratch if isinstance(scratch, BytesIO) else str(scratch),
        pagesize=paper.size,
        pageCompression=1,
        invariant=1,
        lang="id",
        initialFontName=REGULAR,
    )
    canvas.setTitle(title)
    canvas.setAuthor(PROGRAM)
    canvas.setCreator(PROGRAM)
    canvas.setProducer(PROGRAM)
    return canvas


def _cell(text: str, style: str = "sel") -> Paragraph:
    return Paragraph(escape(text), paragraph_style(style))


# Trees of page objects are balanced and compact; nothing in our papers needs ASCII streams.
rl_config.useA85 = 0
