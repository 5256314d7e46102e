"""Whom a list of people shows: one description of the wish, kept by name for next time, and its conditions in SQL."""

import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.permissions import Action
from core.services.people.life_stages import is_in_stage
from core.services.people.residence import of_members, under_five_clause
from core.services.register import Changed, Outcome, Register
from core.store.people import Family, FamilyMember, Person, last_membership_id
from core.store.privacy import Consent
from core.store.registers import Setting
from core.store.visits import Measurement
from core.words.life_stage import LifeStage
from core.words.people import LifeStatus

_KEPT = "saved_filters"
_MOST_KEPT, _LONGEST_NAME = 30, 60
_OF_MOTHERS = frozenset({LifeStage.PREGNANT, LifeStage.POSTPARTUM})


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """What people have in common; None and False ask nothing.

    `status` ALIVE are those who live here today (R-RESIDENT), any other who died, left or went missing.
    `has_not_come`: nothing was measured in the running month. `has_no_nik`: no NIK is known yet. `has_no_consent`:
    no consent stands (never given, or withdrawn; UU 27/2022 art. 20).
    """

    posyandu_id: str | None = None
    dusun: str | None = None
    rt: str | None = None
    stage: LifeStage | None = None
    status: LifeStatus = LifeStatus.ALIVE
    is_under_five: bool = False
    has_not_come: bool = False
    has_no_nik: bool = False
    has_no_consent: bool = False

    def words(self) -> str:
        """The wish in words, for the heading of a printed list: `balita · Dusun Krajan · belum ber-NIK`."""
        parts = [
            self.stage.label if self.stage else "",
            "balita (0–59 bulan)" if self.is_under_five else "",
            f"Dusun {self.dusun}" if self.dusun else "",
            f"RT {self.rt}" if self.rt else "",
            "" if self.status is LifeStatus.ALIVE else self.status.label.lower(),
            "belum datang bulan ini" if self.has_not_come else "",
            "belum ber-NIK" if self.has_no_nik else "",
            "belum ada persetujuan" if self.has_no_consent else "",
        ]
        return " · ".join(part for part in parts if part)


