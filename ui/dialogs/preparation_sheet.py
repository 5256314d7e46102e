"""Persiapan hari buka: the year's calendar, and for a chosen day who should come, checklist, duties and equipment."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from core.errors import BukuError
from core.rules.permissions import Action
from core.services import setup
from core.services.day import day_plan, open_day
from core.services.day.day_plan import DayPlan
from core.services.views import DayView
from core.words.periods import Month, weekday_words
from ui.dialogs.preparation_day import DayRoom
from ui.dialogs.preparation_list import DueRoom
from ui.dialogs.preparation_parts import ChecklistRoom, DutyRoom
from ui.dialogs.preparation_tools import EquipmentRoom
from ui.dialogs.save_file import SavePlace, ask_place, file_name
from ui.forms.date_edit import DateEdit
from ui.forms.enter_flow import EnterFlow
from ui.theme import em, set_role
from ui.widgets.buttons import button
from ui.widgets.fields import Field
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import line, text

if TYPE_CHECKING:
    from core.services.register import Progress
    from ui.context import AppContext

_MONTHS_A_YEAR, _IN_A_ROW = 12, 6
_PLANS_NEXT_YEAR_FROM = 10
_TABS = ("Sasaran", "Ceklis", "Tugas", "Alat", "Jam dan tempat")


def open_preparation(
    context: "AppContext", day_id: str | None = None, *, year: int | None = None, unit_id: str = ""
) -> "PreparationSheet":
    """Open the preparation over the window, on the day given, else on the next one to come (of a posyandu, a year)."""
    sheet = PreparationSheet(context, day_id, year=year, unit_id=unit_id)
    context.shell.open_sheet(sheet)
    return sheet


class PreparationSheet(SheetContent):
    """Calendar above, the chosen day below it."""

    title = "Persiapan hari buka"
    manual = "persiapan"
    width_em = 46

    def __init__(
        self, context: "AppContext", day_id: str | None = None, *, year: int | None = None, unit_id: str = ""
    ) -> None:
        """The year given, else that of today; the day given, else the next one to come."""
        super().__init__()
        self.ask_place: SavePlace = ask_place
        self._context, self._year = context, year or context.register.today.year
        self.plan: DayPlan | None = None
        self._unit = QComboBox()
        for unit in setup.list_posyandu(context.register):
            self._unit.addItem(unit.name, unit.id)
        self._unit.setAccessibleName("Posyandu")
        self._unit.setCurrentIndex(max(0, self._unit.findData(unit_id)))
        self.calendar = QWidget()
        self._days: dict[str, QPushButton] = {}
        self._new = DateEdit(context.register.today)
        self._new_field = Field("&Tambah hari, juga untuk bulan depan", self._new)
        self._heading = text("", "heading")
        self.tabs, self._rooms = QTabBar(), QStackedWidget()
        self.due = DueRoom(context, self.finished.emit)
        self.checklist, self.duties, self.tools = ChecklistRoom(context), DutyRoom(context), EquipmentRoom(context)
        self.day_room = DayRoom(context)
        self._build()
        self._show_calendar()
        self._choose(day_id or self._next_day_id())
        self._unit.currentIndexChanged.connect(lambda _row: self._change_year(0))

    def first_field(self) -> QWidget:
        return self.tabs if self.plan is not None else self._new

    def has_unsaved(self) -> bool:
        return self.duties.has_unsaved() or self.tools.has_unsaved() or self.day_room.has_unsaved()

    # --- the calendar ---

    def _unit_id(self) -> str:
        return str(self._unit.currentData() or "")

    def _next_day_id(self) -> str | None:
        """The next day to come of this posyandu; without one the last that was held."""
        days = sorted(open_day.list_days(self._context.register, self._unit_id()), key=lambda one: one.held_on)
        coming = [one for one in days if one.held_on >= self._context.register.today]
        return coming[0].id if coming else days[-1].id if days else None

    def _change_year(self, by: int) -> None:
        self._year += by
        self._show_calendar()
        if by == 0:
            self._choose(self._next_day_id())

    def _show_calendar(self) -> None:
        days = day_plan.calendar(self._context.register, self._year, self._unit_id())
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        self._days = {}
        for month in range(1, _MONTHS_A_YEAR + 1):
            held = [one for one in days if one.held_on.month == month]
            row, column = divmod(month - 1, _IN_A_ROW)
            grid.addWidget(self._month(month, held), row, column)
            grid.setColumnStretch(column, 1)
        self._column.replaceWidget(self.calendar, fresh)
        self.calendar.hide()
        self.calendar.deleteLater()
        self.calendar = fresh
        self._year_words.setText(str(self._year))

    def _month(self, month: int, days: list[DayView]) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        name = Month(self._year, month).label.partition(" ")[0]
        column.addWidget(text(name, "small"))
        for day in days:
            made = button(str(day.held_on.day), partial(self._choose, day.id))
            made.setAccessibleName(f"{weekday_words(day.held_on)}, Posyandu {day.posyandu}")
            made.setMinimumHeight(em(made, 1.6))
            self._days[day.id] = made
            column.addWidget(made)
        if not days:
            column.addWidget(text("–", "soft"))
        column.addStretch(1)
        return holder

    def _add(self) -> None:
        on, register, unit_id = self._new.value(), self._context.register, self._unit_id()
        if on is None:
            self._new_field.complain("Tanggal belum terbaca. Ketik seperti 12-12-2026.")
            return
        self._new_field.complain("")
        self._context.write(
            "Menambah hari buka", lambda: open_day.open_day(register, unit_id, on), self._added, self._not_added
        )

    def _added(self, day: DayView) -> None:
        self._new.show_value(None)
        self._year = day.held_on.year
        self._show_calendar()
        self._choose(day.id)
        self._context.announce(f"Ditambahkan: {weekday_words(day.held_on)}")
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_added(self, error: BukuError) -> None:
        if error.field == "held_on":
            self._new_field.complain(error.message)
        else:
            self._context.shell.complain(error)

    # --- the day ---

    def _choose(self, day_id: str | None) -> None:
        self.plan = day_plan.day_plan(self._context.register, day_id) if day_id else None
        has_day = self.plan is not None
        for part in (self.tabs, self._rooms):
            part.setHidden(not has_day)
        if self.plan is None:
            self._heading.setText("Belum ada hari buka di tahun ini. Tambahkan tanggalnya di atas.")
            return
        day = self.plan.day
        when = days_left(day.held_on, self._context.register.today)
        about = (weekday_words(day.held_on), f"Posyandu {day.posyandu}", when, day.note)
        self._heading.setText(" · ".join(part for part in about if part))
        for one, made in self._days.items():
            set_role(made, "primary" if one == day.id else "")
        self.checklist.show_plan(self.plan)
        self.duties.show_plan(self.plan)
        self.tools.show_plan(self.plan)
        self.day_room.show_plan(self.plan)
        self.due.show_day(day)
        self._count()

    def _day_changed(self, day: DayView) -> None:
        self._year = day.held_on.year
        self._show_calendar()
        self._choose(day.id)

    def _day_removed(self) -> None:
        self._show_calendar()
        self._choose(self._next_day_id())
        self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _count(self) -> None:
        if self.plan is None:
            return
        done, whole = self.checklist.counts()
        self.tabs.setTabText(1, f"Ceklis {done} dari {whole}")

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(10)
        self._column.addLayout(self._year_row())
        self._column.addWidget(self.calendar)
        self._column.addLayout(self._new_row())
        self._column.addWidget(line())
        self._column.addWidget(self._heading)
        for place, (words, room) in enumerate(
            zip(_TABS, (self.due, self.checklist, self.duties, self.tools, self.day_room), strict=True)
        ):
            self.tabs.addTab(words)
            self.tabs.setTabToolTip(place, words)
            self._rooms.addWidget(room)
        self.tabs.setAccessibleName("Bagian persiapan")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.currentChanged.connect(self._rooms.setCurrentIndex)
        self.checklist.changed.connect(self._count)
        self.day_room.changed.connect(self._day_changed)
        self.day_room.removed.connect(self._day_removed)
        self._column.addWidget(self.tabs)
        self._column.addWidget(self._rooms, 1)
        EnterFlow(self, (self._new,), self._add)

    def _year_row(self) -> QHBoxLayout:
        self._year_words = text("", "heading", wraps=False)
        row = QHBoxLayout()
        row.setSpacing(8)
        before, after = (
            self._turner("chevron-left", -1, "Tahun sebelumnya"),
            self._turner("chevron-right", 1, "Tahun berikutnya"),
        )
        plans = button("&Rencanakan setahun …", self._plan_year, picture="calendar-days")
        self._context.guard(plans, Action.HOLD_DAY)
        poster = button("Cetak jad&wal …", self._ask_poster, role="quiet", picture="printer")
        for part in (before, self._year_words, after, plans, poster):
            row.addWidget(part)
        row.addStretch(1)
        if self._unit.count() > 1:
            row.addWidget(self._unit)
        return row

    def _turner(self, picture: str, by: int, words: str) -> QPushButton:
        made = button("", lambda: self._change_year(by), role="quiet", picture=picture, hint=words)
        made.setAccessibleName(words)
        return made

    def _new_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._new_field.setFixedWidth(em(self, 18))
        adds = button("Tambah   (Enter)", self._add, picture="plus")
        self._context.guard(adds, Action.HOLD_DAY)
        row.addWidget(self._new_field)
        row.addWidget(adds, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        return row

    def _plan_year(self) -> None:
        from ui.dialogs.year_plan_sheet import YearPlanSheet

        context, unit_id = self._context, self._unit_id()
        # Late in the year people plan the next one.
        next_year = context.register.today.year + (context.register.today.month >= _PLANS_NEXT_YEAR_FROM)
        self.finished.emit()
        context.shell.open_sheet(YearPlanSheet(context, unit_id, max(self._year, next_year)))

    def _ask_poster(self) -> None:
        title = f"Jadwal Posyandu {self._year}"
        name = file_name(title, self._unit.currentText(), ending=".pdf")
        self.ask_place(self, f"Simpan {title}", name, self._write_poster)

    def _write_poster(self, out: Path) -> None:
        register, year, unit_id = self._context.register, self._year, self._unit_id()

        def work(_progress: "Progress") -> Path:
            from printouts.year_poster import print_year_poster

            unit = next(one for one in setup.list_posyandu(register) if one.id == unit_id)
            print_year_poster(day_plan.calendar(register, year, unit_id), unit, year, out)
            return out

        self._context.read_long(
            "Menulis jadwal", work, lambda made: self._context.announce(f"Tersimpan: {made.name} di {made.parent}")
        )


def days_left(held_on: date, today: date) -> str:
    """How far a day is: `hari ini`, `17 hari lagi`, `3 hari lalu`."""
    left = (held_on - today).days
    return "hari ini" if left == 0 else f"{left} hari lagi" if left > 0 else f"{-left} hari lalu"
