"""Two families of Sukamaju to try life events on, both in the village since New Year 2023."""

from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import select

from core.services.deeds.undoing import last_deeds
from core.services.life_events.households import Home
from core.services.life_events.moved_in import MovedInForm, Newcomer
from core.services.life_events.table import record_event
from core.services.people.life_story import household_on
from core.services.register import Register
from core.services.setup import list_posyandu
from core.store.people import FamilyMember, Person, last_membership_id
from core.words.people import FamilyRole, Sex

SINCE = date(2023, 1, 1)
TODAY = date(2026, 11, 25)


@dataclass
class Village:
    """People and families by name."""

    register: Register

    def person(self, name: str) -> str:
        """The id of a person."""
        with self.register.reading() as session:
            return session.scalars(select(Person.id).where(Person.name == name)).one()

    def family(self, name: str) -> str:
        """The id of the family in which somebody lives, or lived last."""
        with self.register.reading() as session:
            latest = select(FamilyMember.family_id).join(Person, FamilyMember.id == last_membership_id())
            return session.scalars(latest.where(Person.name == name)).one()

    def house(self, name: str, on: date = TODAY) -> dict[str, str]:
        """Who lives with somebody on a day, each with its place in the family."""
        return self.house_of(self.family(name), on)

    def house_of(self, family: str, on: date = TODAY) -> dict[str, str]:
        """Who lives in a family on a day, each with its place in it."""
        return {one.person.name: one.role.label for one in household_on(self.register, family, on)}

    def facts(self, name: str) -> Person:
        """The row of a person."""
        with self.register.reading() as session:
            return session.scalars(select(Person).where(Person.name == name)).one()

    def last_sentence(self) -> str:
        """What the last deed is called."""
        return last_deeds(self.register, 1)[0].sentence


@pytest.fixture
def village(register):
    home = Home("Jl. Soka 1", "Krajan", "01", "02", list_posyandu(register)[0].id)
    asep = (
        Newcomer("Asep", Sex.MALE, date(1980, 1, 1), FamilyRole.HEAD),
        Newcomer("Siti", Sex.FEMALE, date(1984, 1, 1), FamilyRole.WIFE),
        Newcomer("Budi", Sex.MALE, date(2001, 1, 1)),
        Newcomer("Dewi", Sex.FEMALE, date(2003, 1, 1)),
        Newcomer("Cici", Sex.FEMALE, date(2022, 5, 5)),
    )
    dadang = (
        Newcomer("Dadang", Sex.MALE, date(1975, 1, 1), FamilyRole.HEAD),
        Newcomer("Euis", Sex.FEMALE, date(1979, 1, 1), FamilyRole.WIFE),
        Newcomer("Ujang", Sex.MALE, date(2000, 1, 1)),
    )
    record_event(register, MovedInForm(asep, SINCE, "3273010101010001", home))
    record_event(register, MovedInForm(dadang, SINCE, "", Home(dusun="Cikadu", posyandu_id=home.posyandu_id)))
    return Village(register)
