"""An account: who, as what, and for a new one the PIN; an old one is taken out of use here too."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.permissions import Action
from core.words.findings import Severity
from core.words.roles import Role
from ui.forms.enter_flow import EnterFlow
from ui.forms.new_pin import NewPin
from ui.forms.roles_edit import RolesEdit
from ui.palette import FACES
from ui.widgets.buttons import button
from ui.widgets.faces import Face
from ui.widgets.fields import Field
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import text
from ui.widgets.tones import Strip

if TYPE_CHECKING:
    from core.services.register import Outcome, Progress
    from ui.context import AppContext

T = TypeVar("T")
_LONGEST_NAME = 120


class AccountSheet(SheetContent):
    """Name and roles; Enter walks to the button that saves."""

    manual = "akun"
    is_of_one = True
    needs = (Action.MANAGE_ACCOUNTS,)

    def __init__(self, context: "AppContext", face: Face | None = None, others: int = 0) -> None:
        """`face` is the account to change, None for a new one; `others` is how many there are already."""
        super().__init__()
        self._context, self._face, self._others = context, face, others
        self.title = f"Akun {face.name}" if face else "Akun baru"
        self.name = QLineEdit(face.name if face else "")
        self.name.setMaxLength(_LONGEST_NAME)
        self._name = Field("&Nama", self.name, "Seperti dipanggil di posyandu, misalnya Bu Tini.")
        self.roles = RolesEdit(face.roles if face else (Role.KADER,))
        self.pin = NewPin("&PIN pertama")
        self._save = button("Simpan  (Enter)", self._write, role="next", picture="check")
        context.guard(self._save, Action.MANAGE_ACCOUNTS)
        self._build()
        steps = (self.name, *self.roles.editors, *(() if face else self.pin.editors))
        self._flow = EnterFlow(self, steps, self._write)

    def first_field(self) -> QWidget:
        return self.name

    def has_unsaved(self) -> bool:
        if self._face is None:
            return bool(self.name.text().strip()) or not self.pin.is_empty()
        return self.name.text() != self._face.name or self.roles.roles != self._face.roles

    def _write(self) -> None:
        self._complain(None)
        name, roles, context = self.name.text(), self.roles.roles, self._context
        if self._face is None:
            pin = self.pin.chosen()
            if pin:
                self._do("Menambah akun", lambda: self._added(name, roles, pin), f"Akun {name} siap dipakai.")
            return
        face = self._face

        def changed() -> "Outcome[None]":
            from core.services.trust.accounts import change_account

            return change_account(context.register, face.account_id, name=name, roles=roles, face=face.face)

        self._do("Mengubah akun", changed, f"Akun {name} diubah.")

    def _added(self, name: str, roles: frozenset[Role], pin: str) -> "Outcome[str]":
        from core.services.trust.accounts import add_account

        colour = FACES[self._others % len(FACES)][0]
        return add_account(self._context.register, name=name, roles=roles, pin=pin, face=colour)

    def _remove(self) -> None:
        self._sure.show()
        self._stay.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stay_in_use(self) -> None:
        self._sure.hide()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _removed(self) -> None:
        face = self._face
        if face is None:
            return

        def work() -> "Outcome[None]":
            from core.services.trust.accounts import remove_account

            return remove_account(self._context.register, face.account_id)

        self._do("Menonaktifkan akun", work, f"Akun {face.name} tidak bisa masuk lagi.")

    def _do(self, what: str, work: "Callable[[], Outcome[T]]", words: str) -> None:
        self._save.setEnabled(False)

        def run(_progress: "Progress") -> "Outcome[T]":
            return work()

        def done(_value: object) -> None:
            self._context.rights_changed()
            self._context.announce(words)
            self.finished.emit()

        self._context.write_long(what, run, done, self._complain)

    def _complain(self, error: BukuError | None) -> None:
        self._save.setEnabled(True)
        message, field = (error.message, error.field) if error else ("", None)
        self._name.complain(message if field == "name" else "")
        self.roles.complain(message if field == "roles" else "")
        if field == "pin" or error is None:
            self.pin.complain(message)
        if error is not None and field not in {"name", "roles", "pin"}:
            self._context.shell.complain(error)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(self._name)
        column.addWidget(text("Sebagai apa? Boleh lebih dari satu.", "strong"))
        column.addWidget(self.roles)
        if self._face is None:
            column.addWidget(text("Biarkan orangnya sendiri yang mengetik PIN ini.", "soft"))
            column.addWidget(self.pin)
        column.addWidget(self._save, 0, Qt.AlignmentFlag.AlignLeft)
        self._stay = button("Tidak jadi", self._stay_in_use, role="primary")
        go = button("Nonaktifkan", self._removed)
        self._sure = Strip(
            Severity.YELLOW,
            "PIN orang ini tidak membuka buku lagi.",
            "Catatan yang pernah ditulisnya tetap ada, dengan namanya.",
            (self._stay, go),
        )
        self._sure.hide()
        if self._face is not None:
            column.addSpacing(12)
            column.addWidget(
                button("Nonaktifkan akun ini …", self._remove, role="quiet", picture="x"), 0, Qt.AlignmentFlag.AlignLeft
            )
            column.addWidget(self._sure)
        column.addStretch(1)
