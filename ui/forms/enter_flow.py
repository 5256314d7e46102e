"""Enter walks: from field to field, and on the last one it does the deed of the form; Ctrl+Enter does it at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QRadioButton, QWidget

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_ARROWS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


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
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if not isinstance(watched, QWidget) or watched not in self._steps:
            return False
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # From anywhere: a form of fifteen fields is often done after three.
            self._finish()
            return True
        if event.key() in _ENTER:
            self._go_on(watched)
            return True
        return isinstance(watched, QRadioButton) and _choose_by_key(watched, event)

    def _go_on(self, step: QWidget) -> None:
        if self.hold(step):
            return
        following = self.after(step)
        if following is None:
            self._finish()
        else:
            focus(following)


def _choose_by_key(one: QRadioButton, event: QKeyEvent) -> bool:
    """Arrows choose the neighbour, a letter the answer that begins with it: Qt moves only once something is chosen."""
    answers = one.group().buttons()
    step = _ARROWS.get(Qt.Key(event.key()), 0)
    letter = event.text().lower()
    if step:
        chosen = answers[max(0, min(len(answers) - 1, answers.index(one) + step))]
    else:
        named = [it for it in answers if letter and it.text().replace("&", "").lower().startswith(letter)]
        if not named or letter.isspace():
            return False
        chosen = named[0]
    chosen.setChecked(True)
    chosen.setFocus(Qt.FocusReason.TabFocusReason)
    return True


def focus(widget: QWidget) -> None:
    """Put the keyboard in `widget` with its text chosen, so that typing replaces it."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    select = getattr(widget, "selectAll", None)
    if callable(select) and not isinstance(widget, QAbstractButton):
        select()
