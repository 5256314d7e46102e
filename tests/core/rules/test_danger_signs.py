"""R-BAHAYA: worked examples of the four lists, and of home visits."""

import pytest

from tests.core.rules.filled import FORM_OF, colour, fill, result


def asked(form, *yes, **more):
    keys = [field.key for field in FORM_OF[form].fields if field.key.startswith("danger_") and not field.derived]
    return {key: key.removeprefix("danger_") in yes for key in keys} | more


@pytest.mark.parametrize(
    ("form", "yes", "more", "wanted"),
    [
        ("bahaya-bumil", ["swelling"], {}, "SEGERA"),
        ("bahaya-bumil", ["urine"], {}, "LAPOR"),
        ("bahaya-bumil", ["vomiting"], {}, "RUJUK"),
        ("bahaya-bumil", ["vomiting", "fever"], {}, "SEGERA"),
        ("bahaya-bumil", ["seizure"], {}, "SEGERA"),
        ("bahaya-bayi", ["feeding"], {}, "RUJUK"),
        ("bahaya-bayi", [], {"temperature_c": 37.9}, "RUJUK"),
        ("bahaya-bayi", [], {"temperature_c": 36.4}, "RUJUK"),
        ("bahaya-bayi", [], {"temperature_c": 37.5, "breaths_per_min": 60}, "TIDAK_ADA"),
        ("bahaya-bayi", [], {"breaths_per_min": 61}, "RUJUK"),
        ("bahaya-bayi", ["cord"], {"temperature_c": 38.2}, "SEGERA"),
        ("bahaya-nifas", ["breast"], {}, "LAPOR"),
        ("bahaya-nifas", ["bleeding"], {}, "SEGERA"),
        ("bahaya-balita", ["cough"], {}, "PANTAU"),
        ("bahaya-balita", ["cough", "fever"], {}, "RUJUK"),
        ("bahaya-balita", ["seizure"], {}, "SEGERA"),
        ("bahaya-balita", [], {}, "TIDAK_ADA"),
    ],
)
def test_r_bahaya(form, yes, more, wanted):
    found = fill(form, asked(form, *yes, **more))
    assert result(found, "danger_result") == wanted
    assert found.refer is (wanted in ("LAPOR", "RUJUK", "SEGERA"))
    signs = [key for key in more if wanted != "TIDAK_ADA"]
    assert found.scores["danger_count"] == len(yes) + len(signs)


@pytest.mark.parametrize(
    ("form", "yes", "more", "wanted"),
    [
        pytest.param("bahaya-bayi", [], {"temperature_c": 37.9}, "RUJUK", id="DS-01"),
        pytest.param("bahaya-balita", ["cough"], {}, "PANTAU", id="DS-02"),
        pytest.param("bahaya-balita", ["seizure"], {}, "SEGERA", id="DS-03"),
    ],
)
def test_r_bahaya_worked_examples_of_children(form, yes, more, wanted):
    found = fill(form, asked(form, *yes, **more))
    assert (result(found, "danger_result"), found.refer) == (wanted, wanted != "PANTAU")


def test_r_bahaya_one_sign_refers_before_all_is_asked():
    found = fill("bahaya-nifas", {"danger_bleeding": True})
    assert colour(found, "danger_result") == "segera"
    assert "danger_count" not in found.scores


def test_r_bahaya_at_a_home_visit_the_ticked_list_is_judged():
    assert result(fill("kunjungan-balita", {"danger_signs": ["seizure"]}), "danger_signs") == "SEGERA"
    assert result(fill("kunjungan-balita", {"danger_signs": []}), "danger_signs") == "TIDAK_ADA"
    assert result(fill("kunjungan-balita", {}), "danger_signs") is None


@pytest.mark.parametrize(
    ("form", "celsius", "wanted"),
    [("kunjungan-dewasa", 37.4, "N"), ("kunjungan-dewasa", 37.5, "TINGGI"), ("kunjungan-bumil", 38, "TINGGI")],
)
def test_temperature_alert_of_home_visits(form, celsius, wanted):
    assert result(fill(form, {"temperature_c": celsius}), "temperature_c") == wanted


def test_trap_r_bahaya_an_infants_temperature_is_one_number_never_two_overlapping_boxes():
    cold = fill("kunjungan-bayi", {"temperature_c": 36.4})
    fine = fill("kunjungan-bayi", {"temperature_c": 37.0})
    assert cold.refer
    assert (result(cold, "temperature_c"), result(fine, "temperature_c")) == ("RENDAH", "N")
    assert not fine.refer


@pytest.mark.parametrize("form", ["bahaya-bumil", "bahaya-nifas", "bahaya-balita"])
def test_r_bahaya_the_thermometer_is_never_passed_by(form):
    found = fill(form, asked(form, temperature_c="39.5"))
    assert (result(found, "temperature_c"), colour(found, "temperature_c")) == ("TINGGI", "kuning")
    assert result(fill(form, asked(form, temperature_c="37.4")), "temperature_c") == "N"
