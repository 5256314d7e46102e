"""Pengaturan > Nama langkah: what the five steps of a hari buka are called here; each is kept when it is left."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.permissions import Action
from core.services.day.step_names import save_step_names, step_names
from core.words.steps import Step
from ui.forms.name_edit import NameEdit
from ui.widgets.fields import Field, two_columns

if TYPE_CHECKING:
    from ui.context import AppContext


class StepNames(QWidget):
    """Five fields; an empty one has the official name, which stands in it quietly."""

    def __init__(self, context: "AppContext") -> None:
        """What is kept now."""
        super().__init__()
        self._context = context
        self._kept = step_names(context.register)
        self.edits = {step: NameEdit() for step in Step}
        self.fields = {step: Field(f"Langkah {int(step)}", edit) for step, edit in self.edits.items()}
        first, second, third, fourth, fifth = self.fields.values()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(two_columns(((first, second), (third, fourth), (fifth,))))
        for step, edit in self.edits.items():
            edit.setPlaceholderText(step.label)
            edit.editingFinished.connect(partial(self._keep, step))
            context.guard(edit, Action.CHANGE_SETTINGS)
        self.load()

    def load(self) -> None:
        """Show what is kept; fields in which somebody types stay as they are."""
        self._kept = step_names(self._context.register)
        for step, edit in self.edits.items():
            if not edit.isModified():
                edit.setText("" if self._kept[step] == step.label else self._kept[step])

    def _keep(self, step: Step) -> None:
        edit, before = self.edits[step], self._kept[step]
        edit.setModified(False)
        wanted = " ".join(edit.text().split()) or step.label
        if wanted != before:
            self._write(step, wanted, f"Tersimpan: nama langkah {int(step)}", before)

    def _write(self, step: Step, name: str, words: str, before: str = "") -> None:
        context = self._context

        def undo() -> None:
            self._write(step, before, f"Dibatalkan: nama langkah {int(step)}")

        def done(_names: dict[Step, str]) -> None:
            self.fields[step].complain("")
            self.load()
            context.announce(words, undo if before else None)

        def failed(error: BukuError) -> None:
            if error.field == str(int(step)):
                self.fields[step].complain(error.message)
            else:
                self.load()
                context.shell.complain(error)

        context.write("Menyimpan nama", lambda: save_step_names(context.register, {step: name}), done, failed)
