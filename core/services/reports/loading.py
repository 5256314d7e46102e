"""Reads what the month's reports count, in a handful of queries for the whole village."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from core.errors import InputError
from core.growth.kms import KmsEdition
from core.services.people.people_rows import chunks
from core.services.people.residence import Stay
from core.services.register import Register
from core.services.reports.facts import ChildFacts, CountingRules
from core.services.setup import list_posyandu, read_settings
from core.services.views import PosyanduView, VisitFacts
from core.store.people import Family, FamilyHome, FamilyMember, Person
from core.store.visits import Measurement, PosyanduDay
from core.words.periods import Month

ALL_POSYANDU = "Semua posyandu"


@dataclass(frozen=True, slots=True)
class ReportPlace:
    """The heading of a report: the posyandu and where it stands."""

    posyandu: str
    village: str
    district: str
    regency: str
    province: str
    puskesmas: str


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Everything read for some months: children by name, and the session days.

    `posyandu_ids` are the posyandu of the report; None among them stands for children whose family has no posyandu
    yet: they belong to the village's only posyandu (`only_id`), else to the report of the whole village alone.
    """

    place: ReportPlace
    posyandu_ids: tuple[str | None, ...]
    only_id: str | None
    rules: CountingRules
    children: tuple[ChildFacts, ...]
    sessions: dict[tuple[str, Month], date]

    def session_on(self, posyandu_id: str | None, month: Month) -> date | None:
        """The session day of a posyandu in a month, the last of several; for None the last in the village."""
        if posyandu_id is not None:
            return self.sessions.get((posyandu_id, month))
        return max((day for (_unit, when), day in self.sessions.items() if when == month), default=None)

    def children_of(self, posyandu_id: str | None, day: date) -> Iterable[ChildFacts]:
        """The children who belonged to a posyandu on `day`, dead and moved ones too."""
        return (child for child in self.children if self._posyandu_of(child, day) == posyandu_id)

    def without_posyandu_on(self, day: date) -> int:
        """How many resident under-fives belong to no posyandu on `day`."""
        return sum(child.is_in_s_on(day) and self._posyandu_of(child, day) is None for child in self.children)

    def _posyandu_of(self, child: ChildFacts, day: date) -> str | None:
        stays = child.stays
        # A gap in the records is no reason to lose a child: then its latest known stay counts.
        chosen = next((stay for stay in stays if stay.covers(day)), stays[0] if stays else None)
        return (chosen.posyandu_id if chosen else None) or self.only_id


def load_facts(register: Register, first: Month, last: Month, posyandu_id: str | None = None) -> ReportFacts:
    """Read children, stays, visits and session days for the reports of `first` to `last`.

    Raises InputError when `posyandu_id` is not in the register.
    """
    known = list_posyandu(register)
    units = _units(known, posyandu_id)
    with register.reading() as session:
        settings = read_settings(session)
        stays = _stays(session, first, last)
        people = [row for row in _people(session, first, last) if _concerns(stays.get(row.id, ()), posyandu_id)]
        visits, elsewhere = _visits(session, [row.id for row in people], stays)
        sessions = _sessions(session, first, last)
    return ReportFacts(
        place=_place(units, posyandu_id),
        posyandu_ids=(*(unit.id for unit in units), *(() if posyandu_id else (None,))),
        only_id=known[0].id if len(known) == 1 else None,
        rules=CountingRules(KmsEdition(settings.kms_edition), settings.o_breaks_two_t),
        children=tuple(_child(row, stays.get(row.id, []), visits.get(row.id, []), elsewhere) for row in people),
        sessions=sessions,
    )


def _units(known: tuple[PosyanduView, ...], posyandu_id: str | None) -> tuple[PosyanduView, ...]:
    if not known:
        raise InputError("Posyandu belum disiapkan. Isi nama posyandu dan desa dulu.", field="posyandu")
    units = tuple(unit for unit in known if posyandu_id in (None, unit.id))
    if not units:
        raise InputError("Posyandu ini tidak ada di register. Pilih dari daftar.", field="posyandu")
    return units


def _place(units: tuple[PosyanduView, ...], posyandu_id: str | None) -> ReportPlace:
    unit = units[0]
    name = unit.name if posyandu_id or len(units) == 1 else ALL_POSYANDU
    return ReportPlace(name, unit.village, unit.district, unit.regency, unit.province, unit.puskesmas)


def _born_in_range(first: Month, last: Month) -> ColumnElement[bool]:
    """Whoever can be an under-five on some day of these months; a month more, to be safe at its edges."""
    return and_(Person.born_on >= first.shift(-61).first_day, Person.born_on <= last.last_day)


def _people(session: Session, first: Month, last: Month) -> list[Row[*tuple[Any, ...]]]:
    mother = aliased(Person)
    wanted = (
        select(
            *(Person.id, Person.name, Person.sex, Person.born_on, Person.is_birth_date_approximate),
            *(Person.status, Person.status_changed_on, Person.kia_book_on, Person.gestation_weeks),
            func.coalesce(mother.name, Person.mother_name).label("mother"),
        )
        .outerjoin(mother, mother.id == Person.mother_id)
        .where(_born_in_range(first, last), Person.merged_into_id.is_(None))
        .order_by(Person.name, Person.id)
    )
    return list(session.execute(wanted))


