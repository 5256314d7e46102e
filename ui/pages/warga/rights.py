"""The part of a person's page about its rights: consent, its own record on paper, who looked, and erasure."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from core.rules.permissions import Action
from core.services.trust.access_log import let_out
from core.services.trust.consent_paper import consent_paper
from core.services.trust.consents import consents_of
from core.services.trust.person_record import person_record
from ui.dialogs.save_file import SavePlace, ask_place, file_name
from ui.widgets.buttons import button
from ui.widgets.chips import FlowLayout
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import text

if TYPE_CHECKING:
    from core.services.register import Register
    from ui.context import AppContext
    from ui.pages.warga.person import PersonPanel


class RightsSection(QWidget):
    """What a person may ask of us, with a button for each; those of others say whose work they are."""

    def __init__(self, context: "AppContext", person_id: str, name: str, page: "PersonPanel") -> None:
        """For `person_id`, called `name`, on `page`, which gets the keyboard back when something was written."""
        super().__init__()
        self._context, self._person_id, self._name, self._page = context, person_id, name, page
        self.ask_place: SavePlace = ask_place
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(text("Persetujuan dan hak warga", "heading"))
        known = consents_of(context.register, person_id)
        for one in known:
            column.addWidget(text(one.words, "soft" if one.withdrawn_on else ""))
        if not any(one.withdrawn_on is None for one in known):
            column.addWidget(text("Belum ada persetujuan yang dicatat.", "soft"))
        holder = QWidget()
        flow = FlowLayout(holder)
        for one_button in self._deeds():
            flow.addWidget(one_button)
        column.addWidget(holder)

    def _deeds(self) -> list[QPushButton]:
        record = (Action.PRINT_PAPERS, Action.SEE_HEALTH, Action.SEE_HISTORY)
        offered = (
            ((Action.RECORD_CONSENT,), "Catat persetujuan …", self._consent, "check"),
            ((Action.PRINT_PAPERS,), "Formulir persetujuan", self.print_form, "printer"),
            (record, "Cetak catatannya", self.print_record, "printer"),
            ((Action.SEE_ACCESS_LOG,), "Siapa yang melihat", self._looks, "eye"),
            ((Action.ERASE_PERSON,), "Hapus permanen …", self._erase, "trash-2"),
        )
        return [
            self._context.guard(button(words, deed, role="quiet", picture=picture), *needs)
            for needs, words, deed, picture in offered
        ]

    def print_record(self) -> None:
        """Ask where to, and write the record of this person there."""
        self._print("Catatan tentang saya", file_name("Catatan-warga", ending=".pdf"), _write_record)

    def print_form(self) -> None:
        """Ask where to, and write the consent form of this person there."""
        self._print("Formulir persetujuan", file_name("Formulir-persetujuan", ending=".pdf"), _write_form)

    def _print(self, what: str, name: str, write: "Callable[[Register, str, Path], Path]") -> None:
        context, person_id = self._context, self._person_id

        def work(out: Path) -> Path:
            let_out(context.register, Action.PRINT_PAPERS, what, person_id=person_id)
            return write(context.register, person_id, out)

        def then(out: Path) -> None:
            context.read_long(
                f"Menyiapkan {what}",
                lambda _progress: work(out),
                lambda made: context.announce(f"Tersimpan: {made.name} di {made.parent}"),
            )

        self.ask_place(self, f"Simpan: {what}", name, then)

    def _consent(self) -> None:
        from ui.dialogs.consent_sheet import ConsentSheet

        self._open(ConsentSheet(self._context, self._person_id, self._name))

    def _looks(self) -> None:
        from ui.dialogs.access_log_sheet import AccessLogSheet

        self._open(AccessLogSheet(self._context, self._person_id, self._name))

    def _erase(self) -> None:
        from ui.dialogs.erase_sheet import EraseSheet

        sheet = EraseSheet(self._context, self._person_id)
        sheet.erased.connect(partial(self._context.navigate, "warga"))
        self._open(sheet)

    def _open(self, sheet: SheetContent) -> None:
        # The button that opened the sheet is gone when the page was drawn anew.
        sheet.finished.connect(self._page.take_keyboard, Qt.ConnectionType.QueuedConnection)
        self._context.shell.open_sheet(sheet)


def _write_record(register: "Register", person_id: str, out: Path) -> Path:
    from printouts.person_record import print_person_record

    return print_person_record(person_record(register, person_id), out)


def _write_form(register: "Register", person_id: str, out: Path) -> Path:
    from printouts.consent_form import print_consent_form

    return print_consent_form(consent_paper(register, person_id), out, printed_on=register.today)
