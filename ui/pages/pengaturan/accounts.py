"""Pengaturan > Akun: who may open this book, as what, and the ways to help somebody who forgot her PIN."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from core.rules.permissions import Action
from core.services.demo_village.places import is_demo
from core.services.setup import list_posyandu
from core.services.trust.accounts import list_accounts
from core.words.roles import roles_words
from ui.pages.laporan.pane import clear
from ui.theme import em
from ui.widgets.buttons import button
from ui.widgets.chips import FlowLayout
from ui.widgets.faces import Face, disc
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext

_OPEN = "Buku ini belum terkunci. Siapa pun yang memakai komputer ini bisa membaca data kesehatan di dalamnya."
_SERVER = "Buku ini ada di server. Yang menjaganya adalah server itu."
_DEMO = "Desa contoh berisi orang karangan, jadi terbuka tanpa PIN."
_SHORTEST_MIN, _LONGEST_MIN = 1, 30


class Accounts(QWidget):
    """The accounts, a row each; or the button that locks a register which has none."""

    def __init__(self, context: "AppContext") -> None:
        """Filled by `load`."""
        super().__init__()
        self._context = context
        self._own: QPushButton | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.minutes = QSpinBox()
        self._idle = self._idle_row()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._rows)
        column.addWidget(self._idle)

    def load(self) -> None:
        """Show what is kept now."""
        clear(self._rows)
        self._own = None
        register = self._context.register
        self._idle.setHidden(register.user is None)
        if not self.minutes.hasFocus():
            self.minutes.setValue(self._context.settings.lock_after_min)
        if register.user is not None:
            self._show_accounts()
        elif "://" in register.database.place:
            self._rows.addWidget(text(_SERVER, "soft"))
        elif any(is_demo(unit.village, unit.regency) for unit in list_posyandu(register)):
            self._rows.addWidget(text(_DEMO, "soft"))
        else:
            self._rows.addWidget(text(_OPEN))
            protect = button("Pasang P&IN …", self._protect, role="primary", picture="lock")
            self._rows.addWidget(protect, 0, Qt.AlignmentFlag.AlignLeft)
        self._walk_in_order()

    def take_keyboard(self) -> None:
        """Begin with what is one's own, the PIN."""
        if self._own is not None:
            self._own.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_accounts(self) -> None:
        accounts = list_accounts(self._context.register)
        for face in accounts:
            self._rows.addWidget(self._row(face))
        add = button("Ta&mbah akun …", lambda: self._open_account(None, len(accounts)), picture="user-plus")
        self._own = own = button("Ganti PIN sa&ya …", self._own_pin, picture="lock")
        code = button("K&ode pemulihan baru …", self._new_code, picture="key-round")
        for one in (add, code):
            self._context.guard(one, Action.MANAGE_ACCOUNTS)
        self._context.guard(own, Action.OWN_PREFERENCES)
        self._rows.addWidget(_line(own, add, code))

    def _row(self, face: Face) -> QWidget:
        picture = QLabel()
        picture.setPixmap(disc(face, em(self, 1.7)))
        user = self._context.register.user
        is_own = user is not None and user.account_id == face.account_id
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text(f"{face.name} (Ibu sendiri)" if is_own else face.name, "strong"))
        words.addWidget(text(roles_words(face.roles), "small"))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(picture)
        row.addLayout(words, 1)
        reset = button("PIN baru …", lambda: self._reset(face), role="quiet")
        change = button("Ubah …", lambda: self._open_account(face), role="quiet", picture="pencil")
        for one, what, action in (
            (reset, "PIN baru untuk", Action.RESET_PIN),
            (change, "Ubah akun", Action.MANAGE_ACCOUNTS),
        ):
            one.setAccessibleName(f"{what} {face.name}")
            self._context.guard(one, action)
            row.addWidget(one)
        reset.setVisible(not is_own)
        return holder

    def _idle_row(self) -> QWidget:
        self.minutes.setRange(_SHORTEST_MIN, _LONGEST_MIN)
        self.minutes.setSuffix(" menit")
        self.minutes.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.minutes.setAccessibleName("Layar terkunci sendiri sesudah berapa menit")
        self.minutes.editingFinished.connect(self._keep_minutes)
        self._context.guard(self.minutes, Action.CHANGE_SETTINGS)
        label = text("Layar terkunci sendiri sesudah", wraps=False)
        label.setToolTip("Bila selama itu tidak ada yang mengetik")
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for one in (label, self.minutes):
            row.addWidget(one)
        row.addStretch(1)
        return holder

    def _keep_minutes(self) -> None:
        minutes = self.minutes.value()
        if minutes != self._context.settings.lock_after_min:
            words = f"Tersimpan: layar terkunci sendiri sesudah {minutes} menit."
            self._context.keep("Menyimpan pengaturan", lambda: self._context.announce(words), lock_after_min=minutes)

    def _walk_in_order(self) -> None:
        """Tab goes through the new rows where they stand: Qt puts what is made later behind everything else."""
        before: QWidget = self.minutes
        for one in (item for row in _widgets(self._rows) for item in (row, *row.findChildren(QPushButton))):
            if isinstance(one, QPushButton):
                QWidget.setTabOrder(before, one)
                before = one
        if before is not self.minutes:
            QWidget.setTabOrder(before, self.minutes)

    # --- sheets ---

    def _protect(self) -> None:
        from ui.dialogs.protect_sheet import ProtectSheet

        self._context.shell.open_sheet(ProtectSheet(self._context))

    def _open_account(self, face: Face | None, others: int = 0) -> None:
        from ui.dialogs.account_sheet import AccountSheet

        self._context.shell.open_sheet(AccountSheet(self._context, face, others))

    def _own_pin(self) -> None:
        from ui.dialogs.pin_sheet import OwnPinSheet

        self._context.shell.open_sheet(OwnPinSheet(self._context))

    def _reset(self, face: Face) -> None:
        from ui.dialogs.pin_sheet import ResetPinSheet

        self._context.shell.open_sheet(ResetPinSheet(self._context, face))

    def _new_code(self) -> None:
        from ui.dialogs.code_sheet import CodeSheet

        self._context.shell.open_sheet(CodeSheet(self._context))


def _widgets(rows: QVBoxLayout) -> list[QWidget]:
    items = (rows.itemAt(place) for place in range(rows.count()))
    return [widget for item in items if item is not None and (widget := item.widget()) is not None]


def _line(*parts: QWidget) -> QWidget:
    """`parts` beside each other, going on in the next line where the type is large."""
    holder = QWidget()
    flow = FlowLayout(holder, gap=10)
    for part in parts:
        flow.addWidget(part)
    return holder
