"""Import of a village from an OpenSID workbook: choose the file, see what will happen, then all of it or nothing."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from core.errors import BukuError
from core.exchange.import_plan import ImportPlan, ImportResult, RowNote
from core.exchange.opensid import plan_import, run_import
from core.services.setup import list_posyandu
from ui.forms.enter_flow import focus
from ui.theme import em
from ui.widgets.buttons import button
from ui.widgets.fields import Field, dress, two_columns
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext

_NOTES_SHOWN = 400


class ImportVillage(SheetContent):
    """Nothing is written before the preview was seen."""

    title = "Ambil data desa dari OpenSID"
    manual = "impor"

    def __init__(self, context: "AppContext") -> None:
        """Ask for the file first."""
        super().__init__()
        self._context = context
        self._plan: ImportPlan | None = None
        self._choices: dict[str, QComboBox] = {}
        self._path = QLineEdit()
        self._path.setPlaceholderText("Berkas .xlsx atau .xlsm dari kantor desa")
        self._path.returnPressed.connect(self._read)
        self._file = Field("&Berkas penduduk", self._path, "Dari OpenSID: Kependudukan, Penduduk, lalu Unduh.")
        self._preview = QWidget()
        self._preview_column = QVBoxLayout(self._preview)
        self._preview_column.setContentsMargins(0, 0, 0, 0)
        self._preview_column.setSpacing(12)
        self._go = button("Masukkan ke register", self._run, role="next", picture="check")
        row = QHBoxLayout()
        row.addWidget(button("Pilih berkas …", self._choose, picture="folder-open"))
        row.addWidget(button("Lihat isinya   (Enter)", self._read, role="primary"))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(14)
        column.addWidget(text("Belum ada yang ditulis sampai Ibu melihat ringkasannya dan menyetujui.", "soft"))
        column.addWidget(self._file)
        column.addLayout(row)
        column.addWidget(self._preview)
        column.addWidget(self._go, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._go.hide()

    def first_field(self) -> QWidget:
        return self._path

    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "Pilih berkas penduduk", "", "Buku kerja Excel (*.xlsx *.xlsm)")
        if path:
            self._path.setText(path)
            self._read()

    def _read(self) -> None:
        typed = self._path.text().strip().strip('"')
        self._file.complain("" if typed else "Pilih berkasnya dulu.")
        if typed:
            register = self._context.register
            self._context.read_long(
                "Membaca berkas penduduk",
                lambda _progress: plan_import(register, Path(typed)),
                self._show,
                self._failed,
            )

    def _failed(self, error: BukuError) -> None:
        self._clear()
        self._file.complain(error.message)

    def _clear(self) -> None:
        self._plan, self._choices = None, {}
        self._go.hide()
        while (item := self._preview_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _show(self, plan: ImportPlan) -> None:
        self._clear()
        self._plan = plan
        add = self._preview_column.addWidget
        add(text(f"{plan.rows} baris dibaca", "heading"))
        add(text(f"{plan.new} orang baru · {plan.matched} diperbarui · {plan.unchanged} tetap"))
        self._add_notes("tidak bisa dimasukkan", plan.refused)
        self._add_notes("masuk, tetapi perlu dilihat", plan.doubtful)
        self._add_dusuns(plan)
        is_useful = bool(plan.new or plan.matched)
        if not is_useful:
            add(text("Semua orang di berkas ini sudah ada di register. Tidak ada yang perlu ditulis.", "strong"))
        left_out = f", {len(plan.refused)} baris ditinggal" if plan.refused else ""
        self._go.setText(f" Masukkan {plan.new + plan.matched} orang{left_out}")
        self._go.setVisible(is_useful)
        if is_useful:
            self._go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_notes(self, what: str, notes: tuple[RowNote, ...]) -> None:
        if not notes:
            return
        lines = [f"Baris {note.where} · {note.name or 'tanpa nama'}: {note.reason}" for note in notes[:_NOTES_SHOWN]]
        if len(notes) > _NOTES_SHOWN:
            lines.append(f"… dan {len(notes) - _NOTES_SHOWN} baris lagi")
        box = QPlainTextEdit("\n".join(lines))
        box.setReadOnly(True)
        box.setTabChangesFocus(True)
        box.setFixedHeight(em(self, min(9, 2 + 1.2 * len(lines))))
        dress(box, f"{len(notes)} baris {what}")
        self._preview_column.addWidget(text(f"{len(notes)} baris {what}", "strong"))
        self._preview_column.addWidget(box)

    def _add_dusuns(self, plan: ImportPlan) -> None:
        units = list_posyandu(self._context.register)
        if len(units) < 2:
            return
        self._preview_column.addWidget(text("Posyandu untuk tiap dusun", "strong"))
        fields = []
        for line in plan.dusuns:
            choice = QComboBox()
            for unit in units:
                choice.addItem(unit.name, unit.id)
            choice.setCurrentIndex(max(0, choice.findData(line.posyandu_id)))
            self._choices[line.name] = choice
            fields.append(Field(f"{line.name or 'Tanpa dusun'} ({line.people} orang)", choice))
        pairs = tuple(tuple(fields[start : start + 2]) for start in range(0, len(fields), 2))
        self._preview_column.addWidget(two_columns(pairs))

    def _run(self) -> None:
        plan = self._plan
        if plan is None:
            return
        register = self._context.register
        chosen = {name: str(choice.currentData()) for name, choice in self._choices.items()}
        self._go.setEnabled(False)
        self._context.write_long(
            "Memasukkan data desa",
            lambda progress: run_import(
                register, plan, posyandu_by_dusun=chosen or None, accept_valid=True, progress=progress
            ),
            self._done,
            self._not_done,
        )

    def _done(self, result: ImportResult) -> None:
        self._context.announce(f"Selesai: {result.imported} orang baru, {result.matched} diperbarui.")
        self.finished.emit()

    def _not_done(self, error: BukuError) -> None:
        self._go.setEnabled(True)
        self._file.complain(error.message)
        focus(self._path)
