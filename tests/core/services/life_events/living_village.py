"""A small village that lives at random, and the simple model it is compared with: who lives where from which day on."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from core.services.life_events.moved_in import MovedInForm, Newcomer
from core.services.life_events.table import record_event
from core.services.people.life_story import household_on
from core.services.register import Register
from core.words.people import FamilyRole, Sex

FIRST = date(2020, 1, 1)
TODAY = date(2026, 11, 25)
ONE_DAY = timedelta(days=1)


@dataclass
class Model:
    """For each person the days from which it lives in a family (None: in none)."""

    since: dict[str, dict[date, str | None]] = field(default_factory=lambda: defaultdict(dict))
    families: set[str] = field(default_factory=set)
    men: set[str] = field(default_factory=set)
    women: set[str] = field(default_factory=set)

    def lives(self, person: str, family: str | None, on: date) -> None:
        """From this day on."""
        self.since[person] = {day: where for day, where in self.since[person].items() if day < on}
        self.since[person][on] = family
        if family:
            self.families.add(family)

    def leaves(self, person: str, last_on: date) -> None:
        """This is the last day."""
        self.lives(person, None, last_on + ONE_DAY)

    def is_born(self, child: str, mother: str, on: date, sex: Sex | None) -> None:
        """A child lives where its mother lives, also written down late; after her death it stays."""
        hers = sorted(self.since[mother].items())
        later = {day: where for day, where in hers if day > on}
        if hers[-1][1] is None:
            later.pop(hers[-1][0], None)
        self.since[child] = {on: self.family_on(mother, on), **later}
        (self.men if sex is Sex.MALE else self.women).add(child)

    def family_on(self, person: str, on: date) -> str | None:
        """Where a person lives on a day."""
        return next((where for day, where in sorted(self.since[person].items(), reverse=True) if day <= on), None)

    def family_now(self, person: str) -> str | None:
        """Where a person lives by what was written last."""
        return self.family_on(person, date.max)

    def members_now(self, family: str) -> list[str]:
        """Who lives in a family by what was written last."""
        return [person for person in self.since if self.family_now(person) == family]

    def household_on(self, family: str, on: date) -> set[str]:
        """Who lives in a family on a day."""
        return {person for person in self.since if self.family_on(person, on) == family}

    def days(self) -> list[date]:
        """Every day on which somebody came or went, and the days beside it."""
        changed = {day for days in self.since.values() for day in days}
        return sorted({day + step for day in changed for step in (-ONE_DAY, timedelta(0), ONE_DAY)})


def settle(register: Register, model: Model, sizes: list[int]) -> None:
    """Newcomer families: a couple and so many children each, all in the village since 2020 or their birth."""
    for number, size in enumerate(sizes):
        people = [
            Newcomer(f"Ayah {number}", Sex.MALE, date(1980 + number, 3, 1), FamilyRole.HEAD),
            Newcomer(f"Ibu {number}", Sex.FEMALE, date(1983 + number, 5, 1), FamilyRole.WIFE),
        ]
        for place in range(size):
            sex = Sex.FEMALE if (number + place) % 2 else Sex.MALE
            people.append(Newcomer(f"Anak {number}{place}", sex, date(2000 + 4 * place, 1, 1 + place)))
        family = record_event(register, MovedInForm(tuple(people), FIRST)).value
        for member in household_on(register, family, TODAY):
            model.lives(member.person.id, family, FIRST)
            (model.men if member.person.sex is Sex.MALE else model.women).add(member.person.id)
