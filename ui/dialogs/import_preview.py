"""What an import would do: how many, which rows not and why, which posyandu for each dusun; then the one button."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from core.exchange.import_plan import DusunLine, ImportPlan, ImportResult, RowNote
from core.rules.permissions import Action
from core.services.list_tables import refused_table
from core.services.views import PosyanduView
from ui.dialogs.export_list import ExportButtons
from ui.dialogs.import_columns import Choice
from ui.theme import em
from ui.widgets.buttons import button
from ui.widgets.fields import Field, dress, two_columns
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext

_NOTES_SHOWN = 400
_CHOOSE = "Pilih posyandunya dulu."


class PreviewStep(QWidget):
    """The preview of a plan; `agreed` when it is to be written."""

    agreed = Signal()

    def __init__(self, context: "AppContext", plan: ImportPlan, units: Collection[PosyanduView]) -> None:
        """`units` are the posyandu to choose from, where there are two or more."""
        super().__init__()
        self._context, self._plan = context, plan
        self.exports: list[ExportButtons] = []
        self._dusuns: dict[str, Field] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._go = button(_button_words(plan), self._agree, role="next", picture="check")
        context.guard(self._go, Action.IMPORT)
        self._column.addWidget(text(f"{plan.rows} baris dibaca", "heading"))
        self._column.addWidget(text(_count_words(plan)))
        self._add_notes("tidak bisa dimasukkan", plan.refused)
        self._add_notes("masuk, tetapi perlu dilihat", plan.doubtful)
        if len(units) > 1 and plan.dusuns:
            self._add_dusuns(units)
        if self.is_useful():
            self._column.addWidget(self._go, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._column.addWidget(text(_nothing_words(plan), "strong"))

    def is_useful(self) -> bool:
        """Whether anything would be written."""
        return bool(self._plan.new or self._plan.matched)

    def first_field(self) -> QWidget | None:
        """A dusun without a posyandu, else the button; None when there is nothing to write."""
        if not self.is_useful():
            return None
        open_one = self._unserved()
        return open_one.editor if open_one is not None else self._go

    def posyandu_by_dusun(self) -> dict[str, str]:
        """The posyandu chosen for each dusun."""
        chosen = {name: field.editor for name, field in self._dusuns.items()}
        return {
            name: str(choice.currentData())
            for name, choice in chosen.items()
            if isinstance(choice, Choice) and choice.currentData()
        }

    def set_busy(self, is_busy: bool) -> None:
        """While it is written it cannot be pressed again."""
        self._go.setEnabled(not is_busy)

    def _agree(self) -> None:
        for field in self._dusuns.values():
            field.complain("")
        open_one = self._unserved()
        if open_one is not None:
            open_one.complain(_CHOOSE)
        else:
            self.agreed.emit()

    def _add_notes(self, what: str, notes: tuple[RowNote, ...]) -> None:
        if not notes:
            return
        lines = [f"Baris {note.where} · {note.name or 'tanpa nama'}: {note.reason}" for note in notes[:_NOTES_SHOWN]]
        if len(notes) > _NOTES_SHOWN:
            lines.append(f"… dan {len(notes) - _NOTES_SHOWN} baris lagi")
        box = QPlainTextEdit("\n".join(lines))
        box.setReadOnly(True)
        box.setTabChangesFocus(True)
        box.setFixedHeight(em(self, min(9, 1.5 + 2.4 * len(lines))))
        dress(box, f"{len(notes)} baris {what}")
        title = f"{len(notes)} baris {what}"
        head = QHBoxLayout()
        head.addWidget(text(title, "strong"), 1)
        head.addWidget(self._export(title, notes))
        self._column.addLayout(head)
        self._column.addWidget(box)

    def _export(self, title: str, notes: tuple[RowNote, ...]) -> ExportButtons:
        """Takes all of the rows out, to be mended beside the file they came from."""
        rows = [(note.where, note.name, note.reason) for note in notes]
        written_on = self._context.register.today
        made = ExportButtons(self._context, lambda: refused_table(rows, title, written_on=written_on))
        made.name = title
        self.exports.append(made)
        return made

    def _add_dusuns(self, units: Collection[PosyanduView]) -> None:
        self._column.addWidget(text("Posyandu untuk tiap dusun", "strong"))
        for line in self._plan.dusuns:
            choice = Choice()
            choice.setPlaceholderText("Pilih posyandu")
            for unit in units:
                choice.addItem(unit.name, unit.id)
            choice.setCurrentIndex(choice.findData(line.posyandu_id))
            self._dusuns[line.name] = Field(f"{line.name or 'Tanpa dusun'} ({line.people} orang)", choice)
        fields = list(self._dusuns.values())
        self._column.addWidget(two_columns(tuple(tuple(fields[at : at + 2]) for at in range(0, len(fields), 2))))

    def _unserved(self) -> Field | None:
        """The first dusun that nobody would serve; rows that name their posyandu themselves need no choice."""
        for line in self._plan.dusuns:
            field = self._dusuns.get(line.name)
            choice = field.editor if field is not None else None
            if isinstance(choice, Choice) and not choice.currentData() and not _names_its_posyandu(self._plan, line):
                return field
        return None


def done_words(plan: ImportPlan, result: ImportResult) -> str:
    """What was written, in one line."""
    left = f" {len(result.refused)} baris ditinggal." if result.refused else ""
    if plan.book.only_known:
        return f"Selesai: {result.visits} penimbangan masuk.{left}"
    weighed = f", {result.visits} penimbangan" if result.visits else ""
    return f"Selesai: {result.imported} orang baru, {result.matched} diperbarui{weighed}.{left}"


def _names_its_posyandu(plan: ImportPlan, line: DusunLine) -> bool:
    own = [row for row in plan.book.people if row.dusun.strip().casefold() == line.name.strip().casefold()]
    return bool(own) and all(row.posyandu_name for row in own)


def _count_words(plan: ImportPlan) -> str:
    if plan.book.only_known:
        return f"{plan.new} penimbangan baru · {plan.matched} dilengkapi · {plan.unchanged} sudah ada"
    weighed = f" · {plan.visits} penimbangan" if plan.visits else ""
    return f"{plan.new} orang baru · {plan.matched} diperbarui · {plan.unchanged} tetap{weighed}"


def _button_words(plan: ImportPlan) -> str:
    """With rows left out it says so: only what is right goes in."""
    what = f"{plan.new + plan.matched} {'penimbangan' if plan.book.only_known else 'orang'}"
    return f" Masukkan yang benar saja: {what}" if plan.refused else f" Masukkan {what}"


def _nothing_words(plan: ImportPlan) -> str:
    if plan.unchanged == 0:
        return "Tidak ada baris yang bisa dimasukkan. Betulkan berkasnya dulu, lalu baca lagi."
    what = "Semua penimbangan" if plan.book.only_known else "Semua orang"
    rest = " yang terbaca" if plan.refused else ""
    return f"{what}{rest} di berkas ini sudah ada di register. Tidak ada yang perlu ditulis."
