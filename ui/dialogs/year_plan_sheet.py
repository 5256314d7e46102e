"""Rencana setahun: a rule, its twelve days to be ticked, hours and place, and one press that plans them all."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import BukuError, InputError
from core.rules.permissions import Action
from core.services import setup
from core.services.day.year_plan import ProposedDay, plan_days, proposed_days
from core.words.periods import DAY_NAMES, weekday_words
from core.words.repeats import WEEKS, EveryDate, EveryWeekday, Repeat
from ui.forms.enter_flow import EnterFlow
from ui.theme import em
from ui.widgets.buttons import button, relabel
from ui.widgets.fields import Field, dress
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext

_COLUMNS = 2


class YearPlanSheet(SheetContent):
    """Every change of the rule shows other days; nothing is written before the button is pressed."""

    title = "Rencana hari buka setahun"
    manual = "persiapan"
    width_em = 40
    needs = (Action.HOLD_DAY,)

    def __init__(self, context: "AppContext", unit_id: str, year: int) -> None:
        """For a posyandu and a year; the rule begins at a date of the month."""
        super().__init__()
        self._context = context
        self.unit, self.year = QComboBox(), QComboBox()
        for unit in setup.list_posyandu(context.register):
            self.unit.addItem(f"Posyandu {unit.name}", unit.id)
        self.unit.setCurrentIndex(max(0, self.unit.findData(unit_id)))
        this_year = context.register.today.year
        for one in (this_year, this_year + 1):
            self.year.addItem(str(one), one)
        self.year.setCurrentIndex(max(0, self.year.findData(year)))
        self.by_date, self.by_weekday = QRadioButton("Setiap &tanggal"), QRadioButton("Setiap &hari")
        self.day, self.weekday, self.week = QLineEdit("10"), QComboBox(), QComboBox()
        self.note = QLineEdit()
        self._note_field = Field("&Jam dan tempat", self.note, "Misalnya 08.00-11.00, Balai Dusun Krajan")
        self._wrong = text("", "error")
        self.boxes: dict[date, QCheckBox] = {}
        self._days = QWidget()
        self._plan = button("", self._save, role="next", picture="calendar-check")
        self._build()
        self._connect()
        self._propose()

    def first_field(self) -> QWidget:
        return self.day if self.by_date.isChecked() else self.weekday

    def has_unsaved(self) -> bool:
        return bool(self.note.text().strip())

    # --- inside ---

    def _build(self) -> None:
        for number, name in enumerate(DAY_NAMES):
            self.weekday.addItem(name, number)
        for number, name in WEEKS.items():
            self.week.addItem(f"minggu {name}", number)
        self.weekday.setCurrentIndex(2)
        self.week.setCurrentIndex(1)
        for box, name in (
            (self.unit, "Posyandu"),
            (self.year, "Tahun"),
            (self.day, "Tanggal setiap bulan"),
            (self.weekday, "Hari"),
            (self.week, "Minggu ke berapa"),
        ):
            dress(box, name)
        self.by_date.setChecked(True)
        self.day.setFixedWidth(em(self, 4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        column.addLayout(_row(self.unit, self.year))
        column.addLayout(_row(self.by_date, self.day, self.by_weekday, self.weekday, self.week))
        column.addWidget(self._wrong)
        column.addWidget(self._days)
        column.addWidget(text("Hari libur belum diketahui program: lepas centangnya dengan Spasi.", "soft"))
        column.addWidget(self._note_field)
        self._context.guard(self._plan, Action.HOLD_DAY)
        column.addStretch(1)
        # Days with their notes fill a low screen: the button stays in sight under them.
        self.foot = QWidget()
        foot = _row(self._plan)
        foot.setContentsMargins(0, 0, 0, 0)
        self.foot.setLayout(foot)
        self.unit.setVisible(self.unit.count() > 1)
        self._wrong.hide()
        self._column = column
        self._flow = EnterFlow(self, (self.day, self.weekday, self.week, self.note), self._save)
        # The button says so, thus it holds from the choices and the days as well.
        for enter in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            keys = QKeySequence(Qt.KeyboardModifier.ControlModifier | enter)
            QShortcut(keys, self, self._save, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _connect(self) -> None:
        kinds = QButtonGroup(self)
        for one in (self.by_date, self.by_weekday):
            kinds.addButton(one)
            one.toggled.connect(lambda _on: self._propose())
        self.day.textEdited.connect(lambda _text: self.by_date.setChecked(True))
        self.day.textEdited.connect(lambda _text: self._propose())
        for box in (self.weekday, self.week):
            box.activated.connect(lambda _row: self.by_weekday.setChecked(True))
            box.currentIndexChanged.connect(lambda _row: self._propose())
        for box in (self.unit, self.year):
            box.currentIndexChanged.connect(lambda _row: self._propose())

    def _repeat(self) -> Repeat:
        if self.by_weekday.isChecked():
            return EveryWeekday(int(self.weekday.currentData()), int(self.week.currentData()))
        typed = self.day.text().strip()
        return EveryDate(int(typed) if typed.isdecimal() and typed.isascii() else 0)

    def _propose(self) -> None:
        """Show the days that the rule means now."""
        unit_id, year = str(self.unit.currentData() or ""), int(self.year.currentData())
        try:
            days, wrong = proposed_days(self._context.register, unit_id, year, self._repeat()), ""
        except InputError as error:
            days, wrong = (), error.message
        coming = tuple(one for one in days if one.held_on >= self._context.register.today)
        self._tell(wrong if coming or wrong else "Semua tanggalnya sudah lewat. Pilih tahun depan.")
        self._show_days(coming)

    def _show_days(self, days: tuple[ProposedDay, ...]) -> None:
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        self.boxes = {one.held_on: self._box(one) for one in days}
        rows = -(-len(days) // _COLUMNS)
        for place, made in enumerate(self.boxes.values()):
            grid.addWidget(made, place % rows, place // rows)
        self._column.replaceWidget(self._days, fresh)
        self._days.hide()
        self._days.deleteLater()
        self._days = fresh
        self._count()

    def _box(self, one: ProposedDay) -> QCheckBox:
        made = QCheckBox(weekday_words(one.held_on) + (f"\n{one.note}" if one.note else ""))
        made.setAccessibleName(", ".join(part for part in (weekday_words(one.held_on), one.note) if part))
        made.setChecked(one.is_recommended)
        made.setEnabled(one.is_free)
        made.toggled.connect(lambda _on: self._count())
        return made

    def _chosen(self) -> list[date]:
        return [on for on, made in self.boxes.items() if made.isChecked()]

    def _count(self) -> None:
        relabel(self._plan, f"Rencanakan {len(self._chosen())} hari   (Ctrl+Enter)")

    def _save(self) -> None:
        register, unit_id, note = self._context.register, str(self.unit.currentData() or ""), self.note.text()
        days = self._chosen()
        self._context.write(
            "Merencanakan setahun", lambda: plan_days(register, unit_id, days, note), self._planned, self._failed
        )

    def _planned(self, count: int) -> None:
        from ui.dialogs.preparation_sheet import open_preparation

        context, first = self._context, min(self._chosen())
        unit_id = str(self.unit.currentData() or "")
        self.finished.emit()
        context.announce(f"{count} hari buka direncanakan.")
        open_preparation(context, year=first.year, unit_id=unit_id)

    def _failed(self, error: BukuError) -> None:
        if error.field == "note":
            self._note_field.complain(error.message)
        elif error.field == "days":
            self._tell(error.message)
        else:
            self._context.shell.complain(error)

    def _tell(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return row
