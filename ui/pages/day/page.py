"""Hari Buka: the day in five steps, and step 2 of children: call, type what the scale shows, save, call the next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.errors import InputError
from core.growth.plausibility import heaping
from core.rules.permissions import Action
from core.services.day import open_day
from core.services.growth import measuring
from core.services.list_tables import ListTable, day_table
from core.services.people.people_search import search
from core.services.people.residence import is_under_five
from core.services.register import Changed
from core.services.views import DayLine, DayView, GrowthHistory, PersonLine, VisitVerdict
from core.words.periods import date_words
from core.words.steps import Step
from ui.dialogs.export_list import ExportButtons
from ui.manual import page_of_step
from ui.pages.day.card_room import keyboard_to_card
from ui.pages.day.day_deeds import DayDeeds, nobody_place
from ui.pages.day.days import DayChooser
from ui.pages.day.queue_list import at_scale, waiting_here, waiting_others
from ui.pages.day.steps import DaySteps
from ui.pages.page import Page
from ui.pages.refused import is_refused
from ui.pages.weighing.entry import EntryPane
from ui.pages.weighing.list import DayList
from ui.pages.weighing.room import NARROW_EM, Room, room_of
from ui.pages.weighing.rows import Called, day_rows, found_rows, is_red, next_called, people_of
from ui.pages.weighing.saved import SavedPanel
from ui.pages.weighing.side import SidePane
from ui.theme import em
from ui.widgets.buttons import button
from ui.widgets.texts import Shortened, line, text

if TYPE_CHECKING:
    from ui.context import AppContext

_FOUND = 12


class HariBuka(Page):
    """The page that matters most."""

    key = "hari_buka"
    title = "Hari Buka"

    def __init__(self, context: "AppContext") -> None:
        """No day is chosen yet."""
        super().__init__(context)
        self.day: DayView | None = None
        self._lines: tuple[DayLine, ...] = ()
        self._unanswered: frozenset[str] = frozenset()
        self._shows_every_red = self._is_stale = False
        self._saved: tuple[GrowthHistory, VisitVerdict] | None = None
        self._following: Called | None = None
        self._wanted = ""  # called for before a day was open
        self.chooser = DayChooser(context)
        self.deeds = DayDeeds(context, self)
        self.list, self.entry = DayList(), EntryPane(context)
        self.side, self.saved_panel = SidePane(), SavedPanel()
        self._remove = button("Hapus hari kosong ini", self.deeds.remove, role="quiet", picture="trash-2")
        context.guard(self._remove, Action.HOLD_DAY)
        self._nobody = nobody_place(self._remove)
        self._title, self._count = Shortened("heading"), text("", "soft", wraps=False)
        self.export = ExportButtons(context, self._table)
        self._seen: tuple[DayLine | PersonLine, ...] = ()
        self._wish = self._weighed = ""
        self._build()
        self._connect()

    # --- what the window asks ---

    @property
    def manual(self) -> str:
        """Each step has its page."""
        return page_of_step(self.steps.step, is_weighing=self.steps.is_weighing) if self.day is not None else ""

    def show_with(self, **args: object) -> None:
        """`day_id` opens that day, `choose` asks for one, `person_id` calls that child."""
        if is_refused(self, Action.SEE_HEALTH):
            return
        day_id, person_id, step = args.get("day_id"), args.get("person_id"), args.get("step")
        if args.get("choose"):
            self._leave_day()
        if isinstance(day_id, str):
            self.open(open_day.day(self.context.register, day_id))
        if self.day is None:
            self._wanted = person_id if isinstance(person_id, str) else ""
            self._steps.setCurrentWidget(self.chooser)
            self.chooser.begin()
        elif isinstance(person_id, str):
            self.call(person_id)
        elif isinstance(step, int):
            self.entry.keep_draft()
            self.steps.show_step(Step(step))
        elif self.steps.is_weighing and self.entry.history is None:
            self.list.begin_search()

    def refresh(self, changed: frozenset[Changed]) -> None:
        """The list follows every change of people and measurements; after a save only that child is judged anew."""
        if self.day is None and Changed.DAYS in changed and self.context.may(Action.SEE_HEALTH):
            self.chooser.renew()
        if self.day is None or is_refused(self, Action.SEE_HEALTH):
            return
        self.steps.look_who_is_here()
        if self.entry.saving_id and Changed.DAYS not in changed:
            self._renew(self.entry.saving_id)
        elif changed & {Changed.PEOPLE, Changed.MEASUREMENTS, Changed.DAYS}:
            # Judging every child takes a moment: only while the list of children is in front.
            self._is_stale = True
            self._catch_up()
        if Changed.DAYS not in changed:
            self.steps.redraw()

    def may_leave(self) -> bool:
        """Leaving loses nothing: what is typed becomes a draft."""
        self.entry.keep_draft()
        self.steps.keep_drafts()
        return True

    def go_back(self) -> bool:
        """Esc: from the form back to the list (what was typed stays), from a search to the whole list."""
        if self.day is not None and self.steps.go_back():
            return True
        if self.list.field.text():
            self.list.clear_search()
        elif self.entry.history is not None:
            name, has_typed = self.entry.history.child.name, self.entry.form.is_changed()
            self.entry.forget()
            self._show_nobody()
            self._load()
            self.list.begin_search()
            if has_typed:
                self.context.announce(f"Isian {name} disimpan sementara. Buka lagi namanya untuk melanjutkan.")
        return True

    def take_keyboard(self) -> None:
        """What lay over the page is gone, and the field that had the keyboard with it."""
        if not keyboard_to_card(self):
            self.show_with()

    def just_typed(self, letters: str) -> bool:
        """Letters typed anywhere begin the search of the list; a digit never does while a child is being measured."""
        if self.day is None:
            return False
        if self.steps.just_typed(letters):
            return True
        if not (letters.isdecimal() and self.entry.history is not None):
            self.list.begin_search(letters)
        return True

    def print_now(self) -> bool:
        """Ctrl+P: the KMS card of the child that is open or was just saved."""
        history = self.entry.history or (self._saved[0] if self._saved else None)
        if self.day is None or history is None:
            return False
        self.context.navigate("laporan", person_id=history.child.id)
        return True

    # --- the day ---

    def open(self, day: DayView) -> None:
        """Work on `day` from now on."""
        self.entry.forget()
        self.day, self._following, self._shows_every_red = day, None, False
        self._name_day()
        self.steps.open(day)
        self._steps.setCurrentWidget(self._work)
        self.list.clear_search()
        self._show_nobody()
        self._lines, self._is_stale = (), True
        if self.steps.is_weighing:
            self._load()
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.call(wanted)
        elif self.steps.is_weighing:
            self.list.begin_search()
        else:
            self.steps.register_room.begin()

    def _name_day(self) -> None:
        if self.day is not None:
            unit = self.day.posyandu if self.width() < em(self, NARROW_EM) else f"Posyandu {self.day.posyandu}"
            self._title.show_words(f"{unit} · {date_words(self.day.held_on)}")
            self.export.name = f"Hari buka {self.day.posyandu} {self.day.held_on}"

    def call(self, person_id: str) -> None:
        """Open the form of a child, or the card of somebody else who waits to be measured."""
        if self.day is None or self.saved_panel.holds(person_id) or self.steps.takes(person_id):
            return
        if not self.steps.is_weighing:
            self.steps.show_step(Step.MEASURE, takes_keyboard=False)
        before = self.entry.history
        self.list.clear_search()
        self._middle.setCurrentWidget(self.entry)
        self.entry.call(person_id, self.day.held_on, self.day.id)
        # The one before may have left a draft, and this one may be new in the register.
        for one in {before.child.id if before else person_id, person_id}:
            self._renew(one)

    def call_next(self) -> None:
        """Call whoever is next."""
        if self._following is not None:
            self.call(self._following.person_id)

    def _catch_up(self) -> None:
        """The children of the day when their room is in front, else the queue alone."""
        if self._is_stale and self.steps.is_weighing:
            self._load()
        elif self._is_stale:
            self.steps.reload()

    def _begin_weighing(self) -> None:
        """Step 2 is in front: back to the child whose form is open, else to the list."""
        if self.entry.history is None:
            self.list.begin_search()
        else:
            self.call(self.entry.history.child.id)

    def _load(self) -> None:
        if self.day is None:
            return
        self._is_stale = False
        try:
            lines = open_day.day_lines(self.context.register, self.day.id)
        except InputError:
            # Removed meanwhile, here or at another computer.
            self._choose_day()
        else:
            self._show_lines(lines)

    def _renew(self, person_id: str) -> None:
        """Judge one child anew; the others stand in the list as they were judged before."""
        if self.day is None:
            return
        line = open_day.day_line(self.context.register, self.day.id, person_id)
        others = tuple(one for one in self._lines if one.person_id != person_id)
        self._show_lines(open_day.in_list_order((*others, line) if line else others))

    def _show_lines(self, lines: tuple[DayLine, ...]) -> None:
        self._lines = lines
        self.steps.reload()
        self._unanswered = frozenset(one.person_id for one in self._lines if is_red(one) and not one.is_answered)
        came = sum(line.measured for line in self._lines)
        self._weighed = f"{came} dari {len(self._lines)} sudah ditimbang"
        has_people = self.steps.board is not None and bool(self.steps.board.lines)
        self._remove.setVisible(not came and not has_people)
        rounded = heaping([one.weight_g for one in self._lines if one.weight_g is not None])
        self.list.say(f"{rounded.why} {rounded.next_step}" if rounded else "")
        self._show_rows()

    def _show_rows(self) -> None:
        typed = self.list.field.text().strip()
        called = self.entry.history.child.id if self.entry.history else ""
        scale = at_scale(self.steps.board)
        following = self._following or next_called(self._lines, scale, "")
        chosen = called or (following.person_id if following else "")
        self._wish = f"yang cocok dengan “{typed}”" if typed else self._weighed
        if typed:
            self._show_found(typed)
        else:
            rows = day_rows(self._lines, self._unanswered, shows_every_red=self._shows_every_red, scale=scale)
            self.list.show_rows([*waiting_here(self.steps.board), *rows], chosen)
            # On paper there is room for the reds that the screen keeps back.
            self._see(people_of(day_rows(self._lines, self._unanswered, shows_every_red=True), self._lines))

    def _show_every_red(self) -> None:
        self._shows_every_red = True
        self._show_rows()

    def _show_found(self, typed: str) -> None:
        if self.day is None:
            return
        on = self.day.held_on
        found = search(self.context.register, typed, limit=_FOUND, under_five_on=on)
        # The form weighs under-fives only: a mother of that name is not called up by mistake.
        found = tuple(person for person in found if is_under_five(person.born_on, on))
        rows = found_rows(self._lines, found, typed, self._unanswered)
        self.list.show_rows([*waiting_others(self.steps.board, self.steps.weighs, typed), *rows])
        self._see(people_of(rows, (*found, *self._lines)))

    def _see(self, people: tuple[DayLine | PersonLine, ...]) -> None:
        self._seen = people
        self.export.setVisible(bool(people))

    def _table(self) -> ListTable:
        """The list as it is seen; asked for on the worker, so nothing of the window is read here."""
        title = f"Hari buka Posyandu {self.day.posyandu}, {date_words(self.day.held_on)}" if self.day else "Hari buka"
        return day_table(self._seen, title, wish=self._wish, written_on=self.context.register.today)

    # --- after saving ---

    def _after_save(self, history: GrowthHistory, visit: VisitVerdict) -> None:
        # The list was loaded a moment ago: saving tells every page what changed before it comes here.
        self._saved = (history, visit)
        self._following = next_called(self._lines, at_scale(self.steps.board), history.child.id)
        if self.steps.child_weighed(history.child.id):
            self._show_nobody()
            self._show_rows()
            return
        self._show_saved()
        self._show_rows()
        self.list.begin_search()

    def _show_saved(self) -> None:
        if self._saved is None:
            return
        history, visit = self._saved
        self.saved_panel.show_saved(history, visit, measuring.mother_message(history, visit), self._following)
        self._middle.setCurrentWidget(self.saved_panel)
        self.side.show_child(history, None, None, with_words=False)

    def _answered(self, history: GrowthHistory) -> None:
        held_on = self.day.held_on if self.day else None
        visit = next((it for it in history.visits if it.facts.measured_on == held_on), None)
        if self._middle.currentWidget() is self.saved_panel and visit is not None:
            self._saved = (history, visit)
            self._show_saved()
            self.list.begin_search()
        else:
            self.call(history.child.id)
        self.context.announce(f"Tindakan untuk {history.child.name} dicatat.")

    def _forget_saved(self) -> None:
        """What was said of a child that is not saved any more is gone from the screen; that child is next again."""
        child_id = self._saved[0].child.id if self._saved else ""
        self._following = next((one for one in self._lines if one.person_id == child_id), self._following)
        self._saved = None
        self._show_rows()
        if self._middle.currentWidget() is self.saved_panel:
            self._show_nobody()

    def _answer_saved(self, referred: bool, words: str) -> None:
        if self._saved is not None:
            self.entry.answer_follow_up(*self._saved, referred, words)

    def _show_beside(self, history: GrowthHistory, draft: VisitVerdict | None) -> None:
        self.side.show_child(history, draft, None, on=self.day.held_on if self.day else None)

    def _show_nobody(self) -> None:
        self._middle.setCurrentWidget(self._nobody)
        self.side.show_child(None, None, None)

    def _choose_day(self) -> None:
        self._leave_day()
        self.show_with()

    def _leave_day(self) -> None:
        self.entry.forget()
        self.steps.forget()
        self._show_nobody()
        self.day = None

    # --- inside ---

    def _build(self) -> None:
        # From the outside in: a widget that moves into another one takes all that is in it along, style and all.
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._steps, self._work = QStackedWidget(), QWidget()
        whole.addWidget(self._steps)
        for place in (self.chooser, self._work):
            self._steps.addWidget(place)
        self._middle = QStackedWidget()
        for part in (self._nobody, self.entry, self.saved_panel):
            self._middle.addWidget(part)
        self._panes = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._panes.setSpacing(0)
        for part, share in ((self._middle, 12), (self.side, 9)):
            self._panes.addWidget(part, share)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(16, 6, 12, 6)
        head.setSpacing(14)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        for one in self.deeds.buttons(self._choose_day):
            head.addWidget(one)
        weighing = QWidget()
        row = QHBoxLayout(weighing)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.list.put_below(self.export)
        row.addWidget(self.list)
        row.addWidget(line("upright"))
        row.addLayout(self._panes, 1)
        column = QVBoxLayout(self._work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(line())
        self.steps = DaySteps(self.context, weighing, self._work)
        column.addWidget(self.steps, 1)

    def _connect(self) -> None:
        self.chooser.chosen.connect(self.open)
        self.steps.child_wanted.connect(self.call)
        self.steps.room_changed.connect(self._arrange)
        self.steps.room_changed.connect(self._catch_up)
        self.steps.counted.connect(self._count.setText)
        self.steps.weighing_wanted.connect(self._begin_weighing)
        self.steps.sees_less.connect(self.entry.forget)
        self.steps.sees_less.connect(self._show_nobody)
        self.list.opened.connect(self.call)
        self.list.new_wanted.connect(self.deeds.register_new)
        self.list.more_wanted.connect(self._show_every_red)
        self.list.searched.connect(lambda _typed: self._show_rows())
        self.entry.letters_typed.connect(self.list.begin_search)
        self.entry.previewed.connect(self._show_beside)
        self.entry.saved.connect(self._after_save)
        self.entry.follow_up_answered.connect(self._answered)
        self.entry.taken_back.connect(self._forget_saved)
        self.saved_panel.next_wanted.connect(self.call_next)
        self.saved_panel.open_again.connect(self.call)
        self.saved_panel.follow_up.answered.connect(self._answer_saved)
        for part in (*self.entry.follow_up.deeds, *self.saved_panel.deeds):
            self.context.guard(part, Action.RECORD_HEALTH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_work"):
            self._arrange()

    def _arrange(self) -> None:
        """Put the answer where it is read without scrolling, and keep the list as wide as there is room."""
        is_low = self.height() < em(self, 30)
        self.steps.arrange(self.width(), is_narrow=self.width() < em(self, NARROW_EM), is_low=is_low)
        # On a low screen a card needs the lines; what belongs to the day stands in the room of the quick form.
        self._head.setVisible(self.steps.is_weighing or not is_low)
        head = self._title.sizeHint().height() + em(self, 1.5) + self.steps.bar.sizeHint().height()
        room = room_of(self, self.height() - head)
        self.list.setFixedWidth(em(self, 10.4 if self.width() < em(self, 52) else 13.5))
        self.entry.arrange(keeps_answer=room is Room.ROOMY, is_narrow=room is Room.NARROW)
        self.side.arrange(room, self.entry.answer)
        self.saved_panel.arrange(is_roomy=room is Room.ROOMY)
        self._count.setVisible(self.width() >= em(self, 52))
        self._name_day()
        directions = QBoxLayout.Direction
        self._panes.setDirection(directions.TopToBottom if room is Room.NARROW else directions.LeftToRight)
