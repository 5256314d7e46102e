"""What every editor of an answer can do, whatever it looks like: show, give, keep as text, and say that it changed."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.rules.forms.fields import Field
from core.rules.sheet import Value


class AnswerEditor(QObject):
    """One answer on the screen; `widget` is what has the keyboard."""

    changed = Signal()
    answered = Signal()  # by one key that says everything: the keyboard may go on

    def __init__(self, field: Field, widget: QWidget) -> None:
        """`widget` lives as long as the form it stands in; so does this."""
        super().__init__(widget)
        self.field, self.widget = field, widget

    def answer(self) -> object:
        """What is answered, as the rules read it; None for nothing. Text that cannot be read stays text."""
        raise NotImplementedError

    def show_answer(self, value: Value | None) -> None:
        """Show an answer that is known."""
        raise NotImplementedError

    def typed(self) -> str:
        """What stands here, as a text that `restore` brings back; empty for nothing."""
        raise NotImplementedError

    def restore(self, text: str) -> None:
        """Bring back what `typed` gave."""
        raise NotImplementedError
