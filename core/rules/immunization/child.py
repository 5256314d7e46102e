"""What a child of 0 to 59 months has, what is due, what must wait and why; never restarts a series.

Source as in `schedule`: KMK 1098/2024 with KMK 35/2025, Permenkes 12/2017, IDAI 2020.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from operator import attrgetter

from core.rules.immunization.schedule import (
    BY_KEY,
    DOSES,
    LIVE,
    LIVE_APART_DAYS,
    LIVE_INJECTED,
    PCV_CATCH_UP_APART_DAYS,
    PCV_CATCH_UP_MONTHS,
    PCV_ONE_DOSE_MONTHS,
    REPEAT_AFTER_DAYS,
    SERIES,
    Antigen,
    Cell,
    Dose,
    cell,
)
from core.words.age import completed_months, month_completed_on


class DoseState(StrEnum):
    """How one dose stands on a day."""

    GIVEN = "sudah"
    NOT_YET = "belum-waktunya"
    DUE = "jatuh-tempo"
    ALLOWED = "boleh"
    CATCH_UP = "kejar"
    CLOSED = "lewat-batas"
    REFUSED = "ditolak"
    CONTRAINDICATED = "kontraindikasi"
    NOT_NEEDED = "tidak-perlu"

    @property
    def may_be_given(self) -> bool:
        """Whether it can be given on that day."""
        return self in (DoseState.DUE, DoseState.ALLOWED, DoseState.CATCH_UP)


class Caution(StrEnum):
    """What a health worker has found that forbids vaccines; fever below 38.5, a cold or preterm birth are none."""

    WEAK_DEFENCE = "imun-lemah"
    HIGH_DOSE_STEROID = "steroid-dosis-tinggi"
    INTUSSUSCEPTION = "invaginasi"
    ENCEPHALOPATHY_AFTER_DPT = "ensefalopati-sesudah-dpt"


@dataclass(frozen=True, slots=True)
class GivenDose:
    """A dose as written down: which (key of the card) and when."""

    key: str
    given_on: date


@dataclass(frozen=True, slots=True)
class Refusal:
    """A dose that the parents declined on a day, and why; it is offered again the next time."""

    key: str
    on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ImmunizationSettings:
    """What differs from place to place.

    `has_je`: JE is given in this province. `introduced_on`: vaccines that came later here; a child born before owes
    none. `hb0_last_day`: last day of life on which HB0 is given (7). `basic`: doses of a complete basic immunisation.
    """

    has_je: bool = False
    introduced_on: Mapping[Antigen, date] = field(default_factory=dict)
    hb0_last_day: int = 7
    basic: tuple[str, ...] = (
        "HB0",
        "BCG",
        "OPV1",
        "OPV2",
        "OPV3",
        "OPV4",
        "DPT1",
        "DPT2",
        "DPT3",
        "IPV1",
        "MR1",
    )


@dataclass(frozen=True, slots=True)
class ChildDoses:
    """What is known of one child: birth, doses, refusals, what forbids, and vaccines that caused anaphylaxis."""

    born_on: date
    given: tuple[GivenDose, ...] = ()
    refused: tuple[Refusal, ...] = ()
    cautions: frozenset[Caution] = frozenset()
    anaphylaxis: frozenset[Antigen] = frozenset()


@dataclass(frozen=True, slots=True)
class DoseStatus:
    """One dose on a day: its state, when it was given, from when it may be given, until when, and why."""

    key: str
    label: str
    state: DoseState
    given_on: date | None = None
    from_on: date | None = None
    until_on: date | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A written dose that does not count, with the reason for the health worker."""

    key: str
    given_on: date
    why: str


@dataclass(frozen=True, slots=True)
class ImmunizationStatus:
    """All doses of a child on a day, and written ones that do not count."""

    doses: tuple[DoseStatus, ...]
    uncounted: tuple[Uncounted, ...]

    @property
    def due(self) -> tuple[DoseStatus, ...]:
        """What can be given on that day."""
        return tuple(dose for dose in self.doses if dose.state.may_be_given)

    def of(self, key: str) -> DoseStatus | None:
        """One dose by its key; None where it is not part of the schedule here (JE)."""
        return next((dose for dose in self.doses if dose.key == key), None)


class BasicStatus(StrEnum):
    """Complete basic immunisation: complete, still within time, or behind."""

    COMPLETE = "lengkap"
    ON_THE_WAY = "belum lengkap"
    LATE = "terlambat"


