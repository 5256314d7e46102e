"""The page of one person: who, what needs doing, one line of time of the whole life, and the deeds beside it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.errors import InputError
from core.rules.permissions import Action
from core.services.deeds.history import authors_of
from core.services.growth import measuring
from core.services.people import registration
from core.services.people.card_codes import card_code_of
from core.services.people.kept_person import KeptPerson, kept_person
from core.services.people.life_story import FamilyPage, Happening, PersonStory, family_page, person_story
from core.services.people.registration import PersonForm
from core.services.people.residence import is_under_five
from core.services.trust import maintenance
from core.services.trust.maintenance import JournalLine
from core.services.views import GrowthHistory
from core.words.age import completed_years
from core.words.findings import Severity
from core.words.people import LifeStatus
from core.words.periods import date_words
from ui.looks import note_look
from ui.models.timeline import LifeRow
from ui.pages.warga.deeds import PersonDeeds
from ui.pages.warga.facts import birth_facts, facts, identity_facts, section
from ui.pages.warga.history import HistorySheet, history_section
from ui.pages.warga.life import SENT_ON, life_rows
from ui.pages.warga.member import member_row
from ui.pages.warga.pregnancy import PregnancySection
from ui.pages.warga.rights import RightsSection
from ui.pages.weighing.verdict import status_words
from ui.pages.weighing.words import last_words
from ui.theme import em, set_role
from ui.widgets.buttons import button
from ui.widgets.chart_view import ChartView
from ui.widgets.chips import chips
from ui.widgets.scrolling import scrolling
from ui.widgets.texts import line, text
from ui.widgets.timeline_view import TimelineView
from ui.widgets.tones import Badge

if TYPE_CHECKING:
    from ui.context import AppContext

_NOT_HEALTH = "Catatan kesehatannya dilihat oleh kader dan bidan. Identitas dan keluarganya bisa diurus di sini."
_CHART_EM = 13.0
_SIDE_BY_SIDE_EM = 34
_GROWN_YEARS = 19
"""The growth standards end here."""


class PersonPanel(QFrame):
    """Shows one person; the side is made anew each time, so that nothing of the one before stays behind."""

    person_wanted = Signal(str)
    family_wanted = Signal(str)
    back_wanted = Signal()
    letters_typed = Signal(str)

    def __init__(self, context: "AppContext") -> None:
        """Nobody yet."""
        super().__init__()
        set_role(self, "pane")
        self._context = context
        self.person_id = ""
        self.family_id = ""
        self._asked_id, self._merged_words = "", ""
        self.history: GrowthHistory | None = None
        self.deeds: PersonDeeds | None = None
        self._codes: dict[str, str] = {}  # by person id, those that were asked for
        self._back = button("Kembali ke daftar  (Esc)", self.back_wanted.emit, role="quiet", picture="chevron-left")
        self.timeline = TimelineView("Riwayat, yang terbaru di atas")
        self.timeline.opened.connect(self._open_row)
        self.timeline.letters_typed.connect(self.letters_typed)
        self._name = text("", "title")
        self._head = QVBoxLayout()
        self._scroll = scrolling()
        self._build()

    def show_person(self, person_id: str) -> None:
        """Show what is known of a person now; of an entry that was merged, the person that stayed.

        A person who is gone from the register clears the page.
        """
        register = self._context.register
        # Shown again after a change, the page still knows under which entry it was asked for.
        self._asked_id = self._asked_id if person_id == self.person_id else person_id
        kept = kept_person(register, self._asked_id)
        person_id = kept.keep_id if kept else person_id
        self._merged_words = _merged_words(kept) if kept else ""
        try:
            form = registration.person_form(register, person_id)
            story = person_story(register, person_id)
        except InputError as error:
            was_shown = person_id == self.person_id
            self.forget()
            # Who was on the page and is gone now went by a deed that has told of itself.
            if not was_shown:
                self._context.shell.complain(error)
            return
        is_same = person_id == self.person_id
        self.person_id, self.family_id = person_id, story.family_id
        history = measuring.growth_history(register, person_id) if register.may(Action.SEE_HEALTH) else None
        is_child = is_under_five(story.person.born_on, register.today)
        self.history = history if history is not None and (history.visits or is_child) else None
        deeds = maintenance.journal_of(register, person_id) if register.may(Action.SEE_HISTORY) else ()
        family = family_page(register, story.family_id) if story.family_id else None
        self._show_head(story, form, family)
        self._show_side(story, form, family, deeds)
        visits = [line.row_id for line in story.timeline if line.kind is Happening.VISIT]
        authors = authors_of(register, visits)
        self.timeline.life.show_rows(life_rows(story.timeline, self.history, deeds, authors))
        if not is_same:
            note_look(self._context, self, person_id, "Halaman orang")
            self.timeline.scrollToTop()
            self.timeline.setCurrentIndex(self.timeline.life.index(0))

    def forget(self) -> None:
        """Show nobody."""
        self.person_id, self.family_id, self.history, self.deeds = "", "", None, None
        self._asked_id = ""
        self.timeline.life.show_rows(())
        self._scroll.takeWidget()

    def take_keyboard(self) -> None:
        """Put the keyboard on the first deed."""
        if self.deeds is not None:
            self.deeds.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_way_back(self, shown: bool) -> None:
        """Offer the way back to the list where the list is hidden."""
        self._back.setVisible(shown)

    def print_card(self) -> bool:
        """Print the KMS of the child; False when nobody with a KMS is shown."""
        if self.history is None:
            return False
        self._context.navigate("laporan", paper="kms", person_id=self.person_id)
        return True

    # --- parts ---

    def _show_head(self, story: PersonStory, form: PersonForm, family: FamilyPage | None) -> None:
        while (item := self._head.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        person = story.person
        self._name.setText(person.name)
        born = f"lahir {date_words(person.born_on)}{' (kira-kira)' if form.is_birth_date_approximate else ''}"
        told = (person.sex.label, f"{person.age} {person.age_note}".strip(), born)
        self._head.addWidget(text(" · ".join(told), "soft"))
        if form.status is not LifeStatus.ALIVE and form.status_changed_on is not None:
            self._head.addWidget(text(f"{form.status.label} {date_words(form.status_changed_on)}", "strong"))
        if self._merged_words:
            self._head.addWidget(text(self._merged_words, "soft"))
        self._head.addWidget(chips(self._chips(story, family)))

    def _chips(self, story: PersonStory, family: FamilyPage | None) -> tuple[tuple[str, Severity | None], ...]:
        """What somebody is, then what needs doing; only the verdict of a visit has a colour."""
        member = next((one for one in family.members if one.person.id == self.person_id), None) if family else None
        needs = [need[0].upper() + need[1:] for need in member.needs] if member else []
        said = list(dict.fromkeys((*story.chips, *needs)))
        said = [words for words in said if not words.startswith(tuple(one.label for one in LifeStatus))]
        known: list[tuple[str, Severity | None]] = [(words, None) for words in said]
        latest = self.history.visits[-1] if self.history and self.history.visits else None
        if latest is not None and latest.severity is not Severity.GREEN and story.status is LifeStatus.ALIVE:
            known.append(("", latest.severity))
        return tuple(known)

    def _show_side(
        self, story: PersonStory, form: PersonForm, family: FamilyPage | None, deeds: tuple[JournalLine, ...]
    ) -> None:
        inside = QWidget()
        set_role(inside, "pane")
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 10, 12, 16)
        column.setSpacing(10)
        # Adults stand on the scale too; only who still grows has a curve.
        is_growing = completed_years(story.person.born_on, self._context.register.today) < _GROWN_YEARS
        grows = self.history if is_growing else None
        self.deeds = PersonDeeds(self._context, story, grows, self)
        column.addWidget(self.deeds)
        if not self._context.may(Action.SEE_HEALTH):
            column.addWidget(text(_NOT_HEALTH, "soft"))
        parts = [self._growth(grows)] if grows is not None else []
        pregnancies = PregnancySection(self._context, story.person, is_here=story.status is LifeStatus.ALIVE)
        if pregnancies.is_needed:
            pregnancies.person_wanted.connect(self.person_wanted)
            parts.append(pregnancies)
        parts += [self._family(family), self._identity(story, form), self._journal(deeds, story.person.name)]
        parts.append(RightsSection(self._context, story.person.id, story.person.name, self))
        for part in parts:
            column.addWidget(line())
            column.addWidget(part)
        column.addStretch(1)
        self._scroll.setWidget(inside)

    def _growth(self, history: GrowthHistory) -> QWidget:
        holder, column = section("Pertumbuhan")
        latest = history.visits[-1] if history.visits else None
        said = QHBoxLayout()
        said.addWidget(text(last_words(history)), 1)
        if latest is not None:
            said.addWidget(Badge(latest.severity))
        column.addLayout(said)
        if latest is not None:
            column.addWidget(text(status_words(latest), "soft"))
            chart = ChartView("kms")
            chart.setFixedHeight(em(self, _CHART_EM))
            column.addWidget(chart)
            # The words and the line of time are there at once; the curve follows a breath later.
            QTimer.singleShot(0, chart, lambda: chart.show_child(history))
        column.addWidget(facts(birth_facts(history)))
        return holder

    def _identity(self, story: PersonStory, form: PersonForm) -> QWidget:
        holder, column = section("Identitas dan rumah")
        code = self._codes.get(self.person_id, "")
        column.addWidget(facts([*identity_facts(story.person, form), ("Kode kartu", code)]))
        if not code:
            shows = button("Tampilkan kode kartu", self._show_code, role="quiet", picture="eye")
            self._context.guard(shows, Action.PRINT_PAPERS)
            column.addWidget(shows, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _show_code(self) -> None:
        """The code of the person's card; it is made the first time, and stays for life."""
        context, person_id = self._context, self.person_id

        def show(code: str) -> None:
            self._codes[person_id] = code
            self.show_person(person_id)
            self.take_keyboard()

        context.write("Membuat kode kartu", lambda: card_code_of(context.register, person_id), show)

    def _family(self, family: FamilyPage | None) -> QWidget:
        holder, column = section("Keluarga")
        if family is None:
            column.addWidget(text("Belum tercatat dalam satu keluarga. Isi nomor KK di datanya.", "soft"))
            return holder
        for member in family.members:
            is_self = member.person.id == self.person_id
            column.addWidget(member_row(member, None if is_self else self.person_wanted.emit))
        if not family.members:
            column.addWidget(text("Sekarang tidak ada yang tinggal di rumah ini.", "soft"))
        return holder

    def _journal(self, deeds: tuple[JournalLine, ...], name: str) -> QWidget:
        holder, column = section("Siapa mencatat apa")
        opener = history_section(deeds, lambda: self._open_history(name), column)
        self._context.guard(opener, Action.SEE_HISTORY)
        return holder

    def _open_history(self, name: str) -> None:
        self._context.shell.open_sheet(HistorySheet(self._context, self.person_id, name))

    # --- inside ---

    def _open_row(self, row: LifeRow) -> None:
        """A visit opens for correction, a referral for its news, a family as it was on that day, a child its page."""
        visit = next((one for one in self.history.visits if one.facts.id == row.row_id), None) if self.history else None
        if visit is not None and self.history is not None:
            from ui.dialogs.visit_sheet import VisitSheet

            self._context.shell.open_sheet(VisitSheet(self._context, self.history, visit.facts))
        elif row.picture == SENT_ON and self._context.may(Action.RECORD_HEALTH):
            from core.services.day.referral_letters import referral_at
            from ui.dialogs.reply_sheet import open_reply

            open_reply(self._context, referral_at(self._context.register, row.row_id))
        elif row.picture == "baby" and row.row_id:
            self.person_wanted.emit(row.row_id)
        elif row.row_id and row.row_id == self.family_id:
            self.family_wanted.emit(row.row_id)

    def _build(self) -> None:
        named = QHBoxLayout()
        named.addWidget(self._name, 1)
        named.addWidget(self._back)
        title = QVBoxLayout()
        title.setContentsMargins(16, 8, 12, 10)
        title.setSpacing(4)
        self._head.setSpacing(4)
        title.addLayout(named)
        title.addLayout(self._head)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(8)
        self._body.addWidget(self.timeline, 1)
        self._body.addWidget(self._scroll, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(title)
        column.addWidget(line())
        column.addLayout(self._body, 1)

    def _fit(self) -> None:
        is_wide = self.width() >= em(self, _SIDE_BY_SIDE_EM)
        directions = QBoxLayout.Direction
        self._body.setDirection(directions.LeftToRight if is_wide else directions.BottomToTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()


def _merged_words(kept: KeptPerson) -> str:
    if kept.gone_name == kept.keep_name:
        return "Sudah disatukan dengan catatan yang satu lagi."
    return f"Catatan “{kept.gone_name}” sudah disatukan dengan {kept.keep_name}."
