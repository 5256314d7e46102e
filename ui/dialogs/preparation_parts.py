"""Rooms of the preparation of a day: the checklist of the day before, and who sits at which step."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.day_checklist import CHECKLIST
from core.rules.permissions import Action
from core.services.day import day_plan
from core.services.day.day_plan import STEPS, DayPlan
from core.services.day.step_names import step_names
from core.words.steps import Step
from ui.forms.enter_flow import EnterFlow
from ui.theme import em
from ui.widgets.buttons import button
from ui.widgets.chips import FlowLayout
from ui.widgets.fields import Field
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext

_BOX_EM = 20.5


class ChecklistRoom(QWidget):
    """What has to be ready; each tick is kept at once."""

    changed = Signal()

    def __init__(self, context: "AppContext") -> None:
        """Nothing ticked yet."""
        super().__init__()
        self._context, self._day_id = context, ""
        self.boxes = {item.key: QCheckBox(item.text) for item in CHECKLIST}
        holder = QWidget()
        flow = FlowLayout(holder, gap=4)
        for key, box in self.boxes.items():
            box.setMinimumWidth(em(box, _BOX_EM))
            flow.addWidget(box)
            box.clicked.connect(lambda on, key=key: self._tick(key, is_done=on))
            context.guard(box, Action.HOLD_DAY)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(text("Spasi mencentang, Enter ke baris berikutnya.", "soft"))
        column.addWidget(holder)
        column.addStretch(1)
        EnterFlow(self, tuple(self.boxes.values()), lambda: None)

    def show_plan(self, plan: DayPlan) -> None:
        """Show what is ready for a day."""
        self._day_id = plan.day.id
        for one in plan.checklist:
            self.boxes[one.key].setChecked(one.is_done)

    def counts(self) -> tuple[int, int]:
        """How many are ready, of how many."""
        return sum(box.isChecked() for box in self.boxes.values()), len(self.boxes)

    def _tick(self, key: str, *, is_done: bool) -> None:
        register, day_id = self._context.register, self._day_id
        self._context.write(
            "Mencentang",
            lambda: day_plan.tick(register, day_id, key, is_done=is_done),
            lambda _plan: self.changed.emit(),
            lambda error: self._failed(key, error, was=not is_done),
        )

    def _failed(self, key: str, error: BukuError, *, was: bool) -> None:
        self.boxes[key].setChecked(was)
        self._context.shell.complain(error)


class DutyRoom(QWidget):
    """The names at each of the five steps."""

    def __init__(self, context: "AppContext") -> None:
        """Nobody named yet."""
        super().__init__()
        self._context, self._day_id = context, ""
        self.edits = {step: QLineEdit() for step in STEPS}
        names = step_names(context.register)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(text("Siapa di langkah mana. Beberapa nama dipisah koma; Enter menyimpan.", "soft"))
        for step, edit in self.edits.items():
            name = names[Step(step)]
            column.addWidget(Field(f"&{step}. {name.replace('&', '&&')}", edit))
            edit.setAccessibleName(f"{step}. {name}")
            edit.editingFinished.connect(partial(self._keep, step))
            context.guard(edit, Action.HOLD_DAY)
        again = button("Seperti hari &lalu", self._copy, role="quiet", picture="undo-2")
        context.guard(again, Action.HOLD_DAY)
        column.insertWidget(1, again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        EnterFlow(self, tuple(self.edits.values()), self._keep_last)

    def show_plan(self, plan: DayPlan) -> None:
        """Show who is named for a day."""
        self._day_id = plan.day.id
        for one in plan.duties:
            self.edits[one.step].setText(", ".join(one.names))
            self.edits[one.step].setModified(False)

    def has_unsaved(self) -> bool:
        """Whether names were typed that are not kept yet."""
        return any(edit.isModified() for edit in self.edits.values())

    def _copy(self) -> None:
        """The names of the last day that had any; they may still be changed."""
        register, day_id = self._context.register, self._day_id

        def copied(plan: DayPlan) -> None:
            self.show_plan(plan)
            self._context.announce("Tugas dibagi seperti hari lalu.")
            self.edits[min(self.edits)].setFocus(Qt.FocusReason.OtherFocusReason)

        self._context.write("Membagi tugas", lambda: day_plan.copy_duties(register, day_id), copied)

    def _keep_last(self) -> None:
        self._keep(max(self.edits))

    def _keep(self, step: int) -> None:
        edit, register, day_id = self.edits[step], self._context.register, self._day_id
        if not edit.isModified():
            return
        edit.setModified(False)
        names = tuple(edit.text().split(","))
        self._context.write(
            "Membagi tugas",
            lambda: day_plan.assign(register, day_id, step, names),
            lambda _plan: self._context.announce(f"Tersimpan: {edit.accessibleName()}"),
        )
