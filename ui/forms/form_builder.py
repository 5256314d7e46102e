"""A card on the screen, built from the description of its fields: Enter walks, and on the last field it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.rules.forms.fields import Field
from core.rules.reading import read_one
from core.rules.sheet import Value
from core.rules.verdict import Refusal
from ui.forms.asked import Whose, is_asked
from ui.forms.enter_flow import EnterFlow, focus
from ui.forms.form_rows import FormRow, with_alt_letters
from ui.forms.help_key import HelpKey
from ui.forms.measure_drawings import drawing_of
from ui.theme import em

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_CAME, _LEFT, _PRESSED = QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.KeyPress


@dataclass(frozen=True, slots=True)
class Box:
    """A field with what stands in it; `source` says where a proposed value comes from.

    `is_kept`: the register knows it already, so it is saved only when it was changed.
    """

    field: Field
    value: Value | None = None
    source: str = ""
    is_kept: bool = False


class FormView(QWidget):
    """The fields of one step or instrument."""

    changed = Signal()  # an answer is another
    explained = Signal(str, str)  # the sentence of the field that got the keyboard, and the name of its drawing
    field_left = Signal()  # the keyboard left a field: what is typed is worth keeping
    finished = Signal()  # Enter on the last field, or Ctrl+Enter anywhere

    def __init__(self) -> None:
        """No fields yet."""
        super().__init__()
        self.rows: dict[str, FormRow] = {}
        # A row is made once and shown again: making and dressing it is most of the time of opening a card.
        self._made: dict[Field, FormRow] = {}
        self._near: date | None = None
        self._is_changing = False
        self._boxes: dict[str, Box] = {}
        self._began: dict[str, object] = {}
        self._whose = Whose("", 0, is_woman=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(em(self, 0.35))
        self._flow = EnterFlow(self, (), self.finished.emit)
        self._help_key = HelpKey(self)

    def begin(self, boxes: Sequence[Box], whose: Whose, *, near: date) -> None:
        """Show other fields; `near` completes days typed in part."""
        # The keyboard that goes away with the rows before left no field of the new ones.
        self._is_changing = True
        self._clear(near)
        self._whose = whose
        self._boxes = {one.field.key: one for one in boxes}
        labels = with_alt_letters([one.field.label for one in boxes])
        self.rows = {box.field.key: self._row(box, label, near) for box, label in zip(boxes, labels, strict=True)}
        for row in self.rows.values():
            self._column.addWidget(row)
        self.settle()
        self._flow.set_steps([row.editor.widget for row in self.rows.values()])
        for row in self.rows.values():
            # After the flow, so that it is asked before it: Ctrl+Enter saves from anywhere.
            row.editor.widget.installEventFilter(self)
            self._help_key.watch(row.editor.widget, partial(self._explain, row))
        self._fit()
        self._is_changing = False
        self.explained.emit("", "")

    # --- what stands in it ---

    def answers(self) -> dict[str, object]:
        """Every answer by key, of the fields that are asked; None for an empty one."""
        return {key: row.editor.answer() for key, row in self.rows.items() if not row.isHidden()}

    def to_save(self) -> dict[str, object]:
        """The answers that have to be written: what was changed, and proposals that were left standing."""
        found = {}
        for key, answer in self.answers().items():
            box = self._boxes[key]
            is_changed = answer != self._began[key]
            is_accepted = bool(box.source) and not box.is_kept and answer is not None
            if is_changed or is_accepted:
                found[key] = answer
        return found

    def typed(self) -> dict[str, str]:
        """What was changed, as texts that `restore` brings back."""
        rows = self.rows.items()
        return {key: row.editor.typed() for key, row in rows if row.editor.answer() != self._began.get(key)}

    def is_changed(self) -> bool:
        """Whether an answer is other than at the beginning."""
        return any(row.editor.answer() != self._began.get(key) for key, row in self.rows.items())

    def settle(self) -> None:
        """What stands here is saved: it is the beginning now."""
        self._began = {key: row.editor.answer() for key, row in self.rows.items()}

    def restore(self, texts: Mapping[str, str]) -> None:
        """Bring back what `typed` gave."""
        for key, words in texts.items():
            if key in self.rows:
                self.rows[key].editor.restore(words)
        self._fit()

    # --- the keyboard ---

    def start(self) -> bool:
        """Put the keyboard in the first field without an answer, else in the first; False when there is none."""
        shown = [row for row in self.rows.values() if not row.isHidden()]
        empty = [row for row in shown if row.editor.answer() is None]
        first = next(iter(empty or shown), None)
        if first is not None:
            focus(first.editor.widget)
        return first is not None

    def has_empty(self) -> bool:
        """Whether a field that is asked has no answer."""
        return any(row.editor.answer() is None for row in self.rows.values() if not row.isHidden())

    # --- errors ---

    def complain(self, key: str, sentence: str) -> bool:
        """Say what is wrong at a field and put the keyboard there; False when the form does not show it."""
        row = self.rows.get(key)
        if row is None or row.isHidden():
            return False
        row.complain(sentence)
        focus(row.editor.widget)
        return True

    def is_readable(self) -> bool:
        """Check every answer; the first that cannot be right says why and gets the keyboard."""
        wrong = [row for row in self.rows.values() if not row.isHidden() and not _check(row)]
        if wrong:
            focus(wrong[0].editor.widget)
        return not wrong

    # --- Qt ---

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            # The rows are as wide as the letters were: the next card gets new ones.
            self._near = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        # Asked of every event of every field: what is not for it costs one comparison.
        if kind not in (_CAME, _LEFT, _PRESSED) or self._is_changing:
            return False
        row = next((one for one in self.rows.values() if one.editor.widget is watched), None)
        if row is None:
            return False
        if kind == _CAME:
            self.explained.emit(*self._explain(row))
        elif kind == _LEFT:
            _check(row)
            self.field_left.emit()
        elif isinstance(event, QKeyEvent):
            if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.finished.emit()
                return True
            # A number that cannot be right keeps the keyboard: it is put right where it was typed.
            return event.key() in _ENTER and not _check(row)
        return False

    # --- inside ---

    def _row(self, box: Box, label: str, near: date) -> FormRow:
        row = self._made.get(box.field)
        if row is None:
            row = self._made[box.field] = FormRow(box.field, near)
            row.editor.changed.connect(partial(self._answer_changed, row))
            row.editor.answered.connect(partial(self._go_on, row))
        row.name(label)
        row.complain("")
        row.editor.show_answer(box.value)
        row.note(box.source)
        return row

    def _answer_changed(self, row: FormRow) -> None:
        if row.is_wrong:
            row.complain("")
        self._fit()
        self.changed.emit()

    def _go_on(self, row: FormRow) -> None:
        following = self._flow.after(row.editor.widget)
        if following is None:
            self.finished.emit()
        else:
            focus(following)

    def _fit(self) -> None:
        """Show the boxes that are worth asking now."""
        answers = {key: row.editor.answer() for key, row in self.rows.items()}
        for key, row in self.rows.items():
            is_shown = answers[key] is not None or is_asked(key, answers, self._whose)
            if row.isHidden() == is_shown:
                row.setVisible(is_shown)

    def _explain(self, row: FormRow) -> tuple[str, str]:
        return row.field.help, drawing_of(row.field, self._whose.months)

    def _clear(self, near: date) -> None:
        """Nothing is asked; the rows are kept for the next who is asked the same, on the same day."""
        self._flow.set_steps(())
        self._help_key.forget()
        for row in self.rows.values():
            row.hide()
            self._column.removeWidget(row)
        if near != self._near:
            for row in self._made.values():
                row.deleteLater()
            self._made = {}
        self.rows, self._near = {}, near


def _check(row: FormRow) -> bool:
    """Whether the answer of a row can be right; if not, it says so in its place."""
    answer = row.editor.answer()
    read = None if answer is None else read_one(row.field, answer)
    if isinstance(read, Refusal):
        row.complain(_plain(row, read.message))
        return False
    row.complain("")
    return True


def _plain(row: FormRow, message: str) -> str:
    """The sentence of the rules without the name of the field, which stands beside it; days as they are typed here."""
    words = message.removeprefix(f"{row.field.label}: ")
    words = words.replace("tulis tanggal seperti 2026-11-25", "tulis tanggal seperti 25-11-2026")
    return words[:1].upper() + words[1:]
