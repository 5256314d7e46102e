"""The card of one check-up: opened with all that is known, saved in one deed with every verdict that follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.assess import Assessment
from core.rules.forms.catalogue import form_named
from core.rules.forms.fields import Field, Kind
from core.rules.forms.form import Form
from core.rules.numbers import shown
from core.rules.permissions import Action
from core.rules.reading import read_all
from core.rules.sheet import Value
from core.rules.verdict import Verdict
from core.services.day.card_prefills import Prefill, prefills_of
from core.services.day.card_values import CHILD_CARD, Papers, papers_of, values_of, write_values
from core.services.day.card_verdicts import Judged, judge_again, judge_papers, missing_at, worded
from core.services.day.check_up_rows import back_to_examined, check_up_row, come_back, refuse_locked, stamp, time_of_day
from core.services.day.check_up_views import CheckUpView, check_up_views
from core.services.day.instruments import InstrumentLine, instruments_of
from core.services.day.referral_rows import sync_referral
from core.services.day.referral_views import ReferralView, reason_words, referral_of_check_up
from core.services.growth.child_doubts import confirm_measures
from core.services.register import Changed, Outcome, Register
from core.store.checkups import CheckUp
from core.words.periods import date_short
from core.words.quantities import unit_words
from core.words.steps import Step

_TOLD_AT_MOST = 4
_CHANGED = frozenset({Changed.DAYS, Changed.MEASUREMENTS})
_REGISTER_FIELDS = {"hpht", "usg_due_date", "gravida", "gestational_weeks", "birth_weight_kg", "birth_length_cm"}
"""Boxes that are kept with the person or the pregnancy, not with the day."""


@dataclass(frozen=True, slots=True)
class CardField:
    """One box: its description, what stands in it, else what is proposed and where that comes from."""

    field: Field
    value: Value | None = None
    prefill: Prefill | None = None
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A form of one check-up, filled as far as it is.

    `verdicts`, `scores` and `missing` are those of this form; `reasons` and `referral` those of the whole check-up,
    over all its forms. `instruments` are the other forms that may be opened from here, with when they are due.
    """

    check_up: CheckUpView
    form: Form
    fields: tuple[CardField, ...]
    verdicts: tuple[Verdict, ...]
    scores: dict[str, int | Decimal | date]
    missing: tuple[str, ...]
    is_complete: bool
    reasons: tuple[str, ...]
    referral: ReferralView | None
    instruments: tuple[InstrumentLine, ...]

    def at(self, step: Step) -> tuple[CardField, ...]:
        """The boxes of one step, in the order of the card."""
        return tuple(one for one in self.fields if one.field.step == step)


def open_card(register: Register, check_up_id: str, form_key: str = "") -> Card:
    """The card that fits the person on that day, or another form of the check-up by its key.

    Raises InputError for an unknown check-up or form, NotAllowed for forms that only the bidan sees.
    """
    register.require(Action.SEE_HEALTH)
    with register.reading() as session:
        row = check_up_row(session, check_up_id)
        papers = papers_of(session, row)
        judged = judge_papers(session, papers, also=form_key)
        return _card(register, session, papers, judged, _form(register, judged, form_key))


def save_answers(
    register: Register,
    check_up_id: str,
    form_key: str,
    values: Mapping[str, object],
    *,
    confirmation_reason: str = "",
    reason: str = "",
) -> Outcome[Card]:
    """Save boxes of a form by key; None or an empty text empties a box, keys not given stay as they are.

    Writes only what changed, stamps the steps that are complete, and keeps the referral in step with the verdicts, all
    in one deed. A valid visit goes back to DIPERIKSA (R-FLOW); `reason` says why in the journal. Measurements that
    look odd raise NeedsConfirmation while `confirmation_reason` is empty, as in `measuring.save_visit`.

    Raises InputError with the field's own sentence for what cannot be, and on a locked day; NotAllowed for boxes of
    the bidan. Nothing is saved then.
    """
    with register.deed("", action=Action.RECORD_HEALTH, reason=" ".join(reason.split())) as deed:
        session = deed.session
        row = check_up_row(session, check_up_id)
        refuse_locked(session, row.day_id)
        papers = papers_of(session, row)
        before = judge_papers(session, papers, also=form_key)
        form = _form(register, before, form_key)
        changed = _changes(register, papers, form, values)
        if changed:
            deed.sentence = _sentence(papers, form, changed)
            write_values(session, papers, form, changed)
            if form.key == CHILD_CARD:
                confirm_measures(session, papers, changed, confirmation_reason)
            after = _judged_again(session, papers, before, form, changed)
            _refuse_new_errors(before.assessments[form.key], after.assessments[form.key])
            _move_on(row, after, form, changed, time_of_day(register.clock.now()))
            sync_referral(session, papers, after)
        card = _card(register, session, papers, after if changed else before, form)
    return Outcome(card, _kinds(changed))


def _form(register: Register, judged: Judged, form_key: str) -> Form:
    form = form_named(form_key) if form_key else judged.card
    if form is None:
        raise InputError("Formulir ini tidak ada. Pilih dari daftar.")
    if form.for_midwife:
        register.require(Action.SEE_PRIVATE)
    return form


