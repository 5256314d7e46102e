"""Consent of one person: write one down, or note that it was withdrawn."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from core.rules.permissions import Action
from core.services.deeds.undoing import last_deeds, undo
from core.services.trust import consents
from core.services.trust.consents import ConsentForm, ConsentView, Way
from ui.dialogs.asking_sheet import AskingSheet
from ui.forms.date_edit import DateEdit
from ui.forms.enter_flow import EnterFlow
from ui.widgets.buttons import button
from ui.widgets.fields import Field
from ui.widgets.texts import line, text

if TYPE_CHECKING:
    from ui.context import AppContext

_TELL = (
    "Bacakan dulu: apa yang dicatat, siapa yang melihat, dan bahwa persetujuan boleh ditarik kapan saja. "
    "Untuk anak, orang tuanya yang menyetujui."
)


class ConsentSheet(AskingSheet):
    """Who consents, how, before whom and when; beneath it the consents that stand, each to be withdrawn."""

    manual = "riwayat"
    needs = (Action.RECORD_CONSENT,)

    def __init__(self, context: "AppContext", person_id: str, name: str) -> None:
        """For `person_id`, called `name`."""
        super().__init__(context)
        self.title = f"Persetujuan {name}"
        self._person_id, self._name = person_id, name
        today = context.register.today
        self._given_by = QLineEdit(consents.usual_giver(context.register, person_id))
        self._witness = QLineEdit(context.register.who)
        self._purpose = QLineEdit(consents.USUAL_PURPOSE)
        self._purpose.setCursorPosition(0)
        self._given_on, self._note = DateEdit(today, today), QLineEdit()
        self.ways = {way: QRadioButton(f"&{way.label}") for way in Way}
        self.ways[Way.SPOKEN].setChecked(True)
        self.fields = {
            "given_by": Field("&Diberikan oleh", self._given_by, "Orangnya sendiri; untuk anak, ibu atau ayahnya"),
            "purpose": Field("&Untuk", self._purpose),
            "given_on": Field("T&anggal", self._given_on),
            "witness": Field("&Saksi", self._witness, "Siapa yang mendengar, untuk persetujuan lisan"),
            "note": Field("&Catatan", self._note),
        }
        self._build()
        self._began = self._form()
        steps = [self._given_by, self._purpose, self._given_on, self._witness, self._note]
        EnterFlow(self, steps, self._save)

    def first_field(self) -> QWidget:
        return self._given_by

    def has_unsaved(self) -> bool:
        return self._form() != self._began

    def _form(self) -> ConsentForm:
        way = next(way for way, one in self.ways.items() if one.isChecked())
        return ConsentForm(
            self._given_by.text(),
            self._given_on.value(),
            self._purpose.text(),
            way,
            self._witness.text(),
            self._note.text(),
        )

    def _save(self) -> None:
        if not self.is_readable():
            return
        register, form = self.context.register, self._form()
        self.context.write(
            "Menyimpan persetujuan",
            lambda: consents.record_consent(register, self._person_id, form),
            lambda _id: self._written(f"Persetujuan {self._name} tercatat."),
            self.failed,
        )

    def _withdraw(self, one: ConsentView) -> None:
        register = self.context.register
        self.context.write(
            "Mencatat",
            lambda: consents.withdraw_consent(register, one.id, register.today),
            lambda _nothing: self._written(f"Persetujuan {self._name} ditarik."),
            self.failed,
        )

    def _written(self, words: str) -> None:
        register, context = self.context.register, self.context
        (deed,) = last_deeds(register, 1)

        def take_back() -> None:
            context.write("Mengurungkan", lambda: undo(register, deed.id))
            context.announce(f"Dibatalkan: {words}")

        context.announce(words, take_back)
        self.finished.emit()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        column.addWidget(text(_TELL, "soft"))
        group, ways = QButtonGroup(self), QHBoxLayout()
        for one in self.ways.values():
            group.addButton(one)
            ways.addWidget(one)
        ways.addStretch(1)
        column.addWidget(self.fields["given_by"])
        column.addLayout(ways)
        for key in ("purpose", "given_on", "witness", "note"):
            column.addWidget(self.fields[key])
        save = button("Catat persetujuan   (Enter)", self._save, role="next", picture="check")
        self.context.guard(save, Action.RECORD_CONSENT)
        column.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        standing = [one for one in consents.consents_of(self.context.register, self._person_id) if not one.withdrawn_on]
        if standing:
            column.addWidget(line())
            column.addWidget(text("Yang berlaku sekarang", "heading"))
        for known in standing:
            column.addWidget(text(known.words))
            back = button("Dicatat ditarik hari ini", partial(self._withdraw, known), role="quiet", picture="undo-2")
            self.context.guard(back, Action.RECORD_CONSENT)
            column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
