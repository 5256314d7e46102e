"""Any form as a sheet to ask from: question, boxes to tick, score and verdict; blank for a pen, or filled."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, KeepTogether, LongTable, Paragraph, Spacer, Table

from core.rules.forms.fields import Field, Kind
from core.rules.forms.form import Form
from core.rules.sheet import Value
from core.services.day.card_history import CardHistory, CardVisit, FilledForm
from core.words.periods import date_short, date_words
from core.words.quantities import unit_words
from printouts.document import Heading, Out, Signature, signature_block, write_document
from printouts.paper import A4, Paper
from printouts.styles import BOLD, INK_COLOUR, MUTED_COLOUR, REGULAR, lined_style, paragraph_style, table_style
from printouts.support_cards_cells import full
from printouts.support_cards_draw import STEP_COLOURS

TITLE = "Lembar skrining"
_SECRET = "Rahasia: diisi dan disimpan bidan. Jangan ditaruh di tempat yang dilihat orang lain."
_SIZE, _LEADING, _BOX, _GAP = 8.5, 12.0, 7.5, 10.0
_COLUMNS = (0.06, 0.5, 0.44)
_YES_NO = (("Ya", True), ("Tidak", False))


def printed_fields(form: Form, *, with_private: bool) -> tuple[Field, ...]:
    """The fields that the sheet of a form prints, in the order of the form: all, or without those of the bidan only."""
    return tuple(one for one in form.fields if with_private or form.for_midwife or not one.for_midwife)


def print_instrument(
    form: Form,
    out: Out,
    *,
    printed_on: date,
    history: CardHistory | None = None,
    visit: CardVisit | None = None,
    with_private: bool = False,
    paper: Paper = A4,
) -> Out:
    """Write the sheet of a form to `out` on upright paper and return `out`.

    `history`: whose sheet it is (None: nobody's yet); `visit`: the day whose answers it shows (None: blank). Whoever
    calls sees to it that forms and boxes of the bidan only are printed by the bidan, one by one. Raises
    EnvironmentProblem for what the disk refuses.
    """
    filled = visit.forms.get(form.key) if visit is not None else None
    fields = printed_fields(form, with_private=with_private)
    asked = [one for one in fields if not one.derived and one.key != "visit_date"]
    results = [one for one in fields if one.derived]
    width = paper.width - 2 * paper.margin
    body: list[Flowable] = []
    if form.for_midwife:
        body.append(Paragraph(f"<b>{escape(_SECRET)}</b>", paragraph_style("isi")))
    body += [_questions(asked, filled, width), Spacer(1, 8)]
    if results:
        body.append(KeepTogether([Paragraph("Hasil", paragraph_style("bagian")), _results(results, filled, width)]))
    if filled is not None and filled.verdicts:
        body.append(KeepTogether([Paragraph("Artinya dan yang dilakukan", paragraph_style("bagian")), *_said(filled)]))
    # Where and when it was asked stays for a pen: who asked it is known only at the table.
    body.append(signature_block((Signature("Yang diperiksa"), Signature("Petugas")), "", None, paper))
    body.insert(0, _identity(list(_facts(form, history, visit)), width))
    heading = Heading(title_of(form), _where(history))
    return write_document(out, heading, body, paper=paper, printed_on=printed_on)


def title_of(form: Form) -> str:
    """What the sheet is called: `Lembar skrining: PUMA (paru)`; a home visit by its own name."""
    return form.label if form.key.startswith("kunjungan-") else f"{TITLE}: {form.label}"


def _identity(facts: Sequence[tuple[str, str]], width: float) -> Flowable:
    """Label and value, two beside each other, each value on a line for a pen."""
    pairs = [facts[place : place + 2] for place in range(0, len(facts), 2)]
    rows = [[cell for label, value in pair for cell in (_cell(label), _cell(value), "")] for pair in pairs]
    parts = (0.19, 0.3, 0.03, 0.18, 0.3, 0.0)
    table = Table([[*row, *[""] * (len(parts) - len(row))] for row in rows], [width * part for part in parts])
    style = [("VALIGN", (0, 0), (-1, -1), "BOTTOM"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    lines = [
        ("LINEBELOW", (column, place), (column, place), 0.4, MUTED_COLOUR)
        for place, pair in enumerate(pairs)
        for column in (1, 4)[: len(pair)]
    ]
    table.setStyle([*style, *lines, ("BOTTOMPADDING", (0, 0), (-1, -1), 2), ("TOPPADDING", (0, 0), (-1, -1), 4)])
    table.spaceAfter = 8
    return table


def _cell(text: str) -> Paragraph:
    return Paragraph(escape(text), paragraph_style("sel"))


def _where(history: CardHistory | None) -> str:
    if history is None:
        return "Posyandu ………………………………………"
    return " · ".join(part for part in (f"Posyandu {history.person.posyandu}", history.village) if part)


def _facts(form: Form, history: CardHistory | None, visit: CardVisit | None) -> Iterator[tuple[str, str]]:
    when = form.field("visit_date")
    day = (when.label if when else "Tanggal", date_words(visit.on) if visit is not None else "")
    if history is None:
        yield from (
            ("Nama", ""),
            day,
            ("Tanggal lahir / umur", ""),
            ("NIK", ""),
            ("Alamat", ""),
            ("Dusun / RT / RW", ""),
        )
        return
    person = history.person
    home = (person.dusun, f"RT {person.rt}" if person.rt else "", f"RW {person.rw}" if person.rw else "")
    yield from (("Nama", person.name), day)
    yield "Tanggal lahir / umur", f"{date_short(person.born_on)} ({person.age})"
    yield "NIK", person.nik_masked
    yield "Alamat", person.address
    yield "Dusun / RT / RW", " / ".join(part for part in home if part)


def _questions(asked: Sequence[Field], filled: FilledForm | None, width: float) -> Flowable:
    widths = [width * part for part in _COLUMNS]
    head = [Paragraph(text, paragraph_style("sel_kepala")) for text in ("No", "Yang ditanyakan", "Jawaban")]
    rows: list[list[Any]] = [head]
    for number, one in enumerate(asked, start=1):
        value = filled.values.get(one.key) if filled is not None else None
        rows.append([str(number), _question(one), _answer(one, value, widths[2] - 8)])
    table = LongTable(rows, colWidths=widths, repeatRows=1)
    style = table_style(size=_SIZE)
    for place, one in enumerate(asked, start=1):
        if one.step in STEP_COLOURS:
            # The step stands beside the number in words too: a village printer has no colours.
            style.add("BACKGROUND", (0, place), (0, place), HexColor(STEP_COLOURS[one.step]))
    table.setStyle(style)
    return table


def _question(one: Field) -> Paragraph:
    step = f"L{one.step} · " if one.step else ""
    text = f"<b>{escape(one.label)}</b><br/><font size=7>{escape(step + one.help)}</font>"
    return Paragraph(text, paragraph_style("sel"))


def _answer(one: Field, value: Value | None, width: float) -> Flowable:
    options = _options(one)
    if not options:
        return _Blank(_written(one, value), unit_words(one.unit), width)
    chosen = set(value) if isinstance(value, tuple) else {value}
    return _Boxes([(words, value is not None and code in chosen) for words, code in options], width)


def _options(one: Field) -> list[tuple[str, Value]]:
    if one.kind is Kind.YES_NO:
        return list(_YES_NO)
    if one.kind in (Kind.CHOICE, Kind.SEVERAL):
        has_points = all(choice.code.isdecimal() for choice in one.choices)
        return [
            (f"{choice.code}  {choice.label}" if has_points else choice.label, choice.code) for choice in one.choices
        ]
    if one.kind is Kind.WHOLE and one.unit == "skor" and one.high is not None and one.high <= _MOST_BOXES:
        return [(str(points), points) for points in range(int(one.low or 0), int(one.high) + 1)]
    return []


_MOST_BOXES = 5


def _written(one: Field, value: Value | None) -> str:
    return "" if value is None else full(one, value)


def _results(results: Sequence[Field], filled: FilledForm | None, width: float) -> Flowable:
    rows: list[list[Any]] = []
    for one in results:
        value = filled.values.get(one.key) if filled is not None else None
        rows.append([Paragraph(escape(one.label), paragraph_style("sel")), _answer(one, value, width * 0.6 - 8)])
    table = Table(rows, colWidths=[width * 0.4, width * 0.6])
    table.setStyle(lined_style())
    return table


def _said(filled: FilledForm) -> Iterator[Flowable]:
    for one in filled.verdicts:
        rest = " ".join(part for part in (one.why, one.next_step) if part)
        text = f"<b>{escape(one.severity.word.capitalize())}: {escape(one.label)}.</b> {escape(rest)}"
        yield Paragraph(text, paragraph_style("isi"))


class _Boxes(Flowable):  # type: ignore[misc] # ReportLab ships no types
    """Answers to tick, as many beside each other as fit; the chosen one has a cross."""

    def __init__(self, options: Sequence[tuple[str, bool]], width: float) -> None:
        super().__init__()
        self._options, self.width = options, width
        self._lines = self._broken()
        self.height = sum(max(len(parts) for *_, parts in line) for line in self._lines) * _LEADING

    def _broken(self) -> list[list[tuple[float, bool, list[str]]]]:
        lines: list[list[tuple[float, bool, list[str]]]] = [[]]
        left = 0.0
        for words, is_chosen in self._options:
            needed = _BOX + 4 + stringWidth(words, REGULAR, _SIZE)
            if lines[-1] and left + needed > self.width:
                lines.append([])
                left = 0.0
            parts = simpleSplit(words, REGULAR, _SIZE, self.width - _BOX - 4)
            lines[-1].append((left, is_chosen, parts))
            left += needed + _GAP
        return lines

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """As ReportLab asks for it."""
        return self.width, self.height

    def draw(self) -> None:
        """As ReportLab asks for it."""
        base = self.height - _LEADING + 3
        for line in self._lines:
            for left, is_chosen, parts in line:
                self._box(left, base, is_chosen=is_chosen)
                self.canv.setFillColor(INK_COLOUR)
                self.canv.setFont(BOLD if is_chosen else REGULAR, _SIZE)
                for place, part in enumerate(parts):
                    self.canv.drawString(left + _BOX + 4, base - place * _LEADING, part)
            base -= max(len(parts) for *_, parts in line) * _LEADING

    def _box(self, left: float, base: float, *, is_chosen: bool) -> None:
        self.canv.setStrokeColor(INK_COLOUR)
        self.canv.setLineWidth(0.7)
        self.canv.rect(left, base - 0.8, _BOX, _BOX)
        if is_chosen:
            self.canv.setLineWidth(1.3)
            self.canv.line(left + 1.2, base + 0.4, left + _BOX - 1.2, base + _BOX - 2)
            self.canv.line(left + 1.2, base + _BOX - 2, left + _BOX - 1.2, base + 0.4)


class _Blank(Flowable):  # type: ignore[misc] # ReportLab ships no types
    """A line to write on, with the unit behind it; or what was written."""

    def __init__(self, text: str, unit: str, width: float) -> None:
        super().__init__()
        self._unit, self.width = unit, width
        whole = f"{text} {unit}".strip() if text else ""
        self._lines = simpleSplit(whole, REGULAR, _SIZE + 0.5, width)
        self.height = max(len(self._lines), 1) * _LEADING + (0 if whole else 4)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """As ReportLab asks for it."""
        return self.width, self.height

    def draw(self) -> None:
        """As ReportLab asks for it."""
        self.canv.setFillColor(INK_COLOUR)
        self.canv.setFont(REGULAR, _SIZE + 0.5)
        for place, line in enumerate(self._lines):
            self.canv.drawString(0, self.height - (place + 1) * _LEADING + 3, line)
        if not self._lines:
            unit_width = stringWidth(f" {self._unit}", REGULAR, _SIZE) if self._unit else 0
            self.canv.setStrokeColor(MUTED_COLOUR)
            self.canv.setLineWidth(0.5)
            self.canv.setDash(1, 1.5)
            self.canv.line(0, 2, self.width - unit_width - 2, 2)
            self.canv.drawRightString(self.width, 2, self._unit)