def immunization_status(child: ChildDoses, on: date, settings: ImmunizationSettings) -> ImmunizationStatus:
    """R-IMUN: every dose of the child on the day `on` (KMK 1098/2024; distances Permenkes 12/2017, PCV IDAI 2020).

    A series is never begun anew: the next dose follows whatever was given, however long ago. A dose too early or too
    soon after the one before does not count and is named; it was injected all the same, so the next one keeps its
    distance from it too (ACIP, General Best Practice: repeating an invalid dose). Doses after `on` are left aside.
    """
    counted, uncounted = _counted(child, on)
    states = _states(child, on, settings, counted, _injected(child, on), _scheduled(settings))
    return ImmunizationStatus(tuple(states), uncounted)


def due_doses(child: ChildDoses, on: date, settings: ImmunizationSettings) -> tuple[DoseStatus, ...]:
    """R-IMUN: `immunization_status(...).due` without working out the rest: for the lists of a whole posyandu."""
    counted, uncounted = _counted(child, on)
    months = completed_months(child.born_on, on)
    # Of a series only the next dose can be given, and nothing before the age from which it is on time.
    following = [
        dose
        for dose in _scheduled(settings)
        if dose.window.on_time_from <= months and dose.number == len(counted[dose.antigen]) + 1
    ]
    if not following:
        return ()
    injected = _injected(child, on) if uncounted else counted
    states = _states(child, on, settings, counted, injected, following)
    return tuple(one for one in states if one.state.may_be_given)


def _scheduled(settings: ImmunizationSettings) -> Iterator[Dose]:
    return (dose for dose in DOSES if settings.has_je or dose.antigen is not Antigen.JE)


def _states(
    child: ChildDoses,
    on: date,
    settings: ImmunizationSettings,
    counted: Mapping[Antigen, Sequence[date]],
    injected: Mapping[Antigen, Sequence[date]],
    doses: Iterable[Dose],
) -> Iterator[DoseStatus]:
    live = [given_on for antigen in LIVE_INJECTED for given_on in injected[antigen]]
    for dose in doses:
        yield _status(dose, child, on, settings, counted, _Near(injected[dose.antigen], live))


def basic_status(status: ImmunizationStatus, born_on: date, on: date, settings: ImmunizationSettings) -> BasicStatus:
    """R-IDL: whether the basic immunisation is complete; behind when a dose of it is in catch-up or closed."""
    rows = [row for key in settings.basic if (row := status.of(key)) is not None]
    missing = [row for row in rows if row.state not in (DoseState.GIVEN, DoseState.NOT_NEEDED)]
    if not missing:
        return BasicStatus.COMPLETE
    months = completed_months(born_on, on)
    is_late = any(cell(row.key, months) in (Cell.CATCH_UP, Cell.CLOSED) for row in missing)
    return BasicStatus.LATE if is_late else BasicStatus.ON_THE_WAY


def is_complete_for_age(status: ImmunizationStatus, settings: ImmunizationSettings) -> bool | None:
    """R-IMUN-UMUR: whether a child has what its age asks for (KMK 1098/2024); None while no dose is written down.

    A dose whose month is now is not late yet. What a caution forbids is not missed; a basic dose that its age has
    closed is.
    """
    if not any(dose.state is DoseState.GIVEN for dose in status.doses):
        return None
    behind = (DoseState.ALLOWED, DoseState.CATCH_UP, DoseState.REFUSED)
    return not any(
        dose.state in behind or (dose.state is DoseState.CLOSED and dose.key in settings.basic) for dose in status.doses
    )


def catch_up_plan(
    child: ChildDoses, on: date, settings: ImmunizationSettings
) -> tuple[tuple[date, tuple[str, ...]], ...]:
    """R-IMUN-KEJAR: the earliest days from `on` for everything still open, each with its doses in card order.

    Each step gives all that can be given on its day; the next step is the first day on which more can be given.
    """
    plan: list[tuple[date, tuple[str, ...]]] = []
    day: date | None = on
    while day is not None:
        status = immunization_status(child, day, settings)
        keys = tuple(dose.key for dose in status.due)
        if keys:
            plan.append((day, keys))
            child = _with_given(child, keys, day)
            status = immunization_status(child, day, settings)
        later = (dose.from_on for dose in status.doses if dose.state in (DoseState.NOT_YET, DoseState.REFUSED))
        day = min((wait for wait in later if wait is not None and wait > day), default=None)
    return tuple(plan)


def _with_given(child: ChildDoses, keys: Iterable[str], on: date) -> ChildDoses:
    given = (*child.given, *(GivenDose(key, on) for key in keys))
    return ChildDoses(child.born_on, given, child.refused, child.cautions, child.anaphylaxis)


@dataclass(frozen=True, slots=True)
class _Near:
    """What the next dose keeps its distance from: days of the same vaccine, and of live ones, counted or not."""

    same: Sequence[date]
    live: Sequence[date]


