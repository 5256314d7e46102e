"""Satukan: two entries side by side, each difference chosen with the arrow keys, and what will happen said first."""

from collections.abc import Callable
from textwrap import wrap
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.permissions import Action
from core.services.people import duplicates, merge_comparison, merging
from core.services.people.merge_comparison import Choice, Question, Side
from core.services.people.merging import Merged
from core.words.periods import date_short
from ui.forms.enter_flow import focus
from ui.widgets.already_known import known_words
from ui.widgets.buttons import button
from ui.widgets.fields import set_sentence
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import line, text
from ui.widgets.tones import tint

if TYPE_CHECKING:
    from ui.context import AppContext

_EMPTY = "belum diisi"
_LINE_LETTERS = 24
_SIDES: tuple[Choice, Choice] = ("keep", "gone")
_SIDE_NAMES = {"keep": "catatan pertama", "gone": "catatan kedua"}
_LEFT_RIGHT = {Qt.Key.Key_Left: 0, Qt.Key.Key_Right: 1}
_UP_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}


class Answer(QObject):
    """The two radio buttons of one question; Left and Right choose, whatever walks up and down is told by the sheet."""

    def __init__(self, owner: QWidget, question: Question) -> None:
        """Begin with the side that is proposed."""
        super().__init__(owner)
        self.question = question
        self.group = QButtonGroup(self)
        self.buttons = tuple(self._button(side) for side in _SIDES)
        self.buttons[_SIDES.index(question.default)].setChecked(True)

    def side(self) -> Choice:
        """The side that is chosen now."""
        return _SIDES[int(self.buttons[1].isChecked())]

    def chosen(self) -> QRadioButton:
        """The button that has the keyboard when this question does."""
        return self.buttons[int(self.buttons[1].isChecked())]

    def choose(self, place: int) -> None:
        """Take the left (0) or right (1) side."""
        self.buttons[place].setChecked(True)
        self.buttons[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _button(self, side: Choice) -> QRadioButton:
        words = getattr(self.question, side) or _EMPTY
        made = QRadioButton(in_lines(words).replace("&", "&&"))
        made.setAccessibleName(f"{self.question.label}: {words}, dari {_SIDE_NAMES[side]}")
        self.group.addButton(made)
        return made


class MergeSheet(SheetContent):
    """Two people; `then(gone_id)` is called once they are one, `then("")` once they are known to be two."""

    title = "Satukan data ganda"
    width_em = 46
    needs = (Action.MERGE_PEOPLE,)

    def __init__(
        self, context: "AppContext", one_id: str, other_id: str, then: Callable[[str], None] = lambda _gone: None
    ) -> None:
        """Lay them side by side. Raises InputError when they cannot be one person."""
        super().__init__()
        self._context, self._then = context, then
        self.seen = merge_comparison.compare(context.register, one_id, other_id)
        self.answers = [Answer(self, question) for question in self.seen.questions]
        self._wrong = text("", "error")
        self._wrong.hide()
        self._merge_button = button("Satukan   (Enter)", self._merge, role="next", picture="users")
        context.guard(self._merge_button, Action.MERGE_PEOPLE)
        self._preview = QVBoxLayout()
        self._build()
        for answer in self.answers:
            for one in answer.buttons:
                one.installEventFilter(self)
                one.toggled.connect(lambda is_on: self._foretell() if is_on else None)
        self._foretell()

    def first_field(self) -> QWidget:
        return self.answers[0].chosen() if self.answers else self._merge_button

    def choices(self) -> dict[str, Choice]:
        """The side of every question as it is chosen now."""
        return {answer.question.key: answer.side() for answer in self.answers}

    def _name(self) -> str:
        asked = next((it for it in self.answers if it.question.key == "name"), None)
        return getattr(asked.question, asked.side()) if asked else self.seen.keep.line.name

    # --- keys ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        place = next((number for number, it in enumerate(self.answers) if watched in it.buttons), None)
        key = Qt.Key(event.key())
        if place is None or key not in _LEFT_RIGHT | _UP_DOWN:
            return False
        if key in _LEFT_RIGHT:
            self.answers[place].choose(_LEFT_RIGHT[key])
        else:
            following = max(0, place + _UP_DOWN[key])
            is_last = following >= len(self.answers)
            focus(self._merge_button if is_last else self.answers[following].chosen())
        return True

    # --- deeds ---

    def _merge(self) -> None:
        context, keep_id, gone_id = self._context, self.seen.keep.line.id, self.seen.gone.line.id
        choices = self.choices()
        context.write(
            "Menyatukan",
            lambda: merging.merge(context.register, keep_id, gone_id, choices),
            self._merged,
            self._failed,
        )

    def _merged(self, done: Merged) -> None:
        context, name = self._context, self._name()

        def undo() -> None:
            context.write("Memisahkan lagi", lambda: merging.unmerge(context.register, done.gone_id))
            context.announce(f"Dibatalkan: {name} kembali menjadi dua catatan")

        self.finished.emit()
        # Whoever is shown on the page may be the entry that has just gone.
        context.navigate("warga", person_id=done.keep_id)
        context.announce(f"{name} sekarang satu catatan.", undo)
        self._then(done.gone_id)

    def _two_people(self) -> None:
        context, keep, gone = self._context, self.seen.keep.line, self.seen.gone.line

        def done(_nothing: None) -> None:
            self.finished.emit()
            context.announce("Dicatat: memang dua orang. Tidak akan ditanyakan lagi.")
            self._then("")

        context.write(
            "Mencatat", lambda: duplicates.mark_two_people(context.register, keep.id, gone.id), done, self._failed
        )

    def _failed(self, error: BukuError) -> None:
        set_sentence(self._wrong, error.message, is_error=True)
        answer = next((it for it in self.answers if it.question.key == error.field), None)
        focus(answer.chosen() if answer else self._merge_button)

    # --- what is seen ---

    def _foretell(self) -> None:
        while item := self._preview.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for sentence in merge_comparison.preview(self.seen, self.choices()):
            self._preview.addWidget(text(f"•  {sentence}"))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        hint = "Panah kiri dan kanan memilih, panah bawah ke baris berikutnya. Yang tidak tampil di sini sudah sama."
        column.addWidget(text(hint if self.answers else "Semua isiannya sudah sama.", "soft"))
        column.addWidget(self._table())
        column.addWidget(self._foretold())
        column.addWidget(self._wrong)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._merge_button)
        apart = button("Memang dua &orang", self._two_people, picture="x")
        row.addWidget(self._context.guard(apart, Action.MERGE_PEOPLE))
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def _table(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(3)
        grid.addWidget(_head(self.seen.keep), 0, 1)
        grid.addWidget(_head(self.seen.gone), 0, 2)
        grid.addWidget(line(), 1, 0, 1, 3)
        for number, answer in enumerate(self.answers, 2):
            grid.addWidget(text(answer.question.label, "soft"), number, 0)
            for place, one in enumerate(answer.buttons, 1):
                grid.addWidget(one, number, place)
        for column, share in enumerate((2, 4, 4)):
            grid.setColumnStretch(column, share)
        return holder

    def _foretold(self) -> QFrame:
        frame = QFrame()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(14, 10, 14, 12)
        inside.setSpacing(4)
        inside.addWidget(text("Yang akan terjadi", "strong"))
        self._preview.setSpacing(2)
        inside.addLayout(self._preview)
        inside.addWidget(text("Dapat dipisahkan lagi kapan saja.", "small"))
        tint(frame, "leaf")
        return frame


def in_lines(words: str) -> str:
    """Long words in short lines, one for each part: a radio button does not wrap by itself."""
    parts = words.split(" · ") if len(words) > _LINE_LETTERS else [words]
    return "\n".join(row for part in parts for row in wrap(part, _LINE_LETTERS))


def _head(side: Side) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(text(side.line.name, "heading"))
    column.addWidget(text(known_words(side.line).partition(", ")[2], "small"))
    last = f", terakhir {date_short(side.last_visit_on)}" if side.last_visit_on else ""
    column.addWidget(text(f"{side.visits} penimbangan{last}" if side.visits else "belum pernah ditimbang", "small"))
    return holder
