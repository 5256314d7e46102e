"""Slips to take home: eight on an upright A4 sheet, the least weight of next month in large figures."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from core.errors import InputError
from core.services.day.target_slips import TargetSlip
from core.words.names import mother_words
from core.words.periods import date_words
from core.words.quantities import weight_words
from printouts.document import new_canvas, whole_paper
from printouts.paper import A4, MM
from printouts.styles import BOLD, BRAND_COLOUR, INK_COLOUR, MUTED_COLOUR, REGULAR, RULE_COLOUR, fitted

TITLE = "Slip berat bulan depan"
ACROSS, DOWN = 2, 4
_WIDTH, _HEIGHT = A4.width / ACROSS, A4.height / DOWN
_MARGIN = 8 * MM
_TEXT_SIZES = (9.5, 9.0, 8.5, 7.8, 7.2, 6.8)
_TEXT_ROOM = 27 * MM


def print_target_slips(slips: Sequence[TargetSlip], out: Path | BytesIO) -> int:
    """Write the slips to `out` and return how many. Raises InputError without any, EnvironmentProblem for the disk."""
    if not slips:
        raise InputError("Belum ada anak yang ditimbang di hari buka ini, jadi tidak ada slipnya.")
    with whole_paper(out) as scratch:
        canvas = new_canvas(scratch, A4, TITLE)
        for start in range(0, len(slips), ACROSS * DOWN):
            _cut_lines(canvas)
            for place, slip in enumerate(slips[start : start + ACROSS * DOWN]):
                _slip(canvas, slip, place % ACROSS * _WIDTH, A4.height - place // ACROSS * _HEIGHT)
            canvas.showPage()
        canvas.save()
    return len(slips)


def _cut_lines(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setStrokeColor(RULE_COLOUR)
    canvas.setDash(3, 3)
    canvas.line(_WIDTH, 0, _WIDTH, A4.height)
    for place in range(1, DOWN):
        canvas.line(0, place * _HEIGHT, A4.width, place * _HEIGHT)
    canvas.restoreState()


def _slip(canvas: Canvas, slip: TargetSlip, left: float, top: float) -> None:
    left, width = left + _MARGIN, _WIDTH - 2 * _MARGIN
    canvas.setFillColor(MUTED_COLOUR)
    canvas.setFont(REGULAR, 8)
    where = f"Posyandu {slip.posyandu} · {date_words(slip.weighed_on)}"
    canvas.drawString(left, top - 10 * MM, fitted(where, width, REGULAR, 8))
    canvas.setFillColor(INK_COLOUR)
    canvas.setFont(BOLD, 13)
    canvas.drawString(left, top - 16 * MM, fitted(slip.name, width, BOLD, 13))
    canvas.setFont(REGULAR, 9)
    canvas.drawString(left, top - 21 * MM, fitted(mother_words(slip.mother, "Ibu"), width, REGULAR, 9))
    _figure(canvas, "Hari ini", weight_words(slip.weight_g), left, top)
    if slip.target_g is not None:
        canvas.setFillColor(BRAND_COLOUR)
        _figure(canvas, "Bulan depan paling sedikit", weight_words(slip.target_g), left + 36 * MM, top)
    _words(canvas, slip.text, left, top - 43 * MM, width)


def _figure(canvas: Canvas, label: str, value: str, left: float, top: float) -> None:
    canvas.setFont(BOLD, 20)
    canvas.drawString(left, top - 36 * MM, value)
    canvas.setFillColor(MUTED_COLOUR)
    canvas.setFont(REGULAR, 8)
    canvas.drawString(left, top - 27.5 * MM, label)
    canvas.setFillColor(INK_COLOUR)


def _words(canvas: Canvas, text: str, left: float, top: float, width: float) -> None:
    """The message in the largest size in which it fits whole."""
    for size in _TEXT_SIZES:
        lines = simpleSplit(text, REGULAR, size, width)
        if len(lines) * size * 1.28 <= _TEXT_ROOM:
            break
    canvas.setFillColor(INK_COLOUR)
    canvas.setFont(REGULAR, size)
    for place, line in enumerate(lines):
        canvas.drawString(left, top - place * size * 1.28, line)
