"""What every home visit asks: the report to the health worker, and examinations of a pregnancy."""

from tests.core.rules.filled import FORM_OF, colour, fill, result, verdict


def test_r_kr_fu_the_report():
    assert result(fill("kunjungan-keluarga", {"reported": True}), "reported") is True
    assert "laporkan" in verdict(fill("kunjungan-keluarga", {"reported": False}), "reported").next_step


def test_without_the_beginning_of_the_pregnancy_examinations_stay_silent():
    found = fill("kunjungan-bumil", {"k1_date": "2026-06-01", "gestational_weeks": 30})
    assert result(found, "k1_date") is None
    assert found.scores["gestational_weeks"] == 30


def test_enough_examinations_are_not_called_too_few():
    days = {"k1_date": "2026-06-01", "k2_date": "2026-08-15", "k3_date": "2026-10-01"}
    found = fill("kunjungan-bumil", days, hpht="2026-05-01")
    assert [result(found, key) for key in (*days, "k4_date")] == ["TEPAT", "TEPAT", "TEPAT", None]


def test_tablets_food_and_class_at_home_are_talked_about():
    answers = {
        "tablets_received": False, "tablets_shown": False, "tablets_taken": False, "food_given": False, "muac_cm": 23,
        "class_date": "2026-11-01",
    }  # fmt: skip
    found = fill("kunjungan-bumil", answers)
    assert {colour(found, key) for key in answers if key.startswith(("tablets", "food"))} == {"kuning"}
    assert found.reasons == ("LiLA <23,5",)
    assert colour(found, "class_date") == "hijau"


def test_there_is_a_checklist_for_each_of_the_eight_and_the_family():
    assert sum(key.startswith("kunjungan-") for key in FORM_OF) == 9
