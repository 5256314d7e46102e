"""The doses of the national schedule for children, as data: windows of the coloured grid, ages and distances.

Source: KMK HK.01.07/MENKES/1098/2024, amended by HK.01.07/MENKES/35/2025; coloured grid of Buku KIA 2024. Distances
between doses: Permenkes 12/2017, IDAI 2020.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Antigen(StrEnum):
    """A vaccine of the childhood schedule, by the name on the Buku KIA."""

    HB0 = "HB0"
    BCG = "BCG"
    OPV = "OPV"
    DPT = "DPT-HB-Hib"
    PCV = "PCV"
    RV = "RV"
    IPV = "IPV"
    MR = "MR"
    JE = "JE"


@dataclass(frozen=True, slots=True)
class Window:
    """When a dose not given yet may be given, in completed months of age; each end is the first month beyond it.

    `on_time_from` to `on_time_until` white, then to `allowed_until` yellow, then to `catch_up_until` pink, then grey.
    """

    on_time_from: int
    on_time_until: int
    allowed_until: int
    catch_up_until: int


@dataclass(frozen=True, slots=True)
class Dose:
    """One dose: its key on cards, its place in the series of its vaccine, its window, and what must lie before it.

    `after_days` and `after_months` are the least distance to the dose before; `valid_from_days` (age) is where an
    early dose begins to count.
    """

    key: str
    antigen: Antigen
    number: int
    window: Window
    after_days: int = 0
    after_months: int = 0
    valid_from_days: int = 0

    @property
    def label(self) -> str:
        """As it is said and printed: `DPT-HB-Hib 2`, `BCG`."""
        return _label(self.antigen, self.number)


@cache
def _label(antigen: Antigen, number: int) -> str:
    is_single = antigen in (Antigen.HB0, Antigen.BCG, Antigen.JE)
    return antigen.value if is_single else f"{antigen.value} {number}"


_WEEKS_4, _WEEKS_6, _WEEKS_8 = 28, 42, 56
_MONTHS_9_DAYS, _MONTHS_12_DAYS = 270, 365

DOSES: tuple[Dose, ...] = (
    Dose("HB0", Antigen.HB0, 1, Window(0, 1, 1, 1)),
    Dose("BCG", Antigen.BCG, 1, Window(0, 2, 12, 12)),
    Dose("OPV1", Antigen.OPV, 1, Window(0, 2, 12, 60)),
    Dose("DPT1", Antigen.DPT, 1, Window(2, 3, 12, 60), valid_from_days=_WEEKS_6),
    Dose("OPV2", Antigen.OPV, 2, Window(2, 3, 12, 60), after_days=_WEEKS_4, valid_from_days=_WEEKS_6),
    Dose("PCV1", Antigen.PCV, 1, Window(2, 3, 12, 60), valid_from_days=_WEEKS_6),
    Dose("RV1", Antigen.RV, 1, Window(2, 3, 7, 7), valid_from_days=_WEEKS_6),
    Dose("DPT2", Antigen.DPT, 2, Window(3, 4, 12, 60), after_days=_WEEKS_4),
    Dose("OPV3", Antigen.OPV, 3, Window(3, 4, 12, 60), after_days=_WEEKS_4),
    Dose("PCV2", Antigen.PCV, 2, Window(3, 4, 12, 60), after_days=_WEEKS_4),
    Dose("RV2", Antigen.RV, 2, Window(3, 4, 7, 7), after_days=_WEEKS_4),
    Dose("DPT3", Antigen.DPT, 3, Window(4, 5, 12, 60), after_days=_WEEKS_4),
    Dose("OPV4", Antigen.OPV, 4, Window(4, 5, 12, 60), after_days=_WEEKS_4),
    Dose("IPV1", Antigen.IPV, 1, Window(4, 5, 12, 60), valid_from_days=_WEEKS_6),
    Dose("RV3", Antigen.RV, 3, Window(4, 5, 7, 7), after_days=_WEEKS_4),
    Dose("MR1", Antigen.MR, 1, Window(9, 10, 12, 60), valid_from_days=_MONTHS_9_DAYS),
    Dose("IPV2", Antigen.IPV, 2, Window(9, 10, 12, 60), after_days=_WEEKS_8),
    Dose("JE", Antigen.JE, 1, Window(10, 11, 11, 60), valid_from_days=_MONTHS_9_DAYS),
    Dose("PCV3", Antigen.PCV, 3, Window(12, 13, 24, 60), after_days=_WEEKS_8),
    Dose("DPT4", Antigen.DPT, 4, Window(18, 19, 24, 60), after_months=6, valid_from_days=_MONTHS_12_DAYS),
    Dose("MR2", Antigen.MR, 2, Window(18, 19, 24, 60), after_days=_WEEKS_4, valid_from_days=_MONTHS_12_DAYS),
)
BY_KEY: dict[str, Dose] = {dose.key: dose for dose in DOSES}
SERIES: dict[Antigen, tuple[Dose, ...]] = {
    antigen: tuple(dose for dose in DOSES if dose.antigen is antigen) for antigen in Antigen
}

LIVE_INJECTED = frozenset({Antigen.MR, Antigen.JE})
"""Two of these on one day, or at least four weeks apart (BCG is given within the skin and is not counted here)."""
LIVE_APART_DAYS = _WEEKS_4
REPEAT_AFTER_DAYS = _WEEKS_4
"""A dose that does not count is repeated after its own distance, and no sooner than this (ACIP)."""
LIVE = frozenset({Antigen.BCG, Antigen.OPV, Antigen.MR, Antigen.JE, Antigen.RV})
"""Never for a child whose defence is weak."""

PCV_CATCH_UP_MONTHS, PCV_ONE_DOSE_MONTHS = 12, 24
"""First PCV at 12 completed months: two doses; at 24: one (IDAI 2020)."""
PCV_CATCH_UP_APART_DAYS = _WEEKS_8
LAST_MONTH = 60
"""From here on school immunisation (BIAS) takes over."""


class Cell(StrEnum):
    """The colour of the grid for a dose not given yet."""

    TOO_EARLY = "belum"
    ON_TIME = "tepat"
    ALLOWED = "boleh"
    CATCH_UP = "kejar"
    CLOSED = "tutup"

    @property
    def is_open(self) -> bool:
        """Whether the dose may be given."""
        return self in (Cell.ON_TIME, Cell.ALLOWED, Cell.CATCH_UP)


def cell(key: str, age_months: int) -> Cell:
    """R-IMUN-GRID: the colour of the dose `key` at this age in completed months (KMK 1098/2024, Buku KIA 2024)."""
    window = BY_KEY[key].window
    if age_months < window.on_time_from:
        return Cell.TOO_EARLY
    if age_months < window.on_time_until:
        return Cell.ON_TIME
    if age_months < window.allowed_until:
        return Cell.ALLOWED
    return Cell.CATCH_UP if age_months < window.catch_up_until else Cell.CLOSED
