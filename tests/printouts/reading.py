"""Reads finished PDFs as a person and a printer would: words, letter boxes, sizes, fonts, pictures."""

import ctypes
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

HAIR_PT = 0.9


@dataclass(frozen=True)
class Letter:
    """One printed character with its box (left, bottom, right, top) and size in points."""

    text: str
    box: tuple[float, float, float, float]
    size: float


@dataclass(frozen=True)
class Side:
    """One page."""

    text: str
    size: tuple[float, float]
    letters: tuple[Letter, ...]
    pictures: int

    @property
    def words(self) -> str:
        """All text on one line, for looking up phrases that wrap."""
        return " ".join(self.text.split())

    def beside(self, label: str, reach: float = 260) -> str:
        """What stands on the line of `label`, without spaces, from its first letter to `reach` points right of it."""
        wanted = label.replace(" ", "")
        everything = "".join(letter.text for letter in self.letters)
        start = self.letters[everything.index(wanted)].box
        line = [one for one in self.letters if abs(one.box[1] - start[1]) < 3 and 0 <= one.box[0] - start[0] < reach]
        return "".join(one.text for one in sorted(line, key=lambda one: one.box[0]))

    def collisions(self) -> list[tuple[str, str]]:
        """Pairs of letters printed over each other by more than a hair; neighbours in a slanted word do not count."""
        boxes = np.array([letter.box for letter in self.letters])
        left, bottom, right, top = (boxes[:, index] for index in range(4))
        wide = np.minimum.outer(right, right) - np.maximum.outer(left, left)
        high = np.minimum.outer(top, top) - np.maximum.outer(bottom, bottom)
        pairs = np.argwhere(np.triu((wide > HAIR_PT) & (high > HAIR_PT), k=2))
        return [(self.letters[one].text, self.letters[other].text) for one, other in pairs]


def read_pdf(path: Path) -> list[Side]:
    """Every page of a PDF file."""
    document = pypdfium2.PdfDocument(path)
    sides = []
    for page in document:
        text = page.get_textpage()
        letters = tuple(_letter(text, index) for index in range(text.count_chars()))
        shown = tuple(letter for letter in letters if letter.text.strip())
        pictures = sum(item.type == pdfium.FPDF_PAGEOBJ_IMAGE for item in page.get_objects(max_depth=5))
        sides.append(Side(text.get_text_bounded(), page.get_size(), shown, pictures))
    document.close()
    return sides


def _letter(text: pypdfium2.PdfTextPage, index: int) -> Letter:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    box = (left.value, bottom.value, right.value, top.value)
    return Letter(chr(pdfium.FPDFText_GetUnicode(text, index)), box, pdfium.FPDFText_GetFontSize(text, index))
