"""KMS cards: for one child or for every under-five of a posyandu, on A4 or A5."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import InputError
from core.rules.permissions import Action
from core.services.growth.measuring import histories
from core.services.people.people_filters import PeopleFilter
from core.services.people.people_lists import count_people, people_lines
from core.services.people.people_search import search
from core.services.people.residence import is_under_five, under_five_born_after
from core.services.register import Progress
from core.services.trust.access_log import let_out
from core.services.views import GrowthHistory
from ui.icons import icon
from ui.models.people import PeopleModel
from ui.theme import em, set_role
from ui.widgets.buttons import button
from ui.widgets.chips import FlowLayout
from ui.widgets.fields import dress
from ui.widgets.person_list import PersonListView
from ui.widgets.scrolling import scrolling
from ui.widgets.texts import text

if TYPE_CHECKING:
    from core.services.register import Register
    from ui.context import AppContext

PAPER_NAMES = ("A4", "A5")
_PAUSE_MS = 60
_FOUND = 20
_MOST_OF_THE_ROW = 50


class KmsPane(QFrame):
    """Whose cards, on which paper; `wanted` asks to print them."""

    wanted = Signal()

    def __init__(self, context: "AppContext") -> None:
        """Everybody on A4 until something else is chosen."""
        super().__init__()
        set_role(self, "pane")
        self._context = context
        self._unit_id: str | None = None
        self.everybody, self.one = QRadioButton(), QRadioButton("&Satu anak saja")
        self.everybody.setChecked(True)
        self.papers = {name: QRadioButton(f"Kertas {name}") for name in PAPER_NAMES}
        self.papers["A4"].setChecked(True)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Ketik nama anak, ibu, atau NIK")
        dress(self.field, "Cari anak untuk dicetak kartunya")
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.model = PeopleModel()
        self.list = PersonListView(self.model, "Anak yang cocok")
        self.list.follow(self.field, lambda: self._search() if self._pause.isActive() else None)
        self.list.setFixedHeight(em(self, 7))
        self.make = button("Buat &kartu", self.wanted.emit, role="next", picture="printer")
        context.guard(self.make, Action.PRINT_PAPERS, Action.SEE_HEALTH)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._build()
        self._pause.timeout.connect(self._search)
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self.list.opened.connect(lambda _id: self.make.setFocus(Qt.FocusReason.OtherFocusReason))
        self.one.toggled.connect(lambda _on: self._fit())
        self._fit()

    def show_unit(self, unit_id: str | None, unit_words: str) -> None:
        """Print for this posyandu (None: the whole village)."""
        self._unit_id = unit_id
        total = _under_fives(self._context.register, unit_id)
        self.everybody.setText(f"Semua &balita {unit_words}: {total} kartu")

    def choose_child(self, person_id: str) -> None:
        """Print the card of this child."""
        self.one.setChecked(True)
        self.model.show_lines(people_lines(self._context.register, [person_id]))
        self.list.choose(0)
        self.make.setFocus(Qt.FocusReason.OtherFocusReason)
        # The page is laid out after this.
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.make))

    def take_keyboard(self) -> None:
        """Put the keyboard where one begins."""
        (self.field if self.one.isChecked() else self.make).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def child_id(self) -> str:
        """The one child whose card is wanted; empty for everybody."""
        return self.list.chosen() if self.one.isChecked() else ""

    def child_name(self) -> str:
        """The name of that child."""
        return next((line.name for line in self.model.lines if line.id == self.child_id), "")

    @property
    def paper(self) -> str:
        """The name of the paper."""
        return next(name for name, one in self.papers.items() if one.isChecked())

    def check(self) -> None:
        """Raise InputError when no child was chosen yet."""
        if self.one.isChecked() and not self.child_id:
            raise InputError("Pilih dulu anaknya: ketik beberapa huruf namanya, lalu Enter.", field="child")

    def _fit(self) -> None:
        for part in (self.field, self.list):
            part.setVisible(self.one.isChecked())
        if self.one.isChecked():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self) -> None:
        self._pause.stop()
        today = self._context.register.today
        found = search(self._context.register, self.field.text().strip(), limit=_FOUND, under_five_on=today)
        self.model.show_lines([line for line in found if is_under_five(line.born_on, today)])
        self.list.choose(0)

    def _questions(self) -> QVBoxLayout:
        """Whose cards, on which paper, and the button that makes them."""
        whose, sheets = QButtonGroup(self), QButtonGroup(self)
        inside = QVBoxLayout()
        inside.setSpacing(10)
        inside.addWidget(text("Kartu Menuju Sehat", "title"))
        inside.addWidget(
            text("Kartu dua sisi dengan kurva dan semua penimbangan. Cetak bolak-balik, balik di sisi pendek.", "soft")
        )
        answers = QWidget()
        flow = FlowLayout(answers, gap=16)
        for one in (self.everybody, self.one):
            whose.addButton(one)
            flow.addWidget(one)
        inside.addWidget(answers)
        inside.addWidget(self.field)
        inside.addWidget(self.list)
        choice = QHBoxLayout()
        choice.setSpacing(16)
        choice.addWidget(self.make)
        for one in self.papers.values():
            sheets.addButton(one)
            choice.addWidget(one)
        choice.addStretch(1)
        inside.addLayout(choice)
        return inside

    def _build(self) -> None:
        holder = QWidget()
        holder.setLayout(self._questions())
        holder.setMaximumWidth(em(self, 29))
        inner = QWidget()
        set_role(inner, "pane")
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 10, 20, 12)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(holder, _MOST_OF_THE_ROW)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self._scroll = scrolling(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)


def print_cards(
    register: "Register", out: Path | BytesIO, *, paper: str, child_id: str, unit_id: str | None, progress: Progress
) -> int:
    """Write the cards of one child, or of every under-five, to `out`; gives their number. Errors as in `print_kms`."""
    from printouts.kms_card import print_kms

    children: Iterator[GrowthHistory]
    whole = 1 if child_id else _under_fives(register, unit_id)
    let_out(register, Action.PRINT_PAPERS, f"Kartu Menuju Sehat, {paper}", people=whole, person_id=child_id or None)
    if child_id:
        children = histories(register, person_ids=[child_id])
    else:
        born_after = under_five_born_after(register.today)
        children = histories(register, posyandu_id=unit_id, born_after=born_after, resident_on=register.today)
    return print_kms(children, out, paper=paper, progress=progress, whole=whole)


def _under_fives(register: "Register", unit_id: str | None) -> int:
    return count_people(register, PeopleFilter(posyandu_id=unit_id, is_under_five=True))
