"""Answers that are chosen by one key: yes or no, one of several, any of several."""

import json
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QToolButton, QVBoxLayout

from core.rules.forms.fields import Field, Kind
from core.rules.sheet import Value
from ui.forms.answer_editor import AnswerEditor
from ui.theme import em, set_role
from ui.widgets.chips import FlowLayout

_YES, _NO = 0, 1
_ARROWS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
_CLEARING = {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Toggles(QFrame):
    """Big buttons side by side with one place for the keyboard; each is chosen by its own key."""

    changed = Signal()
    answered = Signal()

    def __init__(
        self, words: Sequence[str], keys: Sequence[str], *, is_several: bool = False, wraps: bool = False
    ) -> None:
        """`keys`: for each button the keys that choose it, as one string; `0` takes everything back.

        `wraps`: the buttons go on in the next line where the room ends.
        """
        super().__init__()
        set_role(self, "toggles")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._keys, self._is_several = tuple(keys), is_several
        self._buttons: list[QToolButton] = []
        # The keyboard is on the frame: a row of many buttons is still one step of the form.
        row: QLayout = FlowLayout(gap=6) if wraps else QHBoxLayout()
        for number, one in enumerate(words):
            row.addWidget(self._button(number, one))
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 3, 3, 3)
        column.addLayout(row)
        if isinstance(row, QHBoxLayout):
            row.setSpacing(6)
            row.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def chosen(self) -> tuple[int, ...]:
        """The places of the chosen buttons."""
        return tuple(number for number, one in enumerate(self._buttons) if one.isChecked())

    def choose(self, places: Sequence[int]) -> None:
        """Show these as chosen and no others."""
        for number, one in enumerate(self._buttons):
            one.setChecked(number in places)
        self._tell()

    def take_key(self, event: QKeyEvent) -> bool:
        """Answer by a key; False when it means nothing here."""
        key, typed = Qt.Key(event.key()), event.text().lower()
        if event.modifiers() & _COMMANDS:
            return False
        place = next((number for number, keys in enumerate(self._keys) if typed and typed in keys), None)
        if place is not None:
            self._press(place)
            if not self._is_several:
                self.answered.emit()
        elif self._is_several and typed == "0":
            self._take_back()
            self.answered.emit()
        elif key in _CLEARING:
            self._take_back()
        elif key in _ARROWS and not self._is_several:
            self._step(_ARROWS[key])
        else:
            # A letter that means nothing here must not begin a search in the middle of a form.
            return typed.isalnum() or typed == " "
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event):
            super().keyPressEvent(event)

    # --- inside ---

    def _button(self, number: int, words: str) -> QToolButton:
        made = QToolButton()
        made.setText(words.replace("&", "&&"))
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setMinimumHeight(em(made, 1.7))
        set_role(made, "toggle")
        made.clicked.connect(lambda _is_on: self._pressed_by_mouse(number))
        self._buttons.append(made)
        return made

    def _pressed_by_mouse(self, number: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._buttons[number].setChecked(not self._buttons[number].isChecked())
        self._press(number)

    def _press(self, number: int) -> None:
        is_on = self._buttons[number].isChecked()
        if self._is_several:
            self._buttons[number].setChecked(not is_on)
        else:
            for place, one in enumerate(self._buttons):
                one.setChecked(place == number)
        self._tell()
        self.changed.emit()

    def _take_back(self) -> None:
        for one in self._buttons:
            one.setChecked(False)
        self._tell()
        self.changed.emit()

    def _step(self, step: int) -> None:
        chosen = self.chosen()
        place = (chosen[0] + step) if chosen else (0 if step > 0 else len(self._buttons) - 1)
        self._press(max(0, min(len(self._buttons) - 1, place)))

    def _tell(self) -> None:
        words = ", ".join(one.text().replace("&&", "&") for one in self._buttons if one.isChecked())
        self.setAccessibleDescription(words or "belum dijawab")


class YesNoAnswer(AnswerEditor):
    """Ya or Tidak; Y or T answers and goes on."""

    def __init__(self, field: Field) -> None:
        """Not answered."""
        self._row = Toggles(("Ya", "Tidak"), ("y1", "t2n"))
        super().__init__(field, self._row)
        self._row.changed.connect(self.changed)
        self._row.answered.connect(self.answered)

    def answer(self) -> object:
        return next((place == _YES for place in self._row.chosen()), None)

    def show_answer(self, value: Value | None) -> None:
        self._row.choose(() if value is None else (_YES if value is True else _NO,))

    def typed(self) -> str:
        return {True: "ya", False: "tidak"}.get(self.answer() is True, "") if self._row.chosen() else ""

    def restore(self, text: str) -> None:
        self.show_answer({"ya": True, "tidak": False}.get(text))


class ChoiceAnswer(AnswerEditor):
    """One of several answers, or any of them; the number before the words is its key."""

    def __init__(self, field: Field, *, wraps: bool) -> None:
        """Not answered; `wraps` as in `Toggles`."""
        self._is_several = field.kind is Kind.SEVERAL
        words = [f"{number} {one.label}" for number, one in enumerate(field.choices, start=1)]
        keys = [str(number) for number in range(1, len(words) + 1)]
        self._row = Toggles(words, keys, is_several=self._is_several, wraps=wraps)
        super().__init__(field, self._row)
        self._asked_none = False
        self._row.changed.connect(self._note)
        self._row.answered.connect(self._answer_none)

    def answer(self) -> object:
        codes = [self.field.choices[place].code for place in self._row.chosen()]
        if self._is_several:
            return tuple(codes) if codes or self._asked_none else None
        return codes[0] if codes else None

    def show_answer(self, value: Value | None) -> None:
        wanted = value if isinstance(value, tuple) else () if value is None else (str(value),)
        self._asked_none = value == ()
        self._row.choose([place for place, one in enumerate(self.field.choices) if one.code in wanted])

    def typed(self) -> str:
        answer = self.answer()
        return "" if answer is None else json.dumps(answer)

    def restore(self, text: str) -> None:
        held = json.loads(text) if text else None
        self.show_answer(tuple(held) if isinstance(held, list) else held)

    def _note(self) -> None:
        self._asked_none = False
        self.changed.emit()

    def _answer_none(self) -> None:
        self._asked_none = self._is_several and not self._row.chosen()
        self.changed.emit()
        self.answered.emit()
