"""Choosing the day: open a new one or go on with one that is there; any date may be opened, early or late."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.permissions import Action
from core.services import setup
from core.services.day import closing, open_day
from core.services.views import DayView
from core.words.findings import Severity
from core.words.periods import date_words
from ui.forms.date_edit import DateEdit
from ui.forms.enter_flow import EnterFlow, focus
from ui.ready_words import READY
from ui.theme import em, set_role
from ui.widgets.buttons import button
from ui.widgets.fields import Field
from ui.widgets.texts import centred, text
from ui.widgets.tones import Strip

if TYPE_CHECKING:
    from ui.context import AppContext

_SHOWN = 6


class DayChooser(QWidget):
    """Posyandu, date, one button; and the days that can be gone on with."""

    chosen = Signal(object)  # DayView

    def __init__(self, context: "AppContext") -> None:
        """Loaded by `begin`."""
        super().__init__()
        self._context = context
        self._unit = QComboBox()
        self._date = DateEdit(context.register.today, context.register.today)
        self._unit_field = Field("&Posyandu", self._unit)
        self._date_field = Field("&Tanggal", self._date, "Hari ini, atau tanggal lain")
        self._known = QVBoxLayout()
        self._known.setSpacing(4)
        self._resume_title = text("Lanjutkan", "heading")
        inside = QVBoxLayout()
        inside.setSpacing(14)
        inside.addWidget(text("Hari Buka", "title"))
        self._early = self._ask_early()
        inside.addWidget(self._new_card())
        inside.addWidget(self._early)
        inside.addWidget(self._prepare_button(), 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._resume_title)
        inside.addLayout(self._known)
        holder = QWidget()
        holder.setLayout(inside)
        holder.setFixedWidth(em(self, 29))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 20, 24, 20)
        column.addLayout(centred(holder))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self._date.changed.connect(self._early.hide)
        EnterFlow(self, (self._unit, self._date), self._open)

    def begin(self) -> None:
        """Load posyandu and days anew; the keyboard goes to the date."""
        units, days = setup.list_posyandu(self._context.register), open_day.list_days(self._context.register)
        before = self._unit.currentData() or (days[0].posyandu_id if days else None)
        self._unit.clear()
        for unit in units:
            self._unit.addItem(unit.name, unit.id)
        self._unit.setCurrentIndex(max(0, self._unit.findData(before)))
        self._unit_field.setVisible(len(units) > 1)
        self._date.show_value(self._context.register.today)
        self._early.hide()
        self._show_known(days)
        focus(self._date)

    def renew(self) -> None:
        """Days were planned or removed: the list follows, the keyboard stays where it is."""
        self._show_known(open_day.list_days(self._context.register))

    def _show_known(self, days: Sequence[DayView]) -> None:
        while (item := self._known.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._resume_title.setText("Lanjutkan" if days else "Belum ada hari buka. Yang pertama dibuka di atas.")
        ready = {one.id for one in closing.ready_days(self._context.register)}
        for day in nearest_first(days, self._context.register.today)[:_SHOWN]:
            self._known.addWidget(self._resume_button(day, is_ready=day.id in ready))

    def _resume_button(self, day: DayView, *, is_ready: bool) -> QPushButton:
        words = f"{date_words(day.held_on)} · Posyandu {day.posyandu}" + (f" · {READY}" if is_ready else "")
        picture = "circle-check" if is_ready else "calendar-days"
        return button(words, lambda: self.chosen.emit(day), role="quiet", picture=picture)

    def _prepare_button(self) -> QPushButton:
        return button("Persiapan dan &kalender …", self._open_preparation, picture="clipboard-list")

    def _open_preparation(self) -> None:
        from ui.dialogs.preparation_sheet import open_preparation

        open_preparation(self._context)

    def _new_card(self) -> QFrame:
        card = QFrame()
        set_role(card, "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 16, 20, 18)
        column.setSpacing(12)
        fields = QHBoxLayout()
        fields.setSpacing(16)
        fields.addWidget(self._unit_field, 1, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self._date_field, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(fields)
        opens = button("Buka   (Enter)", self._open, role="next", picture="calendar-check")
        self._context.guard(opens, Action.HOLD_DAY)
        column.addWidget(opens, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _open(self) -> None:
        on, unit = self._date.value(), self._unit.currentData()
        if on is None:
            self._date_field.complain("Tanggal belum terbaca. Ketik seperti 05-11-2026.")
            return
        self._date_field.complain("")
        if on > self._context.register.today and self._early.isHidden():
            self._early.show()
            self._prepare.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._open_on(unit, on)

    def _open_on(self, unit: str, on: date) -> None:
        register = self._context.register
        self._context.write(
            "Membuka hari buka", lambda: open_day.open_day(register, unit, on), self.chosen.emit, self._failed
        )

    def _ask_early(self) -> Strip:
        """A day to come may be prepared; nobody is weighed on it yet."""
        self._prepare = self._context.guard(button("Ya, untuk persiapan", self._open, role="primary"), Action.HOLD_DAY)
        other = button("Ganti tanggalnya", self._change_date)
        why = "Buka untuk persiapan? Penimbangan baru bisa disimpan pada harinya."
        return Strip(Severity.YELLOW, "Tanggal itu belum tiba.", why, (self._prepare, other))

    def _change_date(self) -> None:
        self._early.hide()
        focus(self._date)

    def _failed(self, error: BukuError) -> None:
        if error.field == "held_on":
            self._date_field.complain(error.message)
        else:
            self._context.shell.complain(error)


def nearest_first(days: Sequence[DayView], today: date) -> list[DayView]:
    """Today and the days before it, newest first; then what is planned, the next one first."""
    held = [one for one in days if one.held_on <= today]
    planned = [one for one in days if one.held_on > today]
    return sorted(held, key=lambda one: one.held_on, reverse=True) + sorted(planned, key=lambda one: one.held_on)
