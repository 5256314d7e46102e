"""Make the bundled fonts from the published web fonts: a file a style, figures of one width, missing signs added.

Run by hand when the upstream fonts change: `python -m charts.fonts.make FOLDER`, where FOLDER holds the `.woff` files
of the npm package `@fontsource/atkinson-hyperlegible-next`; README.md says which version.
"""

import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

from fontTools.merge import Merger  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

Points = list[tuple[float, float]]

STYLES = {
    # our file: (upstream weight, upstream style, name of the style, thickness of a drawn stroke in font units)
    "Regular": (400, "normal", "Regular", 74.0),
    "Bold": (700, "normal", "Bold", 124.0),
    "Italic": (400, "italic", "Italic", 74.0),
}
FAMILY = "Buku Posyandu Sans"

# Signs as strokes through these points (font units, 1000 to the em), because upstream has none of them.
SIGNS: dict[str, list[Points]] = {
    "√": [[(40, 330), (140, 370), (270, 40), (470, 760), (640, 760)]],
    "✓": [[(60, 320), (250, 90), (600, 640)]],
    "≤": [[(520, 610), (90, 410), (520, 210)], [(90, 70), (520, 70)]],
    "≥": [[(90, 610), (520, 410), (90, 210)], [(90, 70), (520, 70)]],
    "→": [[(60, 340), (780, 340)], [(520, 590), (790, 340), (520, 90)]],
    "←": [[(840, 340), (120, 340)], [(380, 590), (110, 340), (380, 90)]],
    "↑": [[(320, 0), (320, 680)], [(80, 440), (320, 690), (560, 440)]],
    "↓": [[(320, 700), (320, 20)], [(80, 260), (320, 10), (560, 260)]],
}


def main(folder: Path) -> None:
    """Write the three TrueType files beside this module."""
    for name, style in STYLES.items():
        font = _merged(folder, *style[:2])
        _use_tabular_figures(font)
        for sign, strokes in SIGNS.items():
            _add_sign(font, sign, strokes, style[3])
        _name(font, style[2])
        font.save(Path(__file__).parent / f"BukuPosyanduSans-{name}.ttf")


def _merged(folder: Path, weight: int, style: str) -> TTFont:
    """Latin and extended Latin in one font, uncompressed."""
    parts = []
    with tempfile.TemporaryDirectory() as scratch:
        for subset in ("latin", "latin-ext"):
            part = TTFont(folder / f"atkinson-hyperlegible-next-{subset}-{weight}-{style}.woff")
            part.flavor = None
            parts.append(str(Path(scratch) / f"{subset}.ttf"))
            part.save(parts[-1])
        return Merger().merge(parts)


def _use_tabular_figures(font: TTFont) -> None:
    """Make the figures of one width the ordinary ones: columns of weights must stand straight everywhere."""
    tables: Any = font["GSUB"].table
    lookups = [
        tables.LookupList.Lookup[index]
        for record in tables.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    ]
    swaps = {old: new for lookup in lookups for part in lookup.SubTable for old, new in part.mapping.items()}
    for part in font["cmap"].tables:
        part.cmap = {code: swaps.get(glyph, glyph) for code, glyph in part.cmap.items()}


def _add_sign(font: TTFont, sign: str, strokes: list[Points], thickness: float) -> None:
    if ord(sign) in font.getBestCmap():
        return
    pen = TTGlyphPen(None)
    for stroke in strokes:
        for start, end in pairwise(stroke):
            _draw_segment(pen, start, end, thickness)
    name = f"uni{ord(sign):04X}"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = pen.glyph()
    right = max(x for stroke in strokes for x, _ in stroke)
    font["hmtx"][name] = (round(right + 60), round(min(x for stroke in strokes for x, _ in stroke) - thickness / 2))
    for part in font["cmap"].tables:
        if part.isUnicode():
            part.cmap[ord(sign)] = name


def _draw_segment(pen: TTGlyphPen, start: tuple[float, float], end: tuple[float, float], thickness: float) -> None:
    """One thick line with square ends; overlapping corners fill themselves (nonzero winding)."""
    length = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
    along = ((end[0] - start[0]) / length * thickness / 2, (end[1] - start[1]) / length * thickness / 2)
    across = (-along[1], along[0])
    corners = [
        (start[0] - along[0] + across[0], start[1] - along[1] + across[1]),
        (end[0] + along[0] + across[0], end[1] + along[1] + across[1]),
        (end[0] + along[0] - across[0], end[1] + along[1] - across[1]),
        (start[0] - along[0] - across[0], start[1] - along[1] - across[1]),
    ]
    pen.moveTo((round(corners[0][0]), round(corners[0][1])))
    for x, y in corners[1:]:
        pen.lineTo((round(x), round(y)))
    pen.closePath()


def _name(font: TTFont, style: str) -> None:
    """Give the changed font its own name, as the Open Font License wishes."""
    names = {1: FAMILY, 2: style, 4: f"{FAMILY} {style}", 6: f"BukuPosyanduSans-{style}", 16: None, 17: None, 3: None}
    for number, text in names.items():
        font["name"].removeNames(nameID=number)
        if text:
            font["name"].setName(text, number, 3, 1, 0x409)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
