"""What is due for a child: worked examples I-08 to I-10 and I-15, and what each thing written down changes."""

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
    Refusal,
    basic_status,
    catch_up_plan,
    immunization_status,
    is_complete_for_age,
)
from core.rules.immunization.schedule import Antigen
from core.words.age import month_completed_on

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


def test_r_imun_mr_1_of_a_child_born_on_10_january_2025_falls_due_at_nine_months():
    one = child()
    row = immunization_status(one, date(2025, 10, 9), PLAIN).of("MR1")
    assert row is not None
    assert (row.state, row.from_on) == (DoseState.NOT_YET, date(2025, 10, 10))
    assert state(one, "MR1", "2025-10-10") is DoseState.DUE
    late = immunization_status(one, date(2025, 11, 1), PLAIN).of("MR1")
    assert late is not None
    assert late in immunization_status(one, date(2025, 11, 1), PLAIN).due


@pytest.mark.parametrize(("given_on", "is_late"), [("2025-01-10", False), ("2025-01-11", False), ("2025-01-12", True)])
def test_r_imun_hb0_on_day_two_counts_and_is_said_to_be_late(given_on, is_late):
    row = immunization_status(child(("HB0", given_on)), date(2025, 1, 12), PLAIN).of("HB0")
    assert row is not None
    assert (row.state, row.why.startswith("Terlambat")) == (DoseState.GIVEN, is_late)


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


def test_a_live_vaccine_of_today_counts_for_the_first_day_of_the_next_that_cannot_be_today():
    one = child(("JE", "2025-09-20"))
    row = immunization_status(one, date(2025, 9, 20), WITH_JE).of("MR1")
    assert row is not None
    assert (row.state, row.from_on) == (DoseState.NOT_YET, date(2025, 10, 18))


def test_bcg_within_the_skin_keeps_no_live_vaccine_away():
    one = child(("BCG", "2025-11-01"))
    assert state(one, "MR1", "2025-11-10", WITH_JE).may_be_given
    assert state(one, "JE", "2025-11-10", WITH_JE).may_be_given


def test_doses_too_early_or_too_close_are_named_and_asked_again():
    one = child(("DPT1", "2025-02-01"), ("DPT1", "2025-03-12"), ("DPT2", "2025-03-30"))
    status = immunization_status(one, date(2025, 4, 20), PLAIN)
    assert [(dose.key, dose.given_on.isoformat()) for dose in status.uncounted] == [
        ("DPT1", "2025-02-01"),
        ("DPT2", "2025-03-30"),
    ]
    assert state(one, "DPT2", "2025-04-09") is DoseState.NOT_YET


def test_a_dose_that_does_not_count_was_injected_all_the_same_and_keeps_the_next_away():
    one = child(("DPT1", "2025-03-12"), ("DPT2", "2025-03-30"))
    assert state(one, "DPT2", "2025-04-26") is DoseState.NOT_YET
    assert state(one, "DPT2", "2025-04-27").may_be_given
    too_young = child(("DPT1", "2025-02-20"))
    assert state(too_young, "DPT1", "2025-03-19") is DoseState.NOT_YET
    assert state(too_young, "DPT1", "2025-03-20").may_be_given
    third_mr = child(("MR1", "2025-10-10"), ("MR2", "2026-07-10"), ("MR2", "2026-08-10"))
    assert state(third_mr, "JE", "2026-09-06", WITH_JE) is DoseState.NOT_YET
    assert state(third_mr, "JE", "2026-09-07", WITH_JE).may_be_given
    before_birth = child(("OPV1", "2025-01-05"))
    assert state(before_birth, "OPV1", "2025-01-20").may_be_given


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


born_days = st.dates(date(2019, 1, 1), date(2026, 12, 31))


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


ON_TIME = {
    "HB0": "2025-01-10", "BCG": "2025-02-01", "OPV1": "2025-02-01", "DPT1": "2025-03-12", "OPV2": "2025-03-12",
    "PCV1": "2025-03-12", "RV1": "2025-03-12", "DPT2": "2025-04-12", "OPV3": "2025-04-12", "PCV2": "2025-04-12",
    "RV2": "2025-04-12", "DPT3": "2025-05-12", "OPV4": "2025-05-12", "IPV1": "2025-05-12", "RV3": "2025-05-12",
    "MR1": "2025-10-12", "IPV2": "2025-10-12",
}  # fmt: skip
BASIC = ("HB0", "BCG", "OPV1", "OPV2", "OPV3", "OPV4", "DPT1", "DPT2", "DPT3", "IPV1", "MR1")


@pytest.mark.parametrize("missing", BASIC)
def test_r_idl_each_of_its_doses_is_needed(missing):
    on = date(2025, 12, 1)
    # A series is counted by its days: without one of them its last dose is the one that is not there.
    one = child(*((key, ON_TIME[key]) for key in BASIC if key != missing))
    assert basic_status(immunization_status(one, on, PLAIN), BORN, on, PLAIN) is not BasicStatus.COMPLETE


def test_r_idl_a_vaccine_that_came_later_is_not_owed():
    on = date(2025, 12, 1)
    settings = ImmunizationSettings(introduced_on={Antigen.IPV: date(2025, 6, 1)})
    one = child(*((key, day) for key, day in ON_TIME.items() if key in BASIC and key != "IPV1"))
    assert basic_status(immunization_status(one, on, settings), BORN, on, settings) is BasicStatus.COMPLETE
    assert basic_status(immunization_status(one, on, PLAIN), BORN, on, PLAIN) is BasicStatus.ON_THE_WAY


@pytest.mark.parametrize(
    ("without", "on", "is_complete"),
    [
        ((), "2025-12-01", True),
        (("MR1", "IPV2"), "2025-10-20", True),  # their month is now
        (("MR1", "IPV2"), "2025-11-10", False),  # allowed, but late
        (("RV3",), "2025-12-01", True),  # closed, and no basic dose
        (("BCG",), "2026-01-10", False),  # closed, and a basic dose
        (tuple(ON_TIME), "2025-12-01", None),
    ],
)
def test_r_imun_umur(without, on, is_complete):
    one = child(*((key, day) for key, day in ON_TIME.items() if key not in without and day <= on))
    assert is_complete_for_age(immunization_status(one, date.fromisoformat(on), PLAIN), PLAIN) is is_complete


def test_r_imun_umur_what_was_refused_today_is_missed_and_what_is_forbidden_is_not():
    doses = [(key, day) for key, day in ON_TIME.items() if key not in ("MR1", "IPV2")]
    refused = child(*doses, refused=(Refusal("MR1", date(2025, 10, 20)),))
    assert is_complete_for_age(immunization_status(refused, date(2025, 10, 20), PLAIN), PLAIN) is False
    weak = child(*doses, ("IPV2", "2025-10-12"), cautions=frozenset({Caution.WEAK_DEFENCE}))
    assert is_complete_for_age(immunization_status(weak, date(2025, 12, 1), PLAIN), PLAIN) is True
