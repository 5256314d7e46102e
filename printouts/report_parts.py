"""What every monthly report has in common on paper: heading, signatures, notes, and a table with its title."""

from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from core.services.reports.sheets import ReportPlace, session_words
from core.services.setup import Settings
from core.words.findings import Finding
from core.words.periods import Month
from printouts.document import Heading, Signature
from printouts.styles import REGULAR, SMALLEST_PT, paragraph_style


def report_heading(title: str, month: Month, place: ReportPlace, sessions: Sequence[date]) -> Heading:
    """Title and place of a monthly report; a place that is not known stays a dotted line for the pen."""
    facts = (
        ("Posyandu", place.posyandu),
        ("Desa/Kelurahan", place.village),
        ("Kecamatan", place.district),
        ("Kabupaten/Kota", place.regency),
        ("Puskesmas", place.puskesmas),
        ("Provinsi", place.province),
        ("Bulan", month.label),
        ("Hari buka", session_words(sessions)),
    )
    return Heading(f"{title} {month.label}", "", tuple((label, value or "……………………………") for label, value in facts))


def signing_place(place: ReportPlace) -> str:
    """The village without the word Desa or Kelurahan, as it stands before the date over the signatures."""
    return place.village.removeprefix("Desa ").removeprefix("Kelurahan ")


def signatures(settings: Settings) -> tuple[Signature, ...]:
    """Who signs a report of the posyandu: bidan, then coordinator, then the kader who made it."""
    return (
        Signature("Bidan desa", settings.bidan_name, "Mengetahui,"),
        Signature("Koordinator posyandu", settings.coordinator_name),
        Signature("Kader pelapor", settings.kader_name),
    )


def notes(findings: Sequence[Finding]) -> list[Flowable]:
    """What the reader should know about the numbers, in one small paragraph each."""
    style = paragraph_style("kecil")
    return [Paragraph(f"<b>{escape(found.label)}.</b> {escape(found.why)}", style) for found in findings]


def plain_grid(rows: Sequence[Sequence[object]], widths: Sequence[float], style: TableStyle) -> Table:
    """A table of fixed column widths, standing left, its head repeated on every page."""
    table = Table(rows, colWidths=list(widths), hAlign="LEFT", repeatRows=1)
    table.setStyle(style)
    return table


def beside(parts: Sequence[Flowable], widths: Sequence[float], gap: float) -> Table:
    """Flowables beside each other, tops level, `gap` points between them."""
    columns: list[object] = []
    sizes: list[float] = []
    for part, width in zip(parts, widths, strict=True):
        columns += [part, ""]
        sizes += [width, gap]
    table = Table([columns[:-1]], colWidths=sizes[:-1], hAlign="LEFT")
    table.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            # Even the empty gaps name a font, and every font named must be one that is embedded.
            ("FONT", (0, 0), (-1, -1), REGULAR, SMALLEST_PT),
        ]
    )
    return table
