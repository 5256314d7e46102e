"""One person at one step: the boxes of the card, what they say at once, and what has to be done before going on."""

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from core.errors import BukuError
from core.rules.permissions import Action
from core.services.confirmation import NeedsConfirmation
from core.services.day import attending, cards, drafts, referring
from core.services.day.attending import CheckUpView
from core.services.day.card_preview import Sketch, sketch
from core.services.day.cards import Card
from core.services.day.next_services import next_services
from core.services.day.referring import ReferralView, Target
from core.words.findings import Severity
from core.words.steps import Step
from ui.forms.form_builder import FormView
from ui.pages.day.card_boxes import KIA_BOOK, boxes_of, missing_here, services_of, whose
from ui.pages.day.card_columns import CardColumns
from ui.pages.day.card_foot import CardFoot
from ui.pages.day.card_head import CardHead
from ui.pages.day.card_undo import undo_of_last
from ui.pages.day.danger import DangerBanner, ReferralBlock
from ui.pages.day.instrument_buttons import InstrumentButtons, Service
from ui.pages.day.mother_block import MotherBlock
from ui.pages.day.next_block import NextBlock
from ui.pages.day.results import Results
from ui.theme import set_role
from ui.widgets.reason import ReasonQuestion
from ui.widgets.texts import text
from ui.widgets.why_changed import WhyChanged

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.rules.verdict import Verdict
    from core.services.register import Outcome
    from ui.context import AppContext

_HAND_ON = "Isi angkanya, atau tekan Alt+T dan tulis alasan tidak diukur."
_AGAIN = "Isi dulu, atau Enter sekali lagi untuk lanjut tanpa itu."
_FEW = 4
"""So many boxes leave room for what else is asked under them, also on a low screen."""
_WITH_INSTRUMENTS = (Step.EXAMINE, Step.SERVE)


