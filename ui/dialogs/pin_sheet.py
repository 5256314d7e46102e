"""A new PIN: one's own with the old one, or somebody's who forgot it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.permissions import Action
from ui.forms.enter_flow import EnterFlow
from ui.forms.new_pin import NewPin
from ui.widgets.buttons import button
from ui.widgets.faces import Face
from ui.widgets.fields import Field
from ui.widgets.pin_edit import PinEdit
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import text

if TYPE_CHECKING:
    from core.services.register import Outcome, Progress
    from ui.context import AppContext


class _PinSheet(SheetContent):
    """Explains, asks, and hands the new PIN to a service on the worker."""

    manual = "akun"
    is_of_one = True

    def __init__(self, context: "AppContext", why: str, above: tuple[QWidget, ...] = ()) -> None:
        super().__init__()
        self.context = context
        self.new = NewPin()
        self._save = button("Simpan  (Enter)", self.try_it, role="next", picture="check")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(text(why))
        for part in above:
            column.addWidget(part)
        column.addWidget(self.new)
        column.addWidget(self._save, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def try_it(self) -> None:
        """Check what was typed and write it."""
        raise NotImplementedError

    def write(self, what: str, work: "Callable[[], Outcome[None]]", words: str) -> None:
        """Do `work` on the worker; a PIN takes a moment by design."""
        self._save.setEnabled(False)

        def run(_progress: "Progress") -> "Outcome[None]":
            return work()

        def done(_value: object) -> None:
            self.context.announce(words)
            self.finished.emit()

        self.context.write_long(what, run, done, self._failed)

    def complain(self, error: BukuError) -> None:
        """Say what is wrong where it is."""
        self.new.complain(error.message)

    def _failed(self, error: BukuError) -> None:
        self._save.setEnabled(True)
        self.complain(error)


class OwnPinSheet(_PinSheet):
    """One's own PIN; whoever only found the window open cannot change it."""

    title = "Ganti PIN saya"

    def __init__(self, context: "AppContext") -> None:
        """Begins at the old PIN."""
        self.old = PinEdit()
        self._old = Field("PIN &sekarang", self.old)
        super().__init__(
            context, "PIN hanya untuk Ibu sendiri. Yang lama tidak berlaku lagi sesudah ini.", (self._old,)
        )
        context.guard(self._save, Action.OWN_PREFERENCES)
        self._flow = EnterFlow(self, (self.old, *self.new.editors), self.try_it)

    def first_field(self) -> QWidget:
        return self.old

    def try_it(self) -> None:
        self._old.complain("")
        pin = self.new.chosen()
        if not pin or not self._save.isEnabled():
            return
        old, register = self.old.text(), self.context.register

        def work() -> "Outcome[None]":
            from core.services.trust.accounts import change_own_pin

            return change_own_pin(register, old, pin)

        self.write("Mengganti PIN", work, "PIN diganti.")

    def complain(self, error: BukuError) -> None:
        from core.services.trust.access import WrongPin

        if isinstance(error, WrongPin):
            self.old.clear()
            self._old.complain(error.message)
        else:
            super().complain(error)


class ResetPinSheet(_PinSheet):
    """Somebody forgot her PIN: she types a new one while an authorised person looks away."""

    needs = (Action.RESET_PIN,)

    def __init__(self, context: "AppContext", face: Face) -> None:
        """Of the account of `face`."""
        self.title = f"PIN baru untuk {face.name}"
        super().__init__(context, f"Biarkan {face.name} sendiri yang mengetik. PIN yang lama tidak berlaku lagi.")
        self._face = face
        context.guard(self._save, Action.RESET_PIN)
        self._flow = EnterFlow(self, self.new.editors, self.try_it)

    def first_field(self) -> QWidget:
        return self.new.first

    def try_it(self) -> None:
        pin = self.new.chosen()
        if not pin or not self._save.isEnabled():
            return
        register, account_id = self.context.register, self._face.account_id

        def work() -> "Outcome[None]":
            from core.services.trust.accounts import reset_pin

            return reset_pin(register, account_id, pin)

        self.write("Mengatur ulang PIN", work, f"{self._face.name} masuk dengan PIN baru.")
