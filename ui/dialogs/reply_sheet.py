"""Balasan rujukan: what came back from the puskesmas about somebody who was sent on; found by the code of the slip."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from core.errors import InputError
from core.rules.permissions import Action
from core.services.day import referring
from core.services.day.referral_letters import referral_with_code
from core.services.day.referral_views import ReferralView
from core.services.deeds.undoing import last_deeds, undo
from core.services.people.card_codes import is_card_code
from core.words.check_character import squeezed
from core.words.periods import date_short, date_words
from core.words.referrals import FollowUp
from core.words.reply_code import LENGTH, read_reply_code
from ui.dialogs.asking_sheet import AskingSheet
from ui.forms.date_edit import DateEdit
from ui.forms.enter_flow import EnterFlow
from ui.widgets.buttons import button
from ui.widgets.fields import Field
from ui.widgets.search_box import Offer
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext

_ANSWERS = {
    FollowUp.RECEIVED: "&1  Diterima: sudah sampai dan sedang ditangani",
    FollowUp.DONE: "&2  Selesai: sudah ada hasilnya",
    FollowUp.NOT_COME: "&3  Tidak datang",
}


def reply_offer(context: "AppContext | None", typed: str) -> Offer | None:
    """What the search offers for a typed reply code; None for anything else, and for who may not see health data."""
    if context is None or not _looks_like_code(typed) or not context.may(Action.SEE_HEALTH):
        return None
    try:
        referral = referral_with_code(context.register, typed)
    except InputError as error:
        return Offer(error.message, None)
    words = f"Balasan rujukan  ·  {referral.name}  ·  {date_short(referral.referred_on)}"
    return Offer(words, partial(open_reply, context, referral))


def open_reply(context: "AppContext", referral: ReferralView) -> None:
    """Open the person, and over the page the question what came back."""
    context.navigate("warga", person_id=referral.person_id)
    context.shell.open_sheet(ReplySheet(context, referral))


def _looks_like_code(typed: str) -> bool:
    """A right code, or a slip of the finger in one: letters and digits mixed are no name."""
    if is_card_code(typed):
        return False
    mixed = any(mark.isdigit() for mark in typed) and any(mark.isalpha() for mark in typed)
    return read_reply_code(typed) is not None or (mixed and len(squeezed(typed)) == LENGTH)


def _where(referral: ReferralView) -> str:
    return f"ke {referral.target.label} {date_words(referral.referred_on)}"


class ReplySheet(AskingSheet):
    """One answer of three, since when, and what was written on the slip."""

    manual = "laporan"
    needs = (Action.SEE_HEALTH, Action.RECORD_HEALTH)

    def __init__(self, context: "AppContext", referral: ReferralView) -> None:
        """About one referral, starting from what is known of it."""
        super().__init__(context)
        self.title = f"Balasan rujukan {referral.name}"
        self._referral = referral
        today = context.register.today
        self.answers = {status: QRadioButton(words) for status, words in _ANSWERS.items()}
        self._group = QButtonGroup(self)
        for one in self.answers.values():
            self._group.addButton(one)
        known = referral.status if referral.status in self.answers else FollowUp.RECEIVED
        self.answers[known].setChecked(True)
        self._on, self._note = DateEdit(referral.status_on or today, today), QLineEdit(referral.note)
        self._note.setCursorPosition(0)
        self.fields = {
            "note": Field("&Yang tertulis di balasan", self._note, "Misalnya: sudah diperiksa dokter, diberi obat"),
            "on": Field("T&anggal", self._on),
        }
        self._save = button("Catat balasan   (Enter)", self._write, role="next", picture="check")
        self._build()
        self._began = self._state()
        context.guard(self._save, Action.RECORD_HEALTH)
        EnterFlow(self, [*self.answers.values(), self._note, self._on], self._write)

    def first_field(self) -> QWidget:
        return next(one for one in self.answers.values() if one.isChecked())

    def has_unsaved(self) -> bool:
        return self._state() != self._began

    def chosen(self) -> FollowUp:
        """The answer that is ticked."""
        return next(status for status, one in self.answers.items() if one.isChecked())

    def _state(self) -> tuple[object, ...]:
        return self.chosen(), self._note.text(), self._on.value()

    def _write(self) -> None:
        if not self._save.isEnabled() or not self.is_readable():
            return
        context, referral = self.context, self._referral
        status, on, note = self.chosen(), self._on.value(), self._note.text()
        if status is referral.status and not self.has_unsaved():
            self.finished.emit()  # it stands there already
            return
        context.write(
            "Mencatat balasan rujukan",
            lambda: referring.follow_up(context.register, referral.id, status, on=on, note=note),
            self._written,
            self.failed,
        )

    def _written(self, after: ReferralView) -> None:
        register, context = self.context.register, self.context
        (deed,) = last_deeds(register, 1)
        words = f"Rujukan {after.name}: {after.status.value}."

        def take_back() -> None:
            context.write("Mengurungkan", lambda: undo(register, deed.id))
            context.announce(f"Dibatalkan: {words}")

        context.announce(words, take_back)
        self.finished.emit()
        # The page was drawn anew, and what had the keyboard is gone.
        context.navigate("warga", person_id=after.person_id)

    def _build(self) -> None:
        referral = self._referral
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        column.addWidget(text(f"Dirujuk {_where(referral)}", "strong"))
        column.addWidget(text("; ".join(referral.reasons), "soft"))
        column.addWidget(text("Apa kabarnya?", "heading"))
        for one in self.answers.values():
            column.addWidget(one)
        column.addWidget(self.fields["note"])
        column.addWidget(self.fields["on"])
        column.addWidget(self._save, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
