"""Answers that are typed in a line: numbers, days, times of day and words."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from core.rules.forms.fields import Field, Kind
from core.rules.numbers import shown
from core.rules.sheet import Value
from ui.forms.answer_editor import AnswerEditor
from ui.forms.date_edit import DateEdit
from ui.forms.measure_edit import MeasureEdit
from ui.theme import em

_DIGITS = 5
_LONGEST_TEXT = 400


class NumberAnswer(AnswerEditor):
    """A number as the scale shows it: comma and point are both the decimal mark, and the text is kept as typed."""

    def __init__(self, field: Field) -> None:
        """Empty."""
        self._edit = MeasureEdit(lambda _text: None, str, _DIGITS)
        super().__init__(field, self._edit)
        self._edit.textEdited.connect(lambda _text: self.changed.emit())

    def answer(self) -> object:
        text = self._edit.text().strip()
        is_whole = self.field.kind is Kind.WHOLE and text.isdecimal() and text.isascii()
        return int(text) if is_whole else text or None

    def show_answer(self, value: Value | None) -> None:
        is_number = isinstance(value, Decimal | int) and not isinstance(value, bool)
        self._edit.setText(shown(value) if is_number and isinstance(value, Decimal | int) else "")

    def typed(self) -> str:
        return self._edit.text().strip()

    def restore(self, text: str) -> None:
        self._edit.setText(text)


class DayAnswer(AnswerEditor):
    """A day, typed as it is said."""

    def __init__(self, field: Field, near: date) -> None:
        """`near` completes what is left out."""
        self._edit = DateEdit(near)
        super().__init__(field, self._edit)
        self._edit.setMaximumWidth(em(self._edit, 9))
        self._edit.changed.connect(self.changed)

    def answer(self) -> object:
        return self._edit.value() or self._edit.text().strip() or None

    def show_answer(self, value: Value | None) -> None:
        self._edit.show_value(value if isinstance(value, date) else None)

    def typed(self) -> str:
        return self._edit.text().strip()

    def restore(self, text: str) -> None:
        self._edit.setText(text)


class TextAnswer(AnswerEditor):
    """Words, or a time of day."""

    def __init__(self, field: Field) -> None:
        """Empty."""
        self._edit = QLineEdit()
        super().__init__(field, self._edit)
        self._edit.setMaxLength(_LONGEST_TEXT)
        if field.kind is Kind.CLOCK:
            self._edit.setPlaceholderText("jj:mm")
            self._edit.setMaximumWidth(em(self._edit, 5))
        self._edit.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._edit.textEdited.connect(lambda _text: self.changed.emit())

    def answer(self) -> object:
        return self.typed() or None

    def show_answer(self, value: Value | None) -> None:
        self._edit.setText(value if isinstance(value, str) else "")

    def typed(self) -> str:
        return " ".join(self._edit.text().split())

    def restore(self, text: str) -> None:
        self._edit.setText(text)
