"""The lock: who is it, and the PIN; shown before a register is open, and over the page whenever it is locked again."""

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.errors import BukuError
from ui.pages.entrance.lock_steps import CodeStep, PinStep
from ui.theme import em, set_role
from ui.widgets.buttons import button
from ui.widgets.faces import Face, FaceGrid
from ui.widgets.middle import Middle
from ui.widgets.texts import centred, picture, text

_WIDTH_EM = 42
_ESCAPE = Qt.Key.Key_Escape
_ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class LockPane(QWidget):
    """Faces, then PIN; what was typed is handed on and never kept. Knows nothing of keys and registers."""

    tried = Signal(str, str)  # account id, PIN
    code_tried = Signal(str)
    left = Signal()  # back to the page without a PIN, where that is allowed

    def __init__(
        self, faces: Sequence[Face], *, can_leave: bool = False, at: str = "", title: str = "Siapa yang mencatat?"
    ) -> None:
        """`can_leave`: Esc leads back to the page. `at`: the account whose PIN is asked for at once."""
        super().__init__()
        self._faces, self.can_leave, self._at = tuple(faces), can_leave, at
        self.refused = 0  # how many PINs did not fit
        self._step_faces, self.grid = self._faces_step(title)
        self.pin, self.code = PinStep(), CodeStep()
        self._step: QWidget = self._step_faces
        self._mark, self._middle = picture("logo", size=56), Middle(_WIDTH_EM)
        self._build()
        self._connect()

    def begin(self) -> None:
        """Put the keyboard where the answer is typed."""
        asked = self._face(self._at) or (self._faces[0] if len(self._faces) == 1 else None)
        if not self._faces:
            self.code.say_first_time()
            self._ask_code()
        elif asked is not None:
            self._ask_pin(asked)
        else:
            self._show_faces()

    def lock_for_good(self) -> None:
        """From now on nobody leaves without a PIN."""
        self.can_leave = False
        self._say_how_to_leave()

    def show_busy(self, *, is_busy: bool) -> None:
        """A PIN is being looked at; nothing more is taken meanwhile."""
        self.pin.show_busy(is_busy=is_busy)
        self.code.show_busy(is_busy=is_busy)

    def refuse(self, error: BukuError, wait_s: float = 0) -> None:
        """Say that it did not fit, and count down how long to wait."""
        self.show_busy(is_busy=False)
        self.refused += 1
        if isinstance(self._step, PinStep | CodeStep):
            self._step.refuse(error.message, wait_s)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == _ESCAPE:
            self.go_back()
        elif event.key() in _ENTERS and isinstance(pressed := self.focusWidget(), QPushButton):
            pressed.click()
        elif self._step is not self._step_faces or not self.grid.take_key(event.text()):
            # Whatever is not meant for the lock ends here: no key reaches what lies beneath.
            event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # On a small screen with large type the words need the room.
        self._mark.setVisible(self.height() >= em(self, 24))

    # --- steps ---

    def _face(self, account_id: str) -> Face | None:
        return next((one for one in self._faces if one.account_id == account_id), None)

    def _show_faces(self) -> None:
        self._show(self._step_faces)
        self.grid.begin(self.pin.account_id)

    def _ask_pin(self, face: object) -> None:
        self.pin.ask(cast("Face", face), others=len(self._faces) > 1)
        self._show(self.pin)
        self.pin.begin()

    def _ask_code(self) -> None:
        self._show(self.code)
        self.code.begin()

    def go_back(self) -> None:
        """Esc: a step back, or back to the page where that is allowed."""
        if self._step is self.code and self._faces:
            self._show(self.pin)
            self.pin.begin()
        elif self._step is self.pin and len(self._faces) > 1:
            self._show_faces()
        elif self.can_leave:
            self.left.emit()

    def _show(self, step: QWidget) -> None:
        self._step = step
        self._middle.show_step(step)

    # --- inside ---

    def _faces_step(self, title: str) -> tuple[QWidget, FaceGrid]:
        holder, grid = QWidget(), FaceGrid(self._faces)
        heading = text(title, "title")
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._how_to_leave = text("", "small")
        self._how_to_leave.setAlignment(Qt.AlignmentFlag.AlignCenter)
        how = "Pilih dengan angka, huruf awal nama, atau panah lalu Enter."
        hint = text(how if len(self._faces) > 1 else "", "soft")
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(holder)
        column.setSpacing(12)
        for part in (heading, hint):
            column.addWidget(part)
        column.addSpacing(6)
        column.addWidget(grid)
        column.addWidget(self._how_to_leave)
        column.addStretch(1)
        return holder, grid

    def _build(self) -> None:
        for step in (self._step_faces, self.pin, self.code):
            self._middle.add(step)
        self._middle.column.insertLayout(1, centred(self._mark))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._middle)
        self._show(self._step_faces)
        self._say_how_to_leave()

    def _say_how_to_leave(self) -> None:
        self._how_to_leave.setText("Esc: kembali ke halaman tadi" if self.can_leave else "")

    def _connect(self) -> None:
        self.grid.chosen.connect(self._ask_pin)
        self.pin.typed.connect(self.tried)
        self.pin.forgotten.connect(self._ask_code)
        self.pin.left.connect(self._show_faces)
        self.code.typed.connect(self.code_tried)
        self.code.left.connect(self.go_back)


class Lock(QWidget):
    """The lock as the whole window, before a register is open."""

    def __init__(self, pane: LockPane, open_other: Callable[[], None], which: str = "") -> None:
        """`pane` in the middle of quiet paper; `open_other` chooses another register; `which` says when it is one."""
        super().__init__()
        set_role(self, "paper")
        self.pane = pane
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 4, 12, 8)
        words = "Buku ini terkunci. Tanpa PIN tidak ada yang bisa membacanya."
        foot.addWidget(text(f"{which}. {words}" if which else words, "small"), 1)
        foot.addWidget(button("Buka buku lain …", open_other, role="quiet", picture="folder-open"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(pane, 1)
        column.addLayout(foot)

    def begin(self) -> None:
        """Put the keyboard where the answer is typed."""
        self.pane.begin()

    def go_back(self) -> None:
        """Esc, which the window hears first."""
        self.pane.go_back()
