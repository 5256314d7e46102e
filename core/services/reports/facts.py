"""What a monthly report needs to know about a child: plain facts, no database and no clock."""

from dataclasses import dataclass, field
from datetime import date

from core.growth.kms import KmsEdition
from core.services.people.residence import Stay, is_resident, is_under_five
from core.services.views import VisitFacts
from core.words.people import LifeStatus, Sex


@dataclass(frozen=True, slots=True)
class CountingRules:
    """The choices of this register that change a count."""

    edition: KmsEdition = KmsEdition.CURRENT
    o_breaks_two_t: bool = True


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """One child with its stays in the village, latest first, and every visit.

    `status_changed_on`: the day it died or moved away. `kms_on`: since when it has a KMS or Buku KIA.
    `elsewhere`: ids of visits weighed at another posyandu; riwayat luar counts as elsewhere by itself.
    """

    id: str
    name: str
    sex: Sex
    born_on: date
    is_birth_date_approximate: bool = False
    stays: tuple[Stay, ...] = (Stay(),)
    status: LifeStatus = LifeStatus.ALIVE
    status_changed_on: date | None = None
    kms_on: date | None = None
    gestation_weeks: int | None = None
    mother: str = ""
    dusun: str = ""
    visits: tuple[VisitFacts, ...] = ()
    elsewhere: frozenset[str] = field(default_factory=frozenset)

    def is_resident_on(self, day: date) -> bool:
        """Lives in the village on `day` (R-RESIDENT)."""
        return is_resident(
            day,
            born_on=self.born_on,
            stays=self.stays,
            status=self.status,
            status_changed_on=self.status_changed_on,
        )

    def is_in_s_on(self, day: date) -> bool:
        """Belongs to S on `day`: a resident under 60 completed months."""
        return is_under_five(self.born_on, day) and self.is_resident_on(day)

    def is_here(self, visit: VisitFacts) -> bool:
        """The visit happened at this posyandu: session, sweeping or home visit."""
        return not visit.is_outside_history and visit.id not in self.elsewhere