def _injected(child: ChildDoses, on: date) -> dict[Antigen, list[date]]:
    # What is written before birth is a slip of the pen; nothing is spaced from it.
    days: dict[Antigen, list[date]] = {antigen: [] for antigen in SERIES}
    for one in child.given:
        if child.born_on <= one.given_on <= on:
            days[BY_KEY[one.key].antigen].append(one.given_on)
    return days


def _counted(child: ChildDoses, on: date) -> tuple[dict[Antigen, list[date]], tuple[Uncounted, ...]]:
    counted: dict[Antigen, list[date]] = {antigen: [] for antigen in SERIES}
    uncounted: list[Uncounted] = []
    written = sorted([dose for dose in child.given if dose.given_on <= on], key=_GIVEN_ON)
    for one in written:
        antigen = BY_KEY[one.key].antigen
        series, before = SERIES[antigen], counted[antigen]
        if len(before) >= len(series):
            uncounted.append(Uncounted(one.key, one.given_on, f"{antigen.value} sudah lengkap sebelum tanggal ini."))
        elif why := _does_not_count(series[len(before)], child.born_on, counted, one.given_on):
            uncounted.append(Uncounted(one.key, one.given_on, why))
        else:
            before.append(one.given_on)
    return counted, tuple(uncounted)


_GIVEN_ON = attrgetter("given_on")


def _does_not_count(dose: Dose, born_on: date, counted: Mapping[Antigen, Sequence[date]], given_on: date) -> str:
    before = counted[dose.antigen]
    if (given_on - born_on).days < dose.valid_from_days:
        return f"{dose.label} diberikan terlalu dini, jadi belum dihitung. Tanyakan bidan."
    if before and _is_too_soon(dose, before, born_on, given_on):
        return f"{dose.label} terlalu dekat dengan dosis sebelumnya, jadi belum dihitung. Tanyakan bidan."
    if dose.antigen not in LIVE_INJECTED:
        return ""
    others = [on for antigen in LIVE_INJECTED - {dose.antigen} for on in counted[antigen]]
    if any(0 < (given_on - on).days < LIVE_APART_DAYS for on in others):
        return f"{dose.label} kurang dari 4 minggu sesudah vaksin hidup lain, jadi belum dihitung. Tanyakan bidan."
    return ""


def _is_too_soon(dose: Dose, before: Sequence[date], born_on: date, given_on: date) -> bool:
    """Whether a dose given on a day came before the first day for it (`_after` the last counted one)."""
    last = before[-1]
    if (given_on - last).days < _apart_days(dose, before, born_on):
        return True
    return bool(dose.after_months) and given_on < month_completed_on(last, dose.after_months)


def _apart_days(dose: Dose, before: Sequence[date], born_on: date) -> int:
    if before and dose.antigen is Antigen.PCV and completed_months(born_on, before[0]) >= PCV_CATCH_UP_MONTHS:
        return max(dose.after_days, PCV_CATCH_UP_APART_DAYS)
    return dose.after_days


def _after(dose: Dose, before: Sequence[date], last: date, born_on: date) -> date:
    """The first day for this dose after `last`; `before` are the counted ones."""
    days = _apart_days(dose, before, born_on)
    return max(last + timedelta(days=days), month_completed_on(last, dose.after_months) if dose.after_months else last)


def _status(
    dose: Dose,
    child: ChildDoses,
    on: date,
    settings: ImmunizationSettings,
    counted: Mapping[Antigen, Sequence[date]],
    near: _Near,
) -> DoseStatus:
    before = counted[dose.antigen]
    if dose.number <= len(before):
        given_on = before[dose.number - 1]
        return DoseStatus(dose.key, dose.label, DoseState.GIVEN, given_on, why=_late(dose, child.born_on, given_on))
    if why := _not_needed(dose, child, on, settings, before):
        return DoseStatus(dose.key, dose.label, DoseState.NOT_NEEDED, why=why)
    last_on = _last_day(dose, child.born_on, settings)
    if on > last_on:
        return DoseStatus(dose.key, dose.label, DoseState.CLOSED, until_on=last_on, why="Sudah lewat batas umurnya.")
    if why := _forbidden(dose.antigen, child):
        return DoseStatus(dose.key, dose.label, DoseState.CONTRAINDICATED, until_on=last_on, why=why)
    if dose.number > len(before) + 1:
        label = SERIES[dose.antigen][len(before)].label
        return DoseStatus(dose.key, dose.label, DoseState.NOT_YET, until_on=last_on, why=f"Sesudah {label}.")
    return _open(dose, child, on, before, near, last_on)


def _late(dose: Dose, born_on: date, given_on: date) -> str:
    """R-IMUN: HB0 belongs to the first 24 hours; given later it counts, and is said to be late (KMK 1098/2024)."""
    is_late = dose.antigen is Antigen.HB0 and (given_on - born_on).days > 1
    return "Terlambat: lebih dari 24 jam sesudah lahir." if is_late else ""


