"""The editor for a date: typed as it is said (`5`, `5-11`, `5/11/26`, `051126`), shown as registers write it."""

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from core.words.periods import date_short, parse_date

NO_SUCH_DAY = "Tanggal ini tidak ada. Ketik misalnya 05-11-2026."
_CENTURY = 2000
_YEARS_AHEAD = 9  # the last day a vaccine keeps lies ahead; a year further off than this was meant in the past


class DateEdit(QLineEdit):
    """Keeps what was typed; `value()` completes it with the month and year of `near`."""

    changed = Signal()

    def __init__(self, near: date, value: date | None = None) -> None:
        """`near` completes what is left out; the text starts as `value`, or empty."""
        super().__init__()
        self.near = near
        self.setPlaceholderText("tgl-bln-tahun")
        self.show_value(value)
        self.editingFinished.connect(self._tidy)
        self.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> date | None:
        """The day that was typed; None when empty or not a calendar day."""
        return read_date(self.text(), self.near)

    def is_readable(self) -> bool:
        """Whether it is empty or a real day."""
        return not self.text().strip() or self.value() is not None

    def show_value(self, value: date | None) -> None:
        """Show a day, or nothing."""
        self.setText("" if value is None else date_short(value))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._is_vain_undo(event):
            # Ctrl+Z where nothing was typed takes back the last deed.
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        value = self.value()
        if step and value is not None:
            self.show_value(date.fromordinal(value.toordinal() + step))
            self.changed.emit()
        else:
            super().keyPressEvent(event)

    def _is_vain_undo(self, event: QKeyEvent) -> bool:
        return event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()

    def _tidy(self) -> None:
        value = self.value()
        if value is not None:
            self.show_value(value)


def read_date(text: str, near: date) -> date | None:
    """Read a date as people type it; a missing month or year is that of `near`.

    A two-digit year is of this century, or of the last one where it would lie far ahead: `98` is 1998.

    None when it is not a real calendar day: `31-02` is not guessed at.
    """
    parts = text.strip().replace("/", "-").replace(".", "-").replace(" ", "-").split("-")
    if not all(part.isdecimal() and part.isascii() for part in parts) or len(parts) > 3:
        return None
    if len(parts) == 3 and len(parts[0]) == 4:
        return parse_date("-".join(parts))
    if len(parts) == 1 and len(parts[0]) in {6, 8}:
        parts = [parts[0][:2], parts[0][2:4], parts[0][4:]]
    day, month, year = (*parts, *(str(near.month), str(near.year))[len(parts) - 1 :]) if len(parts) < 3 else parts
    if len(year) == 2:
        full = _CENTURY + int(year)
        year = str(full if full <= near.year + _YEARS_AHEAD else full - 100)
    return parse_date(f"{day}-{month}-{year}")
