"""Which questionnaires and tests belong to somebody's card, and when each is due again (R-JATUHTEMPO)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.rules.forms.catalogue import form_named
from core.rules.screening_due import MONTHLY, YEARLY, Due, state
from core.services.day.card_values import Papers, answered_forms
from core.services.day.card_verdicts import Judged
from core.store.checkups import Answer, CheckUp
from core.words.people import Sex

_PUMA_MONTHS, _SENSES_MONTHS, _GROWN_MONTHS = 40 * 12, 15 * 12, 18 * 12
_TEEN_MONTHS = 12 * 12
_INFANT_MONTHS, _TWICE_YEARLY, _EVERY_TRIMESTER = 12, 6, 3
_YEAR_AFTER_BIRTH = 365


@dataclass(frozen=True, slots=True)
class InstrumentLine:
    """One form that opens from the card: when it was last filled before this day, and whether it is due.

    `due` None means it is there when needed (TBC, SRQ-20), never asked for by itself.
    """

    form_key: str
    label: str
    due: Due | None
    last_on: date | None
    is_answered: bool


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A form for somebody, and its interval in months; 0: at every visit; None: only when needed."""

    form_key: str
    months: int | None


def instruments_of(
    session: Session, papers: Papers, judged: Judged, *, sees_private: bool
) -> tuple[InstrumentLine, ...]:
    """The forms that belong to the card of this check-up, in the order in which they are usually filled.

    Intervals: KMK 2015/2023 (PUMA, senses, mind, elderly yearly), of the pregnancy score each trimester. Forms for the
    bidan only are left out for everybody else.
    """
    wanted = [*_wanted(papers, judged)]
    keys = {one.form_key for one in wanted}
    wanted += [_Wanted(key, None) for key in answered_forms(papers) if key not in keys and key != _card_key(judged)]
    last = _last_filled(session, papers)
    lines = (_line(papers, one, last.get(one.form_key), sees_private=sees_private) for one in wanted)
    return tuple(line for line in lines if line is not None)


def _line(papers: Papers, wanted: _Wanted, last_on: date | None, *, sees_private: bool) -> InstrumentLine | None:
    form = form_named(wanted.form_key)
    if form is None or (form.for_midwife and not sees_private):
        return None
    on = papers.check_up.checked_on
    due = None if wanted.months is None else Due.TODAY if wanted.months == 0 else state(last_on, on, wanted.months)
    return InstrumentLine(form.key, form.label, due, last_on, form.key in answered_forms(papers))


def _card_key(judged: Judged) -> str:
    return judged.card.key if judged.card is not None else ""


def _wanted(papers: Papers, judged: Judged) -> Iterator[_Wanted]:
    card, months = _card_key(judged), papers.months
    if card == "balita":
        yield _Wanted("bahaya-bayi" if months < _INFANT_MONTHS else "bahaya-balita", 0)
    elif card == "bumil":
        yield _Wanted("bahaya-bumil", 0)
        yield _Wanted("kspr", _EVERY_TRIMESTER)
    elif card == "nifas":
        yield _Wanted("bahaya-nifas", 0)
    delivered_on = papers.mother.delivered_on
    if delivered_on is not None and (papers.check_up.checked_on - delivered_on).days <= _YEAR_AFTER_BIRTH:
        yield _Wanted("epds", MONTHLY)
    if card == "remaja":
        yield _Wanted("indera", _TWICE_YEARLY)
        yield _Wanted("heeadsss", YEARLY)
        yield from _mind_of_teens(papers, months)
    if card in ("dewasa", "lansia"):
        yield from _of_adults(card, months)
    elif months >= _GROWN_MONTHS:
        yield _Wanted("jiwa4", YEARLY)
    yield _Wanted("tbc", None)


def _mind_of_teens(papers: Papers, months: int) -> Iterator[_Wanted]:
    """R-JIWA4 of girls, R-SRQ of older teens when needed; from which age is our choice."""
    if papers.person.sex is Sex.FEMALE and months >= _TEEN_MONTHS:
        yield _Wanted("jiwa4", YEARLY)
    if months >= _SENSES_MONTHS:
        yield _Wanted("srq20", None)


def _of_adults(card: str, months: int) -> Iterator[_Wanted]:
    if card == "lansia":
        yield _Wanted("skilas", YEARLY)
        yield _Wanted("aks", YEARLY)
    if months >= _PUMA_MONTHS:
        yield _Wanted("puma", YEARLY)
    yield _Wanted("jiwa4", YEARLY)
    if months >= _SENSES_MONTHS:
        yield _Wanted("indera", YEARLY)
    yield _Wanted("srq20", None)


def _last_filled(session: Session, papers: Papers) -> dict[str, date]:
    earlier = (
        select(Answer.form, func.max(CheckUp.checked_on))
        .join(CheckUp, CheckUp.id == Answer.check_up_id)
        .where(CheckUp.person_id == papers.person.id, CheckUp.checked_on < papers.check_up.checked_on)
        .group_by(Answer.form)
    )
    return {form_key: last_on for form_key, last_on in session.execute(earlier)}  # noqa: C416 - rows, not pairs