def _stays(session: Session, first: Month, last: Month) -> dict[str, list[Stay]]:
    """Each child's stays, latest first; a stay in a family that moved house is one stay for each home."""
    columns = (FamilyMember.person_id, FamilyMember.from_on, FamilyMember.to_on, FamilyMember.family_id)
    wanted = (
        select(*columns, Family.posyandu_id, Family.dusun)
        .join(Family, Family.id == FamilyMember.family_id)
        .join(Person, Person.id == FamilyMember.person_id)
        .where(_born_in_range(first, last))
    )
    homes: dict[str, list[FamilyHome]] = defaultdict(list)
    for home in session.scalars(select(FamilyHome).order_by(FamilyHome.until_on)):
        homes[home.family_id].append(home)
    stays: dict[str, list[Stay]] = defaultdict(list)
    for row in session.execute(wanted):
        whole = Stay(row.from_on, row.to_on, row.posyandu_id, row.dusun)
        stays[row.person_id] += _by_home(whole, homes.get(row.family_id, []))
    for rows in stays.values():
        rows.sort(key=lambda stay: (stay.to_on or date.max, stay.from_on or date.min), reverse=True)
    return stays


def _concerns(stays: Sequence[Stay], posyandu_id: str | None) -> bool:
    """Whether a child can be in the report: ever of this posyandu, or of none, which the report has to say."""
    return posyandu_id is None or not stays or any(stay.posyandu_id in (None, posyandu_id) for stay in stays)


def _by_home(stay: Stay, homes: list[FamilyHome]) -> Iterator[Stay]:
    """A stay cut where the family moved house; `homes` are its past homes, earliest first."""
    from_on = stay.from_on
    for home in homes:
        if from_on is not None and from_on > home.until_on:
            continue
        if stay.to_on is not None and stay.to_on <= home.until_on:
            yield Stay(from_on, stay.to_on, home.posyandu_id, home.dusun)
            return
        yield Stay(from_on, home.until_on, home.posyandu_id, home.dusun)
        from_on = home.until_on + timedelta(days=1)
    yield replace(stay, from_on=from_on)


def _visits(
    session: Session, person_ids: list[str], stays: dict[str, list[Stay]]
) -> tuple[dict[str, list[VisitFacts]], frozenset[str]]:
    """Each child's visits, oldest first, and the ids of those held at another posyandu than its own."""
    in_order = select(*_VISIT_COLUMNS).order_by(Measurement.measured_on, Measurement.id)
    visits: dict[str, list[VisitFacts]] = defaultdict(list)
    elsewhere: set[str] = set()
    for chunk in chunks(person_ids):
        for row in session.execute(in_order.where(Measurement.person_id.in_(chunk))):
            visits[row.person_id].append(_visit(row))
            own = {stay.posyandu_id for stay in stays.get(row.person_id, ()) if stay.covers(row.measured_on)}
            if row.posyandu_id is not None and own - {None} and row.posyandu_id not in own:
                elsewhere.add(row.id)
    return visits, frozenset(elsewhere)


_VISIT_COLUMNS = (
    *(Measurement.id, Measurement.person_id, Measurement.posyandu_id, Measurement.day_id, Measurement.measured_on),
    *(Measurement.weight_g, Measurement.length_mm, Measurement.posture, Measurement.muac_mm, Measurement.has_oedema),
    *(Measurement.is_outside_history, Measurement.breastfeeding, Measurement.vitamin_a, Measurement.is_referred),
    Measurement.letter_override,
)


def _visit(row: Row[*tuple[Any, ...]]) -> VisitFacts:
    return VisitFacts(
        id=row.id,
        day_id=row.day_id,
        is_session=row.day_id is not None,
        measured_on=row.measured_on,
        weight_g=row.weight_g,
        length_mm=row.length_mm,
        posture=row.posture,
        muac_mm=row.muac_mm,
        has_oedema=row.has_oedema,
        is_outside_history=row.is_outside_history,
        breastfeeding=row.breastfeeding,
        vitamin_a=row.vitamin_a,
        is_referred=row.is_referred,
        letter_override=row.letter_override,
    )


def _child(
    row: Row[*tuple[Any, ...]], stays: list[Stay], visits: list[VisitFacts], elsewhere: frozenset[str]
) -> ChildFacts:
    return ChildFacts(
        id=row.id,
        name=row.name,
        sex=row.sex,
        born_on=row.born_on,
        is_birth_date_approximate=row.is_birth_date_approximate,
        stays=tuple(stays),
        status=row.status,
        status_changed_on=row.status_changed_on,
        kms_on=row.kia_book_on,
        gestation_weeks=row.gestation_weeks,
        mother=row.mother,
        dusun=stays[0].dusun if stays else "",
        visits=tuple(visits),
        elsewhere=elsewhere,
    )


def _sessions(session: Session, first: Month, last: Month) -> dict[tuple[str, Month], date]:
    """The session day of each posyandu and month; a second day in a month stands for it.

    A day that was opened by mistake, with nobody measured, never takes the place of one that was held.
    """
    was_held = exists().where(Measurement.day_id == PosyanduDay.id)
    wanted = (
        select(PosyanduDay.posyandu_id, PosyanduDay.held_on)
        .where(PosyanduDay.held_on >= first.first_day, PosyanduDay.held_on <= last.last_day)
        .order_by(was_held, PosyanduDay.held_on)
    )
    return {(unit, Month.of(held_on)): held_on for unit, held_on in session.execute(wanted)}
