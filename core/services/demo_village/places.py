"""Where the invented village lies: its names, its posyandu with their kader and day of the month, its hamlets."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.words.periods import Month

VILLAGE, DISTRICT, REGENCY, PROVINCE = "Desa Sukamaju (contoh)", "Karya Bakti", "Nusa Permai", "Nusantara"
PUSKESMAS = "Karya Bakti"
REGION_CODE, OTHER_REGION_CODE = "990101", "990207"
"""First six digits of the village's NIK and KK numbers: no province of Indonesia has the code 99."""
STREETS = ["Kenanga", "Cempaka", "Flamboyan", "Teratai", "Dahlia", "Bougenvil", "Kamboja", "Seroja", "Kemuning", "Soka"]
_SUNDAY = 6


@dataclass(frozen=True, slots=True)
class DemoPosyandu:
    """One posyandu: its name, who keeps its book, its day of the month and its hamlets."""

    name: str
    kader: str
    day_of_month: int
    hamlets: tuple[str, ...]

    def sessions(self, months: int, today: date) -> tuple[date, ...]:
        """Its last `months` days before `today`, earliest first; a Sunday moves to Monday."""
        month, days = Month.of(today), list[date]()
        while len(days) < months:
            day = date(month.year, month.month, self.day_of_month)
            day += timedelta(days=day.weekday() == _SUNDAY)
            if day < today:
                days.append(day)
            month = month.previous()
        return tuple(reversed(days))


POSYANDU = (
    DemoPosyandu("Melati", "Bu Sari", 5, ("Krajan", "Sumberejo")),
    DemoPosyandu("Mawar", "Bu Yanti", 10, ("Karanganyar", "Tegalsari")),
    DemoPosyandu("Anggrek", "Bu Retno", 15, ("Bulakrejo", "Wonosari")),
)
VILLAGE_CLERK = "Pak Danu (kantor desa)"
MIDWIFE, COORDINATOR = "Bidan Ratih", "Bu Sari"


def is_demo(village: str, regency: str = "") -> bool:
    """Whether a register with this village is the invented one; also when only one of the two names was changed."""
    return village == VILLAGE or regency == REGENCY
