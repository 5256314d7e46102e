"""Beranda: what now, who worries us, is everything safe; nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.rules.permissions import Action
from core.services.day import attending, closing, open_day
from core.services.day.due_list import due_list, invited
from core.services.day.referral_views import ReferralView
from core.services.day.referring import open_referrals
from core.services.growth.growth_review import worries
from core.services.people.people_filters import PeopleFilter
from core.services.people.people_lists import filtered_people
from core.services.register import Changed, Progress, Register
from core.services.trust import maintenance
from core.services.trust.maintenance import CheckResult
from core.services.views import DayView, Worry
from core.words.findings import Severity
from ui.pages.beranda.now import NowCard, greeting
from ui.pages.beranda.safe import Nudge, SafeCard
from ui.pages.day.queue_list import expected_ids
from ui.pages.page import Page
from ui.theme import em, set_role
from ui.widgets.buttons import button
from ui.widgets.scrolling import scrolling
from ui.widgets.texts import line, text
from ui.widgets.tones import Badge

if TYPE_CHECKING:
    from ui.context import AppContext

_WORRIES = 5
_NOBODY = "Tidak ada balita yang perlu perhatian khusus saat ini."
_HELD_BY = "Pencatatannya dikerjakan kader dan bidan."
_NOT_HERS = "Anak yang perlu perhatian dilihat oleh kader dan bidan."
_NARROW_EM = 34


@dataclass(frozen=True, slots=True)
class _Day:
    """The day that the big button is about, and how far it is: how many of any age came, and are still expected.

    None as long as that is not counted.
    """

    view: DayView | None
    has_people: bool = True
    came: int | None = None
    waited: int = 0
    drafts: int = 0


class Beranda(Page):
    """Three answers, one big button."""

    key = "beranda"
    title = "Beranda"

    def __init__(self, context: "AppContext") -> None:
        """Loaded by `show_with`."""
        super().__init__(context)
        self._greeting = text("", "title")
        self._other_day = button("Hari lain …", lambda: context.navigate("hari_buka", choose=True), role="quiet")
        self._import = button("Ambil data desa …", self._import_village, picture="file-spreadsheet")
        self._now_card = NowCard(self._begin, (self._import, self._other_day))
        self.big = self._now_card.big
        for one in (self.big, self._other_day):
            context.guard(one, Action.HOLD_DAY)
        context.guard(self._import, Action.IMPORT)
        self._worries, self._sent = QVBoxLayout(), text("")
        self._sent.hide()
        self._safe_card, self._nudge = SafeCard(context), Nudge(context)
        self._day, self._is_checked = _Day(None), False
        self._build()

    def show_with(self, **_args: object) -> None:
        """Load everything anew; the keyboard is on the big button."""
        self._load()
        self.big.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changed: frozenset[Changed]) -> None:
        """Any change may change one of the three answers."""
        if changed:
            self._load()

    def _load(self) -> None:
        self._greeting.setText(greeting(self.context.register.who))
        self._safe_card.load()
        self._nudge.load()
        self._day = self._find_day()
        self._show_now(self._day)
        register = self.context.register
        self._now_card.say_ready(closing.ready_days(register))
        # Judging every child takes a moment in a big village, so it comes when it is ready.
        if register.may(Action.SEE_HEALTH):
            self.context.look_through(
                "Melihat siapa yang perlu perhatian",
                lambda _p: (worries(register, limit=_WORRIES), open_referrals(register)),
                self._judged,
            )
        else:
            self._show_worries((), _NOT_HERS)
            self._tell_sent(())
        if not self._is_checked:
            self._is_checked = True
            self.context.look_through("Memeriksa register", self._check, self._safe_card.show_check)

    def _check(self, progress: Progress) -> CheckResult:
        return maintenance.check(self.context.register, progress)

    def _find_day(self) -> _Day:
        register = self.context.register
        has_people = bool(filtered_people(register, PeopleFilter(), limit=1).lines)
        today = register.today
        view = next((day for day in open_day.list_days(register) if day.held_on == today), None)
        if view is not None and register.may(Action.SEE_HEALTH):
            # Who is expected is judged person by person, so it comes when it is ready.
            self.context.look_through("Menghitung yang datang", lambda _p: _counted(register, view), self._show_counted)
            if self._day.view is not None and self._day.view.id == view.id:
                return replace(self._day, view=view, has_people=has_people)
        return _Day(view, has_people)

    def _show_counted(self, counted: _Day) -> None:
        if self._day.view is not None and counted.view is not None and self._day.view.id == counted.view.id:
            self._day = replace(counted, has_people=self._day.has_people)
            self._show_now(self._day)

    def _show_now(self, day: _Day) -> None:
        self._import.setVisible(not day.has_people)
        self._other_day.setVisible(day.has_people)
        if day.view is not None:
            self._now_card.show_day(
                day.view.posyandu, _how_far(day) if self.context.may(Action.SEE_HEALTH) else _HELD_BY
            )
        elif day.has_people:
            self._now_card.show_no_day(self.context.register.today)
        else:
            self._now_card.show_nobody()

    def _begin(self) -> None:
        if self._day.view is not None:
            self.context.navigate("hari_buka", day_id=self._day.view.id)
        else:
            self.context.navigate("hari_buka", choose=True)

    def _import_village(self) -> None:
        from ui.dialogs.import_village import ImportVillage

        self.context.shell.open_sheet(ImportVillage(self.context))

    def _judged(self, found: tuple[Sequence[Worry], Sequence[ReferralView]]) -> None:
        # Somebody else may have come to the keyboard while the children were judged.
        if self.context.may(Action.SEE_HEALTH):
            children, sent = found
            self._show_worries(children)
            self._tell_sent(sent)

    def _tell_sent(self, sent: Sequence[ReferralView]) -> None:
        self._sent.setText(_sent_words(sent) if sent else "")
        self._sent.setVisible(bool(sent))

    def _show_worries(self, found: Sequence[Worry], nobody: str = _NOBODY) -> None:
        while (item := self._worries.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, worry in enumerate(found):
            if number:
                self._worries.addWidget(line())
            self._worries.addWidget(self._worry_row(worry))
        if not found:
            self._worries.addWidget(text(nobody, "soft"))

    def _worry_row(self, worry: Worry) -> QWidget:
        holder = QWidget()
        name = button(
            worry.name, lambda: self.context.navigate("tumbuh_kembang", person_id=worry.person_id), role="quiet"
        )
        name.setAccessibleDescription(worry.reason)
        where = " · ".join(part for part in (worry.age, worry.dusun) if part)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.addWidget(name, 0, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(
            text(where, "small", wraps=False), 0, 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        grid.addWidget(Badge(worry.severity), 0, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        reason = text(worry.reason)
        reason.setContentsMargins(10, 0, 0, 0)
        grid.addWidget(reason, 1, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        return holder

    def _open(self, worry: Worry) -> None:
        self.context.navigate("tumbuh_kembang", person_id=worry.person_id)

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 18, 28, 18)
        column.setSpacing(14)
        column.addWidget(self._greeting)
        self._answers = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._answers.setSpacing(18)
        self._answers.addWidget(self._now_card, 3)
        self._answers.addWidget(self._safe_card, 2)
        column.addLayout(self._answers)
        column.addWidget(self._nudge)
        cared_for = QVBoxLayout()
        cared_for.addWidget(self._sent)
        cared_for.addLayout(self._worries)
        column.addWidget(self._card("Yang perlu perhatian", cared_for))
        column.addStretch(1)
        inside.setMaximumWidth(1040)
        scroll = scrolling(inside, sideways=True)
        scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # With large type on a small screen two cards beside each other are too narrow to be read.
        is_narrow = self.width() < em(self, _NARROW_EM)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._answers.setDirection(down if is_narrow else across)

    def _card(self, title: str, inside: QVBoxLayout | QHBoxLayout) -> QFrame:
        card = QFrame()
        set_role(card, "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(22, 16, 22, 18)
        column.setSpacing(8)
        if title:
            column.addWidget(text(title, "heading"))
        column.addLayout(inside)
        return card


def _counted(register: Register, view: DayView) -> _Day:
    """As the head of Hari Buka counts them, so that both say the same."""
    board = attending.board(register, view.id)
    came = {one.person_id for one in board.lines}
    due = invited(due_list(register, view.posyandu_id, view.held_on))
    drafts = sum(one.has_draft for one in open_day.day_lines(register, view.id))
    return _Day(view, came=len(came), waited=len(expected_ids(due, board) - came), drafts=drafts)


def _how_far(day: _Day) -> str:
    if day.came is None:
        return ""
    unfinished = f" {day.drafts} isian belum disimpan." if day.drafts else ""
    everybody = day.came + day.waited
    return f"{day.came} dari {everybody} sudah datang.{unfinished}" if everybody else "Belum ada yang ditunggu."


def _sent_words(sent: Sequence[ReferralView]) -> str:
    """Who was sent on, of any age, as long as nothing was heard of it; the urgent come first."""
    names = [one.name + (" (segera)" if one.urgency is Severity.URGENT else "") for one in sent[:_WORRIES]]
    more = f", dan {len(sent) - _WORRIES} lagi" if len(sent) > _WORRIES else ""
    return f"{len(sent)} orang dirujuk, kabarnya belum ada: {', '.join(names)}{more}."
