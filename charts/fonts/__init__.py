"""The one typeface of screen, charts and paper: Buku Posyandu Sans (from Atkinson Hyperlegible Next, OFL)."""

from pathlib import Path

FAMILY = "Buku Posyandu Sans"
"""The family name inside the files, for Qt and Matplotlib."""
WEIGHTS = ("Regular", "Bold", "Italic")


def font_path(weight: str = "Regular") -> Path:
    """The TrueType file of `weight` ("Regular", "Bold", "Italic"); KeyError for any other."""
    if weight not in WEIGHTS:
        raise KeyError(weight)
    return Path(__file__).parent / f"BukuPosyanduSans-{weight}.ttf"
