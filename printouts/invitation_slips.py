"""Invitation slips: four on an upright A4 sheet, with lines to cut along."""

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from core.errors import InputError
from core.services.day.invitations import Invitation
from printouts.document import Out, new_canvas, whole_paper
from printouts.paper import A4, MM
from printouts.styles import BOLD, INK_COLOUR, MUTED_COLOUR, REGULAR, RULE_COLOUR, fitted

ON_A_SHEET = 4
_HEIGHT = A4.height / ON_A_SHEET
_MARGIN = 14 * MM
_LABEL = 26 * MM
_TITLE = "Undangan posyandu"
_SCISSORS = "gunting di sini"


def print_invitations(slips: Sequence[Invitation], out: Out) -> Out:
    """Write the slips to `out`, whole or not at all. Raises InputError without any, EnvironmentProblem for the disk."""
    if not slips:
        raise InputError("Tidak ada yang perlu diundang untuk hari ini.")
    with whole_paper(out) as scratch:
        canvas = new_canvas(scratch, A4, _TITLE)
        for start in range(0, len(slips), ON_A_SHEET):
            _cut_lines(canvas)
            for place, slip in enumerate(slips[start : start + ON_A_SHEET]):
                _slip(canvas, slip, A4.height - place * _HEIGHT)
            canvas.showPage()
        canvas.save()
    return out


def _cut_lines(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setStrokeColor(RULE_COLOUR)
    canvas.setDash(3, 3)
    for place in range(1, ON_A_SHEET):
        canvas.line(0, place * _HEIGHT, A4.width, place * _HEIGHT)
    canvas.setFillColor(MUTED_COLOUR)
    canvas.setFont(REGULAR, 6.5)
    for place in range(1, ON_A_SHEET):
        canvas.drawRightString(A4.width - 6 * MM, place * _HEIGHT + 2, _SCISSORS)
    canvas.restoreState()


def _slip(canvas: Canvas, slip: Invitation, top: float) -> None:
    width = A4.width - 2 * _MARGIN
    canvas.setFillColor(INK_COLOUR)
    canvas.setFont(BOLD, 15)
    canvas.drawString(_MARGIN, top - 17 * MM, fitted(f"Undangan Posyandu {slip.posyandu}", width, BOLD, 15))
    canvas.setFont(REGULAR, 11)
    whom = f"{slip.to}, untuk {slip.for_whom}" if slip.for_whom else slip.to
    rows = (
        ("Kepada", whom, BOLD),
        ("Alamat", slip.home, REGULAR),
        ("Hari", f"{slip.when}{' · ' + slip.note if slip.note else ''}", BOLD),
        ("Tempat", slip.place or f"Posyandu {slip.posyandu}", REGULAR),
        ("Untuk", slip.awaits, REGULAR),
    )
    for place, (label, text, font) in enumerate(rows):
        line = top - (27 + 7.2 * place) * MM
        canvas.setFillColor(MUTED_COLOUR)
        canvas.setFont(REGULAR, 10)
        canvas.drawString(_MARGIN, line, label)
        canvas.setFillColor(INK_COLOUR)
        canvas.setFont(font, 11)
        canvas.drawString(_MARGIN + _LABEL, line, fitted(text, width - _LABEL, font, 11))
    canvas.setFont(BOLD, 11)
    canvas.drawString(_MARGIN, top - _HEIGHT + 7 * MM, f"{slip.bring}. Kami tunggu, terima kasih.")
