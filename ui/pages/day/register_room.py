"""Langkah 1, Pendaftaran: type a name or scan a card, Enter, and the number in the queue is there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from core.rules.permissions import Action
from core.services.day import attending
from core.services.day.attending import Board, CheckUpView
from core.services.day.due_list import DueLine, due_list, invited
from core.services.people.card_codes import advice
from core.services.people.people_search import search
from core.services.views import DayView, PersonLine
from core.words.steps import Step
from ui.pages.day.card_pane import CardPane
from ui.pages.day.queue_list import NEWCOMER, arrival_rows, expected_ids, expected_rows
from ui.pages.weighing.list import DayList
from ui.pages.weighing.rows import GUESSES, Kind, Row
from ui.theme import em
from ui.widgets.buttons import button
from ui.widgets.empty import EmptyPlace
from ui.widgets.texts import line

if TYPE_CHECKING:
    from core.services.register import Progress
    from ui.context import AppContext

_FOUND = 12


class RegisterRoom(QWidget):
    """Who is expected on the left, who has just come on the right."""

    registered = Signal(object)  # CheckUpView: step 1 is done
    due_known = Signal()  # who has a reason to come was read

    def __init__(self, context: "AppContext") -> None:
        """No day yet."""
        super().__init__()
        self._context = context
        self._day: DayView | None = None
        self._board: Board | None = None
        self._due: tuple[DueLine, ...] = ()
        self._hides_list = self._is_arriving = False
        self.list, self.pane = DayList(is_walked_first=True), CardPane(context)
        self.list.field.setPlaceholderText("Nama, NIK, atau kode kartu")
        self.list.field.setAccessibleName("Siapa yang datang")
        self.list.view.setAccessibleName("Yang ditunggu hari ini")
        new = button("Orang &baru", lambda: self._register_new(""), picture="user-plus")
        context.guard(new, Action.REGISTER_PEOPLE)
        hint = "Ketik nama, nama ibu, NIK, atau pindai kode kartunya, lalu Enter. Enter saja: pilih dari daftar."
        self._nobody = EmptyPlace("users", "Siapa yang datang?", hint, (new,))
        self._stack = QStackedWidget()
        for part in (self._nobody, self.pane):
            self._stack.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(line("upright"))
        row.addWidget(self._stack, 1)
        self.list.opened.connect(self.arrive)
        self.list.new_wanted.connect(self._register_new)
        self.list.searched.connect(lambda _typed: self._show_rows())
        self.pane.step_done.connect(self._done)
        self.pane.went_home.connect(lambda _one: self.begin())

    def open(self, day: DayView) -> None:
        """Another day: who is expected is asked for beside the window."""
        self._day, self._due = day, ()
        self.pane.forget()
        self._stack.setCurrentWidget(self._nobody)

        def work(_progress: "Progress") -> tuple[DueLine, ...]:
            return invited(due_list(self._context.register, day.posyandu_id, day.held_on))

        self._context.read_long("Mencari siapa yang ditunggu", work, self._show_due)

    def show_board(self, board: Board) -> None:
        """Who came and who is missing changed."""
        self._board = board
        self._show_rows()

    def waited(self, board: Board) -> int:
        """How many are expected and have not come; as many as the list names."""
        return len(expected_ids(self._due, board) - {one.person_id for one in board.lines})

    def begin(self, letters: str = "") -> None:
        """Wait for the next to come; `letters` are typed already."""
        if self._hides_list and self._stack.currentWidget() is self.pane:
            # Beside the list half of every box would be cut off; what was typed is kept.
            self.pane.forget()
            self._stack.setCurrentWidget(self._nobody)
        self.list.show()
        self.list.clear_search()
        self.list.begin_search(letters)

    def arrive(self, person_id: str) -> None:
        """Somebody came; a second time opens the number that was given."""
        day, context = self._day, self._context
        if day is not None:
            # The list is shown once, when the number is there, and not also for each thing that changes on the way.
            self._is_arriving = context.jobs.is_idle
            context.write("Mendaftarkan", lambda: attending.come(context.register, day.id, person_id), self._came)
            self._is_arriving = False

    def arrange(self, *, is_narrow: bool, hides_list: bool) -> None:
        """Fit the room; `hides_list`: there is no room for the list beside a card that is being filled."""
        self._hides_list = hides_list
        self.list.setFixedWidth(em(self, 16))
        self.pane.arrange(is_narrow=is_narrow)

    # --- inside ---

    def _came(self, one: CheckUpView) -> None:
        self.list.clear_search()
        self._is_arriving = False
        self._show_rows()
        self.pane.call(one.id, Step.REGISTER)
        self._stack.setCurrentWidget(self.pane)
        if one.is_new:
            self._context.announce(f"{one.name} terdaftar, nomor {one.queue_number}.")
        else:
            self._context.announce(f"{one.name} sudah terdaftar hari ini, nomor {one.queue_number}.")
        asks = self.pane.form.has_empty()
        self.list.setVisible(not (asks and self._hides_list))
        if not asks:
            self.list.begin_search()

    def _done(self, one: CheckUpView, _step: Step) -> None:
        # Nobody is before her any more: a card that stays would look as if it could still be filled.
        self._stack.setCurrentWidget(self._nobody)
        self.begin()
        self.registered.emit(one)

    def _show_due(self, lines: tuple[DueLine, ...]) -> None:
        self._due = lines
        self._show_rows()
        self.due_known.emit()

    def _show_rows(self) -> None:
        if self._board is None or self._is_arriving:
            return
        typed = self.list.field.text().strip()
        if not typed:
            self.list.show_rows(expected_rows(self._due, self._board))
            return
        found = search(self._context.register, typed, limit=_FOUND)
        self.list.show_rows(self._found_rows(found, typed))
        self.list.say("" if found else advice(self._context.register, typed))

    def _found_rows(self, found: tuple[PersonLine, ...], typed: str) -> list[Row]:
        sure = [one for one in found if not one.is_guess]
        guesses = [one for one in found if one.is_guess]
        rows = arrival_rows(sure, self._board)
        if guesses:
            rows += [Row(Kind.GROUP, GUESSES), *arrival_rows(guesses, self._board)]
        if any(letter.isalpha() for letter in typed) and self._context.may(Action.REGISTER_PEOPLE):
            rows.append(Row(Kind.NEW, f"{NEWCOMER} “{typed}”"))
        return rows or [Row(Kind.GROUP, "Tidak ada yang cocok")]

    def _register_new(self, name: str) -> None:
        from ui.dialogs.person_form import PersonFormSheet

        sheet = PersonFormSheet(self._context)
        if name:
            sheet.fields.texts["name"].setText(name.title() if name.islower() else name)
        sheet.saved.connect(self.arrive)
        self._context.shell.open_sheet(sheet)
