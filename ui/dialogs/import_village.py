"""Bringing data in from a file of another program: choose it, match its columns if need be, look, then write it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from core.errors import BukuError
from core.exchange.file_kind import guess_kind
from core.exchange.import_plan import ImportPlan, ImportResult
from core.exchange.import_run import run_import
from core.exchange.importers import IMPORTERS, Importer, plan_import
from core.exchange.mapped import Headings, mapping_of, read_headings
from core.rules.permissions import Action
from core.services.deeds.undoing import undo
from core.services.register import Register
from core.services.setup import list_posyandu
from ui.dialogs.import_columns import Choice, ColumnsStep
from ui.dialogs.import_preview import PreviewStep, done_words
from ui.dialogs.save_file import last_folder
from ui.forms.enter_flow import EnterFlow, focus
from ui.widgets.buttons import button
from ui.widgets.fields import Field
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext

T = TypeVar("T")
_BY_KEY = {one.key: one for one in IMPORTERS}
_GUESS = "Kenali dari isinya"
_GUESS_HELP = "Programnya melihat judul kolomnya. Kalau keliru, pilih sendiri di sini."
_PATH_HELP = "Dari kantor desa, Dukcapil, e-PPGBM, atau tabel buatan sendiri."
_KNOWN_KIND = "Kolomnya sudah cocok. Keliru? Pilih jenisnya di atas; di “Tabel lain” kolomnya dicocokkan sendiri."
_OWN_TABLE = "Tabel lain: judulnya bukan dari program yang dikenal, jadi Ibu yang menentukan isi tiap kolom."
_MANUAL, _MATCHING_MANUAL = "impor", "impor-tabel"
_WRITING = "Memasukkan data"


@dataclass(frozen=True, slots=True)
class _Read:
    """What came of reading a file: its kind, and the preview or (to be matched first) its headings."""

    kind: Importer
    plan: ImportPlan | None = None
    headings: Headings | None = None
    known: dict[str, str] | None = None


class ImportVillage(SheetContent):
    """Nothing is written before the preview was seen."""

    title = "Ambil data desa"
    manual = _MANUAL
    width_em = 30
    needs = (Action.IMPORT,)

    def __init__(self, context: "AppContext") -> None:
        """Ask for the file first; its kind is told from the headings unless it is chosen."""
        super().__init__()
        self._context = context
        self._asked = 0
        self._columns: ColumnsStep | None = None
        self._preview: PreviewStep | None = None
        self._path = QLineEdit()
        self._path.setPlaceholderText("Berkas .xlsx, .xls, atau .csv")
        self._path.returnPressed.connect(self._read_or_choose)
        self._path.textEdited.connect(lambda _typed: self._start_again())
        self._file = Field("&Berkas", self._path, _PATH_HELP)
        self._kind = _kinds()
        self._kind_field = Field("&Jenis berkas", self._kind, _GUESS_HELP)
        self._kind.currentIndexChanged.connect(lambda *_: self._kind_chosen())
        self._kind_flow = EnterFlow(self, [self._kind], self._read)
        self._intro = text("Belum ada yang ditulis sampai Ibu melihat ringkasannya dan menyetujui.", "soft")
        self._buttons = QWidget()
        self._found = text("", "soft")
        self._back = button("&Ubah kolom", self._change_columns, role="quiet", picture="chevron-left")
        self._steps = QVBoxLayout()
        self._build()
        context.jobs.cancelled.connect(self._cancelled)

    def first_field(self) -> QWidget:
        return self._path

    def has_unsaved(self) -> bool:
        return self._columns is not None and self._columns.is_changed()

    # --- the file ---

    def _build(self) -> None:
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        reads = button("Lihat isinya   (Enter)", self._read, role="primary")
        row.addWidget(button("Pilih berkas …", self._choose, picture="folder-open"))
        row.addWidget(self._context.guard(reads, Action.IMPORT))
        row.addStretch(1)
        self._steps.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(14)
        column.addWidget(self._intro)
        column.addWidget(self._file)
        column.addWidget(self._kind_field)
        column.addWidget(self._buttons)
        column.addWidget(self._found)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._steps)
        column.addStretch(1)
        self._found.hide()
        self._back.hide()

    def _read_or_choose(self) -> None:
        """Enter where nothing was typed asks for the file: nobody types its path by heart."""
        if self._path.text().strip():
            self._read()
        else:
            self._choose()

    def _choose(self) -> None:
        kind = _BY_KEY.get(str(self._kind.currentData()))
        endings = kind.endings if kind else dict.fromkeys(ending for one in IMPORTERS for ending in one.endings)
        shown = " ".join(f"*{ending}" for ending in endings)
        path, _ = QFileDialog.getOpenFileName(self, "Pilih berkas", str(last_folder()), f"Tabel ({shown})")
        if path:
            self._path.setText(path)
            self._read()

    def _kind_chosen(self) -> None:
        self._start_again()

    def _explain(self, is_open: bool) -> None:
        """How to begin is told until something was read; then what was read needs the room."""
        kind = _BY_KEY.get(str(self._kind.currentData()))
        help_text = kind.help if kind else _GUESS_HELP
        self._file.set_help(_PATH_HELP if is_open else "")
        self._kind_field.set_help(help_text if is_open else "")
        self._intro.setVisible(is_open)
        self._buttons.setVisible(is_open)

    def _start_again(self) -> None:
        """What was read belongs to another file or kind now."""
        self._asked += 1
        self._found.hide()
        self._forget_preview()
        self._forget_columns()
        self._explain(is_open=True)

    def _read(self) -> None:
        typed = self._path.text().strip().strip('"')
        self._start_again()
        if not typed:
            self._file.complain("Pilih berkasnya dulu.")
            return
        register, key = self._context.register, str(self._kind.currentData())
        self._look("Membaca berkas", lambda: _read(register, Path(typed), key), self._show, self._failed)

    def _look(
        self, what: str, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[BukuError], None]
    ) -> None:
        """Read on the worker; the answer counts only while the sheet is open and asks nothing else since."""
        self._asked += 1
        asked = self._asked

        def is_wanted() -> bool:
            return isValid(self) and asked == self._asked

        self._context.read_long(
            what,
            lambda _progress: work(),
            lambda value: then(value) if is_wanted() else None,
            lambda error: failed(error) if is_wanted() else None,
        )

    def _show(self, read: _Read) -> None:
        self._explain(is_open=False)
        if read.kind.takes_mapping:
            self._found.setText(_OWN_TABLE)
        else:
            self._found.setText(f"Dikenali: {read.kind.title}. {_KNOWN_KIND}")
        self._found.setVisible(read.kind.takes_mapping or not self._kind.currentData())
        if read.plan is not None:
            self._show_preview(read.plan)
        elif read.headings is not None:
            self._columns = ColumnsStep(read.headings, read.known or {})
            self._columns.agreed.connect(self._match)
            self.manual = _MATCHING_MANUAL
            self._steps.addWidget(self._columns)
            self._columns.first_field().setFocus(Qt.FocusReason.TabFocusReason)

    def _failed(self, error: BukuError) -> None:
        self._file.complain(error.message)
        focus(self._path)

    # --- its columns ---

    def _match(self) -> None:
        if self._columns is None:
            return
        register, path = self._context.register, Path(self._path.text().strip().strip('"'))
        mapping = self._columns.mapping()
        self._look(
            "Membaca berkas", lambda: plan_import(register, "csv", path, mapping), self._matched, self._not_matched
        )

    def _matched(self, plan: ImportPlan) -> None:
        if self._columns is not None:
            self._columns.hide()
        self._show_preview(plan)

    def _not_matched(self, error: BukuError) -> None:
        if self._columns is not None and error.field == "mapping":
            self._columns.complain(error.message)
        else:
            self._failed(error)

    def _change_columns(self) -> None:
        self._asked += 1
        self._forget_preview()
        if self._columns is not None:
            self._columns.show()
            self._columns.first_field().setFocus(Qt.FocusReason.TabFocusReason)

    def _forget_columns(self) -> None:
        _remove(self._steps, self._columns)
        self._columns = None
        self.manual = _MANUAL

    # --- what it would do, and doing it ---

    def _show_preview(self, plan: ImportPlan) -> None:
        self._forget_preview()
        preview = PreviewStep(self._context, plan, list_posyandu(self._context.register))
        preview.agreed.connect(lambda: self._run(plan))
        self._back.setVisible(self._columns is not None)
        self._preview = preview
        self._steps.addWidget(preview)
        (preview.first_field() or self._path).setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget_preview(self) -> None:
        _remove(self._steps, self._preview)
        self._preview = None
        self._back.hide()

    def _run(self, plan: ImportPlan) -> None:
        if self._preview is None:
            return
        register, chosen = self._context.register, self._preview.posyandu_by_dusun()
        self._preview.set_busy(True)
        self._context.write_long(
            _WRITING,
            lambda progress: run_import(
                register, plan, posyandu_by_dusun=chosen or None, accept_valid=True, progress=progress
            ),
            lambda result: self._done(plan, result),
            self._not_done,
        )

    def _done(self, plan: ImportPlan, result: ImportResult) -> None:
        context, entry_id = self._context, result.entry_id

        def take_back() -> None:
            context.write_long(
                "Membatalkan",
                lambda _progress: undo(context.register, entry_id or ""),
                lambda _id: context.announce(f"Dibatalkan: data dari {plan.source}"),
            )

        words = done_words(plan, result)
        if entry_id is None:
            context.announce(words)
        else:
            context.announce(f"{words} Ada juga di Perubahan terakhir.", take_back)
        if isValid(self):
            self.finished.emit()

    def _not_done(self, error: BukuError) -> None:
        if isValid(self):
            self._cancelled(_WRITING)
            self._failed(error)
        else:
            self._context.shell.complain(error)

    def _cancelled(self, what: str) -> None:
        """Stopped with Batal: nothing was written, and it can be pressed again."""
        if what == _WRITING and self._preview is not None:
            self._preview.set_busy(False)
            focus(self._preview.first_field() or self._path)


def _kinds() -> Choice:
    choice = Choice()
    choice.addItem(_GUESS, "")
    for one in IMPORTERS:
        choice.addItem(one.title, one.key)
    return choice


def _read(register: Register, path: Path, key: str) -> _Read:
    """The preview of a file, or its headings when its columns are to be matched first."""
    kind = _BY_KEY[key or guess_kind(path)]
    if not kind.takes_mapping:
        return _Read(kind, plan_import(register, kind.key, path))
    headings = read_headings(path)
    return _Read(kind, headings=headings, known=mapping_of(register, headings))


def _remove(column: QVBoxLayout, step: QWidget | None) -> None:
    if step is not None:
        step.hide()
        column.removeWidget(step)
        step.deleteLater()
