"""Copying the page of immunisation of a Buku KIA: one row for each dose, a date and Enter; all are saved together."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from core.errors import BukuError
from core.rules.permissions import Action
from core.services.immunization import dose_records
from ui.dialogs.immunization_panels import Panel
from ui.forms.date_edit import DateEdit
from ui.forms.enter_flow import EnterFlow, focus
from ui.theme import em
from ui.widgets.buttons import button
from ui.widgets.fields import Field, dress, mark_wrong, set_sentence
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext

_HINT = "Ketik tanggalnya, lalu Enter. Tanda + menyalin tanggal di atasnya. Yang tidak ada di buku: Enter saja."
_UNREADABLE = "Tanggal ini tidak ada. Ketik misalnya 05-11-2026."


class BookDate(DateEdit):
    """A date of a book: a year left out is the one that follows the date above."""

    reached = Signal()
    copied = Signal()
    last = date.max
    """Today: nothing in a book lies behind it."""

    def value(self) -> date | None:
        found = super().value()
        if found is None or found >= self.near or len(self.text().strip().split("-")) > 2:
            return found
        later = _a_year_later(found)
        return later if later is not None and later <= self.last else found

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.reached.emit()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Plus:
            self.copied.emit()
        else:
            super().keyPressEvent(event)


class CopyPanel(Panel):
    """Rows of doses that are not written down yet, in the order of the book."""

    def __init__(self, context: "AppContext", person_id: str, born_on: date, doses: Sequence[tuple[str, str]]) -> None:
        """`doses` are key and label of each row; several rows may have one key (Td)."""
        super().__init__(context, "Salin dari Buku KIA")
        self._person_id, self._born_on = person_id, born_on
        self._keys = [key for key, _label in doses]
        self.rows = [BookDate(born_on) for _dose in doses]
        self._errors = [text("", "error") for _dose in doses]
        self._place = QLineEdit()
        self.column.addWidget(text(_HINT, "soft"))
        self.column.addWidget(self._grid([label for _key, label in doses]))
        place = Field("Di &mana", self._place, "Misalnya puskesmas atau bidan; boleh kosong")
        self.column.addWidget(place)
        saves = button("&Simpan semua   (Enter)", self.save, role="next", picture="check")
        self.add_buttons(context.guard(saves, Action.RECORD_HEALTH))
        for number, row in enumerate(self.rows):
            row.last = context.register.today
            row.reached.connect(lambda number=number: self._look_up(number))
            row.copied.connect(lambda number=number: self._copy(number))
        EnterFlow(self, (*self.rows, self._place), self.save)

    def first_field(self) -> QWidget:
        return self.rows[0] if self.rows else self._place

    def has_unsaved(self) -> bool:
        return any(row.text().strip() for row in self.rows)

    def save(self) -> None:
        """Write every date down in one deed."""
        for row, error in zip(self.rows, self._errors, strict=True):
            mark_wrong(row, is_wrong=False)
            set_sentence(error, "", is_error=True)
        for number, row in enumerate(self.rows):
            if not row.is_readable():
                self._complain(number, _UNREADABLE)
                return
        doses = [(key, on) for key, row in zip(self._keys, self.rows, strict=True) if (on := row.value()) is not None]
        register, person_id, place = self.context.register, self._person_id, self._place.text()
        self.context.write(
            "Menyalin imunisasi",
            lambda: dose_records.copy_doses(register, person_id, doses, place=place),
            lambda deed: self.done(f"{len(doses)} imunisasi disalin dari buku", deed),
            self.failed,
        )

    def failed(self, error: BukuError) -> None:
        """Say it at the row of the dose that cannot be."""
        filled = (number for number, key in enumerate(self._keys) if key == error.field and self.rows[number].text())
        number = next(filled, None)
        if number is None and error.field == "given_on":
            number = 0
        if number is None:
            self.context.shell.complain(error)
        else:
            self._complain(number, error.message)

    def _complain(self, number: int, sentence: str) -> None:
        mark_wrong(self.rows[number], is_wrong=True)
        set_sentence(self._errors[number], sentence, is_error=True)
        focus(self.rows[number])

    def _grid(self, labels: Sequence[str]) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for number, (label, row, error) in enumerate(zip(labels, self.rows, self._errors, strict=True)):
            named = QLabel(label)
            named.setBuddy(row)
            dress(row, label)
            row.setFixedWidth(em(row, 8))
            grid.addWidget(named, number, 0)
            grid.addWidget(row, number, 1)
            grid.addWidget(error, number, 2)
            error.hide()
        grid.setColumnStretch(2, 1)
        return holder

    def _above(self, number: int) -> date | None:
        above = (row.value() for row in reversed(self.rows[:number]))
        return next((on for on in above if on is not None), None)

    def _look_up(self, number: int) -> None:
        self.rows[number].near = self._above(number) or self._born_on

    def _copy(self, number: int) -> None:
        on = self._above(number)
        if on is not None:
            self.rows[number].show_value(on)


def _a_year_later(day: date) -> date | None:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return None
