"""The look of every chart: typeface, ink, the colours of the KMS, and dashes that tell lines apart without colour."""

from dataclasses import dataclass
from functools import cache

from matplotlib.font_manager import FontProperties

from charts.fonts import font_path
from core.words.people import Sex

INK, MUTED, RULE, FAINT, PAPER = "#1f2a24", "#56635c", "#b9c2bc", "#eef2ef", "#ffffff"
BRAND = "#2f7d4f"
RED, ORANGE, GREEN, GREY = "#c62828", "#c25700", "#2e7d32", "#6b7570"
CHILD = "#10243f"

BANDS = ("#f4e38a", "#cfe8a9", "#8fcb7e", "#cfe8a9", "#f4e38a")
"""The 2010 card from -3 to +3: kuning, hijau muda, hijau tua (two widths), hijau muda, kuning."""


@dataclass(frozen=True, slots=True)
class CardColours:
    """The colours of one card: blue for boys, pink for girls (Permenkes 155/2010)."""

    strong: str
    soft: str
    grid: str


CARD = {
    Sex.MALE: CardColours("#1d5fa8", "#e4eefa", "#a9c4e4"),
    Sex.FEMALE: CardColours("#b83280", "#fce8f2", "#e6b3cf"),
}


@dataclass(frozen=True, slots=True)
class LineLook:
    """How one reference line is drawn; `dash` in points, empty for a whole line."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()
    is_bold: bool = False


@cache
def font(size: float, weight: str = "Regular") -> FontProperties:
    """The bundled typeface at `size` points; "Regular", "Bold" or "Italic"."""
    return FontProperties(fname=str(font_path(weight)), size=size)
