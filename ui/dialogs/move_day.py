"""A day that was opened under the wrong date gets its true one; everything measured on it moves along."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.permissions import Action
from core.services.day import open_day
from core.services.views import DayView
from core.words.periods import date_words
from ui.forms.date_edit import DateEdit
from ui.widgets.buttons import button
from ui.widgets.fields import Field
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext


class MoveDay(SheetContent):
    """One date and one button; the way back is Ctrl+Z."""

    title = "Ubah tanggal hari buka"
    manual = "hari-buka"
    needs = (Action.HOLD_DAY,)

    def __init__(self, context: "AppContext", day: DayView, moved: Callable[[DayView], None]) -> None:
        """Start from the present date of `day`; `moved` hears of the day with its new date, and of the way back too."""
        super().__init__()
        self._context, self._day, self._moved = context, day, moved
        self._date = DateEdit(day.held_on, day.held_on)
        self._date.returnPressed.connect(self._move)
        self._field = Field("&Tanggal yang sebenarnya", self._date, "Misalnya 5, 5-11, atau 05-11-2026")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(text(f"Posyandu {day.posyandu}, sekarang tercatat {date_words(day.held_on)}.", "strong"))
        column.addWidget(text("Semua penimbangan hari itu ikut pindah. Umur dan hurufnya dihitung ulang sendiri."))
        column.addWidget(self._field)
        moves = button("Ubah tanggal   (Enter)", self._move, role="next", picture="calendar-check")
        context.guard(moves, Action.HOLD_DAY)
        column.addWidget(moves, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def first_field(self) -> QWidget:
        self._date.selectAll()
        return self._date

    def _move(self) -> None:
        on, day, context = self._date.value(), self._day, self._context
        if on is None:
            self._field.complain("Tanggal belum terbaca. Ketik seperti 05-11-2026.")
            return
        self._field.complain("")
        context.write(
            "Mengubah tanggal hari buka",
            lambda: open_day.move_day(context.register, day.id, on),
            self._done,
            self._failed,
        )

    def _done(self, after: DayView) -> None:
        before, context, moved = self._day, self._context, self._moved

        def undo() -> None:
            context.write("Mengurungkan", lambda: open_day.move_day(context.register, before.id, before.held_on), moved)
            context.announce(f"Dibatalkan: hari buka kembali ke {date_words(before.held_on)}")

        self.finished.emit()
        if after.held_on != before.held_on:
            context.announce(f"Hari buka sekarang {date_words(after.held_on)}", undo)
            moved(after)

    def _failed(self, error: BukuError) -> None:
        if error.field == "held_on":
            self._field.complain(error.message)
        else:
            self._context.shell.complain(error)
