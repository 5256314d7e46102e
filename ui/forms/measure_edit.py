"""The editor for a measurement: comma and point are both the decimal mark, empty is not measured, the text is kept."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from core.words.quantities import centimetres, kilograms, parse_grams, parse_millimetres
from ui.theme import em, set_role

_DIGITS_SHOWN = 5
_LONGEST = 8


class MeasureEdit(QLineEdit):
    """Keeps exactly what was typed; `value()` reads it as whole grams or millimetres."""

    letters_typed = Signal(str)  # a letter cannot belong to a number: it begins a search of the list

    def __init__(
        self, parse: Callable[[str], int | None], show: Callable[[int], str], digits_shown: int = _DIGITS_SHOWN
    ) -> None:
        """`parse` reads the typed text (ValueError when it is no number), `show` writes a stored value."""
        super().__init__()
        self._parse, self._show, self._digits = parse, show, digits_shown
        set_role(self, "measure")
        self.setMaxLength(_LONGEST)
        self.ensurePolished()
        self._fit()

    def value(self) -> int | None:
        """Whole grams or millimetres, None when empty. Raises ValueError when it is not a plain number."""
        return self._parse(self.text())

    def value_or_none(self) -> int | None:
        """Like `value`, with None also for what is not a number yet (while it is being typed)."""
        try:
            return self.value()
        except ValueError:
            return None

    def is_readable(self) -> bool:
        """Whether the text is empty or a number."""
        try:
            self.value()
        except ValueError:
            return False
        return True

    def show_value(self, value: int | None) -> None:
        """Show a stored value as the scale shows it; empty for None."""
        self.setText("" if value is None else self._show(value))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_digits"):
            self._fit()

    def _fit(self) -> None:
        # Wide enough for the longest number of the scale in its own, larger type.
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("0" * self._digits) + 22)
        self.setMinimumHeight(em(self, 1.3))

    def event(self, event: QEvent) -> bool:
        # Ctrl+Z in a field that nobody typed in takes back the last deed instead.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._is_vain_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def _is_vain_undo(self, event: QKeyEvent) -> bool:
        return event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if typed.isalpha() and not event.modifiers() & commands:
            self.letters_typed.emit(typed)
        elif typed == " ":
            event.accept()
        else:
            super().keyPressEvent(event)


def weight_edit() -> MeasureEdit:
    """Kilograms typed, grams given."""
    return MeasureEdit(parse_grams, kilograms)


def length_edit() -> MeasureEdit:
    """Centimetres typed, millimetres given."""
    return MeasureEdit(parse_millimetres, centimetres)


def girth_edit() -> MeasureEdit:
    """Centimetres typed, millimetres given; head and arm never reach a metre, so two fit on a line."""
    return MeasureEdit(parse_millimetres, centimetres, _DIGITS_SHOWN - 1)
