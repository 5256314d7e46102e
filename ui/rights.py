"""Buttons that follow the rights of whoever is at the keyboard; services refuse too, the window only says it first."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from core.rules.permissions import Action
    from core.services.register import Register


class Rights:
    """Which parts of the window need which right."""

    def __init__(self) -> None:
        """Guards nothing yet."""
        self._guarded: list[tuple[QWidget, Action, str]] = []

    def guard(self, part: QWidget, action: "Action", register: "Register") -> None:
        """Remember that `part` needs `action`, and show it as it is now."""
        self._guarded.append((part, action, part.toolTip()))
        _show(part, action, part.toolTip(), register)

    def look_again(self, register: "Register") -> None:
        """Show every part as the present person may use it."""
        self._guarded = [one for one in self._guarded if isValid(one[0])]
        for part, action, hint in self._guarded:
            _show(part, action, hint, register)


def _show(part: QWidget, action: "Action", hint: str, register: "Register") -> None:
    from core.rules.permissions import refusal

    may = register.may(action)
    part.setEnabled(may)
    words = hint if may else refusal(action)
    part.setToolTip(words)
    part.setAccessibleDescription(words)