def _open(dose: Dose, child: ChildDoses, on: date, before: Sequence[date], near: _Near, last_on: date) -> DoseStatus:
    from_on, why = _first_day(dose, child.born_on, on, before, near)
    if from_on > last_on:
        return DoseStatus(dose.key, dose.label, DoseState.CLOSED, until_on=last_on, why="Sudah lewat batas umurnya.")
    if on < from_on:
        return DoseStatus(dose.key, dose.label, DoseState.NOT_YET, from_on=from_on, until_on=last_on, why=why)
    if any(one.key == dose.key and one.on == on for one in child.refused):
        again_on, why = on + timedelta(days=1), "Hari ini ditolak. Tawarkan lagi pada kunjungan berikutnya."
        return DoseStatus(dose.key, dose.label, DoseState.REFUSED, from_on=again_on, until_on=last_on, why=why)
    state = _STATES[cell(dose.key, completed_months(child.born_on, on))]
    return DoseStatus(dose.key, dose.label, state, from_on=from_on, until_on=last_on)


_STATES = {Cell.ON_TIME: DoseState.DUE, Cell.ALLOWED: DoseState.ALLOWED, Cell.CATCH_UP: DoseState.CATCH_UP}


def _first_day(dose: Dose, born_on: date, on: date, before: Sequence[date], near: _Near) -> tuple[date, str]:
    waits = [(month_completed_on(born_on, dose.window.on_time_from), "Belum cukup umur.")]
    if before:
        label = SERIES[dose.antigen][len(before) - 1].label
        waits.append((_after(dose, before, before[-1], born_on), f"Jarak dari {label}."))
    last = max(near.same, default=None)
    if last is not None and last not in before:
        repeat_on = max(_after(dose, before, last, born_on), last + timedelta(days=REPEAT_AFTER_DAYS))
        waits.append((repeat_on, "Jarak dari dosis yang belum dihitung."))
    if dose.antigen in LIVE_INJECTED:
        apart = [(day, day + timedelta(days=LIVE_APART_DAYS)) for day in near.live]
        waits += [(until, "Jarak dari vaksin hidup sebelumnya.") for day, until in apart if day < on]
        # Two live vaccines on one day are fine; on any later day four weeks lie between them.
        if max(waits)[0] > on:
            waits += [(until, "Jarak dari vaksin hidup hari ini.") for day, until in apart if day == on]
    return max(waits, key=lambda wait: wait[0])


def _last_day(dose: Dose, born_on: date, settings: ImmunizationSettings) -> date:
    if dose.antigen is Antigen.HB0:
        return min(born_on + timedelta(days=settings.hb0_last_day), _before_month(born_on, dose))
    return _before_month(born_on, dose)


def _before_month(born_on: date, dose: Dose) -> date:
    return month_completed_on(born_on, dose.window.catch_up_until) - timedelta(days=1)


def _not_needed(dose: Dose, child: ChildDoses, on: date, settings: ImmunizationSettings, before: Sequence[date]) -> str:
    introduced_on = settings.introduced_on.get(dose.antigen)
    if introduced_on is not None and child.born_on < introduced_on:
        return "Anak lahir sebelum vaksin ini ada di sini."
    if dose.antigen is not Antigen.PCV:
        return ""
    first_months = completed_months(child.born_on, before[0] if before else on)
    for from_months, enough, words in _PCV_CATCH_UP:
        if first_months >= from_months and dose.number > enough:
            return f"PCV mulai umur {from_months} bulan: cukup {words} dosis."
    return ""


_PCV_CATCH_UP = ((PCV_ONE_DOSE_MONTHS, 1, "satu"), (PCV_CATCH_UP_MONTHS, 2, "dua"))
"""First dose from this age on (completed months), and how many doses are enough then (IDAI 2020)."""


def _forbidden(antigen: Antigen, child: ChildDoses) -> str:
    if antigen in child.anaphylaxis:
        return "Pernah alergi berat terhadap vaksin ini. Konsultasi dokter."
    is_weak = child.cautions & {Caution.WEAK_DEFENCE, Caution.HIGH_DOSE_STEROID}
    if is_weak and antigen in LIVE:
        return "Daya tahan tubuh lemah: tidak boleh vaksin hidup. Konsultasi dokter."
    if antigen is Antigen.RV and Caution.INTUSSUSCEPTION in child.cautions:
        return "Pernah invaginasi usus. Konsultasi dokter."
    if antigen is Antigen.DPT and Caution.ENCEPHALOPATHY_AFTER_DPT in child.cautions:
        return "Ensefalopati sesudah DPT. Konsultasi dokter."
    return ""
