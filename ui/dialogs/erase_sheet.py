"""Hapus permanen: what would go, by which paper, and the name typed once more; it cannot be taken back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.rules.permissions import Action
from core.services.trust import erasing
from core.services.trust.erasing import Erased, ErasureForm
from core.words.findings import Severity
from ui.dialogs.asking_sheet import AskingSheet
from ui.forms.enter_flow import EnterFlow, focus
from ui.widgets.buttons import button
from ui.widgets.fields import Field
from ui.widgets.texts import text
from ui.widgets.tones import Strip

if TYPE_CHECKING:
    from ui.context import AppContext

_FOREVER = "Ini tidak dapat dibatalkan."
_BACKUPS = "Cadangan lama masih memuat catatannya; waktu dipulihkan, program mengingatkan untuk menghapus lagi."


class EraseSheet(AskingSheet):
    """Asks for reason, paper and name; the last button is the deed."""

    manual = "riwayat"
    erased = Signal()
    needs = (Action.ERASE_PERSON,)

    def __init__(self, context: "AppContext", person_id: str) -> None:
        """Raises InputError for somebody unknown, NotAllowed without the right."""
        super().__init__(context)
        self._person_id = person_id
        self._view = erasing.erasure_preview(context.register, person_id)
        # In the head, that stays in sight on a low screen while the boxes are typed in.
        self.title = f"Hapus permanen: {self._view.name}"
        self._reason, self._document, self._name = QLineEdit(), QLineEdit(), QLineEdit()
        self.fields = {
            "reason": Field("&Alasan", self._reason, "Tanpa nama, misalnya: diminta yang bersangkutan"),
            "document": Field("Nomor &surat permintaan", self._document, "Surat dari orangnya atau keluarganya"),
            "typed_name": Field("Ketik &nama lengkapnya sekali lagi", self._name, self._view.name),
        }
        self._build()

    def first_field(self) -> QWidget:
        return self._reason

    def has_unsaved(self) -> bool:
        return any(one.text().strip() for one in (self._reason, self._document, self._name))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        column.addWidget(Strip(Severity.RED, _FOREVER, "Yang tersisa hanya tanda bahwa ada yang dihapus, tanpa nama."))
        column.addWidget(text("Yang dihapus: data orangnya, riwayatnya, dan", "soft"))
        for words in self._view.lines:
            column.addWidget(text(f"•  {words}"))
        column.addWidget(text(_BACKUPS, "small"))
        for field in self.fields.values():
            column.addWidget(field)
        erase = button("Hapus permanen", self._erase, picture="trash-2")
        self.context.guard(erase, Action.ERASE_PERSON)
        # Enter walks on to the button and no further: what cannot be taken back needs a press of its own.
        EnterFlow(self, (self._reason, self._document, self._name), lambda: focus(erase))
        column.addWidget(erase, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _erase(self) -> None:
        if not self.is_readable():
            return
        context = self.context
        form = ErasureForm(self._reason.text(), self._document.text(), self._name.text())
        context.write_long(
            "Menghapus permanen",
            lambda _progress: erasing.erase_person(context.register, self._person_id, form),
            self._gone,
            self.failed,
        )

    def _gone(self, done: Erased) -> None:
        words = "Catatannya sudah dihapus permanen."
        if not done.is_swept:
            words += " Register sedang dipakai di tempat lain, jadi ruang kosong berkasnya belum dirapikan."
        self.context.announce(words)
        self.finished.emit()
        self.erased.emit()
