"""Immediate danger: a solid red banner that stays until somebody says what was done; and the referral of the rest."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.services.day.referring import ReferralView, Target
from core.words.findings import Severity
from ui.forms.answer_toggles import Toggles
from ui.forms.enter_flow import focus
from ui.icons import pixmap
from ui.palette import TONES
from ui.theme import scaled
from ui.widgets.buttons import button
from ui.widgets.fields import dress
from ui.widgets.texts import text
from ui.widgets.tones import tint

if TYPE_CHECKING:
    from collections.abc import Sequence

_DEEDS = ("Sudah &dirujuk", "Dia&ntar ke puskesmas", "Ditangani &bidan")
_CHANGES = "Tu&lis lagi"


class DangerBanner(QFrame):
    """Hidden while nothing is urgent; asks what was done once the finding is saved."""

    answered = Signal(str)  # what was done

    def __init__(self) -> None:
        """Nothing urgent."""
        super().__init__()
        icon = QLabel()
        icon.setPixmap(pixmap(TONES["segera"].icon, TONES["segera"].ink, scaled(26)))
        self._what = text("", "strong")
        self._ask = QWidget()
        self._changes = button(_CHANGES, self._ask_again)
        self._line = QLineEdit()
        self._line.setPlaceholderText("Atau tulis, lalu Enter")
        dress(self._line, "Apa yang sudah dilakukan")
        self._line.returnPressed.connect(lambda: self._answer(self._line.text()))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._ask)
        self._row.setContentsMargins(0, 0, 0, 0)
        deeds = QHBoxLayout()
        for words in _DEEDS:
            deeds.addWidget(button(words, partial(self._answer, words.replace("&", ""))))
        deeds.addStretch(1)
        self._row.addLayout(deeds)
        self._row.addWidget(self._line, 1)
        words_column = QVBoxLayout()
        words_column.setSpacing(6)
        words_column.addWidget(self._what)
        words_column.addWidget(self._ask)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(14, 8, 14, 8)
        whole.setSpacing(12)
        whole.addWidget(icon)
        whole.addLayout(words_column, 1)
        whole.addWidget(self._changes)
        tint(self, "segera")
        self.hide()

    def show_danger(self, reasons: "Sequence[str]", next_step: str, *, asks: bool, note: str = "") -> None:
        """Show why it is urgent and what to do; `asks` what was done, `note` says it was answered. No reasons: hide."""
        self.setVisible(bool(reasons))
        if not reasons:
            return
        done = f" Sudah dilakukan: {note}." if note else ""
        words = f"SEGERA: {'; '.join(reasons)}. {next_step}{done}".strip()
        self._what.setText(words)
        self.setAccessibleName(words)
        self._ask.setVisible(asks)
        self._changes.setVisible(bool(note))

    def arrange(self, *, is_narrow: bool) -> None:
        """The line under the buttons where there is no room beside them."""
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)

    @property
    def deeds(self) -> tuple[QWidget, ...]:
        """What only those may press who record people's health."""
        return (*self._ask.findChildren(QPushButton), self._line, self._changes)

    @property
    def is_asking(self) -> bool:
        """Whether it waits for what was done."""
        return not self.isHidden() and not self._ask.isHidden()

    def take_keyboard(self) -> None:
        """Put the keyboard where the answer is written."""
        self._line.clear()
        focus(self._line)

    def _ask_again(self) -> None:
        """What was written as done was wrong, or is not all of it."""
        self._changes.hide()
        self._ask.show()
        self.take_keyboard()

    def _answer(self, words: str) -> None:
        tidy = " ".join(words.split())
        if tidy:
            self.answered.emit(tidy)


class ReferralBlock(QFrame):
    """The referral of a check-up: why, where to, and a note for the letter; hidden when nobody is sent on."""

    target_chosen = Signal(object)  # Target
    noted = Signal(str)

    def __init__(self) -> None:
        """Nobody is sent on."""
        super().__init__()
        self._why = text("")
        words = [f"{number} {one.label}" for number, one in enumerate(Target, 1)]
        self._targets = Toggles(words, ("1", "2", "3"), wraps=True)
        dress(self._targets, "Dirujuk ke mana")
        self._note = QLineEdit()
        self._note.setPlaceholderText("Catatan untuk surat rujukan, lalu Enter")
        dress(self._note, "Catatan rujukan")
        self._targets.changed.connect(self._choose)
        self._note.returnPressed.connect(lambda: self.noted.emit(" ".join(self._note.text().split())))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 9, 12, 9)
        column.setSpacing(4)
        for part in (text("Dirujuk", "strong"), self._why, self._targets, self._note):
            column.addWidget(part)
        tint(self, "merah")
        self.hide()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the keyboard stops."""
        return (self._targets, self._note)

    def show_referral(self, referral: ReferralView | None) -> None:
        """Show a referral, or nothing."""
        self.setVisible(referral is not None)
        if referral is None:
            return
        mark = "segera" if referral.urgency is Severity.URGENT else "rujuk"
        self._why.setText(f"{mark.capitalize()}: {'; '.join(referral.reasons)}")
        self._targets.choose((list(Target).index(referral.target),))
        if not self._note.hasFocus():
            self._note.setText(referral.letter_note)

    def _choose(self) -> None:
        for place in self._targets.chosen():
            self.target_chosen.emit(list(Target)[place])
