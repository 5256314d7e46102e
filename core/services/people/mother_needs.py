"""What a pregnant woman or a mother in nifas needs now, in a few words each, for the page of her family."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.rules import pregnancy as rules
from core.services.people.pregnancies import is_reported
from core.store.people import Person
from core.store.pregnancies import Pregnancy
from core.words.life_stage import POSTPARTUM_DAYS, PregnancySpan, is_postpartum, is_pregnant
from core.words.people import PregnancyOutcome
from core.words.periods import date_words


def mother_needs(session: Session, person_ids: Iterable[str], on: date) -> dict[str, tuple[str, ...]]:
    """For whoever of these people is pregnant, in nifas, or pregnant by the village's own file: what to do about it.

    Four queries for a whole house.
    """
    ids = list(person_ids)
    found: dict[str, list[str]] = {}
    for row in session.scalars(select(Pregnancy).where(Pregnancy.mother_id.in_(ids))):
        if not is_pregnant(PregnancySpan(row.opened_on, row.ended_on, row.outcome), on):
            continue
        found.setdefault(row.mother_id, []).extend(_of_pregnancy(row, on))
    for mother_id, gave_birth_on in _births(session, ids, on).items():
        if mother_id not in found:
            until = date_words(gave_birth_on + timedelta(POSTPARTUM_DAYS))
            found[mother_id] = [f"nifas hari ke-{(on - gave_birth_on).days}, sampai {until}"]
    for person_id in session.scalars(select(Person.id).where(Person.id.in_(ids), is_reported(on))):
        found.setdefault(person_id, []).append("hamil menurut data desa: tanyakan")
    return {person_id: tuple(words) for person_id, words in found.items()}


def _of_pregnancy(row: Pregnancy, on: date) -> Iterator[str]:
    known = rules.dating(row.hpht_on, row.usg_due_on, row.estimated_due_on)
    if known is not None and known.began_on <= on:
        yield f"hamil {rules.Gestation((on - known.began_on).days).words}"
    else:
        yield "hamil"
    for finding in rules.findings(known, on):
        yield f"{finding.label[:1].lower()}{finding.label[1:]}"


def _births(session: Session, ids: list[str], on: date) -> dict[str, date]:
    """The last birth of each of these women whose childbed the day lies in."""
    since = on - timedelta(POSTPARTUM_DAYS)
    ended = select(Pregnancy.mother_id, func.max(Pregnancy.ended_on)).where(
        Pregnancy.mother_id.in_(ids),
        Pregnancy.outcome.in_((PregnancyOutcome.BIRTH, PregnancyOutcome.STILLBIRTH)),
        Pregnancy.ended_on.between(since, on),
    )
    born = select(Person.mother_id, func.max(Person.born_on)).where(
        Person.mother_id.in_(ids),
        Person.born_on.between(since, on),
        Person.is_birth_date_approximate.is_(False),
        Person.merged_into_id.is_(None),
    )
    rows = [
        *session.execute(ended.group_by(Pregnancy.mother_id)),
        *session.execute(born.group_by(Person.mother_id)),
    ]
    last: dict[str, date] = {}
    for mother_id, day in rows:
        if is_postpartum(day, on):
            last[mother_id] = max(day, last.get(mother_id, day))
    return last
