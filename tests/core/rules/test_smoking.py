"""R-ROKOK: worked examples."""

from decimal import Decimal

import pytest

from core.rules.puma import pack_years
from tests.core.rules.filled import born, colour, fill, result


@pytest.mark.parametrize(
    ("years", "status", "kind", "wanted", "severity"),
    [
        (12, 3, None, "BUKAN", "hijau"),
        (15, 2, "ELEKTRIK", "PEROKOK", "kuning"),
        (17, 1, "ROKOK", "PEROKOK", "kuning"),
        (17, "4", None, "BUKAN", "hijau"),
    ],
)
def test_r_rokok(years, status, kind, wanted, severity):
    found = fill("remaja", {"smoking_status": status, "smoking_kind": kind}, birth_date=born(years))
    assert (result(found, "smoking_result"), colour(found, "smoking_result")) == (wanted, severity)


def test_r_rokok_who_lives_with_a_smoker_is_passive():
    found = fill("kunjungan-dewasa", {"smoking_exposure": "PASIF"})
    assert (result(found, "smoking_exposure"), colour(found, "smoking_exposure")) == ("PASIF", "kuning")


@pytest.mark.parametrize(("years", "packs"), [(1, "0.5"), (20, "10"), (40, "20")])
def test_r_rokok_ten_a_day_are_years_times_ten_over_twenty(years, packs):
    assert pack_years(years, 10) == Decimal(packs)
