"""One row of a form: label, editor, unit, and the sentence beside it; every editor of the program is dressed here."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.texts import text


class Field(QWidget):
    """A label above its editor, with help or an error under it; the label's Alt key leads to the editor."""

    def __init__(self, label: str, editor: QWidget, help_text: str = "") -> None:
        """`label` may hold an `&` before its Alt letter; it becomes the accessible name too."""
        super().__init__()
        self.editor = editor
        self._help = help_text
        self._label = QLabel(label)
        self._label.setBuddy(editor)
        self._under = text(help_text, "small")
        dress(editor, label, help_text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for part in (self._label, editor, self._under):
            column.addWidget(part)
        # Only once it has a parent: showing a widget without one opens a window.
        self._under.setVisible(bool(help_text))

    def set_help(self, sentence: str) -> None:
        """Give other help under the editor, when it depends on what was chosen."""
        self._help = sentence
        dress(self.editor, self._label.text(), sentence)
        self.complain("")

    def complain(self, sentence: str) -> None:
        """Say what is wrong with this field, put the keyboard in it, and keep what was typed."""
        mark_wrong(self.editor, bool(sentence))
        set_sentence(self._under, sentence or self._help, is_error=bool(sentence))
        if sentence:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)


def dress(editor: QWidget, label: str, help_text: str = "") -> None:
    """Give an editor its accessible name and description once for every kind of row."""
    editor.setAccessibleName(label.replace("&", ""))
    editor.setAccessibleDescription(help_text)
    if help_text:
        editor.setToolTip(help_text)


def mark_wrong(editor: QWidget, is_wrong: bool) -> None:
    """The red edge of a field that needs another look."""
    target = editor if isinstance(editor, QLineEdit) else editor.focusProxy() or editor
    if bool(target.property("wrong")) != is_wrong:
        target.setProperty("wrong", is_wrong)
        target.style().unpolish(target)
        target.style().polish(target)


def set_sentence(label: QLabel, sentence: str, *, is_error: bool) -> None:
    """Show `sentence` as an error or as quiet help; hidden when empty."""
    from ui.theme import set_role

    set_role(label, "error" if is_error else "small")
    label.setText(sentence)
    label.setVisible(bool(sentence))


def two_columns(rows: tuple[tuple[QWidget, ...], ...]) -> QWidget:
    """Rows of one or two fields beside each other."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(12)
    for number, row in enumerate(rows):
        for column, field in enumerate(row):
            grid.addWidget(field, number, column, 1, 2 if len(row) == 1 else 1, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return holder
