"""The referral letter on one sheet: whom, from where, to where and why; below, to tear off, the reply with its code."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from core.errors import InputError
from core.services.day.referral_letters import ReferralLetter
from core.words.findings import Severity
from core.words.people import Sex
from core.words.periods import date_short, date_words
from core.words.places import with_kind
from core.words.referrals import Target
from printouts.document import PROGRAM, new_canvas, whole_paper
from printouts.paper import A5, MM, Paper
from printouts.styles import (
    BOLD,
    BRAND_COLOUR,
    INK_COLOUR,
    MUTED_COLOUR,
    REGULAR,
    RULE_COLOUR,
    fitted,
    lined_style,
    paragraph_style,
)

TITLE = "Surat rujukan"
_REPLY_HEIGHT = 66 * MM
_SIGN_HEIGHT = 24 * MM
_SETTINGS = (
    (True, 1.25),
    (True, 1.12),
    (True, 1.0),
    (True, 0.9),
    (True, 0.82),
    (False, 0.9),
    (False, 0.8),
    (False, 0.7),
)
"""Reasons under each other or not, and the size: the first that fits, so that a letter always stays one sheet."""
_LABELS = (0.27, 0.73)
_SCISSORS = "gunting di sini, kembalikan ke posyandu"
_REPLY = (
    "Diterima tanggal",
    "Hasil pemeriksaan",
    "Tindakan dan obat",
    "Pesan untuk posyandu",
    "Kontrol lagi tanggal",
    "Nama petugas, tanda tangan",
)


def print_referral_letters(
    letters: Iterable[ReferralLetter], out: Path | BytesIO, *, printed_on: date, paper: Paper = A5
) -> int:
    """Write one sheet a letter to `out` on upright `paper` and return how many.

    Raises InputError without any letter, EnvironmentProblem for what the disk refuses.
    """
    count = 0
    with whole_paper(out) as scratch:
        canvas = new_canvas(scratch, paper, TITLE)
        for letter in letters:
            _draw(canvas, letter, paper, printed_on)
            canvas.showPage()
            count += 1
        if not count:
            raise InputError("Tidak ada rujukan yang bisa dicetak. Pilih hari atau orang lain.")
        canvas.save()
    return count


def _draw(canvas: Canvas, letter: ReferralLetter, paper: Paper, printed_on: date) -> None:
    left, width = paper.margin + 2 * MM, paper.width - 2 * paper.margin - 4 * MM
    top, foot = paper.height - paper.margin, paper.margin + _REPLY_HEIGHT + _SIGN_HEIGHT
    body = _fitting(letter, width, top - foot)
    for flowable, height in body:
        top -= flowable.getSpaceBefore()
        flowable.drawOn(canvas, left, top - height)
        top -= height + flowable.getSpaceAfter()
    if letter.referral.urgency is Severity.URGENT:
        _urgent(canvas, left + width, paper.height - paper.margin)
    _signature(canvas, letter, left + width, paper.margin + _REPLY_HEIGHT + _SIGN_HEIGHT, printed_on)
    _reply(canvas, letter, left, width, paper)


def _fitting(letter: ReferralLetter, width: float, room: float) -> list[tuple[Flowable, float]]:
    """The letter in the largest size in which it fits, each part with its height."""
    parts: list[tuple[Flowable, float]] = []
    for is_listed, scale in _SETTINGS:
        body = _body(letter, width, scale, is_listed=is_listed)
        parts = [(one, float(one.wrap(width, room)[1])) for one in body]
        needed = sum(height + one.getSpaceBefore() + one.getSpaceAfter() for one, height in parts)
        if needed <= room:
            break
    return parts


def _reasons(letter: ReferralLetter, scale: float, *, is_listed: bool) -> list[Flowable]:
    """Reasons under each other; a great many stand behind each other."""
    numbered = [f"{number}. {escape(reason)}" for number, reason in enumerate(letter.referral.reasons, start=1)]
    return [_text(one, scale) for one in (numbered if is_listed else ["; ".join(numbered)])]


def _body(letter: ReferralLetter, width: float, scale: float, *, is_listed: bool) -> list[Flowable]:
    referral = letter.referral
    place = " · ".join(
        part
        for part in (
            f"Posyandu {letter.posyandu}",
            with_kind("Desa", letter.village),
            with_kind("Kecamatan", letter.district),
        )
        if part
    )
    parts: list[Flowable] = [
        Paragraph(TITLE, paragraph_style("judul", scale)),
        Paragraph(escape(place), paragraph_style("anak_judul", scale)),
        Spacer(1, 4 * scale),
        _text(f"Kepada <b>{escape(_target(letter))}</b>. Mohon diperiksa dan ditangani lebih lanjut:", scale),
        _table(_whom(letter), width, scale),
        Paragraph("Alasan dirujuk", paragraph_style("bagian", scale)),
        *_reasons(letter, scale, is_listed=is_listed),
        Paragraph(f"Hasil ukur dan periksa {date_words(referral.referred_on)}", paragraph_style("bagian", scale)),
        _text(escape(_sentence(letter.measures) or "Tidak diukur."), scale),
        Paragraph("Yang sudah diberikan di posyandu", paragraph_style("bagian", scale)),
        _text(escape(_sentence(letter.given) or "Belum ada."), scale),
    ]
    for told, words in (("Catatan", referral.letter_note), ("Yang sudah dilakukan", referral.note)):
        if words:
            parts.append(_text(f"{told}: {escape(words)}", scale))
    return parts


def _target(letter: ReferralLetter) -> str:
    target = letter.referral.target
    return (with_kind("Puskesmas", letter.puskesmas) if target is Target.PUSKESMAS else "") or target.label


def _whom(letter: ReferralLetter) -> list[tuple[str, str]]:
    person = letter.person
    kin = ("Nama suami", letter.husband) if letter.husband else ("Nama ibu / ayah", _both(person.mother, person.father))
    home = (
        person.address,
        with_kind("Dusun", person.dusun),
        f"RT {person.rt}" if person.rt else "",
        f"RW {person.rw}" if person.rw else "",
    )
    sex = "laki-laki" if person.sex is Sex.MALE else "perempuan"
    rows = (
        ("Nama", f"{person.name}, {sex}"),
        ("Tanggal lahir / umur", f"{date_short(person.born_on)}, {letter.referral.age}"),
        ("NIK", person.nik_masked),
        kin,
        ("Alamat", ", ".join(part for part in home if part)),
        ("No. HP", letter.phone),
    )
    return [(label, value) for label, value in rows if value]


def _both(mother: str, father: str) -> str:
    return " / ".join(one for one in (mother, father) if one)


def _sentence(parts: Sequence[str]) -> str:
    text = "; ".join(dict.fromkeys(parts))
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _text(words: str, scale: float) -> Paragraph:
    return Paragraph(words, paragraph_style("isi", scale))


def _table(rows: Sequence[tuple[str, str]], width: float, scale: float) -> Table:
    style = paragraph_style("sel", scale)
    cells = [[Paragraph(escape(label), style), Paragraph(f"<b>{escape(value)}</b>", style)] for label, value in rows]
    table = Table(cells, colWidths=[width * part for part in _LABELS])
    table.setStyle(lined_style())
    return table


def _urgent(canvas: Canvas, right: float, top: float) -> None:
    """The word that nobody overlooks, also without colour."""
    canvas.saveState()
    canvas.setFillColor(INK_COLOUR)
    canvas.rect(right - 74, top - 19, 74, 19, fill=1, stroke=0)
    canvas.setFillColor("#FFFFFF")
    canvas.setFont(BOLD, 13)
    canvas.drawCentredString(right - 37, top - 14, "SEGERA")
    canvas.restoreState()


def _signature(canvas: Canvas, letter: ReferralLetter, right: float, top: float, printed_on: date) -> None:
    middle = right - 30 * MM
    place = ", ".join(part for part in (letter.village, date_words(printed_on)) if part)
    canvas.setFillColor(INK_COLOUR)
    canvas.setFont(REGULAR, 8.5)
    canvas.drawCentredString(middle, top - 9, place)
    canvas.drawCentredString(middle, top - 20, "Petugas posyandu")
    name = letter.writer or "(…………………………………)"
    canvas.drawCentredString(middle, top - _SIGN_HEIGHT + 9, fitted(name, 60 * MM, REGULAR, 8.5))


def _reply(canvas: Canvas, letter: ReferralLetter, left: float, width: float, paper: Paper) -> None:
    top = paper.margin + _REPLY_HEIGHT
    _cut(canvas, top, paper)
    canvas.setFillColor(INK_COLOUR)
    canvas.setFont(BOLD, 11)
    canvas.drawString(left, top - 17, "Balasan rujukan")
    _code(canvas, letter.code, left + width, top - 17)
    canvas.setFont(REGULAR, 8.5)
    who = f"{letter.person.name}, dirujuk {date_words(letter.referral.referred_on)} oleh Posyandu {letter.posyandu}"
    canvas.drawString(left, top - 31, fitted(who, width, REGULAR, 8.5))
    step = (top - 38 - paper.margin - 12) / len(_REPLY)
    for place, label in enumerate(_REPLY):
        line = top - 38 - (place + 1) * step + 4
        canvas.setFillColor(MUTED_COLOUR)
        canvas.setFont(REGULAR, 8)
        canvas.drawString(left, line, label)
        canvas.setStrokeColor(RULE_COLOUR)
        canvas.setLineWidth(0.6)
        canvas.line(left + 40 * MM, line - 2, left + width, line - 2)
    canvas.setFont(REGULAR, 6.5)
    canvas.drawString(left, paper.margin, f"{PROGRAM} · kader mengetik kode di atas untuk mencatat balasan ini")


def _code(canvas: Canvas, code: str, right: float, base: float) -> None:
    """The code in two halves, as people read it aloud."""
    text = f"{code[:3]} {code[3:]}"
    canvas.setFillColor(BRAND_COLOUR)
    canvas.setFont(BOLD, 13)
    canvas.drawRightString(right, base, text)
    canvas.setFillColor(MUTED_COLOUR)
    canvas.setFont(REGULAR, 8)
    canvas.drawRightString(right - stringWidth(text, BOLD, 13) - 5, base, "kode")
    canvas.setFillColor(INK_COLOUR)


def _cut(canvas: Canvas, height: float, paper: Paper) -> None:
    canvas.saveState()
    canvas.setStrokeColor(MUTED_COLOUR)
    canvas.setDash(3, 3)
    canvas.line(0, height, paper.width, height)
    canvas.setFillColor(MUTED_COLOUR)
    canvas.setFont(REGULAR, 6.5)
    canvas.drawString(6 * MM, height + 2.5, _SCISSORS)
    canvas.restoreState()
