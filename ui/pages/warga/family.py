"""The page of one family: everybody in the house with what each needs now, on any day, and what was before."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.errors import InputError
from core.rules.permissions import Action
from core.services.people.life_story import FamilyPage, PastHome, PastMember, family_page
from core.services.trust.access_log import FAMILY_LOOK
from core.words.people import FamilyRole, LifeStatus
from core.words.periods import date_words
from ui.forms.date_edit import DateEdit
from ui.looks import note_look
from ui.pages.warga.facts import section
from ui.pages.warga.member import member_row
from ui.theme import em, set_role
from ui.widgets.buttons import button
from ui.widgets.fields import dress, mark_wrong, set_sentence
from ui.widgets.scrolling import scrolling
from ui.widgets.texts import line, text

if TYPE_CHECKING:
    from ui.context import AppContext


class FamilyPanel(QFrame):
    """Shows one family; the date on top shows the house as it was on that day."""

    person_wanted = Signal(str)
    back_wanted = Signal()

    def __init__(self, context: "AppContext") -> None:
        """No family yet."""
        super().__init__()
        set_role(self, "pane")
        self._context = context
        self.family_id = ""
        self._back = button("Kembali  (Esc)", self.back_wanted.emit, role="quiet", picture="chevron-left")
        self._name, self._where = text("", "title"), text("", "soft")
        self.day = DateEdit(context.register.today)
        dress(self.day, "Siapa di rumah ini pada tanggal", "Misalnya 5-11-2025; kosong berarti hari ini")
        self.day.returnPressed.connect(self._look)
        self._day_error = text("", "error")
        self._day_error.hide()
        self._event = button("&Peristiwa keluarga …", self._choose_event, role="primary", picture="users")
        context.guard(self._event, Action.RECORD_LIFE_EVENT)
        self._scroll = scrolling()
        self._build()

    def show_family(self, family_id: str, on: date | None = None) -> None:
        """Show a family as of a day (None: today). An unknown family clears the page."""
        try:
            page = family_page(self._context.register, family_id, on)
        except InputError:
            # Its coming was taken back: there is nothing to show, and nothing went wrong.
            self.forget()
            return
        if family_id != self.family_id:
            self.day.show_value(on)
            self._note_look(page)
        self.family_id = family_id
        self._name.setText(family_name(page))
        kk = f"KK {page.kk_masked}" if page.kk_masked else "belum ada nomor KK"
        unit = f"Posyandu {page.posyandu}" if page.posyandu else "belum punya posyandu"
        self._where.setText(" · ".join((kk, page.place, unit)))
        self._show(page)

    def _note_look(self, page: FamilyPage) -> None:
        """One line for the whole family, under whoever comes first in it."""
        seen = [one.person.id for one in page.members] or [one.person.id for one in page.past_members]
        if seen:
            note_look(self._context, self, seen[0], f"{FAMILY_LOOK} ({len(seen)} orang)")

    def again(self) -> None:
        """The same family anew: something changed."""
        self.show_family(self.family_id, self.day.value())

    def forget(self) -> None:
        """Show no family."""
        self.family_id = ""
        self.day.show_value(None)
        self._scroll.takeWidget()

    def take_keyboard(self) -> None:
        """Put the keyboard on the events of the family."""
        self._event.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- parts ---

    def _show(self, page: FamilyPage) -> None:
        inside = QWidget()
        set_role(inside, "pane")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 10, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._household(page))
        if page.past_members:
            column.addWidget(line())
            column.addWidget(self._past_members(page.past_members))
        if page.past_homes:
            column.addWidget(line())
            column.addWidget(_past_homes(page.past_homes))
        column.addStretch(1)
        self._scroll.setWidget(inside)

    def _household(self, page: FamilyPage) -> QWidget:
        is_now = page.on == self._context.register.today
        holder, column = section("Di rumah ini sekarang" if is_now else f"Di rumah ini {date_words(page.on)}")
        for member in page.members:
            column.addWidget(member_row(member, self.person_wanted.emit, is_large=True))
        if not page.members:
            column.addWidget(text("Pada hari itu tidak ada yang tinggal di sini.", "soft"))
        return holder

    def _past_members(self, past: tuple[PastMember, ...]) -> QWidget:
        holder, column = section("Pernah di sini")
        for one in past:
            row = QHBoxLayout()
            row.addWidget(self._name_of(one))
            row.addWidget(text(_told(one), "soft", wraps=False))
            row.addStretch(1)
            column.addLayout(row)
        return holder

    def _name_of(self, one: PastMember) -> QPushButton:
        return button(one.person.name, lambda: self.person_wanted.emit(one.person.id), role="quiet")

    # --- inside ---

    def _look(self) -> None:
        """The house on the day that was typed; a date that is none or still to come says so and keeps the keyboard."""
        on, today = self.day.value(), self._context.register.today
        sentence = ""
        if not self.day.is_readable():
            sentence = "Tanggal belum terbaca. Ketik seperti 05-11-2025."
        elif on is not None and on > today:
            sentence = "Tanggal itu belum tiba. Ketik hari ini atau sebelumnya."
        mark_wrong(self.day, bool(sentence))
        set_sentence(self._day_error, sentence, is_error=True)
        if not sentence:
            self.show_family(self.family_id, on)

    def _choose_event(self) -> None:
        from ui.dialogs.events_sheet import EventsSheet

        self._context.shell.open_sheet(EventsSheet(self._context, self.family_id, ""))

    def _build(self) -> None:
        label = QLabel("Siapa di rumah ini pada &tanggal")
        label.setBuddy(self.day)
        self.day.setFixedWidth(em(self, 7))
        asked = QHBoxLayout()
        asked.setSpacing(8)
        asked.addWidget(self._event)
        asked.addStretch(1)
        asked.addWidget(label)
        asked.addWidget(self.day)
        title = QHBoxLayout()
        title.addWidget(self._name, 1)
        title.addWidget(self._back)
        head = QVBoxLayout()
        head.setContentsMargins(16, 8, 12, 8)
        head.setSpacing(4)
        head.addLayout(title)
        head.addWidget(self._where)
        head.addLayout(asked)
        head.addWidget(self._day_error, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line())
        column.addWidget(self._scroll, 1)


def family_name(page: FamilyPage) -> str:
    """`Keluarga Slamet Riyadi`: by its head, else by whoever lives there, else by the last who did."""
    head = next((one.person.name for one in page.members if one.role is FamilyRole.HEAD), "")
    others = [*(one.person.name for one in page.members), *(one.person.name for one in page.past_members)]
    return f"Keluarga {head or next(iter(others), 'tanpa anggota')}"


def _told(one: PastMember) -> str:
    until = f"sampai {date_words(one.to_on)}"
    since = f"sejak {date_words(one.from_on)}, " if one.from_on else ""
    now = "" if one.status is LifeStatus.ALIVE else f" · {one.status.label.lower()}"
    return f"{one.role.label} · {since}{until}{now}"


def _past_homes(homes: tuple[PastHome, ...]) -> QWidget:
    holder, column = section("Rumah sebelumnya")
    for home in homes:
        since = f"{date_words(home.from_on)} sampai" if home.from_on else "sampai"
        column.addWidget(text(f"{home.place}, {since} {date_words(home.until_on)}"))
    return holder
