"""R-JATUHTEMPO and R-ALAT: worked examples."""

from datetime import date

import pytest

from core.rules.screening_due import MONTHLY, calibration, due_on, state
from tests.core.rules.filled import fill, result

DAY = date.fromisoformat


@pytest.mark.parametrize(
    ("last", "on", "months", "wanted"),
    [
        ("2024-11-02", "2025-11-02", 12, "jatuh tempo"),
        (None, "2025-11-02", 12, "jatuh tempo"),
        ("2025-01-05", "2025-02-06", MONTHLY, "terlambat"),
        ("2025-01-05", "2025-02-04", MONTHLY, "belum"),
    ],
)
def test_r_jatuhtempo(last, on, months, wanted):
    assert state(None if last is None else DAY(last), DAY(on), months) == wanted


def test_r_jatuhtempo_is_the_last_date_plus_the_interval():
    assert due_on(DAY("2024-11-02")) == DAY("2025-11-02")
    assert due_on(None) is None


@pytest.mark.parametrize(
    ("last", "on", "warns"), [("2024-08-01", "2025-08-02", True), ("2024-08-01", "2025-07-31", False)]
)
def test_r_alat(last, on, warns):
    assert bool(calibration(DAY(last), DAY(on))) is warns


def test_r_alat_without_a_date():
    assert calibration(None, DAY("2025-08-02")) == "Kalibrasi belum pernah tercatat."


def test_yearly_screenings_of_an_elder_at_home():
    found = fill("kunjungan-lansia", {"aks_date": "2025-11-01", "skilas_date": "2026-03-01"})
    assert (result(found, "aks_date"), result(found, "skilas_date")) == ("LEWAT", "BERLAKU")
