"""The batch says what the single computation says, row for row, whatever is measured."""

from math import floor, isnan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.growth import batch, classify, selftest
from core.growth.assess import Assessment, assess
from core.words.people import Posture, Sex

ORDERS: dict[str, list[classify.Category]] = {
    "waz_category": list(classify.WeightForAgeCategory),
    "haz_category": list(classify.LengthForAgeCategory),
    "whz_category": list(classify.NutritionCategory),
    "hcz_category": list(classify.HeadCategory),
    "muac_category": list(classify.MuacCategory),
}
POSTURES = {None: 0, Posture.LYING: batch.LYING, Posture.STANDING: batch.STANDING}

measure = st.one_of(st.none(), st.floats(0.3, 180, allow_nan=False).map(lambda value: round(value, 2)))
child = st.fixed_dictionaries(
    {
        "sex": st.sampled_from(list(Sex)),
        "age_days": st.one_of(
            st.none(), st.integers(-5, 7100), st.sampled_from([90, 91, 273, 274, 730, 731, 1826, 1827])
        ),
        "weight_kg": st.one_of(st.none(), st.floats(0.5, 40).map(lambda value: round(value, 3))),
        "lenhei_cm": measure,
        "posture": st.sampled_from([None, *Posture]),
        "head_cm": measure,
        "muac_cm": measure,
        "has_oedema": st.booleans(),
        "gestation_weeks": st.one_of(st.none(), st.integers(24, 42)),
    }
)


def columns_of(children):
    def floats(name):
        return [np.nan if row[name] is None else row[name] for row in children]

    return batch.columns(
        [row["sex"] is Sex.MALE for row in children],
        [batch.NO_DAY if row["age_days"] is None else row["age_days"] for row in children],
        weight_kg=floats("weight_kg"),
        lenhei_cm=floats("lenhei_cm"),
        posture=[POSTURES[row["posture"]] for row in children],
        head_cm=floats("head_cm"),
        muac_cm=floats("muac_cm"),
        has_oedema=[row["has_oedema"] for row in children],
        gestation_weeks=floats("gestation_weeks"),
    )


def value_at(many, name, row):
    value = getattr(many, name)[row]
    if name == "baz_category":
        school: list[classify.Category] = list(classify.SchoolBmiCategory)
        order = school if many.is_school[row] else ORDERS["whz_category"]
        return None if value == batch.NO_CATEGORY else order[value]
    if name in ORDERS:
        return None if value == batch.NO_CATEGORY else ORDERS[name][value]
    if name.endswith("flag"):
        return bool(value)
    return None if isnan(value) else float(value)


NAMES = [name for name in Assessment.__slots__ if name not in ("age_days", "reasons", "near_border")]


def assert_same(children):
    many = batch.assess_many(columns_of(children))
    for row, one in enumerate(children):
        single = assess(**one)
        assert {name: value_at(many, name, row) for name in NAMES} == {name: getattr(single, name) for name in NAMES}


@given(st.lists(child, min_size=1, max_size=30))
@settings(max_examples=150)
def test_batch_and_single_agree(children):
    assert_same(children)


def test_more_rows_than_one_chunk():
    size = batch.CHUNK * 2 + 7
    days = [row % 2000 for row in range(size)]
    many = batch.assess_many(batch.columns([True] * size, days, weight_kg=[9.0] * size))
    assert len(many.waz) == size
    assert many.waz[batch.CHUNK + 3] == assess(Sex.MALE, days[batch.CHUNK + 3], weight_kg=9.0).waz


def test_months_given_instead_of_days():
    months = [24.0, 60.0, 100.25, 12.436]
    days = [floor(month * 30.4375 + 0.5) for month in months]
    many = batch.assess_many(batch.columns([True] * 4, days, weight_kg=[12.0] * 4, age_months=months))
    assert list(many.waz) == [assess(Sex.MALE, None, weight_kg=12.0, age_months=month).waz for month in months]


def test_no_rows_at_all():
    assert len(batch.assess_many(batch.columns([], [])).waz) == 0


VECTOR_SETS = ("igrowup_survey", "stata_0_17y", "who2007_survey", "anthro_days", "anthro_months", "anthroplus")


@pytest.mark.parametrize("name", VECTOR_SETS)
def test_batch_and_single_agree_on_every_published_vector(name):
    rows = list(selftest.vector_rows(name))

    def floats(*columns):
        return [float(next((row[one] for one in columns if row.get(one)), "nan")) for row in rows]

    months, days = floats("age_months"), floats("age_days")
    many = batch.assess_many(
        batch.columns(
            [row["sex"] == "M" for row in rows],
            [
                batch.NO_DAY
                if isnan(day) and isnan(month)
                else floor(month * 30.4375 + 0.5)
                if isnan(day)
                else int(day)
                for day, month in zip(days, months, strict=True)
            ],
            weight_kg=floats("weight_kg"),
            lenhei_cm=floats("lenhei_cm", "height_cm"),
            posture=[{"l": batch.LYING, "h": batch.STANDING}.get(row.get("measure", ""), 0) for row in rows],
            head_cm=floats("headc_cm"),
            muac_cm=floats("armc_cm"),
            has_oedema=[row.get("oedema") == "y" for row in rows],
            age_months=months,
        )
    )
    for at, row in enumerate(rows):
        single = selftest.assess_row(row)
        assert {one: value_at(many, one, at) for one in NAMES} == {one: getattr(single, one) for one in NAMES}
