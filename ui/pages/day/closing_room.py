"""Langkah 5, Validasi & sinkronisasi data: who is not done, what does not fit, both signatures, and the lock."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.rules.permissions import Action
from core.services.day import attending, closing
from core.services.day.closing import BIDAN, KADER, SIGNERS, Closing, PersonClosing
from core.services.views import DayView
from core.words.steps import Step
from ui.pages.day.card_undo import undo_of_last
from ui.pages.day.closing_side import day_facts, signed_words, state_strips
from ui.pages.weighing.list import DayList
from ui.pages.weighing.rows import Kind, Row
from ui.theme import em, set_role
from ui.widgets.buttons import button, relabel
from ui.widgets.fields import dress, set_sentence
from ui.widgets.reason import ReasonQuestion
from ui.widgets.scrolling import scrolling
from ui.widgets.texts import line, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.services.day.attending import CheckUpView
    from core.services.register import Outcome, Progress
    from ui.context import AppContext

_NOT_VALID = "Belum divalidasi"


class ClosingRoom(QWidget):
    """The day before it is closed."""

    card_wanted = Signal(str, object)  # check-up id, Step: what is missing there

    def __init__(self, context: "AppContext") -> None:
        """No day yet."""
        super().__init__()
        self._context = context
        self._day: DayView | None = None
        self.state: Closing | None = None
        self._reopening = ""  # the check-up whose reason is asked; the day itself when empty
        self.list = DayList()
        self.list.field.setPlaceholderText("Nama")
        self.list.field.setAccessibleName("Cari di hari ini")
        self.list.view.setAccessibleName("Semua yang datang")
        self.validate_button = button("&Validasi semua yang siap", self._validate_all, role="next", picture="check")
        self.lock_button = button("&Kunci hari ini", self._lock, role="primary", picture="lock")
        self.open_button = button("Buka &lagi hari ini …", partial(self._ask_reason, ""), role="quiet")
        self.question = ReasonQuestion()
        self._names = {role: self._name_edit(role) for role in SIGNERS}
        self._signed = {role: text("", "soft") for role in SIGNERS}
        self._sign_buttons = {role: self._sign_button(role) for role in SIGNERS}
        self._about, self._hint = text(""), text("PgDn: baca selanjutnya", "small")
        self._strips, self._facts = QVBoxLayout(), QVBoxLayout()
        self._build()
        for part in (self.lock_button, self.open_button):
            context.guard(part, Action.VALIDATE)
        context.guard(self.validate_button, Action.HOLD_DAY)
        context.guard(self._sign_buttons[BIDAN], Action.VALIDATE)
        context.guard(self._sign_buttons[KADER], Action.HOLD_DAY)
        self.list.opened.connect(self._open_person)
        self.list.searched.connect(lambda _typed: self._show_rows())
        self.list.view.selectionModel().currentChanged.connect(lambda _now, _before: self._tell_about())
        self.question.answered.connect(self._reopen)

    # --- the day ---

    def open(self, day: DayView) -> None:
        """Another day; it is judged when the room is shown."""
        self._day, self.state = day, None

    def forget(self) -> None:
        """Nothing of what was said of the day stays to be read; it is judged anew."""
        self.state = None
        self.list.show_rows([])
        self._tell_about()
        for place in (self._strips, self._facts):
            self._replace(place, [])
        if self.isVisible():
            self.reload()

    def begin(self) -> None:
        """The room is in front: judge the day anew, keyboard in the list."""
        self.question.hide()
        self.list.clear_search()
        self.reload()
        self.list.begin_search()

    def reload(self) -> None:
        """Judge the day anew, beside the window."""
        day, context = self._day, self._context
        if day is not None:
            context.read_long(
                "Memeriksa hari ini",
                lambda _progress: closing.closing_state(context.register, day.id),
                self._show,
            )

    def arrange(self, *, is_narrow: bool) -> None:
        """Fit the room."""
        self.list.setFixedWidth(em(self, 13.5 if is_narrow else 17))
        directions = QBoxLayout.Direction
        self._deeds.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)

    # --- showing ---

    def _show(self, state: Closing) -> None:
        if self._day is None or state.day.id != self._day.id:
            return
        self.state = state
        deeds = (self.validate_button, self.lock_button, self.open_button, *self._sign_buttons.values())
        is_signing = any(one.hasFocus() for one in (*deeds, *self._names.values()))
        self._replace(self._strips, state_strips(state))
        self._replace(self._facts, [day_facts(state)])
        ready = len(state.to_validate)
        relabel(self.validate_button, f"&Validasi {ready} orang yang siap")
        self.validate_button.setVisible(bool(ready) and not state.is_locked)
        self.lock_button.setVisible(state.can_lock)
        self.open_button.setVisible(state.is_locked)
        for role in SIGNERS:
            signed = signed_words(state, role)
            waiting = "sesudah semua selesai" if state.obstacles else "belum tanda tangan"
            self._signed[role].setText(signed or waiting)
            can_sign = not signed and not state.obstacles and not state.is_locked
            self._sign_buttons[role].setVisible(can_sign)
            self._names[role].setVisible(can_sign and self._context.register.user is None)
        if is_signing:
            # The button that was pressed is gone: the keyboard goes on to the next one and never out of the page.
            next((one for one in deeds if one.isVisible() and one.isEnabled()), self.list.field).setFocus()
        self._show_rows()

    def _show_rows(self) -> None:
        if self.state is not None:
            self.list.show_rows(_rows(self.state, self.list.field.text().strip()))

    def _tell_about(self) -> None:
        """Everything that is missing or odd of whoever is marked, in full."""
        row = self.list.chosen_row()
        people = self.state.people if self.state else ()
        one = next((it for it in people if row and it.check_up.person_id == row.person_id), None)
        words = "" if one is None else ". ".join((f"{one.name}: {one.sentence}", *map(_begun, one.details)))
        set_sentence(self._about, words, is_error=False)

    def _replace(self, place: QVBoxLayout, parts: list[QWidget]) -> None:
        while (item := place.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for part in parts:
            place.addWidget(part)

    # --- deeds ---

    def _open_person(self, person_id: str) -> None:
        """Enter: to what is missing or was passed by, else validate; a valid visit is opened again with a reason."""
        one = next((it for it in self.state.people if it.check_up.person_id == person_id), None) if self.state else None
        if one is None or self.state is None or self.state.is_locked:
            return
        check_up = one.check_up
        if one.is_valid:
            self._ask_reason(check_up.id, one.name)
        elif one.is_ready and not one.missing:
            context = self._context
            context.write(
                "Memvalidasi", lambda: closing.validate_person(context.register, check_up.id), self._validated
            )
        else:
            self.card_wanted.emit(check_up.id, _first_missing(one))

    def _validated(self, one: "CheckUpView") -> None:
        words = f"{one.name} divalidasi"
        self._context.announce(f"{words}.", undo_of_last(self._context, words))
        self.list.clear_search()
        self.list.begin_search()

    def _validate_all(self) -> None:
        if self._day is not None:
            day_id, register = self._day.id, self._context.register
            said = f"{len(self.state.to_validate) if self.state else 0} orang divalidasi"
            self._write("Memvalidasi", lambda: closing.validate_everybody(register, day_id), said)

    def _sign(self, role: str) -> None:
        if self._day is not None:
            day_id, register, name = self._day.id, self._context.register, self._names[role].text()
            said = f"Tanda tangan {SIGNERS[role].lower()} dicatat"
            self._write("Menandatangani", lambda: closing.sign(register, day_id, role, name=name), said)

    def _lock(self) -> None:
        if self._day is not None:
            day_id, context = self._day.id, self._context

            def locked(state: Closing) -> None:
                self._show(state)
                context.announce("Hari ini dikunci: sudah divalidasi dan siap dikirim.")
                context.jobs.run(
                    "Mencadangkan",
                    lambda progress: closing.back_up_after(context.register, progress),
                    lambda _round: context.shell.show_state(),
                    context.shell.complain,
                )

            context.write_long("Mengunci", lambda _progress: closing.lock(context.register, day_id), locked)

    def _ask_reason(self, check_up_id: str, name: str = "") -> None:
        self._reopening = check_up_id
        self.question.edit.clear()
        self.question.ask(f"Membuka lagi {name or 'hari ini'}: apa alasannya?")

    def _reopen(self, reason: str) -> None:
        context, day, check_up_id = self._context, self._day, self._reopening
        # Before the box that has the keyboard is gone: else the keyboard falls out of the page.
        self.list.field.setFocus()
        self.question.hide()
        if check_up_id:
            people = self.state.people if self.state else ()
            lacking = next((one.missing for one in people if one.check_up.id == check_up_id), ())
            # What was passed by is asked first; else it is a number that was read wrong.
            step = lacking[0][0] if lacking else Step.MEASURE
            context.write(
                "Membuka lagi",
                lambda: attending.reopen(context.register, check_up_id, reason),
                lambda one: self.card_wanted.emit(one.id, step),
            )
        elif day is not None:

            def opened(state: Closing) -> None:
                self._show(state)
                context.announce("Hari ini dibuka lagi. Sesudah diperbaiki, kader dan bidan menandatangani lagi.")

            context.write_long(
                "Membuka lagi", lambda _progress: closing.reopen_day(context.register, day.id, reason), opened
            )

    def _write(self, what: str, work: "Callable[[], Outcome[Closing]]", said: str) -> None:
        """Do it; what is `said` of it stands at the foot of the window, with the way back where there is one."""

        def run(_progress: "Progress") -> "Outcome[Closing]":
            return work()

        def done(state: Closing) -> None:
            self._show(state)
            self._context.announce(f"{said}.", undo_of_last(self._context, said))

        self._context.write_long(what, run, done)

    # --- inside ---

    def _name_edit(self, role: str) -> QLineEdit:
        edit = QLineEdit()
        settings = self._context.settings
        edit.setText(settings.bidan_name if role == BIDAN else settings.kader_name or self._context.register.who)
        edit.setPlaceholderText("Nama")
        dress(edit, f"Nama {SIGNERS[role].lower()}")
        edit.returnPressed.connect(partial(self._sign, role))
        return edit

    def _sign_button(self, role: str) -> QPushButton:
        words = "Tanda tangan &bidan" if role == BIDAN else "&Tanda tangan kader"
        return button(words, partial(self._sign, role))

    def _build(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(18, 10, 10, 10)
        column.setSpacing(8)
        self._deeds = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for part in (self.validate_button, self.lock_button, self.open_button):
            self._deeds.addWidget(part)
            part.hide()
        self._deeds.addStretch(1)
        column.addLayout(self._strips)
        column.addWidget(self._about)
        column.addLayout(self._deeds)
        column.addWidget(self.question)
        for role, word in SIGNERS.items():
            row = QHBoxLayout()
            row.addWidget(text(word, "strong", wraps=False))
            self._names[role].hide()
            self._sign_buttons[role].hide()
            row.addWidget(self._names[role])
            row.addWidget(self._sign_buttons[role])
            row.addWidget(self._signed[role], 1)
            column.addLayout(row)
        column.addWidget(line())
        column.addWidget(self._hint)
        column.addLayout(self._facts)
        column.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.list)
        whole.addWidget(line("upright"))
        set_role(right, "pane")
        self.facts_area = scrolling(right)
        whole.addWidget(self.facts_area, 1)
        for key, pages in ((Qt.Key.Key_PageDown, 1), (Qt.Key.Key_PageUp, -1)):
            made = QShortcut(QKeySequence(key), self, partial(self._turn, pages))
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.facts_area.verticalScrollBar().rangeChanged.connect(lambda _low, high: self._hint.setVisible(high > 0))

    def _turn(self, pages: int) -> None:
        """Read on: what was found and what is left to do has no place for the keyboard of its own."""
        bar = self.facts_area.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep() * 4 // 5)


def _begun(detail: str) -> str:
    return detail[:1].upper() + detail[1:]


def _first_missing(one: PersonClosing) -> Step:
    """The step of the first box that is missing, else the first step that is not done."""
    missing = [step for step, _labels in one.missing]
    undone = [step for step in one.check_up.unfinished if step < Step.VALIDATE]
    return next(iter(missing or undone), Step.SERVE)


def _rows(state: Closing, typed: str) -> list[Row]:
    people = [one for one in state.people if typed.lower() in one.name.lower()]
    groups = (
        (_NOT_VALID, [one for one in people if not one.is_valid and not one.has_left and not one.is_ready]),
        ("Siap divalidasi", [one for one in people if one.is_ready]),
        ("Pulang sebelum selesai", [one for one in people if one.has_left]),
        ("Sudah divalidasi", [one for one in people if one.is_valid]),
    )
    rows: list[Row] = []
    for heading, members in groups:
        if members:
            rows.append(Row(Kind.GROUP, f"{heading}  {len(members)}"))
            rows += [_row(one) for one in members]
    return rows or [Row(Kind.GROUP, "Belum ada yang terdaftar")]


def _row(one: PersonClosing) -> Row:
    is_told = not one.is_valid or bool(one.details)
    note = " · ".join((one.sentence, *one.details)) if is_told else ""
    severity = one.severity if one.is_red else None
    number = f"{one.check_up.queue_number}. " if one.check_up.queue_number else ""
    return Row(
        Kind.CHILD,
        f"{number}{one.name}",
        one.check_up.person_id,
        severity=severity,
        is_measured=one.is_valid or severity is not None,
        note=note,
    )
