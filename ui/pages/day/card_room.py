"""Langkah 2 to 4 for a card: the queue on the left, whoever is at the step on the right."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from core.services.day.attending import Board, CheckUpView
from core.words.steps import Step
from ui.pages.day.card_pane import CardPane
from ui.pages.day.queue_list import next_at, queue_rows
from ui.pages.weighing.list import DayList
from ui.theme import em
from ui.widgets.empty import EmptyPlace
from ui.widgets.texts import line

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.context import AppContext


class CardRoom(QWidget):
    """One room for three steps; the step says which boxes of the card are asked."""

    step_done = Signal(object, object)  # CheckUpView, Step
    child_wanted = Signal(str)  # person id: weighed on the quick form

    def __init__(self, context: "AppContext", weighs: "Callable[[CheckUpView], bool]") -> None:
        """No day yet. `weighs`: whether somebody is measured on the quick form of children."""
        super().__init__()
        self._context = context
        self.step = Step.EXAMINE
        self._board: Board | None = None
        self._hides_list = False
        self._weighs = weighs
        self.list, self.pane = DayList(), CardPane(context)
        self.list.field.setPlaceholderText("Nama atau nomor antrean")
        self.list.field.setAccessibleName("Cari di antrean")
        self.list.view.setAccessibleName("Antrean")
        self._nobody = EmptyPlace("users", "Siapa yang di sini?", "Pilih dari antrean, lalu Enter. F2 untuk mendaftar.")
        self._stack = QStackedWidget()
        for part in (self._nobody, self.pane):
            self._stack.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(line("upright"))
        row.addWidget(self._stack, 1)
        self.list.opened.connect(self.open_person)
        self.list.searched.connect(lambda _typed: self._show_rows())
        self.pane.step_done.connect(self.step_done)
        self.pane.went_home.connect(lambda one: self.call_next(one.id))

    def show_step(self, step: Step, check_up_id: str = "") -> None:
        """The room of another step; `check_up_id` is called at once, else the list waits."""
        self.step = step
        if check_up_id:
            self._call(check_up_id)
        else:
            self.close_card()
            self.begin()

    def show_board(self, board: Board) -> None:
        """Somebody moved on."""
        self._board = board
        self._show_rows()

    def begin(self) -> None:
        """The keyboard in the list; the first who waits is marked."""
        self.list.clear_search()
        self._show_rows()
        self.list.begin_search()

    def close_card(self) -> bool:
        """Back to the list; what was typed stays as a draft. False when no card was open."""
        was_open = self.pane.card is not None
        self.pane.forget()
        self._stack.setCurrentWidget(self._nobody)
        self._show_list()
        return was_open

    def open_person(self, person_id: str) -> None:
        """Open the card of somebody of the queue."""
        one = self._line(person_id)
        if one is None or self.pane.holds():
            return
        if self.step is Step.MEASURE and self._weighs(one):
            self.child_wanted.emit(person_id)
        else:
            self._call(one.id)

    def call_next(self, after: str) -> None:
        """Call whoever waits next at this step; without anybody the list waits."""
        following = next_at(self._board, self.step, after) if self._board else None
        self.close_card()
        if following is None:
            self.begin()
        else:
            self.open_person(following.person_id)

    def arrange(self, *, is_narrow: bool, hides_list: bool) -> None:
        """Fit the room; `hides_list`: there is no room for the list beside a card."""
        self._hides_list = hides_list
        self.list.setFixedWidth(em(self, 13.5))
        self.pane.arrange(is_narrow=is_narrow)
        self._show_list()

    # --- inside ---

    def _call(self, check_up_id: str) -> None:
        self._stack.setCurrentWidget(self.pane)
        self.list.clear_search()
        self.pane.call(check_up_id, self.step)
        self._show_rows()
        self._show_list()

    def _show_list(self) -> None:
        self.list.setVisible(not (self._hides_list and self.pane.card is not None))

    def _line(self, person_id: str) -> CheckUpView | None:
        lines = self._board.lines if self._board else ()
        return next((one for one in lines if one.person_id == person_id), None)

    def _show_rows(self) -> None:
        if self._board is None:
            return
        rows = queue_rows(self._board, self.step, self.list.field.text().strip())
        here = self.pane.check_up
        waiting = next_at(self._board, self.step)
        chosen = here.person_id if here else waiting.person_id if waiting else ""
        self.list.show_rows(rows, "" if self.list.field.text().strip() else chosen)


def keyboard_to_card(page: QWidget) -> bool:
    """Put the keyboard on the card that is open on a page; False when none is seen."""
    card = next((one for one in page.findChildren(CardPane) if one.isVisible() and one.card is not None), None)
    if card is not None:
        card.take_keyboard()
    return card is not None
