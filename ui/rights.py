"""Parts of the window that follow the rights of whoever is at the keyboard; services refuse too, here it is said first.

A page may enable and disable its own button as it likes: while a right is missing the button stays closed, and what the
page wished for in the meantime counts once the right is there.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QToolTip, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from core.rules.permissions import Action
    from core.services.register import Register


class Rights:
    """Which parts of the window need which rights."""

    def __init__(self) -> None:
        """Guards nothing yet."""
        self._guards: list[Guard] = []

    def guard(self, part: QWidget, actions: "tuple[Action, ...]", register: "Register") -> None:
        """Remember that `part` needs all of `actions` from now on, and show it as it is now."""
        self._guards = [one for one in self._guards if isValid(one)]
        guard = next((one for one in self._guards if one.part is part), None)
        if guard is None:
            guard = Guard(part, actions)
            self._guards.append(guard)
        guard.actions = actions
        guard.look_again(register)

    def look_again(self, register: "Register") -> None:
        """Show every part as the present person may use it."""
        self._guards = [one for one in self._guards if isValid(one)]
        for guard in self._guards:
            guard.look_again(register)

    def sentence_of(self, keys: QKeySequence) -> str:
        """Whose work the closed part is whose Alt letter was pressed; a tool tip beside it says it too. Empty: none."""
        guard = next((one for one in self._guards if isValid(one) and one.is_closed_to(keys)), None)
        if guard is None:
            return ""
        # Over a sheet the quiet line of the window is in the shade.
        QToolTip.showText(guard.part.mapToGlobal(guard.part.rect().bottomLeft()), guard.sentence, guard.part)
        return guard.sentence


class Guard(QObject):
    """Keeps one part closed while a right is missing; goes with the part."""

    def __init__(self, part: QWidget, actions: "tuple[Action, ...]") -> None:
        """Watch `part`."""
        super().__init__(part)
        self.part, self.actions = part, actions
        self.sentence = ""  # why it is closed; empty while it is not
        self._is_wished = True
        self._hint = ("", "")
        part.installEventFilter(self)

    def look_again(self, register: "Register") -> None:
        """Close or open the part by the rights of the present person."""
        from core.rules.permissions import refusal

        missing = next((one for one in self.actions if not register.may(one)), None)
        if missing is not None:
            self._close(refusal(missing))
        elif self.sentence:
            self._open()

    def is_closed_to(self, keys: QKeySequence) -> bool:
        """Whether these keys would press the part if it were not closed."""
        part = self.part
        around = part.parentWidget()
        is_reached = part.isVisible() and around is not None and around.isEnabled()
        is_meant = isinstance(part, QAbstractButton) and not keys.isEmpty() and part.shortcut() == keys
        return bool(self.sentence) and is_reached and is_meant

    def eventFilter(self, _part: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.EnabledChange and self.sentence and self._is_own_enabled:
            self._is_wished = True
            self.part.setEnabled(False)
        return False

    @property
    def _is_own_enabled(self) -> bool:
        around = self.part.parentWidget()
        return self.part.isEnabledTo(around) if around is not None else self.part.isEnabled()

    def _close(self, sentence: str) -> None:
        if not self.sentence:
            self._is_wished = self._is_own_enabled
            self._hint = (self.part.toolTip(), self.part.accessibleDescription())
        self.sentence = sentence
        self.part.setEnabled(False)
        self.part.setToolTip(sentence)
        self.part.setAccessibleDescription(sentence)

    def _open(self) -> None:
        self.sentence = ""
        self.part.setEnabled(self._is_wished)
        self.part.setToolTip(self._hint[0])
        self.part.setAccessibleDescription(self._hint[1])
