"""How far a mother has come: K1 to K6, tablets, classes, KF1 to KF4, and KN1 to KN3 of her newborn."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules import antenatal, supplements
from core.rules.choices import Choices
from core.rules.permissions import Action
from core.rules.postnatal import INFANT_WINDOWS, MOTHER_WINDOWS, Window, WindowState, schedule, visit_name
from core.services.day.card_context import Motherhood, motherhood
from core.services.day.source_choices import read_choices
from core.services.register import Register
from core.store.checkups import Answer, CheckUp
from core.store.people import Person
from core.store.visits import Measurement
from core.words.findings import Severity
from core.words.life_stage import is_postpartum
from core.words.periods import date_short, parse_date


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """One thing that is counted for a mother: its name, how far it is in words, yellow when something is lacking."""

    label: str
    words: str
    severity: Severity = Severity.GREEN


def mother_progress(register: Register, person_id: str, on: date | None = None) -> tuple[ProgressLine, ...]:
    """What is counted of a woman's pregnancy or childbed on a day (None: today); empty for everybody else.

    R-ANC with the targets of the week, R-TTD against the target of the place, R-KELAS, R-KF and R-KN (KMK 2015/2023).
    Raises InputError for an unknown person, NotAllowed for somebody who may not see health data.
    """
    register.require(Action.SEE_HEALTH)
    day = on or register.today
    with register.reading() as session:
        person = session.get(Person, person_id)
        if person is None:
            raise InputError("Orang ini tidak ada di register. Cari lagi namanya.")
        mother = motherhood(session, person, day)
        if mother.pregnancy is not None:
            return tuple(_of_pregnancy(session, person_id, mother, day, read_choices(session)))
        if mother.delivered_on is not None and is_postpartum(mother.delivered_on, day):
            return tuple(_of_childbed(session, person_id, mother.delivered_on, day))
    return ()


def _of_pregnancy(
    session: Session, person_id: str, mother: Motherhood, on: date, choices: Choices
) -> Iterator[ProgressLine]:
    known, opened = mother.dating, mother.pregnancy
    opened_on = opened.opened_on if opened is not None else on
    since = known.began_on if known is not None else opened_on
    told = _told(session, person_id, since, on)
    if known is not None:
        # Before anybody knew of the pregnancy it was no examination of it.
        days = _served(session, person_id, opened_on, on) | set(_named(told, "k").values())
        seen = [antenatal.Examination(day) for day in sorted(days)]
        found = antenatal.status(known.began_on, seen, on, spread=choices.antenatal_spread, by=choices.trimester)
        yield _examinations(found, sorted(day for day in days if known.began_on <= day <= on))
    given = sum(_count(value) for _, form, key, value in told if (form, key) == ("bumil", "tablets_given"))
    target = int(choices.tablets_target)
    words = f"{given} dari {target} tablet diberikan ({supplements.tablets_percent(given, target)} %)"
    yield ProgressLine("Tablet tambah darah", words, Severity.GREEN if given else Severity.YELLOW)
    # Whether somebody came with her is not asked on the card, so only the number is counted.
    classes = sum(1 for _, _, key, value in told if key == "mother_class" and value is True)
    state = supplements.mother_class(classes, with_companion=1)
    together = ", sekali bersama suami atau keluarga" if classes else ""
    words = f"{classes} kali ikut, paling sedikit {supplements.CLASSES} kali{together}"
    yield ProgressLine("Kelas ibu hamil", words, Severity.GREEN if state == "LENGKAP" else Severity.YELLOW)


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


def _examinations(found: antenatal.Antenatal, days: list[date]) -> ProgressLine:
    """R-ANC: each examination with its day, and what the week asks for."""
    if not days:
        # Nobody is called behind who only was not written down here.
        return ProgressLine("Periksa hamil", "belum ada yang tercatat di sini, lihat Buku KIA", Severity.YELLOW)
    parts = [", ".join(f"K{number} {date_short(day)}" for number, day in enumerate(days[:_MOST], 1))]
    if found.is_k6:
        parts.append("K6 lengkap")
    elif found.is_behind:
        parts.append(f"sekarang mestinya {found.needed_now} kali")
    if not found.is_k1_pure:
        parts.append("periksa pertama sesudah 12 minggu, jadi bukan K1 murni")
    elif not found.can_reach_k6:
        parts.append("K6 tepat waktu tidak tercapai lagi, tetap periksa")
    severity = Severity.YELLOW if found.is_behind or not found.can_reach_k6 else Severity.GREEN
    return ProgressLine("Periksa hamil", "; ".join(parts), severity)


_MOST = 6


def _of_childbed(session: Session, person_id: str, born_on: date, on: date) -> Iterator[ProgressLine]:
    told = _told(session, person_id, born_on, on)
    came = _served(session, person_id, born_on, on)
    yield _windows("Kunjungan nifas", _seen(born_on, came, _named(told, "kf"), MOTHER_WINDOWS), born_on, on)
    children = select(Person).where(Person.mother_id == person_id, Person.born_on == born_on)
    for child in session.scalars(children.where(Person.merged_into_id.is_(None)).order_by(Person.name)):
        said = _told(session, child.id, born_on, on)
        measured = select(Measurement.measured_on).where(
            Measurement.person_id == child.id, Measurement.measured_on <= on, Measurement.is_outside_history.is_(False)
        )
        days = _served(session, child.id, born_on, on) | set(session.scalars(measured))
        seen = _seen(born_on, days, _named(said, "kn"), INFANT_WINDOWS)
        yield _windows(f"Kunjungan {child.name}", seen, born_on, on, INFANT_WINDOWS)


def _windows(
    label: str,
    seen: dict[str, date],
    born_on: date,
    on: date,
    windows: dict[str, tuple[int, int]] = MOTHER_WINDOWS,
) -> ProgressLine:
    """R-KF, R-KN: every visit with its day or its window."""
    found = schedule(born_on, seen, on, windows)
    lacks = any(one.state is WindowState.MISSED for one in found)
    words = "; ".join(_window_words(one, seen.get(one.name)) for one in found)
    return ProgressLine(label, words, Severity.YELLOW if lacks else Severity.GREEN)


def _window_words(one: Window, seen_on: date | None) -> str:
    if seen_on is not None:
        return f"{one.name} {one.state.value} {date_short(seen_on)}"
    if one.state is WindowState.AHEAD:
        return f"{one.name} mulai {date_short(one.first_on)}"
    if one.state is WindowState.OPEN:
        return f"{one.name} sekarang, sampai {date_short(one.last_on)}"
    return f"{one.name} lewat, belum tercatat"


def _seen(
    born_on: date, came: set[date], noted: Mapping[str, date], windows: dict[str, tuple[int, int]]
) -> dict[str, date]:
    """By name of the visit its day: seen here in its window, else copied from the book."""
    seen: dict[str, date] = {}
    for day in sorted(came):
        name = visit_name(born_on, day, windows)
        if name is not None:
            seen.setdefault(name, day)
    return {**noted, **seen}


def _served(session: Session, person_id: str, since: date, on: date) -> set[date]:
    """The days of a posyandu on which more was done than coming."""
    has_answer = select(Answer.id).where(Answer.check_up_id == CheckUp.id).exists()
    stamped = (CheckUp.measured_at, CheckUp.examined_at, CheckUp.served_at)
    days = select(CheckUp.checked_on).where(
        CheckUp.person_id == person_id, CheckUp.checked_on >= since, CheckUp.checked_on <= on
    )
    return set(session.scalars(days.where(or_(has_answer, *(one.is_not(None) for one in stamped)))))


_Told = tuple[date, str, str, object]


def _told(session: Session, person_id: str, since: date, on: date) -> list[_Told]:
    """Every answer from a day to a day: day, form, key, value."""
    wanted = (
        select(CheckUp.checked_on, Answer.form, Answer.key, Answer.value)
        .join(Answer, Answer.check_up_id == CheckUp.id)
        .where(CheckUp.person_id == person_id, CheckUp.checked_on >= since, CheckUp.checked_on <= on)
        .order_by(CheckUp.checked_on)
    )
    return [(day, form, key, json.loads(value)) for day, form, key, value in session.execute(wanted)]


def _named(told: list[_Told], prefix: str) -> dict[str, date]:
    """Days copied at a home visit: `kf1_date` to `KF1` and its day."""
    named: dict[str, date] = {}
    for _, _, key, value in told:
        name, _, rest = key.partition("_")
        day = parse_date(str(value)) if rest == "date" and name.startswith(prefix) and name[-1].isdecimal() else None
        if day is not None and name.removeprefix(prefix).isdecimal():
            named[name.upper()] = day
    return named
