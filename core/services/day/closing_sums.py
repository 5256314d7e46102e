"""The sums of a day that must hold, each as a sentence with its numbers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.growth.weight_gain import Letter
from core.services.day.check_up_views import CheckUpView
from core.services.people.residence import is_served_by, of_residents, under_five_clause
from core.services.views import DayLine
from core.store.people import Person
from core.store.visits import PosyanduDay
from core.words.age import completed_months
from core.words.steps import Step

_UNDER_FIVE = 60
_NO_LETTER = "tanpa huruf (sudah ditimbang bulan ini)"


@dataclass(frozen=True, slots=True)
class DaySum:
    """`Terdaftar 12 = selesai 9 + pulang 1 + belum selesai 2`; `whole` is what stands before the equals sign."""

    label: str
    whole: int
    parts: tuple[tuple[str, int], ...]

    @property
    def holds(self) -> bool:
        """Whether the parts make up the whole."""
        return self.whole == sum(count for _, count in self.parts)

    @property
    def text(self) -> str:
        """The sum as a sentence; one that does not hold says by how much."""
        parts = " + ".join(f"{name} {count}" for name, count in self.parts)
        gap = self.whole - sum(count for _, count in self.parts)
        if not gap:
            return f"{self.label} {self.whole} = {parts}"
        return f"{self.label} {self.whole}, padahal {parts} ({'kurang' if gap > 0 else 'lebih'} {abs(gap)})"


def day_sums(
    session: Session, day: PosyanduDay, came: Sequence[CheckUpView], children: Sequence[DayLine]
) -> tuple[DaySum, ...]:
    """Who registered, who of the under-fives came and was weighed, and their letters (D = N + T + O + B).

    `children`: the lines of the day. Source: form SKDN/F1 (Juknis KMS 2021).
    """
    young = [line for line in children if completed_months(line.born_on, day.held_on) < _UNDER_FIVE]
    weighed = [line for line in young if line.weight_g is not None]
    ids = {line.person_id for line in young}
    arrived = {one.person_id for one in came} & ids
    excused = {one.person_id for one in came if one.not_measured_reason or one.left_reason}
    unweighed = arrived - {line.person_id for line in weighed}
    return (
        _registered(came),
        _expected(session, day, arrived),
        DaySum(
            "Balita datang",
            len(arrived),
            (
                ("ditimbang", len({line.person_id for line in weighed})),
                ("tidak ditimbang dengan alasan", len(unweighed & excused)),
            ),
        ),
        _letters(weighed),
    )


def _registered(came: Sequence[CheckUpView]) -> DaySum:
    done = sum(Step.VALIDATE in one.done for one in came)
    left = sum(bool(one.left_reason) and Step.VALIDATE not in one.done for one in came)
    parts = (("selesai", done), ("pulang", left), ("belum selesai", len(came) - done - left))
    return DaySum("Terdaftar", len(came), parts)


def _expected(session: Session, day: PosyanduDay, arrived: set[str]) -> DaySum:
    on: date = day.held_on
    here = of_residents(select(Person.id), on).where(is_served_by(day.posyandu_id, on), under_five_clause(on))
    own = set(session.scalars(here))
    guests = arrived - own
    parts = (("datang", len(arrived & own)), ("tidak datang", len(own - arrived)))
    label = f"Sasaran balita (di luar {len(guests)} tamu)" if guests else "Sasaran balita"
    return DaySum(label, len(own), parts)


def _letters(weighed: Sequence[DayLine]) -> DaySum:
    counts = Counter(line.letter for line in weighed)
    parts = [(letter.value, counts[letter.value]) for letter in (Letter.GAINED, Letter.NOT_GAINED, Letter.RETURNED)]
    parts.append((Letter.NEW.value, counts[Letter.NEW.value]))
    if counts[""]:
        parts.append((_NO_LETTER, counts[""]))
    return DaySum("Balita ditimbang (D)", len(weighed), tuple(parts))
