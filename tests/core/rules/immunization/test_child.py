"""What is due for a child: worked examples I-08 to I-10 and I-15, and laws that hold for every age and history."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.immunization.child import (
    BasicStatus,
    Caution,
    ChildDoses,
    DoseState,
    GivenDose,
    ImmunizationSettings,
    ImmunizationStatus,
    Refusal,
    basic_status,
    catch_up_plan,
    immunization_status,
)
from core.rules.immunization.schedule import BY_KEY, DOSES, Antigen, cell
from core.words.age import completed_months, month_completed_on

BORN = date(2025, 1, 10)
PLAIN = ImmunizationSettings()
WITH_JE = ImmunizationSettings(has_je=True)


def child(*given_doses: tuple[str, str], **rest) -> ChildDoses:
    doses = tuple(GivenDose(key, date.fromisoformat(on)) for key, on in given_doses)
    return ChildDoses(rest.pop("born_on", BORN), doses, **rest)


def state(one: ChildDoses, key: str, on: str, settings: ImmunizationSettings = PLAIN) -> DoseState:
    row = immunization_status(one, date.fromisoformat(on), settings).of(key)
    assert row is not None
    return row.state


def test_i_09_too_soon_after_the_dose_before_tells_from_when():
    one = child(("DPT1", "2025-03-10"), born_on=date(2025, 1, 1))
    row = immunization_status(one, date(2025, 4, 4), PLAIN).of("DPT2")
    assert row is not None
    assert (row.state, row.from_on) == (DoseState.NOT_YET, date(2025, 4, 7))
    assert state(one, "DPT2", "2025-04-07") is DoseState.DUE


def test_i_10_a_series_goes_on_where_it_stopped():
    born = date(2025, 9, 10)
    one = child(("DPT1", "2026-01-15"), born_on=born)
    on = "2026-11-20"  # 14 months
    assert state(one, "DPT2", on) is DoseState.CATCH_UP
    assert state(one, "DPT1", on) is DoseState.GIVEN
    assert state(one, "RV1", on) is DoseState.CLOSED
    assert state(one, "PCV1", on) is DoseState.CATCH_UP
    assert state(one, "PCV3", on) is DoseState.NOT_NEEDED
    plan = {key: day for day, keys in catch_up_plan(one, date.fromisoformat(on), PLAIN) for key in keys}
    assert plan["PCV2"] - plan["PCV1"] == timedelta(weeks=8)
    assert "PCV3" not in plan


def test_a_first_pcv_at_two_years_is_the_only_one():
    one = child(born_on=date(2024, 11, 1))
    plan = [key for _day, keys in catch_up_plan(one, date(2026, 11, 20), PLAIN) for key in keys]
    assert [key for key in plan if key.startswith("PCV")] == ["PCV1"]


def test_i_08_je_is_shown_only_where_it_is_given():
    assert immunization_status(child(), date(2025, 12, 1), PLAIN).of("JE") is None
    assert state(child(), "JE", "2025-11-10", WITH_JE) is DoseState.DUE


def test_i_15_a_weak_defence_blocks_live_vaccines_and_says_whom_to_ask():
    one = child(cautions=frozenset({Caution.WEAK_DEFENCE}))
    row = immunization_status(one, date(2025, 1, 20), PLAIN).of("BCG")
    assert row is not None
    assert row.state is DoseState.CONTRAINDICATED
    assert "dokter" in row.why
    assert state(one, "DPT1", "2025-03-10") is DoseState.DUE


@pytest.mark.parametrize(
    ("caution", "blocked", "free"),
    [
        (Caution.HIGH_DOSE_STEROID, ("OPV1", "BCG", "RV1", "MR1"), ("DPT1", "PCV1", "IPV1", "HB0")),
        (Caution.INTUSSUSCEPTION, ("RV1",), ("DPT1", "OPV1", "MR1")),
        (Caution.ENCEPHALOPATHY_AFTER_DPT, ("DPT1",), ("RV1", "OPV1", "MR1")),
    ],
)
def test_each_caution_blocks_its_vaccines_and_no_other(caution, blocked, free):
    one = child(cautions=frozenset({caution}))
    days = {"MR1": "2025-10-10", "IPV1": "2025-05-10", "HB0": "2025-01-10"}
    for key in blocked:
        assert state(one, key, days.get(key, "2025-03-12")) is DoseState.CONTRAINDICATED, key
    for key in free:
        assert state(one, key, days.get(key, "2025-03-12")).may_be_given, key


def test_anaphylaxis_to_a_vaccine_blocks_its_next_dose():
    one = child(("PCV1", "2025-03-12"), anaphylaxis=frozenset({Antigen.PCV}))
    assert state(one, "PCV2", "2025-04-12") is DoseState.CONTRAINDICATED


def test_hb0_counts_in_the_first_week():
    assert state(child(), "HB0", "2025-01-10") is DoseState.DUE
    assert state(child(), "HB0", "2025-01-17") is DoseState.DUE
    assert state(child(), "HB0", "2025-01-18") is DoseState.CLOSED


def test_a_refusal_stands_for_that_day_only():
    one = child(refused=(Refusal("DPT1", date(2025, 3, 12)),))
    assert state(one, "DPT1", "2025-03-12") is DoseState.REFUSED
    assert state(one, "DPT1", "2025-04-12") is DoseState.ALLOWED


def test_who_was_born_before_a_vaccine_came_owes_none():
    settings = ImmunizationSettings(introduced_on={Antigen.RV: date(2025, 6, 1), Antigen.PCV: date(2025, 1, 10)})
    assert state(child(), "RV1", "2025-03-12", settings) is DoseState.NOT_NEEDED
    assert state(child(), "PCV1", "2025-03-12", settings) is DoseState.DUE


def test_two_live_vaccines_on_one_day_or_four_weeks_apart():
    one = child(("MR1", "2025-10-20"))
    assert state(one, "JE", "2025-11-12", WITH_JE) is DoseState.NOT_YET
    assert state(one, "JE", "2025-11-17", WITH_JE) is DoseState.DUE
    same_day = child(("MR1", "2025-11-12"))
    assert state(same_day, "JE", "2025-11-12", WITH_JE) is DoseState.DUE
    too_close = child(("MR1", "2025-11-12"), ("JE", "2025-11-30"))
    assert [dose.key for dose in immunization_status(too_close, date(2026, 1, 1), WITH_JE).uncounted] == ["JE"]


def test_doses_too_early_or_too_close_are_named_and_asked_again():
    one = child(("DPT1", "2025-02-01"), ("DPT1", "2025-03-12"), ("DPT2", "2025-03-30"))
    status = immunization_status(one, date(2025, 4, 20), PLAIN)
    assert [(dose.key, dose.given_on.isoformat()) for dose in status.uncounted] == [
        ("DPT1", "2025-02-01"),
        ("DPT2", "2025-03-30"),
    ]
    assert state(one, "DPT2", "2025-04-20").may_be_given


def test_the_basic_immunisation():
    dates = {
        "HB0": "2025-01-10",
        "BCG": "2025-02-01",
        "OPV1": "2025-02-01",
        **dict.fromkeys(("DPT1", "OPV2"), "2025-03-12"),
        **dict.fromkeys(("DPT2", "OPV3"), "2025-04-12"),
        **dict.fromkeys(("DPT3", "OPV4", "IPV1"), "2025-05-12"),
    }
    on = date(2025, 11, 1)
    missing_mr = child(*dates.items())
    assert basic_status(immunization_status(missing_mr, on, PLAIN), BORN, on, PLAIN) is BasicStatus.ON_THE_WAY
    late_on = date(2026, 2, 1)
    late = immunization_status(missing_mr, late_on, PLAIN)
    assert basic_status(late, BORN, late_on, PLAIN) is BasicStatus.LATE
    whole = child(*dates.items(), ("MR1", "2025-10-12"))
    assert basic_status(immunization_status(whole, on, PLAIN), BORN, on, PLAIN) is BasicStatus.COMPLETE


days_of_life = st.integers(0, 72 * 31)
histories = st.lists(st.tuples(st.sampled_from([dose.key for dose in DOSES]), days_of_life), max_size=24)
cautions = st.frozensets(st.sampled_from(list(Caution)), max_size=2)
born_days = st.dates(date(2019, 1, 1), date(2026, 12, 31))
MIN_DAYS = {"DPT2": 28, "DPT3": 28, "OPV2": 28, "OPV3": 28, "OPV4": 28, "RV2": 28, "RV3": 28, "PCV2": 28}
MIN_DAYS |= {"PCV3": 56, "IPV2": 56, "MR2": 28}
LIVE = {"BCG", "OPV", "MR", "JE", "RV"}


def numbers(key: str) -> tuple[str, int]:
    return (key[:-1], int(key[-1])) if key[-1].isdigit() and key != "HB0" else (key, 1)


@given(born_days, histories, days_of_life, cautions, st.booleans())
def test_nothing_outside_window_distance_or_caution_is_ever_proposed(born, history, age, found, has_je):
    """An independent reading of the rules over whatever was written down."""
    on = born + timedelta(days=age)
    one = ChildDoses(born, tuple(GivenDose(key, born + timedelta(days=day)) for key, day in history), cautions=found)
    settings = ImmunizationSettings(has_je=has_je)
    status = immunization_status(one, on, settings)
    months = completed_months(born, on)
    for row in status.due:
        series, number = numbers(row.key)
        assert cell(row.key, months).is_open
        assert series != "JE" or has_je
        written = sorted(g.given_on for g in one.given if numbers(g.key)[0] == series and g.given_on <= on)
        if number > 1:
            assert len(written) >= number - 1
            assert (on - given_before(status, series)).days >= MIN_DAYS.get(row.key, 0)
        if row.key == "DPT4":
            assert on >= month_completed_on(given_before(status, series), 6)
        if found & {Caution.WEAK_DEFENCE, Caution.HIGH_DOSE_STEROID}:
            assert series not in LIVE
        if series == "RV":
            assert Caution.INTUSSUSCEPTION not in found
        if series == "DPT":
            assert Caution.ENCEPHALOPATHY_AFTER_DPT not in found


def given_before(status: ImmunizationStatus, series: str) -> date:
    return max(row.given_on for row in status.doses if row.given_on is not None and numbers(row.key)[0] == series)


@given(
    born_days, st.sets(st.sampled_from([dose.key for dose in DOSES]), max_size=15), st.integers(0, 72), st.booleans()
)
def test_what_is_due_is_always_proposed(born, keys, months, has_je):
    """Doses given at the first right moment, in order; whatever the grid then leaves open is proposed."""
    on = month_completed_on(born, months)
    given_doses: list[GivenDose] = []
    last: dict[str, tuple[int, date]] = {}
    for dose in DOSES:
        series, number = numbers(dose.key)
        day = month_completed_on(born, BY_KEY[dose.key].window.on_time_from)
        is_next = number == 1 or last.get(series, (0, born))[0] == number - 1
        if dose.key in keys and is_next and day < on and (dose.key != "JE" or has_je):
            given_doses.append(GivenDose(dose.key, day))
            last[series] = (number, day)
    status = immunization_status(ChildDoses(born, tuple(given_doses)), on, ImmunizationSettings(has_je=has_je))
    proposed = {row.key for row in status.due}
    for dose in DOSES:
        series, number = numbers(dose.key)
        reached, day = last.get(series, (0, born))
        gap = MIN_DAYS.get(dose.key, 0) if number > 1 else 0
        is_near = dose.key == "JE" and any(
            0 < (on - g.given_on).days < 28 for g in given_doses if g.key in ("MR1", "MR2")
        )
        is_near |= dose.key.startswith("MR") and any(
            0 < (on - g.given_on).days < 28 for g in given_doses if g.key == "JE"
        )
        late_pcv = dose.key in ("PCV2", "PCV3") and "PCV1" not in {g.key for g in given_doses}
        expected = (
            number == reached + 1
            and cell(dose.key, months).is_open
            and (on - day).days >= gap
            and (dose.key != "JE" or has_je)
            and not (dose.key == "DPT4" and on < month_completed_on(day, 6))
            and not (dose.key == "HB0" and (on - born).days > 7)
            and not is_near
            and not late_pcv
        )
        assert (dose.key in proposed) is expected, dose.key


@given(born_days, st.integers(0, 60))
def test_a_catch_up_plan_ends_with_nothing_left_to_give(born, months):
    on = month_completed_on(born, months)
    one = ChildDoses(born)
    plan = catch_up_plan(one, on, PLAIN)
    given_doses = tuple(GivenDose(key, day) for day, keys in plan for key in keys)
    assert len({dose.key for dose in given_doses}) == len(given_doses)
    end = month_completed_on(born, 72)
    status = immunization_status(ChildDoses(born, given_doses), end, PLAIN)
    assert status.uncounted == ()
    open_ones = {row.state for row in status.doses}
    assert open_ones <= {DoseState.GIVEN, DoseState.CLOSED, DoseState.NOT_NEEDED}
    if months == 0:
        assert all(row.state is DoseState.GIVEN for row in status.doses)
