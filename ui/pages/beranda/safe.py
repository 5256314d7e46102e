"""The third answer of Beranda: is everything safe; and one quiet nudge when a lock or the envelope is missing."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from core.errors import BukuError
from core.rules.permissions import Action
from core.services.trust import backups
from core.services.trust.maintenance import CheckResult
from ui.backup_keeper import may_keep
from ui.icons import pixmap
from ui.pages.pengaturan.backup import more_words
from ui.palette import LEAF, TONES
from ui.theme import scaled, set_role
from ui.widgets.buttons import button
from ui.widgets.texts import text
from ui.widgets.tones import tint

if TYPE_CHECKING:
    from core.services.trust.backups import BackupRound
    from ui.context import AppContext

_OPEN = "Buku ini belum terkunci. Siapa pun yang memakai komputer ini bisa membacanya."
_NO_CODE = "Kode pemulihan belum ada di amplop. Tanpa kode itu, semua PIN terlupa berarti buku hilang."


class SafeCard(QFrame):
    """Backup and check in two lines each; yellow or red only when somebody should do something."""

    def __init__(self, context: "AppContext") -> None:
        """Filled by `load`, and by `show_check` when the register was looked through."""
        super().__init__()
        set_role(self, "card")
        self._context = context
        self._check: CheckResult | None = None
        self._icon = QLabel()
        self._words, self._more, self._checked = text("", "strong"), text("", "soft"), text("", "soft")
        self._now = button("Cadangkan sekarang", self._back_up, picture="hard-drive")
        self._mend = button("Perbaiki buku …", self._open_rescue, picture="history")
        self._mend.hide()
        context.guard(self._mend, Action.RESTORE)
        context.guard(self._now, Action.MAKE_BACKUP)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._icon)
        head.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 16, 22, 18)
        column.setSpacing(8)
        column.addLayout(head)
        for part in (self._more, self._checked):
            column.addWidget(part)
        column.addWidget(self._now, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._mend, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def load(self) -> None:
        """Say how safe everything is now."""
        damaged = self._check is not None and not self._check.ok
        if not may_keep(self._context):
            self._say(
                "merah" if damaged else "", "Ada yang perlu diperiksa" if damaged else "Catatan utuh dan tersimpan"
            )
            self._more.hide()
            self._now.hide()
            return
        state = backups.state(self._context.register)
        tone = "merah" if damaged else "kuning" if state.is_worrying else ""
        self._say(tone, "Ada yang perlu diperiksa" if damaged else state.words)
        more = more_words(state)
        self._more.setText(f"{state.words}. {more}" if damaged else more)
        self._more.setVisible(bool(self._more.text()))
        self._now.setVisible(state.is_worrying)

    def show_check(self, result: CheckResult) -> None:
        """The register was looked through."""
        self._check = result
        self._mend.setVisible(not result.ok and "://" not in self._context.register.database.place)
        counts = f"{result.people} orang, {result.families} keluarga, {result.measurements} penimbangan."
        problems = "" if result.ok else f" {result.problems[0]}"
        whole = "utuh, " if result.ok else ""
        # Of an empty book there is nothing to tell, least of all once a village has been brought in.
        self._checked.setVisible(bool(result.people) or not result.ok)
        self._checked.setText(f"Diperiksa saat program dibuka: {whole}{counts}{problems}")
        self.load()

    def _open_rescue(self) -> None:
        from ui.dialogs.rescue_sheet import RescueSheet

        context, database = self._context, self._context.register.database
        place, today = Path(database.place), context.register.today
        context.shell.open_sheet(RescueSheet(context.shell, context.jobs, place, today, database.key))

    def _say(self, tone: str, words: str) -> None:
        size = scaled(26)
        mark = pixmap(TONES[tone].icon, TONES[tone].ink, size) if tone else pixmap("shield-check", LEAF, size)
        self._icon.setPixmap(mark)
        self._words.setText(words)

    def _back_up(self) -> None:
        register = self._context.register
        self._now.setEnabled(False)

        def made(_round: "BackupRound") -> None:
            self._now.setEnabled(True)
            self.load()
            self._context.announce("Cadangan terbukti.")
            self._context.shell.show_state()

        def failed(error: BukuError) -> None:
            self._now.setEnabled(True)
            self._context.shell.complain(error)

        self._context.read_long("Mencadangkan", lambda progress: backups.back_up(register, progress), made, failed)


class Nudge(QFrame):
    """One line at most: the book is not locked yet, or the recovery code is not on paper."""

    def __init__(self, context: "AppContext") -> None:
        """Filled by `load`."""
        super().__init__()
        self._context = context
        self._words = text("", "")
        self._protect = button("Pasang PIN …", self._open_protect, role="quiet", picture="lock")
        self._code = button("Buat kode baru …", self._open_code, role="quiet", picture="key-round")
        for one in (self._protect, self._code):
            context.guard(one, Action.MANAGE_ACCOUNTS)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(self._protect)
        row.addWidget(self._code)
        tint(self, "quiet")

    def load(self) -> None:
        """Say what is missing now; hidden when nothing is."""
        context = self._context
        is_open = context.register.user is None and may_keep(context)
        lacks_code = (
            context.register.user is not None
            and not context.settings.is_code_kept
            and context.may(Action.MANAGE_ACCOUNTS)
        )
        self._words.setText(_OPEN if is_open else _NO_CODE)
        self._protect.setVisible(is_open)
        self._code.setVisible(lacks_code)
        self.setVisible(is_open or lacks_code)

    def _open_protect(self) -> None:
        from ui.dialogs.protect_sheet import ProtectSheet

        self._context.shell.open_sheet(ProtectSheet(self._context))

    def _open_code(self) -> None:
        from ui.dialogs.code_sheet import CodeSheet

        self._context.shell.open_sheet(CodeSheet(self._context))
