"""Bringing a backup back: choose it, see how it differs from now, and get it as a new book beside the present one."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QFrame, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.permissions import Action
from core.services.trust import backups, restoring
from core.services.trust.backup_views import BackupView, Counts, DeedLine, Difference, Restored
from core.words.findings import Severity
from core.words.periods import date_short
from ui.forms.enter_flow import EnterFlow
from ui.widgets.buttons import button
from ui.widgets.fields import Field
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import text
from ui.widgets.tones import Strip, tint
from ui.widgets.usual_book import keep_button

if TYPE_CHECKING:
    from core.services.register import Progress
    from ui.context import AppContext

_MOST_BACKUPS, _MOST_DEEDS = 12, 8
_WHY = "Cadangan dipulihkan ke buku baru. Buku yang sekarang tidak diubah dan tidak ditimpa."
_NONE = "Belum ada cadangan di komputer ini. Pilih berkasnya, misalnya dari flashdisk."


class RestoreSheet(SheetContent):
    """Three steps in one column; nothing is written before the last button."""

    title = "Pulihkan dari cadangan"
    manual = "cadangan"
    width_em = 30
    needs = (Action.RESTORE,)

    def __init__(self, context: "AppContext") -> None:
        """Lists the backups that are here now."""
        super().__init__()
        self._context = context
        self._key: bytes | None = None
        self._difference: Difference | None = None
        self._group = QButtonGroup(self)
        self._paths: dict[QRadioButton, Path] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._other = button("&Berkas lain …", self._ask_file, role="quiet", picture="folder-open")
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._secret = Field("&PIN waktu itu, atau kode pemulihan", self.secret)
        self._secret.hide()
        self._compare = button("Lihat bedanya  (Enter)", self._look, role="primary", picture="search")
        context.guard(self._compare, Action.RESTORE)
        self._shown = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._flow = EnterFlow(self, (), self._look)
        self._build()
        self._show_backups()

    def first_field(self) -> QWidget:
        return next(iter(self._paths), self._other)

    # --- choosing ---

    def _show_backups(self) -> None:
        found = backups.known_backups(self._context.register)[:_MOST_BACKUPS]
        for view in found:
            self._add(view.path, f"{view.words} · {view.path.parent.name}")
        if not found:
            self._list.addWidget(text(_NONE, "soft"))
        self._compare.setEnabled(bool(found))
        self._walk()

    def _add(self, path: Path, words: str) -> QRadioButton:
        one = QRadioButton(words.replace("&", "&&"))
        one.toggled.connect(self._forget)
        self._group.addButton(one)
        self._paths[one] = path
        self._list.addWidget(one)
        if len(self._paths) == 1:
            one.setChecked(True)
        return one

    def _ask_file(self) -> None:
        dialog = QFileDialog(self.window(), "Pilih berkas cadangan", "", "Cadangan (*.bukucadangan);;Semua berkas (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.take_file(Path(chosen)))
        dialog.open()

    def take_file(self, path: Path) -> None:
        """Add a backup that was chosen by hand, once every byte of it was looked at."""

        def found(view: BackupView) -> None:
            one = self._add(view.path, f"{view.words} · {path.name}")
            one.setChecked(True)
            self._compare.setEnabled(True)
            self._walk()
            one.setFocus(Qt.FocusReason.OtherFocusReason)

        self._context.read_long(
            "Memeriksa cadangan", lambda progress: restoring.inspect(path, progress), found, self._failed
        )

    # --- comparing ---

    def _look(self) -> None:
        path = self._chosen()
        if path is None or not self._compare.isEnabled():
            return
        self._busy(is_busy=True)
        register, secret = self._context.register, self.secret.text()
        self.secret.clear()

        def work(progress: "Progress") -> tuple[Difference, bytes | None]:
            from core.services.trust.backup_keys import key_by_secret

            key = key_by_secret(path, secret) if secret else None
            return restoring.compare(register, path, key=key, progress=progress), key

        self._context.read_long("Membandingkan", work, self._show_difference, self._failed)

    def _show_difference(self, found: tuple[Difference, bytes | None]) -> None:
        self._busy(is_busy=False)
        self._clear()
        self._difference, self._key = found
        difference = found[0]
        frame = QFrame()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(14, 12, 14, 14)
        inside.setSpacing(6)
        inside.addWidget(text(difference.words, "strong"))
        inside.addWidget(text(f"Buku sekarang: {_counts(difference.here)}"))
        inside.addWidget(text(f"Cadangan: {_counts(difference.there)}"))
        for label, lines in (
            ("Hanya di buku sekarang:", difference.only_here),
            ("Hanya di cadangan:", difference.only_there),
        ):
            if lines and difference.is_same_register:
                inside.addWidget(text(label, "strong"))
                inside.addWidget(text("\n".join(_deed(one) for one in lines[:_MOST_DEEDS]) + _more(lines), "small"))
        tint(frame, "leaf")
        go = button("Pulihkan ke buku baru  (Enter)", self._restore, role="next", picture="history")
        self._context.guard(go, Action.RESTORE)
        self._shown.addWidget(frame)
        self._shown.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        go.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- bringing back ---

    def _restore(self) -> None:
        path, difference = self._chosen(), self._difference
        if path is None or difference is None:
            return
        self._busy(is_busy=True)
        register, key = self._context.register, self._key
        into = free_place(Path(register.database.place), register.today.isoformat())

        def work(progress: "Progress") -> Restored:
            if key is not None or not difference.is_same_register:
                return restoring.restore(path, into, key=key or register.database.key, progress=progress)
            return restoring.restore_beside(register, path, into, progress)

        self._context.read_long("Memulihkan", work, self._restored, self._failed)

    def _restored(self, made: Restored) -> None:
        self._busy(is_busy=False)
        self._clear()
        opened = button(
            "Buka buku yang dipulihkan  (Enter)", lambda: self._open(made), role="next", picture="book-open"
        )
        always = keep_button(str(made.into), lambda: self._open(made), self._failed)
        before = Path(self._context.register.database.place).name
        why = f"Isinya {_counts(made.counts)} Tersimpan sebagai {made.into.name}; {before} tetap ada di sampingnya."
        self._shown.addWidget(Strip(Severity.GREEN, "Cadangan pulih, utuh dan terperiksa.", why, (opened,)))
        self._shown.addWidget(always, 0, Qt.AlignmentFlag.AlignLeft)
        opened.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, made: Restored) -> None:
        self.finished.emit()
        self._context.shell.restart_with(str(made.into))

    # --- inside ---

    def _failed(self, error: BukuError) -> None:
        self._busy(is_busy=False)
        if error.field == "pin" or not self._secret.isHidden():
            self._secret.show()
            self._secret.complain(error.message)
        else:
            self._clear()
            self._shown.addWidget(Strip(Severity.YELLOW, error.message, "Tidak ada yang berubah."))

    def _chosen(self) -> Path | None:
        return next((path for one, path in self._paths.items() if one.isChecked()), None)

    def _forget(self) -> None:
        """Another backup was chosen: what was shown is not about it."""
        self._difference, self._key = None, None
        self._secret.hide()
        self._clear()

    def _clear(self) -> None:
        while (item := self._shown.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _busy(self, *, is_busy: bool) -> None:
        for index in range(self._shown.count()):
            item = self._shown.itemAt(index)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setEnabled(not is_busy)
        self._compare.setEnabled(not is_busy and bool(self._paths))

    def _walk(self) -> None:
        self._flow.set_steps((*self._paths, self.secret))

    def _build(self) -> None:
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(12)
        self._column.addWidget(text(_WHY))
        self._column.addLayout(self._list)
        self._column.addWidget(self._other, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._secret)
        self._column.addWidget(self._compare, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addLayout(self._shown)
        self._column.addStretch(1)


def free_place(beside: Path, day: str) -> Path:
    """A name for the restored register beside the present one that nothing has yet."""
    names = (f"{beside.stem}-pulih-{day}", *(f"{beside.stem}-pulih-{day}-{number}" for number in range(2, 1_000)))
    return next(path for name in names if not (path := beside.with_name(f"{name}{beside.suffix}")).exists())


def _counts(counts: Counts) -> str:
    return f"{counts.people} orang, {counts.families} keluarga, {counts.measurements} penimbangan."


def _deed(one: DeedLine) -> str:
    return f"{date_short(one.at.date())} {one.at:%H.%M} · {one.who}: {one.sentence}"


def _more(lines: tuple[DeedLine, ...]) -> str:
    return f"\n… dan {len(lines) - _MOST_DEEDS} lagi" if len(lines) > _MOST_DEEDS else ""