EVERYBODY = PeopleFilter()


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter under the name that somebody gave it."""

    name: str
    wanted: PeopleFilter


class Reading(StrEnum):
    """In which way a list is read, and so where the database must begin; left alone it sorts the whole village."""

    BY_NAME = "name"  # people in the order of their names, until the page is full
    BY_BIRTH = "birth"  # people in the order of their birth dates, the same way
    BY_HOME = "home"  # families in the order of their index, then who is in each
    WHOLE = "whole"  # everybody, to be counted


def require_for(register: Register, wanted: PeopleFilter) -> None:
    """Raise NotAllowed when the wish is about health (who is with child, who gave birth) and that may not be seen."""
    if wanted.stage in _OF_MOTHERS:
        register.require(Action.SEE_HEALTH)


def filtered_ids(wanted: PeopleFilter, today: date, reading: Reading) -> Select[*tuple[Any, ...]]:
    """A select of the ids of whoever fits, with the order still to be added.

    `Family` is joined only when the order or the wish is about the home: a count or an order over a whole sub-district
    reads only what it must.
    """
    is_about_home = wanted.posyandu_id is not None or wanted.dusun is not None or wanted.rt is not None
    statement = select(Person.id).select_from(Person)
    if wanted.status is LifeStatus.ALIVE:
        # A column in a function cannot be looked up by its index: so the other table must come after it.
        begins_here = reading in {Reading.BY_NAME, Reading.BY_BIRTH} and not is_about_home
        person_id = func.coalesce(Person.id, "") if begins_here else None
        born_on = func.coalesce(Person.born_on, today) if reading is Reading.WHOLE else None
        statement = of_members(statement, today, person_id=person_id, born_on=born_on)
    else:
        statement = statement.join(FamilyMember, FamilyMember.id == last_membership_id())
        statement = statement.where(Person.status == wanted.status, Person.merged_into_id.is_(None))
    if is_about_home or reading is Reading.BY_HOME:
        family_id = func.coalesce(Family.id, "") if reading is Reading.BY_HOME else Family.id
        statement = statement.join(Family, family_id == FamilyMember.family_id)
    return statement.where(*_conditions(wanted, today, reading))


def _conditions(wanted: PeopleFilter, today: date, reading: Reading) -> list[ColumnElement[bool]]:
    homes = {Family.posyandu_id: wanted.posyandu_id, Family.dusun: wanted.dusun, Family.rt: wanted.rt}
    conditions: list[ColumnElement[bool]] = [column == value for column, value in homes.items() if value is not None]
    # In the order of names or homes an age is met often enough: the index of birth dates would gather all who fit.
    reads_on = reading in {Reading.BY_NAME, Reading.BY_HOME}
    born_on = func.coalesce(Person.born_on, today) if reads_on else None
    if wanted.stage is not None:
        conditions.append(is_in_stage(wanted.stage, today, born_on))
    if wanted.is_under_five:
        conditions.append(under_five_clause(today, born_on))
    if wanted.has_not_come:
        conditions.append(_has_not_come(today, is_whole=reading is Reading.WHOLE))
    if wanted.has_no_nik:
        conditions.append(Person.nik.is_(None))
    if wanted.has_no_consent:
        conditions.append(_has_no_consent(is_whole=reading is Reading.WHOLE))
    return conditions


def _has_not_come(today: date, *, is_whole: bool) -> ColumnElement[bool]:
    """Nothing was measured in the running month: for a page asked of each in turn, for everybody gathered once."""
    came = select(Measurement.person_id).where(
        Measurement.measured_on.between(today.replace(day=1), today), Measurement.is_outside_history.is_(False)
    )
    if is_whole:
        return Person.id.not_in(came)
    return ~came.where(Measurement.person_id == Person.id).correlate(Person).exists()


def _has_no_consent(*, is_whole: bool) -> ColumnElement[bool]:
    """No consent stands: for a page asked of each in turn, for everybody gathered once."""
    stands = select(Consent.person_id).where(Consent.withdrawn_on.is_(None))
    if is_whole:
        return Person.id.not_in(stands)
    return ~stands.where(Consent.person_id == Person.id).correlate(Person).exists()


def saved_filters(register: Register) -> tuple[SavedFilter, ...]:
    """The filters that were kept, by name."""
    with register.reading() as session:
        return tuple(sorted(_kept(session).values(), key=lambda one: one.name.casefold()))


def save_filter(register: Register, name: str, wanted: PeopleFilter) -> Outcome[SavedFilter]:
    """Keep a filter under a name; a known name now means this one. Raises InputError for no name or too many kept."""
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > _LONGEST_NAME:
        raise InputError(f"Beri nama saringan ini, paling banyak {_LONGEST_NAME} huruf.", field="name")
    saved = SavedFilter(tidy, wanted)
    with register.deed(f"Menyimpan saringan “{tidy}”", action=Action.OWN_PREFERENCES) as deed:
        kept = _kept(deed.session)
        if len(kept) >= _MOST_KEPT and tidy.casefold() not in kept:
            raise InputError(f"Sudah ada {_MOST_KEPT} saringan. Hapus dulu yang tidak dipakai.", field="name")
        _keep(deed.session, {**kept, tidy.casefold(): saved})
    return Outcome(saved, frozenset({Changed.SETTINGS}))


def remove_filter(register: Register, name: str) -> Outcome[None]:
    """Forget a kept filter; nothing happens when there is none of that name."""
    with register.deed(f"Menghapus saringan “{name}”", action=Action.OWN_PREFERENCES) as deed:
        kept = _kept(deed.session)
        if kept.pop(name.casefold(), None) is not None:
            _keep(deed.session, kept)
    return Outcome(None, frozenset({Changed.SETTINGS}))


def _kept(session: Session) -> dict[str, SavedFilter]:
    row = session.get(Setting, _KEPT)
    found = [SavedFilter(one["name"], _read(one["wanted"])) for one in json.loads(row.value)] if row else []
    return {one.name.casefold(): one for one in found}


def _keep(session: Session, kept: dict[str, SavedFilter]) -> None:
    value = json.dumps([{"name": one.name, "wanted": asdict(one.wanted)} for one in kept.values()], ensure_ascii=False)
    row = session.get(Setting, _KEPT)
    if row is None:
        session.add(Setting(id=_KEPT, value=value))
    else:
        row.value = value


def _read(kept: dict[str, Any]) -> PeopleFilter:
    """A filter as it was kept; a wish that a newer program added is left out rather than failing."""
    known = {field.name for field in fields(PeopleFilter)}
    values = {key: value for key, value in kept.items() if key in known}
    if values.get("stage") is not None:
        values["stage"] = LifeStage(values["stage"])
    return PeopleFilter(**{**values, "status": LifeStatus(values.get("status", LifeStatus.ALIVE))})
