"""Nothing wrong is ever proposed and nothing due is left out: any age, any history, against a table of its own."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.immunization.child import (
    Caution,
    ChildDoses,
    DoseState,
    GivenDose,
    ImmunizationSettings,
    Refusal,
    catch_up_plan,
    due_doses,
    immunization_status,
)
from core.rules.immunization.schedule import Antigen

PAPER = """
HB0  HB0 1  0  0  0  0    0   0
BCG  BCG 1  0  1 11 11    0   0
OPV1 OPV 1  0  1 11 59    0   0
DPT1 DPT 1  2  2 11 59   42   0
OPV2 OPV 2  2  2 11 59   42  28
PCV1 PCV 1  2  2 11 59   42   0
RV1  RV  1  2  2  6  6   42   0
DPT2 DPT 2  3  3 11 59    0  28
OPV3 OPV 3  3  3 11 59    0  28
PCV2 PCV 2  3  3 11 59    0  28
RV2  RV  2  3  3  6  6    0  28
DPT3 DPT 3  4  4 11 59    0  28
OPV4 OPV 4  4  4 11 59    0  28
IPV1 IPV 1  4  4 11 59   42   0
RV3  RV  3  4  4  6  6    0  28
MR1  MR  1  9  9 11 59  270   0
IPV2 IPV 2  9  9 11 59    0  56
JE   JE  1 10 10 10 59  270   0
PCV3 PCV 3 12 12 23 59    0  56
DPT4 DPT 4 18 18 23 59  365   0
MR2  MR  2 18 18 23 59  365  28
"""
"""Dose, vaccine, number; first month, last white, last yellow and last pink month (KMK 1098/2024, Buku KIA 2024); age
in days from which it counts; days after the dose before (Permenkes 12/2017, IDAI 2020). DPT4: six months after DPT3.
"""


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    vaccine: str
    number: int
    first: int
    white: int
    yellow: int
    pink: int
    counts_from: int
    gap: int


LINES: dict[str, Line] = {}
for _line in PAPER.split("\n")[1:-1]:
    _key, _vaccine, *_numbers = _line.split()
    LINES[_key] = Line(_vaccine, *map(int, _numbers))
ANTIGENS = {"DPT": Antigen.DPT} | {one.value: one for one in Antigen if one is not Antigen.DPT}
WEAK = {Caution.WEAK_DEFENCE, Caution.HIGH_DOSE_STEROID}


def months_old(born: date, on: date) -> int:
    return on.year * 12 + on.month - born.year * 12 - born.month - (on.day < born.day)


def birthday(born: date, months: int) -> date:
    year, month = divmod(born.year * 12 + born.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    if born.day <= last:
        return date(year, month + 1, born.day)
    return date(year, month + 1, last) + timedelta(days=1)


@dataclass
class Case:
    """A child, its place, and an own reading of what may be given on a day."""

    born: date
    given: list[tuple[str, date]]
    cautions: frozenset[Caution] = frozenset()
    allergies: frozenset[str] = frozenset()
    refused: list[tuple[str, date]] = field(default_factory=list)
    has_je: bool = False
    introduced: dict[str, date] = field(default_factory=dict)

    @property
    def child(self) -> ChildDoses:
        return ChildDoses(
            self.born,
            tuple(GivenDose(*one) for one in self.given),
            tuple(Refusal(*one) for one in self.refused),
            self.cautions,
            frozenset(ANTIGENS[one] for one in self.allergies),
        )

    @property
    def settings(self) -> ImmunizationSettings:
        introduced = {ANTIGENS[vaccine]: day for vaccine, day in self.introduced.items()}
        return ImmunizationSettings(has_je=self.has_je, introduced_on=introduced)

    def counted(self, on: date) -> dict[str, list[date]]:
        """The days that count, per vaccine, whatever number was written beside them."""
        found: dict[str, list[date]] = {line.vaccine: [] for line in LINES.values()}
        for key, day in sorted(self.given, key=lambda one: one[1]):
            vaccine = LINES[key].vaccine
            had = found[vaccine]
            line = next((x for x in LINES.values() if x.vaccine == vaccine and x.number == len(had) + 1), None)
            if line is None or day > on or (day - self.born).days < line.counts_from:
                continue
            if had and not self.is_far(line, had, had[-1], day):
                continue
            if any(0 < (day - other).days < 28 for other in self.other_live(vaccine, found)):
                continue
            had.append(day)
        return found

    def other_live(self, vaccine: str, days: dict[str, list[date]]) -> list[date]:
        return days["JE"] if vaccine == "MR" else days["MR"] if vaccine == "JE" else []

    def is_far(self, line: Line, had: list[date], last: date, day: date) -> bool:
        """Whether `day` keeps the distance of the line from `last`."""
        if line.vaccine == "DPT" and line.number == 4:
            return months_old(last, day) >= 6
        late_pcv = line.vaccine == "PCV" and bool(had) and months_old(self.born, had[0]) >= 12
        return (day - last).days >= (56 if late_pcv else line.gap)

    def is_asked_here(self, line: Line, had: list[date], on: date) -> bool:
        """Whether place, birth date and the age at the first PCV ask for this dose at all."""
        if line.vaccine == "JE" and not self.has_je:
            return False
        if self.born < self.introduced.get(line.vaccine, self.born):
            return False
        first = months_old(self.born, had[0] if had else on)
        enough = 1 if first >= 24 else 2 if first >= 12 else 3
        return line.vaccine != "PCV" or line.number <= enough

    def is_forbidden(self, vaccine: str) -> bool:
        return (
            vaccine in self.allergies
            or (bool(self.cautions & WEAK) and vaccine in ("BCG", "OPV", "RV", "MR", "JE"))
            or (vaccine == "RV" and Caution.INTUSSUSCEPTION in self.cautions)
            or (vaccine == "DPT" and Caution.ENCEPHALOPATHY_AFTER_DPT in self.cautions)
        )

    def keeps_distance(self, line: Line, had: list[date], on: date) -> bool:
        """From every injection of the same vaccine, counted or not, and from live ones of other days."""
        written = {vaccine: [d for k, d in self.given if LINES[k].vaccine == vaccine and self.born <= d <= on]
                   for vaccine in (line.vaccine, "MR", "JE")}  # fmt: skip
        for day in written[line.vaccine]:
            if (day in had and not self.is_far(line, had, day, on)) or (
                day not in had and not (self.is_far(line, had, day, on) and (on - day).days >= 28)
            ):
                return False
        live = written["MR"] + written["JE"] if line.vaccine in ("MR", "JE") else []
        return not any(0 < (on - day).days < 28 for day in live)

    def may_be_given(self, key: str, on: date, counted: dict[str, list[date]] | None = None) -> bool:
        line, had = LINES[key], (counted or self.counted(on))[LINES[key].vaccine]
        return (
            line.number == len(had) + 1
            and line.first <= months_old(self.born, on) <= line.pink
            and (key != "HB0" or (on - self.born).days <= 7)
            and self.is_asked_here(line, had, on)
            and not self.is_forbidden(line.vaccine)
            and self.keeps_distance(line, had, on)
            and (key, on) not in self.refused
        )

    def colour(self, key: str, on: date) -> DoseState:
        months, line = months_old(self.born, on), LINES[key]
        if months <= line.white:
            return DoseState.DUE
        return DoseState.ALLOWED if months <= line.yellow else DoseState.CATCH_UP

    def expected(self, on: date) -> dict[str, DoseState]:
        counted = self.counted(on)
        return {key: self.colour(key, on) for key in LINES if self.may_be_given(key, on, counted)}

    def proposed(self, on: date) -> dict[str, DoseState]:
        return {row.key: row.state for row in immunization_status(self.child, on, self.settings).due}


KEYS = st.sampled_from(list(LINES))
SLIGHTLY = st.integers(-2, 2)
GAPS = st.sampled_from([0, 0, 1, 14, 27, 28, 29, 55, 56, 57, 180, 183, 184, 365])


@st.composite
def days_of_life(draw, born: date, key: str | None, before: list[date]) -> date:
    """Any day to 72 months; near an edge of the window; or a telling distance after a day already written."""
    kind = draw(st.integers(0, 3))
    if kind == 0 or (kind == 1 and not before):
        return born + timedelta(days=draw(st.integers(-3, 72 * 31)))
    if kind == 1:
        earlier: date = draw(st.sampled_from(before))
        return earlier + timedelta(days=draw(GAPS) + draw(st.integers(-1, 1)))
    line = LINES[key or draw(KEYS)]
    edges = [line.first, line.white + 1, line.yellow + 1, line.pink + 1]
    near = [birthday(born, month) for month in edges] + [born + timedelta(days=line.counts_from)]
    edge: date = near[0] if kind == 2 else draw(st.sampled_from(near))
    return edge + timedelta(days=draw(SLIGHTLY))


@st.composite
def whole_series(draw, born: date) -> list[tuple[str, date]]:
    """Some series, dose after dose, now and then too soon, out of order, twice, or under a wrong number."""
    written: list[tuple[str, date]] = []
    for vaccine in draw(st.lists(st.sampled_from([*ANTIGENS]), max_size=5, unique=True)):
        series = [key for key, line in LINES.items() if line.vaccine == vaccine]
        day = draw(days_of_life(born, series[0], []))
        for key in series[: draw(st.integers(1, len(series)))]:
            written.append((draw(st.sampled_from([key, key, key, series[-1]])), day))
            day = max(birthday(born, LINES[key].first), day) + timedelta(days=draw(GAPS) + draw(SLIGHTLY))
    return written


@st.composite
def cases(draw) -> tuple[Case, date]:
    born = draw(st.dates(date(2019, 1, 1), date(2026, 12, 31)))
    written = draw(whole_series(born))
    for _ in range(draw(st.integers(0, 8))):
        key = draw(KEYS)
        written.append((key, draw(days_of_life(born, key, [day for _key, day in written]))))
    on = max(born, draw(days_of_life(born, None, [day for _key, day in written])))
    introduced = draw(st.dictionaries(st.sampled_from(["RV", "PCV", "IPV"]), st.integers(-400, 400), max_size=2))
    case = Case(
        born,
        draw(st.permutations(written)),
        draw(st.frozensets(st.sampled_from(list(Caution)), max_size=1)),
        draw(st.frozensets(st.sampled_from([*ANTIGENS]), max_size=1)),
        has_je=draw(st.booleans()),
        introduced={vaccine: born + timedelta(days=away // 100) for vaccine, away in introduced.items()},
    )
    open_now = sorted(case.expected(on))
    if open_now:
        days = st.sampled_from([on, on, on - timedelta(days=1)])
        case.refused = draw(st.lists(st.tuples(st.sampled_from(open_now), days), max_size=2))
    return case, on


@given(cases())
def test_r_imun_what_is_proposed_is_exactly_what_the_table_allows(made):
    """Both ways at once: nothing outside window, distance or caution; everything due, catch-up and day-of included."""
    case, on = made
    assert case.proposed(on) == case.expected(on)
    status = immunization_status(case.child, on, case.settings)
    assert due_doses(case.child, on, case.settings) == status.due
    assert {row.key for row in status.doses} == {key for key in LINES if key != "JE" or case.has_je}
    for vaccine, days in case.counted(on).items():
        keys = [key for key, line in LINES.items() if line.vaccine == vaccine and (key != "JE" or case.has_je)]
        told = [row.given_on for row in status.doses if row.key in keys and row.state is DoseState.GIVEN]
        assert told == days[: len(keys)]
    written = [one for one in case.given if one[1] <= on]
    assert len(status.uncounted) == len(written) - sum(map(len, case.counted(on).values()))


@given(cases())
def test_r_imun_what_waits_waits_for_the_very_first_day_that_is_allowed(made):
    case, on = made
    # Only what is written by today is known today.
    case.given = [one for one in case.given if one[1] <= on]
    for row in immunization_status(case.child, on, case.settings).doses:
        if row.state is DoseState.NOT_YET and row.from_on is not None:
            assert case.may_be_given(row.key, row.from_on), row
            assert not case.may_be_given(row.key, row.from_on - timedelta(days=1)), row
        if row.state in (DoseState.CLOSED, DoseState.CONTRAINDICATED):
            assert not any(case.may_be_given(row.key, on + timedelta(days=7 * week)) for week in range(60)), row


@given(cases())
def test_r_imun_kejar_each_day_of_the_plan_is_allowed_and_after_the_last_nothing_is_left(made):
    case, on = made
    case.given = [one for one in case.given if one[1] <= on]
    plan = catch_up_plan(case.child, on, case.settings)
    assert [day for day, _keys in plan] == sorted({day for day, _keys in plan})
    for day, keys in plan:
        assert set(keys) == set(case.expected(day)), day
        case.given += [(key, day) for key in keys]
    after = plan[-1][0] if plan else on
    later = [birthday(case.born, months) for months in range(73)]
    assert all(not case.expected(day) for day in later if day > after)


BORN = date(2025, 1, 10)
EARLIER = {"OPV2": {"OPV1": 0}, "DPT4": {"DPT1": 50, "DPT2": 90, "DPT3": 130}, "MR2": {"MR1": 280}}
"""Days of age of the doses before those that have an age of their own."""


def is_counted(key: str, day: date, before: list[tuple[str, date]]) -> bool:
    child = Case(BORN, [*before, (key, day)]).child
    uncounted = immunization_status(child, date(2028, 1, 1), ImmunizationSettings(has_je=True)).uncounted
    assert len(uncounted) <= 1
    return not uncounted


@pytest.mark.parametrize("key", [key for key, line in LINES.items() if line.counts_from])
def test_r_imun_a_dose_counts_from_its_day_of_age_and_not_a_day_before(key):
    before = [(one, BORN + timedelta(days=days)) for one, days in EARLIER.get(key, {}).items()]
    first = BORN + timedelta(days=LINES[key].counts_from)
    assert not is_counted(key, first - timedelta(days=1), before)
    assert is_counted(key, first, before)


@pytest.mark.parametrize("key", [key for key, line in LINES.items() if line.number > 1])
def test_r_imun_a_dose_counts_at_its_distance_and_not_a_day_before(key):
    line = LINES[key]
    series = [one for one, other in LINES.items() if other.vaccine == line.vaccine and other.number < line.number]
    # Past the first birthday where the dose has an age of its own; before it where a late start counts otherwise (PCV).
    latest = 400 if line.counts_from else 300
    days = [BORN + timedelta(days=latest - 70 * place) for place in range(len(series))][::-1]
    first = birthday(days[-1], 6) if key == "DPT4" else days[-1] + timedelta(days=line.gap)
    before = list(zip(series, days, strict=True))
    assert not is_counted(key, first - timedelta(days=1), before)
    assert is_counted(key, first, before)
