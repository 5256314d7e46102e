"""One row of a card on the screen: label, editor, unit, and under it where its value comes from, or what is wrong."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.rules.forms.fields import Field, Kind
from core.words.quantities import unit_words
from ui.forms.answer_editor import AnswerEditor
from ui.forms.answer_lines import DayAnswer, NumberAnswer, TextAnswer
from ui.forms.answer_toggles import ChoiceAnswer, YesNoAnswer
from ui.theme import em
from ui.widgets.fields import dress, mark_wrong, set_sentence
from ui.widgets.texts import text

_LABEL_EM = 8.5
_WORDS_BESIDE = 22
"""Choices with more letters than this stand under their label, over the whole width."""
_ALT_TAKEN = frozenset("sntplaudhboim")
"""Letters of the buttons around a form."""


def needs_width(field: Field) -> bool:
    """Whether the answers of a field need a whole line, or several."""
    return sum(len(one.label) + 2 for one in field.choices) > _WORDS_BESIDE


_MAKERS: dict[Kind, Callable[[Field, date], AnswerEditor]] = {
    Kind.WHOLE: lambda field, _near: NumberAnswer(field),
    Kind.DECIMAL: lambda field, _near: NumberAnswer(field),
    Kind.YES_NO: lambda field, _near: YesNoAnswer(field),
    Kind.CHOICE: lambda field, _near: ChoiceAnswer(field, wraps=needs_width(field)),
    Kind.SEVERAL: lambda field, _near: ChoiceAnswer(field, wraps=needs_width(field)),
    Kind.DAY: DayAnswer,
    Kind.CLOCK: lambda field, _near: TextAnswer(field),
    Kind.TEXT: lambda field, _near: TextAnswer(field),
}
"""The editor for each kind of field."""


def make_editor(field: Field, near: date) -> AnswerEditor:
    """The editor that fits a field; `near` completes days that are typed in part."""
    return _MAKERS[field.kind](field, near)


class FormRow(QWidget):
    """A field of a form with its editor."""

    def __init__(self, field: Field, near: date) -> None:
        """Hidden and without a name yet; `near` completes days typed in part."""
        super().__init__()
        self.field = field
        self.editor = make_editor(field, near)
        self._note = ""
        self._is_wrong = False
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setBuddy(self.editor.widget)
        self._under = text("", "small")
        self._under.hide()
        self._build()
        # Said outright: else the layout would show it as soon as it stands in it.
        self.hide()

    def name(self, label: str) -> None:
        """What stands before the editor; it may hold an `&` before its Alt letter."""
        if label != self._label.text():
            self._label.setText(label)
            dress(self.editor.widget, label, self.field.help)

    def note(self, words: str) -> None:
        """Say quietly where the value comes from."""
        self._note = words
        if not self._is_wrong:
            set_sentence(self._under, words, is_error=False)

    def complain(self, sentence: str) -> None:
        """Say what is wrong here; empty takes it back. What was typed and the keyboard stay where they are."""
        self._is_wrong = bool(sentence)
        if isinstance(self.editor.widget, QLineEdit):
            mark_wrong(self.editor.widget, self._is_wrong)
        set_sentence(self._under, sentence or self._note, is_error=self._is_wrong)

    @property
    def is_wrong(self) -> bool:
        """Whether something is said to be wrong here."""
        return self._is_wrong

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(10)
        widget = self.editor.widget
        if needs_width(self.field):
            whole.addWidget(self._label)
            whole.addWidget(widget)
        else:
            self._label.setFixedWidth(em(self, _LABEL_EM))
            row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(widget, 0 if isinstance(self.editor, NumberAnswer | DayAnswer) else 1)
            if self.field.unit:
                row.addWidget(text(unit_words(self.field.unit), "soft", wraps=False))
            if isinstance(self.editor, NumberAnswer | DayAnswer):
                row.addStretch(1)
            whole.addLayout(row)
        whole.addWidget(self._under)


def with_alt_letters(labels: list[str]) -> list[str]:
    """The labels, each with an `&` before a letter of its own as long as letters last."""
    taken = set(_ALT_TAKEN)
    marked = []
    for label in labels:
        place = next((at for at, letter in enumerate(label) if letter.isalpha() and letter.lower() not in taken), None)
        plain = label.replace("&", "&&")
        if place is None or "&" in label:
            marked.append(plain)
        else:
            taken.add(label[place].lower())
            marked.append(f"{label[:place]}&{label[place:]}")
    return marked
