"""After the recovery code: who is it, and a new PIN for this computer."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import BukuError
from ui.forms.enter_flow import EnterFlow
from ui.forms.new_pin import NewPin
from ui.theme import set_role
from ui.widgets.buttons import button
from ui.widgets.faces import Face, FaceGrid
from ui.widgets.middle import Middle
from ui.widgets.texts import picture, text


class NewKey(QWidget):
    """Faces, then the new PIN twice; `chosen` carries account id and PIN."""

    chosen = Signal(str, str)

    def __init__(self, faces: Sequence[Face]) -> None:
        """`faces` are the accounts of the register."""
        super().__init__()
        set_role(self, "paper")
        self._faces, self._face = tuple(faces), cast("Face | None", None)
        self.grid, self.pin = FaceGrid(self._faces), NewPin()
        self._title, self._why = text("Kode cocok. Siapa Ibu?", "title"), text("", "soft")
        self._go = button("Pakai PIN ini  (Enter)", self._try, role="next", picture="arrow-right")
        self._flow = EnterFlow(self, self.pin.editors, self._try)
        self._middle = Middle(42)
        self._build()
        self.grid.chosen.connect(self._ask)

    def begin(self) -> None:
        """Ask who it is; with one account only, for the PIN at once."""
        if len(self._faces) == 1:
            self._ask(self._faces[0])
            return
        self._show(is_asking=False)
        self.grid.begin()

    def refuse(self, error: BukuError) -> None:
        """Say why the PIN was not taken."""
        self._go.setEnabled(True)
        self.pin.complain(error.message)

    def go_back(self) -> None:
        """Esc: to the faces again."""
        if self._face is not None and len(self._faces) > 1:
            self._face = None
            self.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        event.accept()

    def _ask(self, face: object) -> None:
        self._face = cast("Face", face)
        self._title.setText(f"PIN baru untuk {self._face.name}")
        self._why.setText("PIN yang lama tidak berlaku lagi di komputer ini.")
        self._show(is_asking=True)
        self.pin.clear()
        self.pin.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, *, is_asking: bool) -> None:
        if not is_asking:
            self._title.setText("Kode cocok. Siapa Ibu?")
            self._why.setText("Pilih nama, lalu buat PIN baru.")
        self.grid.setVisible(not is_asking)
        for part in (self.pin, self._go):
            part.setVisible(is_asking)
        self._middle.set_width(27 if is_asking else 42)

    def _try(self) -> None:
        pin = self.pin.chosen()
        if pin and self._face is not None and self._go.isEnabled():
            self._go.setEnabled(False)
            self.chosen.emit(self._face.account_id, pin)

    def _build(self) -> None:
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setSpacing(14)
        inside.addWidget(picture("key-round", size=40))
        for part in (self._title, self._why, self.grid, self.pin):
            inside.addWidget(part)
        inside.addWidget(self._go, 0, Qt.AlignmentFlag.AlignLeft)
        self._middle.add(holder)
        self._middle.show_step(holder)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._middle)