def _changes(register: Register, papers: Papers, form: Form, values: Mapping[str, object]) -> dict[str, Value | None]:
    """What would change, read and checked field by field."""
    read, refusals = read_all({one.key: one for one in form.fields}, values)
    if refusals:
        raise InputError(refusals[0].message, field=refusals[0].key)
    if read.get("visit_date", papers.check_up.checked_on) != papers.check_up.checked_on:
        raise InputError("Tanggal datang mengikuti hari bukanya. Ubah lewat tanggal hari buka.", field="visit_date")
    now = values_of(papers, form)
    changed = {key: read.get(key) for key in values if key != "visit_date" and read.get(key) != now.get(key)}
    if any(one.for_midwife for one in form.fields if one.key in changed):
        register.require(Action.OVERRIDE_VERDICT)
    return changed


def _judged_again(
    session: Session, papers: Papers, before: Judged, form: Form, changed: Mapping[str, Value | None]
) -> Judged:
    if changed.keys() & _REGISTER_FIELDS:
        return judge_papers(session, papers, also=form.key)
    return judge_again(before, papers, also=form.key)


def _refuse_new_errors(before: Assessment, after: Assessment) -> None:
    """Refuse what the typed values make impossible together; an older error of the register stands in nobody's way."""
    for error in after.errors:
        if error not in before.errors:
            raise InputError(error.message, field=error.key)


def _move_on(row: CheckUp, judged: Judged, form: Form, changed: Mapping[str, Value | None], at: str) -> None:
    """R-FLOW: stamp the steps that these answers complete; a valid visit only goes back to DIPERIKSA."""
    if not missing_at(judged, Step.MEASURE):
        row.not_measured_reason = ""
    if back_to_examined(row, at):
        return
    come_back(row)
    steps = {one.step for key in changed if (one := form.field(key)) is not None}
    for step in (Step.MEASURE, Step.EXAMINE, Step.SERVE):
        is_ready = step is Step.EXAMINE or not missing_at(judged, step)
        if step in steps and is_ready:
            stamp(row, step, at)


def _kinds(changed: Mapping[str, Value | None]) -> frozenset[Changed]:
    if not changed:
        return frozenset()
    return _CHANGED | {Changed.PEOPLE} if changed.keys() & _REGISTER_FIELDS else _CHANGED


def _sentence(papers: Papers, form: Form, changed: Mapping[str, Value | None]) -> str:
    """`Mengisi Lansia, Pak Jaya 25-11-2026: Berat badan 62,5 kg, 3 isian lain`; what was asked is not told here."""
    told = [_told(one, changed[one.key]) for one in form.fields if one.key in changed and _is_measured(one)]
    told = [words for words in told if words][:_TOLD_AT_MOST]
    rest = len(changed) - len(told)
    parts = [*told, *([f"{rest} isian{' lain' if told else ''}"] if rest else [])]
    verb = "Mengubah sesudah validasi:" if papers.check_up.validated_at is not None else "Mengisi"
    return f"{verb} {form.label}, {papers.person.name} {date_short(papers.check_up.checked_on)}: {', '.join(parts)}"


def _is_measured(one: Field) -> bool:
    return one.step == Step.MEASURE and one.kind in (Kind.DECIMAL, Kind.WHOLE)


def _told(one: Field, value: Value | None) -> str:
    if not isinstance(value, Decimal | int):
        return ""
    return f"{one.label} {shown(value)} {unit_words(one.unit)}".strip()


def _card(register: Register, session: Session, papers: Papers, judged: Judged, form: Form) -> Card:
    sees_diagnoses, sees_private = register.may(Action.SEE_DIAGNOSES), register.may(Action.SEE_PRIVATE)
    found = judged.assessments[form.key]
    values = values_of(papers, form)
    proposed = prefills_of(session, papers, judged, form, values)
    fields = tuple(
        CardField(one, values.get(one.key), proposed.get(one.key), one.key in found.missing)
        for one in form.fields
        if sees_private or not one.for_midwife
    )
    [view] = check_up_views(session, CheckUp.id == papers.check_up.id)
    return Card(
        check_up=view,
        form=form,
        fields=fields,
        verdicts=tuple(worded(one, sees_diagnoses=sees_diagnoses) for one in found.verdicts),
        scores=_scores(found, judged),
        missing=found.missing,
        is_complete=found.complete,
        reasons=reason_words(judged.reasons if sees_private else judged.shared_reasons, sees_diagnoses=sees_diagnoses),
        referral=referral_of_check_up(session, papers.check_up.id, sees_diagnoses=sees_diagnoses),
        instruments=instruments_of(session, papers, judged, sees_private=sees_private),
    )


def _scores(found: Assessment, judged: Judged) -> dict[str, int | Decimal | date]:
    """The scores of the form; a score of an instrument that the card also shows (PUMA) comes along."""
    form = form_named(found.form)
    keys = {one.key for one in form.fields} if form is not None else set()
    everywhere = {key: value for one in judged.assessments.values() for key, value in one.scores.items()}
    return {key: value for key, value in everywhere.items() if key in keys} | found.scores
