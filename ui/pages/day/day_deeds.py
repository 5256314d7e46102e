"""What is done with an open day itself: somebody new, another date, taking back one that was opened by accident."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.rules.permissions import Action
from core.services.day import attending, open_day
from core.services.day.attending import CheckUpView
from core.services.views import DayView
from core.words.periods import date_words
from core.words.steps import Step
from ui.widgets.buttons import button
from ui.widgets.empty import EmptyPlace

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.context import AppContext
    from ui.pages.day.page import HariBuka


class DayDeeds:
    """The deeds of the head of the page."""

    def __init__(self, context: "AppContext", page: "HariBuka") -> None:
        """`page` shows the day."""
        self._context, self._page = context, page

    def buttons(self, choose_day: "Callable[[], None]") -> tuple[QPushButton, ...]:
        """The buttons of the head of the page, each for those whose work it is."""
        self._page.entry.refused.connect(self._refuse)
        new = button("&Anak baru", lambda: self.register_new(""), role="quiet", picture="user-plus")
        moves = button("&Ubah tanggal", self.move, role="quiet", picture="pencil")
        return (
            self._context.guard(new, Action.REGISTER_PEOPLE),
            self._context.guard(moves, Action.HOLD_DAY),
            button("Ganti &hari", choose_day, role="quiet", picture="calendar-days"),
        )

    def register_new(self, name: str) -> None:
        """A child that is not in the register yet; once it is, it is called."""
        from ui.dialogs.new_child import NewChild

        page = self._page
        if page.day is not None:
            sheet = NewChild(self._context, name=name, posyandu_id=page.day.posyandu_id)
            sheet.registered.connect(page.call)
            self._context.shell.open_sheet(sheet)

    def move(self) -> None:
        """Another date for the day, with everything written on it."""
        from ui.dialogs.move_day import MoveDay

        page = self._page
        if page.day is not None:
            page.may_leave()
            self._context.shell.open_sheet(MoveDay(self._context, page.day, self._moved))

    def remove(self) -> None:
        """Opened by accident: gone with one press, and back with Ctrl+Z."""
        context, day, page = self._context, self._page.day, self._page
        if day is None:
            return

        def undo() -> None:
            work = partial(open_day.open_day, context.register, day.posyandu_id, day.held_on)
            context.write("Mengurungkan", work, page.open)
            context.announce(f"Dibatalkan: hari buka {date_words(day.held_on)} ada lagi")

        def removed(_day: DayView) -> None:
            context.announce(f"Hari buka {date_words(day.held_on)} dihapus.", undo)

        context.write("Menghapus hari kosong", lambda: open_day.remove_empty_day(context.register, day.id), removed)

    def _refuse(self) -> None:
        """The child whose form is open will not be weighed: it gets a number, and its card asks why."""
        day, history, context = self._page.day, self._page.entry.history, self._context
        if day is not None and history is not None:
            child_id = history.child.id
            context.write("Mendaftarkan", lambda: attending.come(context.register, day.id, child_id), self._ask_why)

    def _ask_why(self, one: CheckUpView) -> None:
        self._page.go_back()
        self._page.steps.show_step(Step.MEASURE, one.id)
        self._page.steps.card_room.pane.head.ask_reason()

    def _moved(self, day: DayView) -> None:
        if self._page.day is not None and self._page.day.id == day.id:
            self._page.open(day)


def nobody_place(remove: QPushButton) -> QWidget:
    """The question who comes; far below it the way back for whoever opened a day by accident."""
    hint = "Ketik nama anak, nama ibu, atau NIK, lalu Enter. Atau pilih dari daftar."
    place = EmptyPlace("baby", "Siapa yang datang?", hint)
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 12, 8)
    row.addStretch(1)
    row.addWidget(remove)
    column = place.layout()
    if isinstance(column, QVBoxLayout):
        column.addLayout(row)
    return place
