"""The questionnaires and tests that belong to a card: those that are due first, each a button that opens its form."""

from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.rules.screening_due import Due
from core.services.day.instruments import InstrumentLine
from core.words.periods import date_short
from ui.widgets.buttons import button
from ui.widgets.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.context import AppContext

_ASK_NOW = "Tanyakan hari ini  (Ctrl+angka)"
_HEADINGS = {Due.TODAY: _ASK_NOW, Due.OVERDUE: _ASK_NOW, Due.NOT_YET: "Belum waktunya", None: "Bila perlu"}
_ORDER = {Due.OVERDUE: 0, Due.TODAY: 0, None: 1, Due.NOT_YET: 2}


class Service(Enum):
    """What is given or looked at beside the card, on a sheet of its own."""

    IMMUNIZATION = ("&Imunisasi …", "shield-check")
    DEVELOPMENT = ("Perke&mbangan …", "sprout")

    @property
    def words(self) -> str:
        """The words on the button."""
        return self.value[0]

    @property
    def icon(self) -> str:
        """The icon beside them."""
        return self.value[1]


class InstrumentButtons(QWidget):
    """Rebuilt for each card."""

    wanted = Signal(str)  # form key
    service_wanted = Signal(object)  # Service

    def __init__(self, context: "AppContext") -> None:
        """No instruments yet."""
        super().__init__()
        self._context = context
        self._seen: tuple[InstrumentLine, ...] = ()
        self._services: tuple[Service, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_lines(self, lines: "Sequence[InstrumentLine]", services: "Sequence[Service]") -> None:
        """Show the instruments of a card, the due ones first, under the ways to `services`."""
        if (tuple(lines), tuple(services)) == (self._seen, self._services):
            return
        self._seen, self._services = tuple(lines), tuple(services)
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        ordered: list[InstrumentLine] = sorted(lines, key=_order)
        for service in self._services:
            made = button(service.words, partial(self.service_wanted.emit, service), picture=service.icon)
            self._column.addWidget(made)
        heading = ""
        for one in ordered:
            if _heading(one) != heading:
                heading = _heading(one)
                self._column.addWidget(text(heading, "strong"))
            role = "" if _is_due(one) else "quiet"
            number = ordered.index(one) + 1
            made = button(f"{number}  {_words(one)}", partial(self.wanted.emit, one.form_key), role=role)
            self._column.addWidget(made)
        self.setVisible(bool(ordered) or bool(self._services))

    def open_numbered(self, number: int) -> None:
        """Ctrl with a number: the form that has this number."""
        ordered = sorted(self._seen, key=_order)
        if 0 < number <= len(ordered):
            self.wanted.emit(ordered[number - 1].form_key)

    def due_labels(self) -> tuple[str, ...]:
        """The names of what is due and not filled yet, in the order of their numbers."""
        return tuple(one.label for one in sorted(self._seen, key=_order) if _is_due(one))

    def due_words(self) -> str:
        """What is due and not filled yet, with its key: `Ctrl+1 PUMA · Ctrl+2 SKILAS`; empty when nothing is."""
        # What is due comes first, so each has the number of its place.
        return " · ".join(f"Ctrl+{number} {label}" for number, label in enumerate(self.due_labels(), 1))


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
