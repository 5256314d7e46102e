"""The first start: three questions, a PIN, the recovery sheet, then the ways to begin; no empty grid."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import BukuError
from core.paths import default_register
from ui.opening import Founded
from ui.pages.entrance.first_start_steps import Answers, Questions, Security, Ways
from ui.theme import set_role
from ui.widgets.middle import Middle
from ui.widgets.recovery_card import RecoveryCard
from ui.widgets.texts import text

if TYPE_CHECKING:
    from core.services.register import Progress
    from ui.context import Shell
    from ui.jobs import Jobs

_WIDTH_EM = 29
IMPORT = "impor"
"""`done` with this: begin at Beranda, with the sheet that brings the village in."""


Found = Callable[[Answers], Founded]
"""Makes the register by the answers; runs on the worker and raises BukuError. Asked again, it goes on where it was."""


class FirstStart(QWidget):
    """Asks, and shows what came of it; `done` carries the page to begin at."""

    founded = Signal()  # the register is made; the code is still on the screen
    code_kept = Signal()  # the code is on paper
    done = Signal(str)

    def __init__(self, shell: "Shell", jobs: "Jobs", found: Found, *, today: date, asks_pin: bool) -> None:
        """Nothing is written before the last question is answered. `asks_pin`: the register will be locked."""
        super().__init__()
        self._shell, self._jobs, self._found = shell, jobs, found
        self._today, self._asks_pin = today, asks_pin
        set_role(self, "paper")
        self.questions = Questions(self._after_questions, self._show_demo)
        self.security = Security(self._make, self.go_back)
        self.ways = Ways(lambda: self.done.emit(IMPORT), lambda: self.done.emit("hari_buka"), self._show_demo)
        self._step: QWidget = self.questions
        self._middle = Middle(_WIDTH_EM)
        for step in (self.questions, self.security, self.ways):
            self._middle.add(step)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._middle)
        self._show(self.questions)

    def begin(self) -> None:
        """Put the keyboard in the first question."""
        self.questions.begin()

    def go_back(self) -> None:
        """Esc: from the PIN back to the questions; a register that is made stays made."""
        if self._step is self.security:
            self._show(self.questions)
            self.questions.begin()

    # --- steps ---

    def _after_questions(self) -> None:
        if not self._asks_pin:
            self._make()
            return
        self._show(self.security)
        self.security.begin()

    def _make(self) -> None:
        answers = self.questions.answers()
        if self._asks_pin:
            answers = replace(answers, roles=self.security.roles.roles, pin=self.security.pin.first.text())
        self.security.show_busy(is_busy=True)
        self._jobs.run(
            "Menyiapkan buku", lambda _progress: self._found(answers), self._made, self._failed, can_cancel=False
        )

    def _made(self, founded: Founded) -> None:
        self.security.pin.clear()
        self.founded.emit()
        if not founded.code:
            self._go_on()
            return
        card = RecoveryCard(founded.code, where=founded.where, today=self._today)
        card.confirmed.connect(self._kept)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setSpacing(12)
        column.addWidget(text("Simpan kode pemulihan", "title"))
        column.addWidget(card)
        self._middle.add(holder)
        self._show(holder)
        card.begin()

    def _kept(self) -> None:
        self.code_kept.emit()
        self._go_on()

    def _go_on(self) -> None:
        self._show(self.ways)
        self.ways.begin()

    def _failed(self, error: BukuError) -> None:
        self.security.show_busy(is_busy=False)
        if error.field in self.questions.fields:
            self._show(self.questions)
            self.questions.complain({error.field: error.message})
        elif error.field == "pin":
            self.security.pin.complain(error.message)
        else:
            self._shell.complain(error)

    def _show_demo(self) -> None:
        place = default_register().with_name("desa-contoh.db")
        if place.exists():
            self._shell.restart_with(str(place))
            return
        self._jobs.run(
            "Menyiapkan desa contoh",
            lambda progress: _make_demo(place, self._today, progress),
            lambda made: self._shell.restart_with(str(made)),
            self._shell.complain,
        )

    def _show(self, step: QWidget) -> None:
        self._step = step
        self._middle.show_step(step)


def _make_demo(place: Path, today: date, progress: "Progress") -> Path:
    """The demo village in a file of its own, whole or not there at all."""
    from core.services.demo import build_demo

    place.parent.mkdir(parents=True, exist_ok=True)
    build_demo(str(place), today=today, progress=progress)
    return place
