"""Beside the grid of a child: what comes next, Td of a woman, BIAS of a pupil, and what was declined."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.rules.immunization.child import DoseState, DoseStatus
from core.rules.immunization.schedule import BY_KEY
from core.rules.immunization.td import TdStatus
from core.services.immunization.immunizing import RefusalLine
from core.services.immunization.school_doses import SchoolCard, SchoolLine, SchoolState
from core.words.findings import Severity
from core.words.periods import date_short, date_words
from ui.theme import em
from ui.widgets.buttons import button
from ui.widgets.texts import text
from ui.widgets.tones import Badge, Strip

_SHOWN = 3
_CLOSED = {
    DoseState.REFUSED: (Severity.YELLOW, "ditolak hari ini"),
    DoseState.CONTRAINDICATED: (Severity.RED, "tidak boleh diberikan"),
}
_STATES = {
    SchoolState.GIVEN: (Severity.GREEN, "sudah"),
    SchoolState.LATER: (None, "nanti"),
    SchoolState.DUE: (Severity.YELLOW, "bulan ini"),
    SchoolState.MISSED: (Severity.YELLOW, "perlu dikejar"),
    SchoolState.REFUSED: (Severity.YELLOW, "ditolak hari ini"),
    SchoolState.CONTRAINDICATED: (Severity.RED, "kontraindikasi"),
}
_MAY_BE_GIVEN = (SchoolState.DUE, SchoolState.MISSED)
TAKES_BACK = "takes_back"
"""Property of a button that takes back what a health worker or a family said: it never gets the keyboard by itself."""


class NextSection(QWidget):
    """The next days on which something can be given."""

    def __init__(self, plan: Sequence[tuple[date, tuple[str, ...]]]) -> None:
        """`plan` as of the card, without today."""
        super().__init__()
        column = _column(self, "Berikutnya")
        for day, keys in plan[:_SHOWN]:
            labels = ", ".join(BY_KEY[key].label for key in keys)
            column.addWidget(text(f"{date_words(day)}: {labels}"))


class TdSection(QWidget):
    """Td of a woman of 15 to 39: the number reached, until when it protects, when the next may be given."""

    def __init__(self, td: TdStatus, offer: DoseStatus, on: date, give: Callable[[], object]) -> None:
        """`offer`: how the next dose stands; `give` writes it down."""
        super().__init__()
        column = _column(self, "Td (imunisasi tetanus perempuan 15-39 tahun)")
        row = QHBoxLayout()
        row.addWidget(text(td_words(td, on)), 1)
        if offer.state.may_be_given:
            row.addWidget(button("Catat &Td …", give, picture="plus"))
        column.addLayout(row)
        if offer.state in _CLOSED:
            severity, words = _CLOSED[offer.state]
            column.addWidget(Strip(severity, f"{offer.label} {words}", offer.why))
        for day in td.uncounted:
            column.addWidget(text(f"Td {date_words(day)} terlalu dekat dengan yang sebelumnya, jadi belum dihitung."))


class SchoolSection(QWidget):
    """BIAS: what the class is due for this school year."""

    def __init__(self, card: SchoolCard, give: Callable[[str], object]) -> None:
        """`give` writes a dose down by its key."""
        super().__init__()
        guessed = "" if card.is_grade_told else ", dikira dari umurnya"
        column = _column(self, f"BIAS kelas {card.grade}{guessed}")
        for one in card.lines:
            column.addLayout(self._row(one, give))
        if card.hpv is not None and card.hpv.question:
            column.addWidget(text(card.hpv.question, "strong"))

    def _row(self, one: SchoolLine, give: Callable[[str], object]) -> QHBoxLayout:
        row = QHBoxLayout()
        name = text(one.label, "strong", wraps=False)
        name.setMinimumWidth(em(name, 6))
        severity, words = _STATES[one.state]
        row.addWidget(name)
        row.addWidget(Badge(severity, f"{words} {date_short(one.given_on)}" if one.given_on else words))
        row.addWidget(text(one.why or one.month, "soft", wraps=bool(one.why)), 1)
        if one.state in _MAY_BE_GIVEN:
            gives = button("Catat …", lambda: give(one.key), picture="plus")
            gives.setAccessibleName(f"Catat {one.label}")
            row.addWidget(gives)
        return row


class RefusalsSection(QWidget):
    """What the family declined, with the reasons; a refusal of today can be taken back."""

    def __init__(self, refusals: Sequence[RefusalLine], today: date, withdraw: Callable[[RefusalLine], object]) -> None:
        """`withdraw`: the family agrees after all."""
        super().__init__()
        column = _column(self, "Pernah ditolak")
        for one in refusals:
            row = QHBoxLayout()
            why = f": {one.reason}" if one.reason else ""
            row.addWidget(text(f"{one.label}, {date_words(one.refused_on)}{why}"), 1)
            if one.refused_on == today:
                agrees = button("Jadi mau", partial(withdraw, one), role="quiet", picture="check")
                agrees.setAccessibleName(f"Jadi mau {one.label}")
                agrees.setProperty(TAKES_BACK, True)
                row.addWidget(agrees)
            column.addLayout(row)


def td_words(td: TdStatus, on: date) -> str:
    """How far she is: `T2, melindungi sampai 7 Februari 2028. T3 boleh mulai 7 Agustus 2025.`."""
    if td.is_for_life:
        return f"{td.label}: lengkap, melindungi 25 tahun atau lebih."
    if td.number == 0:
        return "T0: belum ada yang tercatat. Mulai dari Td pertama."
    protects = f", melindungi sampai {date_words(td.protected_until)}" if td.protected_until else ", belum melindungi"
    when = "boleh hari ini" if td.next_from is None or td.next_from <= on else f"boleh mulai {date_words(td.next_from)}"
    return f"{td.label}{protects}. T{td.number + 1} {when}."


def _column(of: QWidget, title: str) -> QVBoxLayout:
    column = QVBoxLayout(of)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(text(title, "heading"))
    return column
