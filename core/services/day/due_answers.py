"""What people told on their cards before a day: only of the check-ups and with the keys that decide who should come."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Select, String, bindparam, case, cast, func, literal, select
from sqlalchemy.orm import Session

from core.services.day.due_ids import among
from core.store.checkups import Answer, CheckUp

LOOK_BACK = timedelta(days=400)
"""Answers older than this say nothing about the next visit any more."""
SUGAR_KEYS = ("glucose_mg_dl", "glucose_hi")
TBC_KEYS = ("tbc_cough", "tbc_fever", "tbc_weight", "tbc_contact", "tbc_lethargy")
VISIT_KEYS = {
    "kf": tuple(f"kf{number}_date" for number in range(1, 5)),
    "kn": tuple(f"kn{number}_date" for number in range(1, 4)),
    "k": tuple(f"k{number}_date" for number in range(1, 7)),
}
"""Visits copied from the Buku KIA at home: of childbed, of the newborn, of pregnancy."""
_KEYS = (
    *("systolic_mmhg", "diastolic_mmhg", "glucose_kind", "own_history", "family_history"),
    *SUGAR_KEYS,
    *TBC_KEYS,
    *("tablets_given", "tablets_daily", "tablets_weekly"),
    *("food_given", "vitamin_a_capsules", "contraception_method"),
    *(key for keys in VISIT_KEYS.values() for key in keys),
)
_EXAMINED = ("bumil", "nifas", "balita")
_HANDFUL = 200


class Told(NamedTuple):
    """One card, the day on which it was filled, and its answers that decide something."""

    on: date
    form: str
    answers: Mapping[str, Any]


@dataclass(slots=True)
class AnswersRead:
    """Of every person, by id: the cards in order of date, when somebody was seen, served and tested last.

    `examined`: of mothers and newborns, the days with a card of theirs and which card, also when all on it is "no".
    """

    told: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))
    examined: dict[str, list[tuple[date, str]]] = field(default_factory=lambda: defaultdict(list))
    last_seen: dict[str, date] = field(default_factory=dict)
    last_served: dict[str, date] = field(default_factory=dict)
    last_sugar: dict[str, date] = field(default_factory=dict)


def latest(told: Sequence[Told], key: str) -> Told | None:
    """The last card on which the key was answered; `told` is in order of date."""
    for card in told[::-1]:
        if key in card.answers:
            return card
    return None


def last_answer(told: Sequence[Told], key: str) -> Any:  # noqa: ANN401 - an answer of any kind
    """The latest answer of a key; None when it was never answered."""
    card = latest(told, key)
    return None if card is None else card.answers[key]


def rows(
    session: Session, statement: Select[*tuple[Any, ...]], values: Mapping[str, object] | None = None
) -> Iterator[Any]:
    """The rows of plain columns of a statement, thousands of them, one after the other."""
    # Past the session, which would look at each of them once more, and in handfuls, so that neither each is fetched
    # on its own nor all are held at once.
    for handful in session.connection().execute(statement, values).partitions(_HANDFUL):
        yield from handful


def read_answers(session: Session, ids: Iterable[str], followed: Iterable[str], on: date) -> AnswersRead:
    """The cards of `ids` that were measured and served last before the day, not older than `LOOK_BACK`.

    Of `followed` (mothers and newborns) every card tells something: their examinations are counted.
    """
    found = AnswersRead()
    span: dict[str, object] = {"on": on, "since": on - LOOK_BACK}
    wanted = _find_last(session, found, list(ids), span)
    followed_ids = {"ids": json.dumps(list(followed))}
    own = {row[0]: (row[1], row[2]) for row in rows(session, _ALL, span | followed_ids)}
    for check_up_id, form in rows(session, _CARDS, {"ids": json.dumps(list(own))}):
        person_id, day = own[check_up_id]
        found.examined[person_id].append((day, form))
    _read_cards(session, found, wanted | own)
    for cards in found.told.values():
        cards.sort(key=itemgetter(0, 1))
    return found


def read_last_sugar(session: Session, found: AnswersRead, ids: Iterable[str], on: date) -> None:
    """When sugar was tested last, of those of `ids` who were seen and did not have it tested the last time."""
    asked = [one for one in ids if one in found.last_seen and one not in found.last_sugar]
    values = {"on": on, "since": on - LOOK_BACK, "ids": json.dumps(asked)}
    found.last_sugar |= {row[0]: row[1] for row in rows(session, _TESTED, values)}


def _find_last(
    session: Session, found: AnswersRead, ids: list[str], span: dict[str, object]
) -> dict[str, tuple[str, date]]:
    """When each was seen and served last; gives the check-ups last measured and last served, by id."""
    wanted: dict[str, tuple[str, date]] = {}
    for person_id, seen_on, measured, served in rows(session, _LAST, span | {"ids": json.dumps(ids)}):
        found.last_seen[person_id] = seen_on
        if served:
            day = found.last_served[person_id] = date.fromisoformat(served[:_DAY])
            wanted[served[_DAY:]] = (person_id, day)
        if measured and measured != served:
            wanted[measured[_DAY:]] = (person_id, date.fromisoformat(measured[:_DAY]))
    unseen = json.dumps([person_id for person_id in ids if person_id not in found.last_seen])
    found.last_seen |= {row[0]: row[1] for row in rows(session, _LONG_AGO, {"since": span["since"], "ids": unseen})}
    return wanted


def _read_cards(session: Session, found: AnswersRead, wanted: Mapping[str, tuple[str, date]]) -> None:
    cards = list(rows(session, _ANSWERS, {"ids": json.dumps(list(wanted))}))
    # Read as one text: a thousand small ones cost three times as much.
    answers = json.loads(f"[{','.join([f'{{{text}}}' for *_, text in cards])}]")
    for (check_up_id, form, _), told in zip(cards, answers, strict=True):
        person_id, day = wanted[check_up_id]
        found.told[person_id].append(Told(day, form, told))
        if any(is_tested(told.get(key)) for key in SUGAR_KEYS):
            found.last_sugar[person_id] = max(day, found.last_sugar.get(person_id, day))


def is_tested(value: object) -> bool:
    """Whether an answer about sugar says that it was tested: a number, or that the meter showed HI."""
    return value is not None and value is not False


_DAY = len("2026-11-25")
_OF_THESE = among(CheckUp.person_id, "ids")
_RECENT = (CheckUp.checked_on < bindparam("on"), CheckUp.checked_on >= bindparam("since"))
# Day and id as one text: its greatest is the last check-up and says which one that is.
_DAY_AND_ID = cast(CheckUp.checked_on, String) + CheckUp.id
_LAST = (
    select(
        CheckUp.person_id,
        func.max(CheckUp.checked_on),
        func.max(case((CheckUp.measured_at.is_not(None), _DAY_AND_ID))),
        func.max(case((CheckUp.served_at.is_not(None), _DAY_AND_ID))),
    )
    .where(_OF_THESE, *_RECENT)
    .group_by(CheckUp.person_id)
)
_LONG_AGO = (
    select(CheckUp.person_id, func.max(CheckUp.checked_on))
    .where(_OF_THESE, CheckUp.checked_on < bindparam("since"))
    .group_by(CheckUp.person_id)
)
_ALL = select(CheckUp.id, CheckUp.person_id, CheckUp.checked_on).where(_OF_THESE, *_RECENT)
_CARDS = (
    select(Answer.check_up_id, Answer.form)
    .where(among(Answer.check_up_id, "ids"), Answer.form.in_(_EXAMINED))
    .distinct()
)
_TEST = select(Answer.id).where(
    Answer.check_up_id == CheckUp.id, Answer.key.in_(SUGAR_KEYS), Answer.value.not_in(("false", "null"))
)
_TESTED = (
    select(CheckUp.person_id, func.max(CheckUp.checked_on))
    .where(_OF_THESE, *_RECENT, _TEST.exists())
    .group_by(CheckUp.person_id)
)
# Every value is JSON already, so a card is one row: its keys and values strung together. A "no" about TBC need not be
# read: the last day somebody was served is the last day it was asked.
_ANSWERS = (
    select(
        Answer.check_up_id,
        Answer.form,
        func.aggregate_strings(literal('"') + Answer.key + literal('":') + Answer.value, ","),
    )
    .where(
        among(Answer.check_up_id, "ids"),
        Answer.key.in_(_KEYS),
        ~(Answer.key.in_(TBC_KEYS) & (Answer.value == "false")),
    )
    .group_by(Answer.check_up_id, Answer.form)
)
