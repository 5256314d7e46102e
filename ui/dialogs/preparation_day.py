"""Room of the day itself: its date, hours and place, and calling it off."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.permissions import Action
from core.services.day import open_day
from core.services.day.day_plan import DayPlan
from core.services.day.year_plan import say_when_and_where
from core.services.deeds.undoing import last_deeds, undo
from core.services.views import DayView
from core.words.periods import date_words
from ui.forms.date_edit import DateEdit
from ui.forms.enter_flow import EnterFlow
from ui.widgets.buttons import button
from ui.widgets.fields import Field, two_columns
from ui.widgets.texts import text

if TYPE_CHECKING:
    from core.services.register import Outcome
    from ui.context import AppContext

_UNREADABLE = "Tanggal belum terbaca. Ketik seperti 12-12-2026."


class DayRoom(QWidget):
    """Each field is kept when it is left; a day on which nobody came may be called off."""

    changed = Signal(object)  # DayView: another date, hours or place
    removed = Signal()

    def __init__(self, context: "AppContext") -> None:
        """No day yet."""
        super().__init__()
        self._context = context
        self._day: DayView | None = None
        self.date, self.note = DateEdit(context.register.today), QLineEdit()
        self.fields = {
            "held_on": Field("Tan&ggal", self.date, "Yang sudah tercatat di hari itu ikut pindah"),
            "note": Field("&Jam dan tempat", self.note, "Ditulis di undangan dan jadwal, misalnya 08.00, Balai Dusun"),
        }
        self.cancel = button("&Batalkan hari ini", self._remove, role="quiet", picture="trash-2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(two_columns(((self.fields["held_on"], self.fields["note"]),)))
        column.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(text("Hanya hari yang belum didatangi siapa pun yang dapat dibatalkan.", "soft"))
        column.addStretch(1)
        self.date.editingFinished.connect(self._keep_date)
        self.note.editingFinished.connect(self._keep_note)
        EnterFlow(self, (self.date, self.note), self._keep_note)
        for part in (self.date, self.note, self.cancel):
            context.guard(part, Action.HOLD_DAY)

    def show_plan(self, plan: DayPlan) -> None:
        """Show a day."""
        self._day = plan.day
        self.date.near = plan.day.held_on
        self.date.show_value(plan.day.held_on)
        self.note.setText(plan.day.note)
        for field in self.fields.values():
            field.complain("")

    def has_unsaved(self) -> bool:
        """Whether something was typed that is not kept yet."""
        day = self._day
        return day is not None and (self.date.value() != day.held_on or self.note.text().strip() != day.note)

    # --- inside ---

    def _keep_date(self) -> None:
        day, on, register = self._day, self.date.value(), self._context.register
        if day is None or on == day.held_on:
            return
        if on is None:
            self.fields["held_on"].complain(_UNREADABLE)
            return
        self._write(f"Hari buka sekarang {date_words(on)}", lambda: open_day.move_day(register, day.id, on))

    def _keep_note(self) -> None:
        day, words, register = self._day, self.note.text(), self._context.register
        if day is not None and " ".join(words.split()) != day.note:
            self._write("Tersimpan: jam dan tempat", lambda: say_when_and_where(register, day.id, words))

    def _write(self, words: str, work: "Callable[[], Outcome[DayView]]") -> None:
        def done(day: DayView) -> None:
            self._day = day
            self._context.announce(words)
            self.changed.emit(day)

        self._context.write("Menyimpan hari", work, done, self._failed)

    def _failed(self, error: BukuError) -> None:
        if error.field in self.fields:
            self.fields[error.field or ""].complain(error.message)
        else:
            self._context.shell.complain(error)

    def _remove(self) -> None:
        day, context = self._day, self._context
        if day is None:
            return

        def removed(_day: DayView) -> None:
            entry = last_deeds(context.register, 1)[0].id
            context.announce(
                f"Hari buka {date_words(day.held_on)} dibatalkan.",
                lambda: context.write("Mengurungkan", lambda: undo(context.register, entry)),
            )
            self._day = None
            self.removed.emit()

        context.write(
            "Membatalkan hari", lambda: open_day.remove_empty_day(context.register, day.id), removed, self._failed
        )
