"""A number that looks wrong: what is odd, and one press to correct it, measure again, or keep it with a reason."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from core.words.findings import Finding
from ui.pages.weighing.verdict import is_impossible
from ui.widgets.buttons import button
from ui.widgets.fields import dress, set_sentence
from ui.widgets.texts import text
from ui.widgets.tones import tint

_DIGITS = "0123456789,."


class Doubt(QFrame):
    """Asks about one number. Hidden while nothing is odd."""

    corrected = Signal(str, str)  # field, the number that was meant
    again = Signal(str)  # field
    reasoned = Signal(str, str)  # field, reason
    typed_on = Signal(str, str)  # field, a digit typed instead of an answer: she reads the scale, not the screen

    def __init__(self) -> None:
        """Nothing to ask yet."""
        super().__init__()
        self.finding: Finding | None = None
        self._words, self._why = text("", "strong"), text("")
        self._yes = button("", self._correct, role="primary")
        self._again = button("Ukur ulang", self._measure_again)
        self._keep = button("Simpan dengan alasan", self._ask_reason)
        self._reason = QLineEdit()
        self._reason.setPlaceholderText("Misalnya: sudah ditimbang dua kali")
        dress(self._reason, "Alasan angka ini benar")
        self._reason.returnPressed.connect(self._give_reason)
        self._missing = text("", "error")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._yes)
        row.addWidget(self._again)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for part in (self._words, self._why):
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._reason)
        column.addWidget(self._missing)
        tint(self, "kuning")
        self.hide()

    def ask(self, finding: Finding, typed: str, *, can_be_kept: bool = True) -> None:
        """Ask about `finding`, met when `typed` was typed; the keyboard stays where it is."""
        self.finding = finding
        unit = "kg" if finding.field == "weight_g" else "cm"
        meant = finding.suggestion
        self._words.setText(
            f"{finding.why} Maksudnya {meant} {unit}?" if meant and "?" not in finding.why else finding.why
        )
        step = finding.next_step if not meant else "Tekan Y bila benar."
        set_sentence(self._why, step, is_error=False)
        self._yes.setText(f"&Ya, {meant}")
        self._yes.setVisible(bool(meant))
        self._again.setText("Timbang ulang" if finding.field == "weight_g" else "Ukur ulang")
        # The number stands in the question; here it would outgrow the narrow column of a small screen.
        self._keep.setAccessibleDescription(f"Simpan {typed}" if typed else "")
        self._keep.setVisible(can_be_kept and not is_impossible(finding))
        self._reason.hide()
        self._missing.hide()
        self.setAccessibleName(finding.why)
        self.show()

    def take_keyboard(self) -> None:
        """Put the keyboard on measuring again.

        Never on a guess: whoever looks at the scale and presses Enter twice must not have said yes to a number that
        she has not seen. Y says yes.
        """
        self._again.setFocus(Qt.FocusReason.OtherFocusReason)

    def be_quiet(self) -> None:
        """Nothing is odd any more."""
        self.finding = None
        self._reason.clear()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if self.finding is not None and typed and typed in _DIGITS:
            self.typed_on.emit(self.finding.field, typed)
        elif self.finding is not None and self.finding.suggestion and typed.lower() == "y" and not self._is_reasoning():
            self._correct()
        else:
            super().keyPressEvent(event)

    def _is_reasoning(self) -> bool:
        return self._reason.hasFocus()

    def _correct(self) -> None:
        if self.finding is not None:
            self.corrected.emit(self.finding.field, self.finding.suggestion)

    def _measure_again(self) -> None:
        if self.finding is not None:
            self.again.emit(self.finding.field)

    def _ask_reason(self) -> None:
        self._reason.show()
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_reason(self) -> None:
        reason = " ".join(self._reason.text().split())
        if not reason:
            set_sentence(self._missing, "Tulis alasannya, beberapa kata saja.", is_error=True)
        elif self.finding is not None:
            self._reason.clear()
            self.reasoned.emit(self.finding.field, reason)
