"""Typeface, colours and named styles of every paper."""

from functools import cache

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import TableStyle

from charts.fonts import font_path
from charts.theme import BRAND, FAINT, INK, MUTED, RULE

REGULAR, BOLD, ITALIC = "BukuSans", "BukuSans-Bold", "BukuSans-Italic"
INK_COLOUR, MUTED_COLOUR, RULE_COLOUR = HexColor(INK), HexColor(MUTED), HexColor(RULE)
FAINT_COLOUR, BRAND_COLOUR = HexColor(FAINT), HexColor(BRAND)
SMALLEST_PT = 6.5
"""Nothing on paper is printed smaller than this."""


@cache
def load_fonts() -> None:
    """Tell ReportLab about the bundled typeface; done once."""
    for name, weight in ((REGULAR, "Regular"), (BOLD, "Bold"), (ITALIC, "Italic")):
        registerFont(TTFont(name, str(font_path(weight))))
    registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD)


@cache
def paragraph_style(name: str, scale: float = 1.0) -> ParagraphStyle:
    """The style called `name`, its sizes times `scale` but never under 6.5 pt; KeyError for an unknown name."""
    load_fonts()
    font, size, alignment, before, after = _STYLES[name]
    size = max(size * scale, SMALLEST_PT)
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=size * 1.28,
        alignment=alignment,
        textColor=INK_COLOUR,
        spaceBefore=before * scale,
        spaceAfter=after * scale,
    )


_STYLES: dict[str, tuple[str, float, int, float, float]] = {
    # name: font, size, alignment, space before, space after
    "judul": (BOLD, 14, 0, 0, 1),
    "anak_judul": (REGULAR, 10, 0, 0, 2),
    "bagian": (BOLD, 10.5, 0, 7, 3),
    "isi": (REGULAR, 9.5, 0, 0, 3),
    "kecil": (REGULAR, 8, 0, 0, 2),
    "tengah": (REGULAR, 9, TA_CENTER, 0, 0),
    "sel": (REGULAR, 8.5, 0, 0, 0),
    "sel_angka": (REGULAR, 8.5, TA_RIGHT, 0, 0),
    "sel_kepala": (BOLD, 8, TA_CENTER, 0, 0),
}


def table_style(*, head_rows: int = 1, size: float = 8.5) -> TableStyle:
    """The plain look of every table: bold shaded head, hairlines, numbers standing straight."""
    load_fonts()
    return TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), REGULAR, size, size * 1.2),
            ("FONT", (0, 0), (-1, head_rows - 1), BOLD, size, size * 1.2),
            ("BACKGROUND", (0, 0), (-1, head_rows - 1), FAINT_COLOUR),
            ("TEXTCOLOR", (0, 0), (-1, -1), INK_COLOUR),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("GRID", (0, 0), (-1, -1), 0.4, RULE_COLOUR),
            ("LINEBELOW", (0, head_rows - 1), (-1, head_rows - 1), 0.9, INK_COLOUR),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
            ("LEFTPADDING", (0, 0), (-1, -1), 3.5),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3.5),
        ]
    )


def lined_style() -> TableStyle:
    """The look of rows without a head: hairlines between them, the first column quieter."""
    load_fonts()
    return TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE_COLOUR),
            ("LINEABOVE", (0, 0), (-1, 0), 0.4, RULE_COLOUR),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
            ("LEFTPADDING", (0, 0), (-1, -1), 3.5),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3.5),
        ]
    )


def fitted(text: str, width: float, font: str, size: float) -> str:
    """`text`, shortened with … when it is wider than `width` points."""
    load_fonts()
    if stringWidth(text, font, size) <= width:
        return text
    while text and stringWidth(f"{text}…", font, size) > width:
        text = text[:-1]
    return f"{text.rstrip()}…" if text else ""
