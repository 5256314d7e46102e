"""The printed table and the exact day: where they differ the program says so and why."""

import pytest

from core.growth.assess import assess
from core.growth.two_clocks import compare, differences
from core.words.people import Sex


def boy(days, months, weight_kg=None, lenhei_cm=None):
    judged = assess(Sex.MALE, days, weight_kg=weight_kg, lenhei_cm=lenhei_cm)
    return {both.index: both for both in compare(Sex.MALE, months, judged, weight_kg)}


def test_rounded_printed_line_at_twelve_months():
    both = boy(365, 12, weight_kg=7.7)["BB/U"]
    assert (both.exact.label, both.printed.label) == ("Berat badan kurang", "Berat badan normal")
    assert "dibulatkan ke 0,1 kg" in both.why


@pytest.mark.parametrize(("weight_kg", "exact", "printed"), [(6.9, "SK", "K"), (10.8, "RBBL", "N"), (9.6, "N", "N")])
def test_other_printed_limits_at_twelve_months(weight_kg, exact, printed):
    both = boy(365, 12, weight_kg=weight_kg)["BB/U"]
    assert (both.exact.code, both.printed.code) == (exact, printed)
    assert both.differs is (exact != printed)


def test_completed_months_make_a_short_child_look_tall_enough():
    # 29 days into the month the exact day asks for more length than the printed row of the completed month.
    both = boy(59, 1, lenhei_cm=53.5)["PB/U"]
    assert (both.exact.code, both.printed.code) == ("P", "N")
    assert "umur 1 bulan penuh, padahal umurnya 59 hari" in both.why


def test_weight_for_length_on_paper_goes_by_half_centimetres():
    found = [
        why
        for tenth in range(700, 720)
        for weight in range(70, 78)
        for why in differences(
            Sex.MALE, 8, assess(Sex.MALE, 250, weight_kg=weight / 10, lenhei_cm=tenth / 10), weight / 10
        )
        if why.startswith("BB/PB")
    ]
    assert any("per 0,5 cm" in why for why in found)


def test_far_from_every_limit_both_agree():
    assert not any(both.differs for both in boy(380, 12, 9.8, 76.0).values())


def test_nothing_to_compare_from_sixty_months_on_or_with_oedema():
    assert boy(1830, 60, 18.0, 108.0) == {}
    judged = assess(Sex.MALE, 380, weight_kg=9.8, lenhei_cm=76.0, has_oedema=True)
    assert [both.index for both in compare(Sex.MALE, 12, judged, 9.8)] == ["PB/U"]


def test_a_preterm_child_is_compared_at_the_corrected_age():
    judged = assess(Sex.MALE, 181, weight_kg=6.0, gestation_weeks=32)
    (both,) = compare(Sex.MALE, 5, judged, 6.0)
    assert both.exact.code == both.printed.code == "N"
