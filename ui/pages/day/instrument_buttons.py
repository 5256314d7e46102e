"""The questionnaires and tests that belong to a card: those that are due first, each a button that opens its form."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.rules.screening_due import Due
from core.services.instruments import InstrumentLine
from core.words.periods import date_short
from ui.widgets.buttons import button
from ui.widgets.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.context import AppContext

_ASK_NOW = "Tanyakan hari ini"
_HEADINGS = {Due.TODAY: _ASK_NOW, Due.OVERDUE: _ASK_NOW, Due.NOT_YET: "Belum waktunya", None: "Bila perlu"}
_ORDER = {Due.OVERDUE: 0, Due.TODAY: 0, None: 1, Due.NOT_YET: 2}


class InstrumentButtons(QWidget):
    """Rebuilt for each card."""

    wanted = Signal(str)  # form key
    immunization_wanted = Signal()

    def __init__(self, context: "AppContext") -> None:
        """No instruments yet."""
        super().__init__()
        self._context = context
        self._seen: tuple[InstrumentLine, ...] = ()
        self._immunizes = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_lines(self, lines: "Sequence[InstrumentLine]", *, immunizes: bool) -> None:
        """Show the instruments of a card, the due ones first; `immunizes`: with the way to immunisation."""
        if (tuple(lines), immunizes) == (self._seen, self._immunizes):
            return
        self._seen, self._immunizes = tuple(lines), immunizes
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        ordered: list[InstrumentLine] = sorted(lines, key=_order)
        if immunizes:
            self._column.addWidget(button("&Imunisasi …", self.immunization_wanted.emit, picture="shield-check"))
        heading = ""
        for one in ordered:
            if _heading(one) != heading:
                heading = _heading(one)
                self._column.addWidget(text(heading, "strong"))
            role = "" if _is_due(one) else "quiet"
            made = button(_words(one), partial(self.wanted.emit, one.form_key), role=role)
            self._column.addWidget(made)
        self.setVisible(bool(ordered) or immunizes)

    def due_labels(self) -> tuple[str, ...]:
        """The names of what is due and not filled yet."""
        return tuple(one.label for one in self._seen if _is_due(one))


def _order(one: InstrumentLine) -> tuple[bool, int]:
    return one.is_answered, _ORDER[one.due]


def _is_due(one: InstrumentLine) -> bool:
    return one.due in (Due.TODAY, Due.OVERDUE) and not one.is_answered


def _heading(one: InstrumentLine) -> str:
    if one.is_answered:
        return "Sudah diisi hari ini"
    return _HEADINGS[one.due]


def _words(one: InstrumentLine) -> str:
    is_known = one.due is Due.NOT_YET and one.last_on is not None
    return f"{one.label} · {date_short(one.last_on)}" if is_known and one.last_on else one.label
