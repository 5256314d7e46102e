"""Enter walks: from field to field, and on the last one it does the deed of the form."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QRadioButton, QWidget

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class EnterFlow(QObject):
    """Moves the keyboard through `steps`; hidden and disabled ones are passed over."""

    def __init__(self, owner: QWidget, steps: Sequence[QWidget], finish: Callable[[], object]) -> None:
        """Watch the fields `steps`; Enter on the last calls `finish`."""
        super().__init__(owner)
        self.hold: Callable[[QWidget], bool] = lambda _step: False  # True keeps the keyboard: a question was asked
        self._steps: list[QWidget] = []
        self._finish = finish
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[QWidget]) -> None:
        """Walk through other fields from now on."""
        for step in self._steps:
            step.removeEventFilter(self)
        self._steps = list(steps)
        for step in self._steps:
            step.installEventFilter(self)

    def after(self, step: QWidget) -> QWidget | None:
        """The next field that can be typed in, None when `step` is the last."""
        rest = self._steps[self._steps.index(step) + 1 :]
        if isinstance(step, QRadioButton):
            # The choices of one question are one step; the arrow keys walk inside it.
            rest = [one for one in rest if not isinstance(one, QRadioButton)]
        return next((one for one in rest if one.isVisibleTo(one.window()) and one.isEnabled()), None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.key() not in _ENTER:
            return False
        if not isinstance(watched, QWidget) or watched not in self._steps:
            return False
        if self.hold(watched):
            return True
        following = self.after(watched)
        if following is None:
            self._finish()
        else:
            focus(following)
        return True


def focus(widget: QWidget) -> None:
    """Put the keyboard in `widget` with its text chosen, so that typing replaces it."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    select = getattr(widget, "selectAll", None)
    if callable(select) and not isinstance(widget, QAbstractButton):
        select()
