"""A new recovery code: when the envelope is lost, was opened, or was never made."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.permissions import Action
from ui.widgets.buttons import button
from ui.widgets.recovery_card import RecoveryCard
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext


class CodeSheet(SheetContent):
    """Explains first; the code comes when it was asked for."""

    title = "Kode pemulihan baru"
    manual = "akun"
    is_of_one = True
    width_em = 29
    needs = (Action.MANAGE_ACCOUNTS,)

    def __init__(self, context: "AppContext") -> None:
        """Nothing is made yet."""
        super().__init__()
        self._context = context
        self._is_shown = False
        self._why = text(
            "Kode baru menggantikan yang lama: lembar di amplop lama tidak berlaku lagi. "
            "Siapkan kertas atau pencetak, dan jangan ada yang melihat layar."
        )
        self._make = button("Buat kode baru  (Enter)", self._begin, role="next", picture="key-round")
        context.guard(self._make, Action.MANAGE_ACCOUNTS)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self._why)
        self._column.addWidget(self._make, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)

    def first_field(self) -> QWidget:
        return self._make

    def has_unsaved(self) -> bool:
        return self._is_shown

    def _begin(self) -> None:
        from core.services.trust.accounts import new_recovery_code

        self._make.setEnabled(False)
        context = self._context
        context.jobs.run(
            "Membuat kode",
            lambda _progress: new_recovery_code(context.register),
            self._show,
            self._failed,
            can_cancel=False,
        )

    def _show(self, code: str) -> None:
        from core.services.first_look import place_words
        from core.services.setup import list_posyandu

        units = list_posyandu(self._context.register)
        where = place_words(tuple(unit.name for unit in units), units[0].village) if units else ""
        card = RecoveryCard(code, where=where, today=self._context.register.today, go_on="Selesai  (Enter)")
        card.confirmed.connect(self._kept)
        self._why.hide()
        self._make.hide()
        self._column.insertWidget(0, card)
        self._is_shown = True
        # Until it is on paper the old envelope is worth nothing and there is no new one.
        self._context.keep("Menyimpan pengaturan", is_code_kept=False)
        card.begin()

    def _kept(self) -> None:
        self._is_shown = False
        self._context.keep("Menyimpan pengaturan", is_code_kept=True)
        self._context.announce("Kode pemulihan baru berlaku. Musnahkan lembar yang lama.")
        self.finished.emit()

    def _failed(self, error: BukuError) -> None:
        self._make.setEnabled(True)
        self._context.shell.complain(error)
