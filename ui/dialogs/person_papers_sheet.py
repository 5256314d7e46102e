"""Cetak …: the papers about one person, each by its number key; a finished paper is shown by Laporan & Cetak."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from core.rules.permissions import Action
from core.services.views import PersonLine
from ui.pages.laporan.finished import FinishedPaper
from ui.pages.warga.papers import PersonPaper, finish, papers_for
from ui.widgets.buttons import button
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext


class PersonPapersSheet(SheetContent):
    """One button a paper, pressed by its number, by Enter, or by the mouse."""

    manual = "laporan"
    needs = (Action.PRINT_PAPERS,)

    def __init__(self, context: "AppContext", person: PersonLine) -> None:
        """The papers that fit `person` and that whoever is at the keyboard may print."""
        super().__init__()
        self.title = f"Cetak untuk {person.name}"
        self._context, self._person = context, person
        self._papers = papers_for(context.register, person)
        self._buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(2)
        column.addWidget(text("Tekan nomornya. Kertasnya tampak dulu, baru dicetak atau disimpan.", "soft"))
        for number, paper in enumerate(self._papers, start=1):
            self._add(column, number, paper)
        column.addStretch(1)

    def first_field(self) -> QWidget | None:
        return next(iter(self._buttons), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = int(event.text()) if event.text() in set("123456789") else 0
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if 1 <= number <= len(self._papers):
            self._print(self._papers[number - 1])
        elif step:
            self._step(step)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        place = next((place for place, one in enumerate(self._buttons) if one.hasFocus()), 0)
        self._buttons[(place + by) % len(self._buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, column: QVBoxLayout, number: int, paper: PersonPaper) -> None:
        made = button(
            f"{number}   {paper.title}", partial(self._print, paper), role="quiet", picture="printer", hint=paper.about
        )
        about = text(paper.about, "small")
        about.setContentsMargins(58, 0, 0, 8)
        column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(about)
        self._buttons.append(made)

    def _print(self, paper: PersonPaper) -> None:
        context, person = self._context, self._person
        self.finished.emit()
        if paper.make is None:
            context.navigate("laporan", paper=paper.key, person_id=person.id)
            return

        def show(made: FinishedPaper) -> None:
            context.navigate("laporan", finished=made, back_to=person.id)

        context.read_long(f"Menyiapkan {paper.title}", lambda _progress: finish(context.register, paper, person), show)
