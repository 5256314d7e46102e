"""Slips to take home after weighing: today's weight, the least weight of next month, and the words for the mother."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.services.day.open_day import day, day_lines, list_days
from core.services.growth.measuring import histories
from core.services.growth.mother_message import mother_message
from core.services.register import Register


@dataclass(frozen=True, slots=True)
class TargetSlip:
    """One slip; `target_g` and `next_on` None: no target is set for this child, or it is weighed here no more."""

    person_id: str
    name: str
    mother: str
    posyandu: str
    weighed_on: date
    weight_g: int
    target_g: int | None
    next_on: date | None
    text: str


def target_slips(register: Register, day_id: str) -> tuple[TargetSlip, ...]:
    """A slip for every child weighed on the day, in the order of the list (KMS, Buku KIA: minimal gain by age).

    Raises InputError for an unknown day, NotAllowed without the right to see health data.
    """
    view = day(register, day_id)
    # The next day that is planned; without one the message takes the same day of the next month.
    planned = [one.held_on for one in list_days(register, view.posyandu_id) if one.held_on > view.held_on]
    ids = [line.person_id for line in day_lines(register, day_id) if line.weight_g is not None]
    return tuple(_slips(register, ids, day_id, view.posyandu, min(planned, default=None)))


def _slips(
    register: Register, ids: list[str], day_id: str, posyandu: str, next_on: date | None
) -> Iterator[TargetSlip]:
    for history in histories(register, person_ids=ids):
        for visit in history.visits:
            if visit.facts.day_id == day_id and visit.facts.weight_g is not None:
                message = mother_message(history, visit, next_on)
                yield TargetSlip(
                    person_id=history.child.id,
                    name=history.child.name,
                    mother=history.child.mother,
                    posyandu=posyandu,
                    weighed_on=visit.facts.measured_on,
                    weight_g=visit.facts.weight_g,
                    target_g=message.target_weight_g,
                    next_on=message.target_on,
                    text=message.text,
                )
