"""The five steps of the open day: the bar, a room for each, and who goes where after a step."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.errors import InputError
from core.rules.permissions import sees_less
from core.services.day import attending
from core.services.day.attending import Board, CheckUpView
from core.services.day.step_names import step_names
from core.services.own_preferences import Preference, choose, has_chosen
from core.services.people.residence import is_under_five
from core.services.views import DayView
from core.words.steps import Step
from ui.pages.day.card_pane import CardPane
from ui.pages.day.card_room import CardRoom
from ui.pages.day.closing_room import ClosingRoom
from ui.pages.day.register_room import RegisterRoom
from ui.pages.day.step_bar import StepBar
from ui.theme import em
from ui.widgets.texts import line
from ui.widgets.tones import Strip

if TYPE_CHECKING:
    from ui.context import AppContext


_LOCKED = "Hari ini sudah dikunci bidan. Yang perlu diubah dibuka lagi di langkah 5."
_ONE_TO_END = "Satu &orang sampai selesai"


class DaySteps(QWidget):
    """Everything under the head of the page."""

    child_wanted = Signal(str)  # person id: open the quick form for weighing
    room_changed = Signal()
    sees_less = Signal()  # whoever is at the keyboard now may see less than the one before
    counted = Signal(str)  # how many came, of how many
    weighing_wanted = Signal()  # the room of the quick form is in front; the keyboard is its own

    def __init__(self, context: "AppContext", weighing: QWidget, parent: QWidget | None = None) -> None:
        """`weighing` is the room of step 2 for children."""
        super().__init__(parent)
        self._context = context
        self._day: DayView | None = None
        self.board: Board | None = None
        self._seen_by = context.register.user
        self.step = Step.MEASURE
        self.bar = StepBar()
        self.one_to_end = QCheckBox(_ONE_TO_END)
        self.one_to_end.setToolTip("Sesudah menyimpan, orang yang sama lanjut ke langkah berikutnya")
        self._weighing = weighing
        self._rooms = QStackedWidget()
        self._lock_line = Strip(None, _LOCKED)
        self._stale: set[QWidget] = set()  # rooms that have not shown the board since it changed
        self._fits = (False, False)  # is narrow, hides the list beside a card
        self._cards: CardRoom | None = None
        self._closing: ClosingRoom | None = None
        # Before the rooms: a widget that moves into another one takes all that is in it along, style and all.
        self._build()
        self.register_room = RegisterRoom(context)
        for room in (weighing, self.register_room):
            self._rooms.addWidget(room)
        self._connect()

    @property
    def card_room(self) -> CardRoom:
        """The room of the cards; made when somebody first goes there, so that the page opens sooner."""
        if self._cards is None:
            self._cards = CardRoom(self._context, self.weighs)
            self._rooms.addWidget(self._cards)
            self._cards.child_wanted.connect(self.child_wanted)
            self._cards.step_done.connect(self._after_step)
            if self.board is not None:
                self._cards.show_board(self.board)
            self._fit_rooms()
        return self._cards

    @property
    def closing_room(self) -> ClosingRoom:
        """The room of the last step; made when it is first shown."""
        if self._closing is None:
            self._closing = ClosingRoom(self._context)
            self._rooms.addWidget(self._closing)
            self._closing.card_wanted.connect(self._open_from_closing)
            if self._day is not None:
                self._closing.open(self._day)
            self._fit_rooms()
        return self._closing

    # --- the day ---

    def open(self, day: DayView) -> None:
        """Another day; it begins where the first are received, and later in the room of the quick form."""
        self._day = day
        if self._cards is not None:
            self._cards.close_card()
        self.register_room.open(day)
        if self._closing is not None:
            self._closing.open(day)
        self._recall()
        self.reload()
        has_begun = self.board is not None and bool(self.board.lines)
        self.show_step(Step.MEASURE if has_begun else Step.REGISTER, takes_keyboard=False)

    def forget(self) -> None:
        """No day is open; what was typed is kept."""
        if self._cards is not None:
            self._cards.close_card()
        self.register_room.pane.forget()
        self._day = self.board = None

    def reload(self) -> None:
        """Somebody came or moved on: count and list anew."""
        if self._day is None:
            return
        try:
            self.board = board = attending.board(self._context.register, self._day.id)
        except InputError:
            # Removed meanwhile at another computer; the page says so when it comes back to it.
            return
        self._lock_line.setVisible(board.is_locked)
        self._count()
        self._stale = {room for room in (self.register_room, self._cards) if room is not None}
        self._freshen()
        if self.step is Step.VALIDATE:
            self.closing_room.reload()

    def redraw(self) -> None:
        """Somebody else is at the keyboard, or facts changed: the open card is shown anew."""
        self._recall()
        for pane in self._card_panes():
            pane.reload()

    def look_who_is_here(self) -> None:
        """Where whoever is at the keyboard may see less than the one before, nothing said to that one stays."""
        now, before = self._context.register.user, self._seen_by
        self._seen_by = now
        if now is not None and before is not None and sees_less(now.roles, before.roles):
            if self._closing is not None:
                self._closing.forget()
            for pane in self._card_panes():
                pane.reload()
            self.sees_less.emit()

    # --- going ---

    def show_step(self, step: Step, check_up_id: str = "", *, takes_keyboard: bool = True) -> None:
        """The room of a step, with somebody's card when it is given; nobody goes past an urgent finding."""
        if self._cards is not None and self._cards.pane.holds():
            self.bar.show_step(self.step)
            return
        self.step = step
        self.bar.show_step(step)
        self.keep_drafts()
        if step is Step.REGISTER:
            self._bring(self.register_room)
            self.register_room.begin()
        elif step is Step.MEASURE and not check_up_id:
            self._rooms.setCurrentWidget(self._weighing)
            if takes_keyboard:
                self.weighing_wanted.emit()
        elif step is Step.VALIDATE:
            self._bring(self.closing_room)
            self.closing_room.begin()
        else:
            self._bring(self.card_room)
            self.card_room.show_step(step, check_up_id)
        self.room_changed.emit()

    @property
    def is_weighing(self) -> bool:
        """Whether the quick form of children is in front."""
        return self._rooms.currentWidget() is self._weighing

    def takes(self, person_id: str) -> bool:
        """Open the card of somebody in the queue who is not weighed on the quick form; False for everybody else."""
        one = next((it for it in self.board.lines if it.person_id == person_id), None) if self.board else None
        if one is None or self.weighs(one):
            return False
        self.show_step(Step.MEASURE, one.id)
        return True

    def weighs(self, one: CheckUpView) -> bool:
        """Whether somebody is measured on the quick form."""
        return is_under_five(one.born_on, one.checked_on)

    def child_weighed(self, person_id: str) -> bool:
        """A child was weighed: when one person goes through to the end, its card opens. False: the next is called."""
        one = next((it for it in self.board.lines if it.person_id == person_id), None) if self.board else None
        if one is None or not self.one_to_end.isChecked():
            return False
        self.show_step(Step.EXAMINE, one.id)
        return True

    def keep_drafts(self) -> None:
        """Keep what is typed on any card."""
        for pane in self._card_panes():
            pane.keep_draft()

    def go_back(self) -> bool:
        """Esc: from a card to the list; False where the room of the quick form decides."""
        if self.is_weighing:
            return False
        if self.step is Step.REGISTER:
            self.register_room.begin()
        elif self.step is Step.VALIDATE:
            self.closing_room.begin()
        elif not self.card_room.pane.holds():
            name = self.card_room.pane.check_up.name if self.card_room.pane.check_up else ""
            has_typed = self.card_room.pane.form.is_changed()
            self.card_room.close_card()
            self.card_room.begin()
            if name and has_typed:
                self._context.announce(f"Isian {name} disimpan sementara. Buka lagi namanya untuk melanjutkan.")
        return True

    def just_typed(self, letters: str) -> bool:
        """Letters typed beside any field begin the search of the room; False where the quick form decides."""
        if self.is_weighing:
            return False
        if self.step is Step.REGISTER:
            self.register_room.begin(letters)
        elif self.step is not Step.VALIDATE and self.card_room.pane.card is None:
            self.card_room.list.begin_search(letters)
        return True

    def arrange(self, width: int, *, is_narrow: bool, is_low: bool) -> None:
        """Fit the rooms to a page that is `width` pixels wide."""
        self.one_to_end.setText(_ONE_TO_END if width >= em(self, 46) else "Satu &orang")
        self.bar.arrange(width - self.one_to_end.sizeHint().width() - em(self, 1), is_low=is_low)
        # Where there is no room beside a card, the list comes back when the card is closed.
        self._fits = (is_narrow, width < em(self, 50))
        self._fit_rooms()

    # --- inside ---

    def _bring(self, room: QWidget) -> None:
        self._rooms.setCurrentWidget(room)
        self._freshen()

    def _freshen(self) -> None:
        """The room in front shows the board; the others when they come to the front."""
        for room in (self.register_room, self._cards):
            is_seen = room is not None and room is self._rooms.currentWidget()
            if room is not None and is_seen and self.board is not None and room in self._stale:
                self._stale.discard(room)
                room.show_board(self.board)

    def _card_panes(self) -> tuple[CardPane, ...]:
        """Where a card may stand open."""
        return tuple(room.pane for room in (self._cards, self.register_room) if room is not None)

    def _fit_rooms(self) -> None:
        is_narrow, hides_list = self._fits
        for room in (self.register_room, self._cards):
            if room is not None:
                room.arrange(is_narrow=is_narrow, hides_list=hides_list)
        if self._closing is not None:
            self._closing.arrange(is_narrow=is_narrow)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 12, 0)
        top.addWidget(self.bar, 1)
        top.addWidget(self.one_to_end)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._lock_line.hide()
        column.addLayout(top)
        column.addWidget(line())
        column.addWidget(self._lock_line)
        column.addWidget(self._rooms, 1)

    def _count(self) -> None:
        """At each step who waits; at the first, and in the head, everybody of any age who is still expected."""
        if self.board is None:
            return
        waited, came = self.register_room.waited(self.board), len(self.board.lines)
        counts = {step: len(self.board.at(step)) for step in Step}
        self.bar.show_counts(counts | {Step.REGISTER: waited})
        self.counted.emit(f"{came} dari {came + waited} sudah datang")

    def _recall(self) -> None:
        """The switch stands as whoever is at the keyboard left it; the steps have the names of this village."""
        self.bar.rename(step_names(self._context.register))
        self.one_to_end.setChecked(has_chosen(self._context.register, Preference.ONE_TO_END))

    def _remember(self, is_on: bool) -> None:
        register = self._context.register
        self._context.write("Mengingat pilihan", lambda: choose(register, Preference.ONE_TO_END, is_on=is_on))

    def _connect(self) -> None:
        self.one_to_end.clicked.connect(self._remember)
        self.register_room.due_known.connect(self._count)
        self.bar.chosen.connect(self.show_step)
        self.register_room.registered.connect(self._after_arrival)

    def _after_arrival(self, one: CheckUpView) -> None:
        if self.one_to_end.isChecked():
            self._lead(one, Step.MEASURE)

    def _after_step(self, one: CheckUpView, step: Step) -> None:
        if not self.one_to_end.isChecked():
            self.card_room.call_next(one.id)
        elif step is Step.SERVE:
            self.show_step(Step.REGISTER)
        else:
            self._lead(one, Step(step + 1))

    def _lead(self, one: CheckUpView, step: Step) -> None:
        """The same person goes on with the next step that is not done."""
        while step in one.done and step < Step.SERVE:
            step = Step(step + 1)
        self._open_card(one, step)

    def _open_card(self, one: CheckUpView, step: Step) -> None:
        if step is Step.MEASURE and self.weighs(one):
            self.show_step(Step.MEASURE, takes_keyboard=False)
            self.child_wanted.emit(one.person_id)
        else:
            self.show_step(step, one.id)

    def _open_from_closing(self, check_up_id: str, step: Step) -> None:
        one = next((it for it in self.board.lines if it.id == check_up_id), None) if self.board else None
        if one is not None:
            self._open_card(one, step)
