"""The bar of the five steps: their official names, their keys, and how many people wait at each."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from core.words.steps import Step
from ui.theme import em, set_role

STEP_KEYS = {step: f"F{int(step) + 1}" for step in Step}
_IN_TWO = {
    Step.REGISTER: "Pendaftaran",
    Step.MEASURE: "Penimbangan\n& pengukuran",
    Step.EXAMINE: "Pencatatan\n& pemeriksaan",
    Step.SERVE: "Pelayanan kesehatan\n& penyuluhan",
    Step.VALIDATE: "Validasi\n& sinkronisasi data",
}
"""The official names, broken where they are wide (KMK HK.01.07/MENKES/2015/2023)."""


class StepBar(QWidget):
    """One button for each step; the chosen one is the room that is shown."""

    chosen = Signal(object)  # Step

    def __init__(self) -> None:
        """Nobody waits anywhere yet."""
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons: dict[Step, QToolButton] = {}
        self._counts: Mapping[Step, int] = {}
        self._names = {step: step.label for step in Step}
        self._step, self._room, self._is_low = Step.MEASURE, 0, False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 0, 8, 0)
        self._row.setSpacing(2)
        for step in Step:
            self._row.addWidget(self._button(step), 0)
        self._row.addStretch(1)
        self._write()

    def show_step(self, step: Step) -> None:
        """Mark a step as the one that is shown."""
        self._step = step
        self._buttons[step].setChecked(True)
        self._write()

    def rename(self, names: Mapping[Step, str]) -> None:
        """Call the steps as people here do."""
        if names != self._names:
            self._names = dict(names)
            self._write()

    def show_counts(self, counts: Mapping[Step, int]) -> None:
        """How many wait at each step; at the first, how many are still expected."""
        if counts != self._counts:
            self._counts = dict(counts)
            self._write()

    def arrange(self, width: int, *, is_low: bool) -> None:
        """Say as much as fits into `width`: whole names on two lines, or on one; where it is narrow, keys only."""
        if (width, is_low) != (self._room, self._is_low):
            self._room, self._is_low = width, is_low
            self._write()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_row"):
            self._write()

    def words(self) -> tuple[str, ...]:
        """What the buttons say, as it is read aloud."""
        return tuple(one.accessibleName() for one in self._buttons.values())

    # --- inside ---

    def _button(self, step: Step) -> QToolButton:
        made = QToolButton()
        set_role(made, "step")
        made.setCheckable(True)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda _is_on: self.chosen.emit(step))
        self._group.addButton(made)
        self._buttons[step] = made
        return made

    def _write(self) -> None:
        levels = _LEVELS[1:] if self._is_low else _LEVELS
        faces = [
            [level(step, self._names[step], self._counts.get(step, 0), step is self._step) for step in Step]
            for level in levels
        ]
        fits = (one for one in faces if sum(map(self._width, one)) + em(self, 2) <= self._room)
        for (step, made), face in zip(self._buttons.items(), next(fits, faces[-1]), strict=True):
            count = self._counts.get(step, 0)
            what = "ditunggu" if step is Step.REGISTER else "menunggu"
            made.setAccessibleName(f"Langkah {int(step)}: {self._names[step]}, {count} {what}")
            made.setToolTip(f"{STEP_KEYS[step]} · Langkah {int(step)}: {step.label} · {count} {what}")
            made.setText(face.replace("&", "&&"))
            made.setFixedWidth(self._width(face))

    def _width(self, face: str) -> int:
        bold = QFont(self.font())
        bold.setBold(True)
        return max(QFontMetrics(bold).horizontalAdvance(part) for part in face.splitlines()) + em(self, 1)


def _number(count: int) -> str:
    return f" · {count}" if count else ""


def _on_two_lines(step: Step, name: str, count: int, _is_shown: bool) -> str:
    words = _IN_TWO[step] if name == step.label else name
    return f"{STEP_KEYS[step]}  {words}{_number(count)}"


def _on_one_line(step: Step, name: str, count: int, is_shown: bool) -> str:
    return f"{STEP_KEYS[step]}  {name if is_shown else f'Langkah {int(step)}'}{_number(count)}"


def _shown_only(step: Step, name: str, count: int, is_shown: bool) -> str:
    return f"{STEP_KEYS[step]}{f'  {name}' if is_shown else ''}{_number(count)}"


def _keys_only(step: Step, _name: str, count: int, is_shown: bool) -> str:
    return f"{STEP_KEYS[step]}{f'  Langkah {int(step)}' if is_shown else ''}{_number(count)}"


_LEVELS = (_on_two_lines, _on_one_line, _shown_only, _keys_only)
"""How much the bar says, the most first."""
