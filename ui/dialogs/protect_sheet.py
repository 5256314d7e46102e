"""PINs for a register that has none: the first account, then the recovery code, then the locked register goes on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.errors import BukuError, InputError
from core.rules.permissions import Action
from core.words.roles import Role
from ui.forms.enter_flow import EnterFlow
from ui.forms.new_pin import NewPin
from ui.forms.roles_edit import RolesEdit
from ui.palette import FACES
from ui.widgets.buttons import button
from ui.widgets.fields import Field
from ui.widgets.recovery_card import RecoveryCard
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import text

if TYPE_CHECKING:
    from core.services.register import Outcome, Register
    from core.services.trust.protecting import Protected
    from ui.context import AppContext

_WHY = (
    "Sesudah ini buku hanya terbuka dengan PIN, dan berkasnya tidak bisa dibaca program lain. "
    "Tidak ada catatan yang berubah. Kader lain mendapat PIN sendiri sesudahnya."
)
_BUSY = "Masih ada pekerjaan lain yang berjalan. Tunggu sampai selesai, lalu coba lagi."
_LONGEST_NAME = 120


class ProtectSheet(SheetContent):
    """One form, then the code."""

    title = "Pasang PIN"
    manual = "akun"
    width_em = 29
    needs = (Action.MANAGE_ACCOUNTS,)

    def __init__(self, context: "AppContext") -> None:
        """Begin with the name that is at the keyboard."""
        super().__init__()
        self._context = context
        self._protected: Register | None = None
        self.name = QLineEdit(context.register.who)
        self.name.setMaxLength(_LONGEST_NAME)
        self._name = Field("&Nama Ibu", self.name)
        self.roles, self.pin = RolesEdit((Role.KADER, Role.ADMIN)), NewPin("&PIN untuk masuk")
        self._go = button("Kunci buku ini  (Enter)", self._write, role="next", picture="lock")
        context.guard(self._go, Action.MANAGE_ACCOUNTS)
        self._form = QWidget()
        self._build()
        self._flow = EnterFlow(self, (self.name, *self.roles.editors, *self.pin.editors), self._write)

    def first_field(self) -> QWidget:
        return self.name

    def has_unsaved(self) -> bool:
        return self._protected is not None or not self.pin.is_empty()

    def _write(self) -> None:
        pin = self.pin.chosen()
        if not pin or not self._go.isEnabled():
            return
        context, name, roles = self._context, self.name.text(), self.roles.roles
        if not context.jobs.is_idle:
            self._failed(InputError(_BUSY))
            return
        self._go.setEnabled(False)

        def work(_progress: object) -> "Outcome[Protected]":
            from core.services.trust.protecting import protect

            return protect(context.register, name=name, roles=roles, pin=pin, face=FACES[0][0])

        # After everything that is being read: the file is exchanged for its encrypted copy.
        runner = context.reading or context.jobs
        runner.run("Mengunci buku", work, lambda outcome: self._show(outcome.value), self._failed, can_cancel=False)

    def _show(self, made: "Protected") -> None:
        from core.services.first_look import place_words
        from core.services.setup import list_posyandu

        self._protected = self._context.register = made.register
        self.pin.clear()
        units = list_posyandu(made.register)
        where = place_words(tuple(unit.name for unit in units), units[0].village) if units else ""
        card = RecoveryCard(made.recovery_code, where=where, today=made.register.today, go_on="Selesai  (Enter)")
        card.confirmed.connect(self._kept)
        self._form.hide()
        self._column.insertWidget(0, card)
        card.begin()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # However the sheet is closed, the window goes on with the locked register; Beranda asks for the code.
        if self._protected is not None and not event.spontaneous():
            register, self._protected = self._protected, None
            shell = self._context.shell
            QTimer.singleShot(0, self.window(), lambda: shell.adopt(register))

    def _kept(self) -> None:
        self._context.keep("Menyimpan pengaturan", is_code_kept=True)
        self.finished.emit()

    def _failed(self, error: BukuError) -> None:
        self._go.setEnabled(True)
        self._name.complain(error.message if error.field == "name" else "")
        self.roles.complain(error.message if error.field == "roles" else "")
        if error.field == "pin":
            self.pin.complain(error.message)
        elif error.field not in {"name", "roles"}:
            self._context.shell.complain(error)

    def _build(self) -> None:
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(12)
        form.addWidget(text(_WHY))
        form.addWidget(self._name)
        form.addWidget(text("Ibu di posyandu ini sebagai apa? Boleh lebih dari satu.", "strong"))
        form.addWidget(self.roles)
        form.addWidget(self.pin)
        form.addWidget(self._go, 0, Qt.AlignmentFlag.AlignLeft)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.addWidget(self._form)
        self._column.addStretch(1)
