"""Room of the due list: who should come and why, by dusun; on paper, as a workbook, and as slips that invite."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QIcon, QKeyEvent
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.rules.due.reason import DueKind
from core.rules.permissions import Action
from core.services.day.due_list import DueLine, due_list, invited, kinds_of
from core.services.trust.access_log import let_out
from core.services.views import DayView
from ui.dialogs.save_file import SavePlace, ask_place, file_name
from ui.icons import pixmap
from ui.palette import TONES
from ui.theme import em, scaled
from ui.widgets.buttons import button
from ui.widgets.chips import FlowLayout
from ui.widgets.texts import text

if TYPE_CHECKING:
    from core.services.register import Progress
    from ui.context import AppContext

_PERSON = Qt.ItemDataRole.UserRole
_AWAITED, _EVERYBODY = "awaited", "everybody"
_TITLE, _INVITATIONS = "Daftar sasaran", "Undangan"


class DueRoom(QWidget):
    """The list is counted beside the window; Enter on a name opens the person."""

    def __init__(self, context: "AppContext", leave: Callable[[], object]) -> None:
        """`leave` closes the sheet when a person is opened."""
        super().__init__()
        self.ask_place: SavePlace = ask_place
        self._context, self._leave = context, leave
        self._day: DayView | None = None
        self.lines: tuple[DueLine, ...] = ()
        self.kinds, self.list = QComboBox(), _Names()
        self.kinds.setAccessibleName("Alasan yang ditampilkan")
        self.kinds.currentIndexChanged.connect(lambda _row: self._show())
        self.list.setAccessibleName(_TITLE)
        self.list.itemActivated.connect(self._open)
        self._count = text("", "soft")
        self._build()

    def show_day(self, day: DayView) -> None:
        """Count who should come on a day."""
        self._day, self.lines = day, ()
        self.list.clear()
        self._count.setText("Sedang menghitung …")
        register = self._context.register
        if not self._context.may(Action.SEE_HEALTH):
            self._count.setText("Daftar ini untuk kader dan bidan.")
            return
        self._context.read_long(
            "Menghitung sasaran",
            lambda _progress: due_list(register, day.posyandu_id, day.held_on),
            lambda lines: self._counted(day, lines),
        )

    # --- inside ---

    def _build(self) -> None:
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        holder = QWidget()
        row = FlowLayout(holder, gap=6)
        row.addWidget(self.kinds)
        for words, picture, deed in (
            ("&Cetak daftar …", "printer", lambda: self._ask(_TITLE, ".pdf")),
            ("E&xcel …", "file-spreadsheet", lambda: self._ask(_TITLE, ".xlsx")),
            ("Cetak &undangan …", "printer", lambda: self._ask(_INVITATIONS, ".pdf")),
        ):
            made = button(words, deed, role="quiet", picture=picture)
            self._context.guard(made, Action.PRINT_PAPERS)
            row.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(holder)
        column.addWidget(self._count)
        column.addWidget(self.list, 1)
        self.list.setMinimumHeight(em(self, 13))

    def _counted(self, day: DayView, lines: tuple[DueLine, ...]) -> None:
        if self._day is None or day.id != self._day.id:
            return
        self.lines = lines
        self.kinds.blockSignals(True)
        self.kinds.clear()
        self.kinds.addItem(f"Yang ditunggu ({len(invited(lines))})", _AWAITED)
        for kind, count in kinds_of(lines):
            self.kinds.addItem(f"{kind.label} ({count})", kind.value)
        self.kinds.addItem(f"Semua ({len(lines)})", _EVERYBODY)
        self.kinds.blockSignals(False)
        self._show()

    def _wanted(self) -> tuple[DueLine, ...]:
        chosen = self.kinds.currentData()
        if chosen == _EVERYBODY:
            return self.lines
        if chosen in set(DueKind):
            return tuple(line for line in self.lines if any(one.kind == chosen for one in line.reasons))
        return invited(self.lines)

    def _show(self) -> None:
        wanted = self._wanted()
        self._count.setText(f"{len(wanted)} orang. Enter membuka orangnya." if wanted else "Tidak ada.")
        self.list.clear()
        dusun = None
        for line in wanted:
            if line.dusun != dusun:
                dusun = line.dusun
                self._add_heading(f"Dusun {dusun}" if dusun else "Dusun belum tercatat")
            self._add_line(line)
        self.list.setCurrentRow(1 if wanted else -1)

    def _add_heading(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = QFont(self.list.font())
        font.setBold(True)
        item.setFont(font)
        self.list.addItem(item)

    def _add_line(self, line: DueLine) -> None:
        tone = TONES[line.severity.value]
        home = f" · RT {line.rt}" if line.rt else ""
        item = QListWidgetItem(f"{line.name} · {line.age}{home}\n{line.text}")
        item.setIcon(QIcon(pixmap(tone.icon, tone.ink if line.severity.value != "segera" else tone.tint, scaled(20))))
        item.setData(_PERSON, line.person_id)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.name}, {line.severity.word}: {line.text}")
        item.setToolTip(line.text)
        item.setSizeHint(QSize(0, em(self.list, 2.7)))
        self.list.addItem(item)

    def _open(self, item: QListWidgetItem) -> None:
        person_id = item.data(_PERSON)
        if person_id:
            self._leave()
            self._context.navigate("warga", person_id=person_id)

    def _ask(self, what: str, ending: str) -> None:
        day = self._day
        if day is None:
            return
        name = file_name(what, day.posyandu, day.held_on.isoformat(), ending=ending)
        self.ask_place(self, f"Simpan {what.lower()}", name, lambda out: self._write(what, day, out))

    def _write(self, what: str, day: DayView, out: Path) -> None:
        register = self._context.register

        def work(_progress: "Progress") -> Path:
            if what == _INVITATIONS:
                from core.services.day.invitations import invitations
                from printouts.invitation_slips import print_invitations

                slips = invitations(register, day.id)
                let_out(register, Action.PRINT_PAPERS, what, people=len(slips))
                return print_invitations(slips, out)
            from printouts.due_list import print_due_list

            lines = due_list(register, day.posyandu_id, day.held_on)
            let_out(register, Action.PRINT_PAPERS, what, people=len(lines))
            return print_due_list(lines, day.posyandu, day.held_on, out, printed_on=register.today)

        self._context.read_long(
            f"Menulis {what.lower()}",
            work,
            lambda made: self._context.announce(f"Tersimpan: {made.name} di {made.parent}"),
        )


class _Names(QListWidget):
    """Enter opens the marked name."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.itemActivated.emit(item)
        else:
            super().keyPressEvent(event)