class CardPane(QFrame):
    """The card of whoever is at a step."""

    step_done = Signal(object, object)  # CheckUpView, Step: saved, and nothing is left to answer
    went_home = Signal(object)  # CheckUpView

    def __init__(self, context: "AppContext") -> None:
        """Nobody is called yet."""
        super().__init__()
        set_role(self, "pane")
        self._context = context
        self.card: Card | None = None
        self.step = Step.MEASURE
        self._sketch: Sketch | None = None
        self._kept: dict[str, str] = {}
        self._shown: object = None  # whose boxes stand in the form
        self._excuse = self._parting = ""  # why somebody is not measured, or goes home
        self._is_warned = False
        self._after_answer: Callable[[], None] | None = None  # what follows once a danger is answered
        self.form, self.results, self.head = FormView(), Results(), CardHead()
        self.danger, self.referral = DangerBanner(), ReferralBlock()
        self.instruments, self.upcoming, self.progress = InstrumentButtons(context), NextBlock(), MotherBlock()
        self.doubt, self.why = ReasonQuestion(), WhyChanged()
        self._nothing = text("Tidak ada isian kartu di langkah ini. Enter untuk melanjutkan.", "soft")
        self.foot = CardFoot(self.save)
        self.save_button = self.foot.save_button
        boxes = (self._nothing, self.form, self.doubt, self.why)
        beside = (self.results, self.referral, self.progress, self.instruments, self.upcoming)
        self.columns = CardColumns(boxes, beside, said=2)
        self._build()
        self._connect()

    # --- opening ---

    def call(self, check_up_id: str, step: Step) -> None:
        """Open the card of a check-up at a step, with what was typed and not saved. Raises InputError when unknown."""
        self.keep_draft()
        register = self._context.register
        card = cards.open_card(register, check_up_id)
        self.step, self._shown, self._excuse, self._parting = step, None, "", ""
        self._is_warned, self._after_answer = False, None
        self.foot.calm()
        self.doubt.hide()
        self.why.forget()
        one = card.check_up
        self._kept = drafts.load_form_draft(register, one.person_id, card.form.key, one.checked_on)
        self._show(card, self._kept)
        self.take_keyboard()

    def forget(self) -> None:
        """Nobody is here any more; what was typed is kept."""
        self.keep_draft()
        self.card = self._sketch = None

    def reload(self) -> None:
        """Something was written elsewhere (an instrument, a referral): show it, and keep what is typed here."""
        if self.card is not None:
            self._show(cards.open_card(self._context.register, self.card.check_up.id), self.form.typed())

    def keep_draft(self) -> None:
        """Keep what is typed now, so that a power cut loses one field at most."""
        card = self.card
        if card is None or not self._context.may(Action.RECORD_HEALTH):
            return
        typed = self.form.typed()
        if typed == self._kept:
            return
        self._kept, context, one = typed, self._context, card.check_up
        context.jobs.deed(
            "Menyimpan isian",
            lambda: drafts.save_form_draft(context.register, one.person_id, card.form.key, one.checked_on, typed),
            lambda _nothing: None,
            context.shell.complain,
        )

    def arrange(self, *, is_narrow: bool) -> None:
        """The results beside the form; under it where there is no room."""
        self.columns.arrange(is_narrow=is_narrow)
        self.foot.arrange(is_narrow=is_narrow)
        self.danger.arrange(is_narrow=is_narrow)

    @property
    def check_up(self) -> CheckUpView | None:
        """Whose card is open."""
        return self.card.check_up if self.card else None

    def holds(self) -> bool:
        """Whether something urgent was saved and nobody said yet what was done; the keyboard goes there."""
        is_held = self.card is not None and self._after_answer is not None and self.danger.is_asking
        if is_held:
            self.danger.take_keyboard()
        return is_held

    # --- saving ---

    def save(self) -> None:
        """Save what is typed and finish the step; questions and errors put the keyboard where the answer is."""
        card = self.card
        if card is None or not self.form.is_readable():
            return
        if self.holds():
            return
        values = self.form.to_save()
        has_book = values.pop(KIA_BOOK, None)
        if values and Step.VALIDATE in card.check_up.done and not self.why.reason():
            self.why.ask()
            return
        if isinstance(has_book, bool):
            self._note_book(card.check_up, has_book=has_book)
        if not values:
            self.form.settle()
            self._clear_draft(card)
            self._finish(card)
            return
        context, check_up_id, key = self._context, card.check_up.id, card.form.key
        confirmed, why = self.doubt.reason(), self.why.reason()
        context.write(
            "Menyimpan kartu",
            lambda: cards.save_answers(
                context.register, check_up_id, key, values, confirmation_reason=confirmed, reason=why
            ),
            self._saved,
            self._complain,
        )

    def _saved(self, card: Card) -> None:
        context, words = self._context, f"{card.check_up.name}, langkah {int(self.step)}"
        undo = undo_of_last(context, words)
        self._clear_draft(card)
        self._is_warned = False  # who filled one of four boxes is asked for the other three
        self.doubt.hide()
        self._show(card, {})
        context.announce(f"Tersimpan: {words}", undo)
        self._finish(card)

    def _clear_draft(self, card: Card) -> None:
        if self._kept:
            self._kept, one = {}, card.check_up
            drafts.save_form_draft(self._context.register, one.person_id, card.form.key, one.checked_on, {})

    def _finish(self, card: Card) -> None:
        """Stamp the step when saving has not, or say why it is left out; then go on."""
        register, check_up_id, step = self._context.register, card.check_up.id, self.step
        if self._parting:
            reason = self._parting
            self._stamp(
                lambda: attending.leave(register, check_up_id, reason), self._gone_home, f"pulang dulu: {reason}"
            )
        elif self._excuse:
            why = self._excuse
            self._stamp(lambda: attending.not_measured(register, check_up_id, why), self._go_on, f"tidak diukur: {why}")
        elif self._must_warn(card):
            self._warn(missing_here(card, step))
        elif step in card.check_up.done:
            self._go_on(card.check_up)
        else:
            self._stamp(lambda: attending.finish_step(register, check_up_id, step), self._go_on)

    def _stamp(
        self, work: "Callable[[], Outcome[CheckUpView]]", then: "Callable[[CheckUpView], None]", said: str = ""
    ) -> None:
        """Do it; what is `said` of it stands at the foot of the window, with the way back."""

        def done(one: CheckUpView) -> None:
            if said:
                words = f"{one.name} {said}"
                self._context.announce(words, undo_of_last(self._context, words))
            then(one)

        self._context.write("Menyelesaikan langkah", work, done, self._complain)

    def _must_warn(self, card: Card) -> bool:
        is_asked = not self._is_warned and self.step in (Step.MEASURE, Step.EXAMINE, Step.SERVE)
        is_excused = self.step is Step.MEASURE and bool(card.check_up.not_measured_reason)
        return is_asked and not is_excused and bool(missing_here(card, self.step))

    def _warn(self, missing: tuple[str, ...]) -> None:
        """What has to be filled is asked for; at the scale only a number or a reason lets somebody pass."""
        can_pass = self.step is not Step.MEASURE
        self._is_warned = can_pass
        self.foot.warn(f"Belum diisi: {', '.join(missing)}. {_AGAIN if can_pass else _HAND_ON}")
        if can_pass or not self.form.start():
            self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self, check_up: CheckUpView) -> None:
        self._pass_danger(lambda: self._part(self.step_done, check_up, self.step))

    def _gone_home(self, check_up: CheckUpView) -> None:
        self._pass_danger(lambda: self._part(self.went_home, check_up))

    def _part(self, told: SignalInstance, *what: object) -> None:
        self.forget()
        told.emit(*what)

    def _pass_danger(self, then: "Callable[[], None]") -> None:
        """Nobody is called and nobody goes home while something urgent waits for an answer."""
        self._after_answer = then if self.danger.is_asking else None
        if self._after_answer is not None:
            self.danger.take_keyboard()
        else:
            then()

    def _complain(self, error: BukuError) -> None:
        self._excuse = self._parting = ""
        self.keep_draft()
        if isinstance(error, NeedsConfirmation):
            self.doubt.ask(error.message)
        elif not (error.field and self.form.complain(error.field, error.message)):
            self._context.shell.complain(error)

    def _note_book(self, check_up: CheckUpView, *, has_book: bool) -> None:
        context, day_id = self._context, check_up.day_id
        if day_id is not None:
            context.write(
                "Mencatat Buku KIA",
                lambda: attending.come(context.register, day_id, check_up.person_id, has_kia_book=has_book),
            )

    def _refuse(self, reason: str) -> None:
        self._excuse = reason
        self.save()

    def _leave(self, reason: str) -> None:
        self._parting = reason
        self.save()

    # --- danger and referral ---

    def _answer_danger(self, words: str) -> None:
        referral, register = self.card.referral if self.card else None, self._context.register
        if referral is not None:
            status, on = referral.status, referral.status_on  # what came back from the puskesmas stays
            self._context.write(
                "Mencatat tindakan",
                lambda: referring.follow_up(register, referral.id, status, on=on, note=words),
                lambda _view: self._danger_answered(f"{referral.name}: {words}"),
            )

    def _danger_answered(self, words: str) -> None:
        self._context.announce(f"Dicatat, {words}", undo_of_last(self._context, words))
        self.reload()
        self._pass_danger(self._after_answer or self.take_keyboard)

    def _redirect(self, target: Target) -> None:
        referral = self.card.referral if self.card else None
        if referral is not None and referral.target is not target:
            register = self._context.register
            self._write("Mengubah tujuan rujukan", lambda: referring.redirect(register, referral.id, target))

    def _note_referral(self, words: str) -> None:
        referral = self.card.referral if self.card else None
        if referral is not None:
            context = self._context
            self._write("Mencatat rujukan", lambda: referring.note_for_letter(context.register, referral.id, words))
            context.announce(f"Catatan rujukan {referral.name} disimpan.")

    def _write(self, what: str, work: "Callable[[], Outcome[ReferralView]]") -> None:
        self._context.write(what, work, lambda _view: self.reload())

    def _open_instrument(self, form_key: str) -> None:
        from ui.dialogs.instrument_sheet import InstrumentSheet

        if self.card is not None:
            self.keep_draft()
            try:
                sheet = InstrumentSheet(self._context, self.card.check_up.id, form_key)
            except BukuError as error:
                self._context.shell.complain(error)
                return
            sheet.saved.connect(lambda _card: self._instrument_saved())
            self._context.shell.open_sheet(sheet)

    def _instrument_saved(self) -> None:
        self.reload()
        if self.danger.is_asking:
            self._pass_danger(self.take_keyboard)

    def _open_service(self, service: Service) -> None:
        from ui.dialogs.development_sheet import open_development
        from ui.dialogs.immunization_sheet import open_immunization

        one = self.check_up
        if one is not None:
            self.keep_draft()
            open_it = open_immunization if service is Service.IMMUNIZATION else open_development
            try:
                open_it(self._context, one.person_id, one.id)
            except BukuError as error:
                self._context.shell.complain(error)

    # --- showing ---

    def _show(self, card: Card, typed: dict[str, str]) -> None:
        self.card = card
        self._sketch = sketch(self._context.register, card.check_up.id, card.form)
        one = card.check_up
        boxes = boxes_of(card, self.step)
        shown = (one.id, self.step, boxes)
        if shown != self._shown:
            # Only then: a form that is built anew takes the keyboard away from where it was.
            self._shown = shown
            self.columns.begin(self.instruments, has_room=len(boxes) <= _FEW)
            self.form.begin(boxes, whose(card), near=one.checked_on)
            self.form.restore(typed)
        self._nothing.setVisible(not boxes)
        self.head.show_card(card, self.step)
        self.referral.show_referral(card.referral)
        lines = card.instruments if self.step in _WITH_INSTRUMENTS else ()
        self.instruments.show_lines(lines, services_of(one, self.step))
        services = next_services(self._context.register, one.id) if self.step is Step.SERVE else ()
        self.upcoming.show_services(services, one.checked_on)
        self.progress.show_card(self._context.register, card, self.step)
        self._chain()
        self._look()
        self.foot.tell_asked(self.instruments.due_words())

    def _chain(self) -> None:
        """Tab: through the form to the button, then to what stands beside; fields made later would come last."""
        beside = (*self.referral.stops, *self.instruments.findChildren(QPushButton))
        stops = (*(row.editor.widget for row in self.form.rows.values()), self.save_button, *beside)
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def _look(self) -> None:
        """Judge what stands in the form now."""
        card, known = self.card, self._sketch
        if card is None or known is None:
            return
        answers = {key: value for key, value in self.form.answers().items() if key != KIA_BOOK}
        found = known.judge(answers)
        urgent = [one for one in found.verdicts if one.severity is Severity.URGENT]
        milder = [one for one in found.verdicts if one.severity is not Severity.URGENT]
        self.results.show_verdicts(card.form, milder, {**card.scores, **found.scores}, found.others)
        has_news = any(one.severity is not Severity.GREEN for one in milder)
        self.results.setVisible(self.step is not Step.REGISTER or has_news)
        self._show_danger(card, urgent)
        self.columns.fit_help()

    def _show_danger(self, card: Card, verdicts: "list[Verdict]") -> None:
        """Typed dangers at once; those that are saved ask what was done, also when another form found them."""
        referral = card.referral
        is_saved = referral is not None and referral.urgency is Severity.URGENT
        reasons = list(dict.fromkeys(one.referral_reason or one.label for one in verdicts))
        if is_saved and not reasons:
            reasons = list(card.reasons[:3])
        next_step = next((one.next_step for one in verdicts if one.next_step), "Antar ke puskesmas sekarang.")
        note = referral.note if is_saved and referral is not None else ""
        self.danger.show_danger(reasons, next_step, asks=is_saved and not note, note=note)

    def take_keyboard(self) -> None:
        """To the first box without an answer, else to the button."""
        if not self.form.start():
            self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- inside ---

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        banner = QHBoxLayout()
        banner.setContentsMargins(18, 2, 10, 2)
        banner.addWidget(self.danger)
        whole.addLayout(banner)
        whole.addWidget(self.columns, 1)
        whole.addWidget(self.foot)

    def _connect(self) -> None:
        self.form.changed.connect(self._look)
        self.form.explained.connect(self.columns.explain)
        self.columns.more_below.connect(self.foot.tell_more)
        self.form.field_left.connect(self.keep_draft)
        self.form.finished.connect(self.save)
        self.head.refused.connect(self._refuse)
        self.head.left.connect(self._leave)
        self.danger.answered.connect(self._answer_danger)
        self.referral.target_chosen.connect(self._redirect)
        self.referral.noted.connect(self._note_referral)
        self.instruments.wanted.connect(self._open_instrument)
        self.instruments.service_wanted.connect(self._open_service)
        for part in (self.save_button, self.head.refuse_button, *self.danger.deeds, *self.referral.stops):
            self._context.guard(part, Action.RECORD_HEALTH)
        self._context.guard(self.head.leave_button, Action.HOLD_DAY)
        for number in range(1, 10):
            # Heard wherever the keyboard is, also at the rail; a card that is not in front hears nothing.
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, partial(self.instruments.open_numbered, number))
        self.doubt.answered.connect(lambda _reason: self.save())
        self.why.answered.connect(lambda _reason: self.save())
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or not isValid(self):
            return
        self.columns.show_part(now)
