"""A sheet that asks for facts, shows what would change, and only then writes it; errors find their field."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from core.errors import BukuError
from core.services.confirmation import NeedsConfirmation
from core.services.deeds.rehearsal import Rehearsal
from core.services.deeds.undoing import undo
from ui.forms.date_edit import NO_SUCH_DAY, DateEdit
from ui.forms.enter_flow import focus
from ui.forms.measure_edit import MeasureEdit
from ui.widgets.buttons import button, relabel
from ui.widgets.fields import Field
from ui.widgets.reason import ReasonQuestion
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import text
from ui.widgets.tones import tint

if TYPE_CHECKING:
    from ui.context import AppContext

_LOOK = "Lihat yang akan berubah   (Enter)"


class AskingSheet(SheetContent):
    """Fields by key, the question for a reason, and the list of what will change."""

    def __init__(self, context: "AppContext") -> None:
        """Nothing asked yet; the sheet puts its rows into `fields` and shows `question` and `changes` under them."""
        super().__init__()
        self.context = context
        self.fields: dict[str, Field] = {}
        self.question = ReasonQuestion()
        self.changes = Changes()

    def is_readable(self) -> bool:
        """Take every error back and complain about the first field that cannot be read."""
        for field in self.fields.values():
            field.complain("")
        for field in self.fields.values():
            editor = field.editor
            if isinstance(editor, DateEdit) and not editor.is_readable():
                field.complain(NO_SUCH_DAY)
            elif isinstance(editor, MeasureEdit) and not editor.is_readable():
                field.complain("Belum terbaca. Ketik angka saja.")
            else:
                continue
            return False
        return True

    def failed(self, error: BukuError) -> None:
        """Show an error where it belongs: at its field, as a question for a reason, or over the page."""
        self.changes.forget()
        if isinstance(error, NeedsConfirmation):
            self.question.ask(error.message)
        elif error.field is not None and error.field in self.fields:
            self.fields[error.field].complain(error.message)
            focus(self.fields[error.field].editor.focusProxy() or self.fields[error.field].editor)
        else:
            self.context.shell.complain(error)

    def done(self, words: str, entry_id: str) -> None:
        """Say quietly what was written, with the way back, and close."""
        context = self.context

        def take_back() -> None:
            context.write("Mengurungkan", lambda: undo(context.register, entry_id))
            context.announce(f"Dibatalkan: {words}")

        context.announce(words, take_back)
        self.finished.emit()


class RehearsedSheet(AskingSheet):
    """An asking sheet whose button first shows what will change and, pressed again, writes it."""

    def __init__(self, context: "AppContext", write_words: str) -> None:
        """`write_words` is on the button once the changes are shown."""
        super().__init__(context)
        self._write_words = f"{write_words}   (Enter)"
        self.next = button(_LOOK, self.go_on, role="next", picture="check")
        self.question.answered.connect(lambda _reason: self.go_on())

    def preview(self) -> Rehearsal:
        """What the filled form would change; raises BukuError for what cannot be."""
        raise NotImplementedError

    def write(self) -> None:
        """Write the filled form."""
        raise NotImplementedError

    def go_on(self) -> None:
        """First show what will change; pressed again, write it."""
        if not self.is_readable():
            return
        if self.changes.is_shown():
            self.write()
            return
        try:
            self.changes.show_rehearsal(self.preview())
        except BukuError as error:
            self.failed(error)
            return
        relabel(self.next, self._write_words)
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget_changes(self) -> None:
        """The form says something else now."""
        self.changes.forget()
        relabel(self.next, _LOOK)


class Changes(QFrame):
    """What a deed would change, one line each; hidden until there is something to show."""

    def __init__(self) -> None:
        """Nothing yet."""
        super().__init__()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        column.addWidget(text("Yang akan berubah", "strong"))
        column.addLayout(self._lines)
        tint(self, "leaf")
        self.hide()

    def is_shown(self) -> bool:
        """Whether the changes of what stands in the form are on the screen."""
        return not self.isHidden()

    def show_rehearsal(self, rehearsal: Rehearsal) -> None:
        """List the changes."""
        self.forget()
        for words in rehearsal.lines:
            self._lines.addWidget(text(words))
        self.setAccessibleName("Yang akan berubah: " + " ".join(rehearsal.lines))
        self.show()

    def forget(self) -> None:
        """Hide what no longer fits the form."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.hide()


def whole_number(typed: str) -> int | None:
    """A whole number as typed, None when empty; -1 for anything else, which no field allows."""
    words = typed.strip()
    if not words:
        return None
    return int(words) if words.isdecimal() and words.isascii() else -1
