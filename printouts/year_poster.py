"""Jadwal Posyandu: the days of a year on one large sheet for the wall, without any name."""

from collections.abc import Sequence
from datetime import date

from reportlab.pdfgen.canvas import Canvas

from core.errors import InputError
from core.services.views import DayView, PosyanduView
from core.words.periods import DAY_NAMES, MONTH_NAMES
from printouts.document import PROGRAM, Out, draw_footer, new_canvas, whole_paper
from printouts.paper import A4, MM
from printouts.styles import BOLD, BRAND_COLOUR, FAINT_COLOUR, INK_COLOUR, MUTED_COLOUR, REGULAR, RULE_COLOUR, fitted

TITLE = "Jadwal Posyandu"
MOST_DAYS = 36
_MARGIN = 18 * MM
_WIDTH = A4.width - 2 * _MARGIN
_TOP, _BOTTOM = A4.height - 62 * MM, 44 * MM
_TALLEST_ROW, _LARGEST_PT = 16 * MM, 17.0
_DAY_SHARE = 0.46
_ASIDE_MIN_PT = 8.0
_BRING = "Bawa Buku KIA, KTP, dan kartu pemeriksaan."
_FOR_WHOM = "Untuk bayi, balita, anak sekolah dan remaja, ibu hamil dan menyusui, dewasa, dan lansia."


def print_year_poster(days: Sequence[DayView], unit: PosyanduView, year: int, out: Out) -> Out:
    """Write the poster of a posyandu to `out`, whole or not at all; `days` of that year in order.

    Raises InputError without a day or with too many for one sheet, EnvironmentProblem for the disk.
    """
    if not days:
        raise InputError(f"Belum ada hari buka Posyandu {unit.name} di tahun {year}. Rencanakan dulu.", field="days")
    if len(days) > MOST_DAYS:
        raise InputError(f"Ada {len(days)} hari buka, terlalu banyak untuk satu lembar.", field="days")
    with whole_paper(out) as scratch:
        canvas = new_canvas(scratch, A4, f"{TITLE} {year}")
        _head(canvas, unit, year)
        height = min(_TALLEST_ROW, (_TOP - _BOTTOM) / len(days))
        for place, one in enumerate(days):
            _row(canvas, one, _TOP - place * height, height, is_shaded=place % 2 == 0)
        _foot(canvas)
        canvas.showPage()
        canvas.save()
    return out


def day_words(on: date) -> str:
    """`Rabu, 13 Januari`; the year stands above."""
    return f"{DAY_NAMES[on.weekday()]}, {on.day} {MONTH_NAMES[on.month - 1]}"


def _head(canvas: Canvas, unit: PosyanduView, year: int) -> None:
    canvas.setFillColor(BRAND_COLOUR)
    canvas.setFont(BOLD, 32)
    canvas.drawString(_MARGIN, A4.height - 32 * MM, f"{TITLE} {year}")
    canvas.setFillColor(INK_COLOUR)
    canvas.setFont(BOLD, 20)
    canvas.drawString(_MARGIN, A4.height - 44 * MM, fitted(f"Posyandu {unit.name}", _WIDTH, BOLD, 20))
    canvas.setFillColor(MUTED_COLOUR)
    canvas.setFont(REGULAR, 13)
    where = ", ".join(part for part in (unit.village, unit.district, unit.regency) if part)
    canvas.drawString(_MARGIN, A4.height - 52 * MM, fitted(where, _WIDTH, REGULAR, 13))


def _row(canvas: Canvas, one: DayView, top: float, height: float, *, is_shaded: bool) -> None:
    size = min(_LARGEST_PT, height * 0.45)
    if is_shaded:
        canvas.setFillColor(FAINT_COLOUR)
        canvas.rect(_MARGIN, top - height, _WIDTH, height, stroke=0, fill=1)
    canvas.setStrokeColor(RULE_COLOUR)
    canvas.line(_MARGIN, top - height, _MARGIN + _WIDTH, top - height)
    middle = top - height / 2 - size * 0.35
    canvas.setFillColor(INK_COLOUR)
    canvas.setFont(BOLD, size)
    canvas.drawString(_MARGIN + 4 * MM, middle, day_words(one.held_on))
    room = _WIDTH * (1 - _DAY_SHARE) - 6 * MM
    aside = max(_ASIDE_MIN_PT, size * 0.75)
    canvas.setFont(REGULAR, aside)
    canvas.drawString(_MARGIN + _WIDTH * _DAY_SHARE, middle, fitted(one.note, room, REGULAR, aside))


def _foot(canvas: Canvas) -> None:
    canvas.setFillColor(INK_COLOUR)
    canvas.setFont(BOLD, 13)
    canvas.drawString(_MARGIN, _BOTTOM - 12 * MM, _BRING)
    canvas.setFont(REGULAR, 11)
    canvas.drawString(_MARGIN, _BOTTOM - 19 * MM, fitted(_FOR_WHOM, _WIDTH, REGULAR, 11))
    draw_footer(canvas, f"{PROGRAM} · {TITLE}", 1, 1, A4.margin)
