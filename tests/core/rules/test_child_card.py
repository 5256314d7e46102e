"""R-LILA-ANAK, R-RUJ-BALITA and growth on the toddler's card, with the traps of other programs."""

from decimal import Decimal

import pytest

from tests.core.rules.filled import born, colour, fill, result, score, verdict


@pytest.mark.parametrize(
    ("months", "muac", "wanted", "severity"),
    [
        (12, 11.4, "MERAH", "segera"),
        (12, 11.5, "KUNING", "kuning"),
        (12, 12.4, "KUNING", "kuning"),
        (12, 12.5, "HIJAU", "hijau"),
        (5, 11.0, "TIDAK_DINILAI", "hijau"),
        (6, 11.4, "MERAH", "segera"),
        (59, 12.5, "HIJAU", "hijau"),
        (60, 11.0, "TIDAK_DINILAI", "hijau"),
    ],
)
def test_r_lila_anak(months, muac, wanted, severity):
    found = fill("balita", {"muac_cm": muac}, sex="P", birth_date=born(0, months))
    assert (result(found, "muac_category"), colour(found, "muac_category")) == (wanted, severity)
    assert found.refer is (severity != "hijau")


def test_r_lila_anak_oedema_is_gizi_buruk_whatever_the_arm():
    found = fill(
        "balita", {"muac_cm": 14, "oedema": True, "weight_kg": 10, "height_cm": 75}, sex="P", birth_date=born(1)
    )
    assert result(found, "muac_category") == "MERAH"
    assert result(found, "whz_category") == "GB"
    assert {"waz", "whz", "baz"}.isdisjoint(found.scores)
    assert "haz" in found.scores
    assert fill("balita", {"oedema": True}).refer


# A boy of exactly 12 months; medians of WHO 2006 are 9,6 kg and 75,7 cm.
def boy(**answers):
    known = {"prev_weight_kg": 9.2, "prev_visit_date": "2026-10-20", "prev_letter": "N"}
    base = {"weight_kg": 9.6, "height_cm": 75.7, "measure": "L"}
    return fill("balita", base | answers, sex="L", birth_date=born(1), **known)


def test_r_ruj_balita_1_all_well():
    found = boy(muac_cm=13, head_cm=46, checklist_complete=True)
    assert result(found, "weight_letter") == "N"
    assert [result(found, key) for key in ("waz_category", "haz_category", "whz_category", "hcz_category")] == [
        "N", "N", "GN", "N",
    ]  # fmt: skip
    assert not found.refer


def test_r_ruj_balita_2_a_first_t_is_confirmed_not_referred():
    found = boy(weight_kg=9.3)
    assert (result(found, "weight_letter"), colour(found, "weight_letter")) == ("T", "kuning")
    assert "petugas" in verdict(found, "weight_letter").next_step
    assert not found.refer


def test_r_ruj_balita_3_short():
    found = boy(height_cm=70.2)
    assert found.scores["haz"] == Decimal("-2.33")
    assert (result(found, "haz_category"), found.refer) == ("P", True)


def test_r_ruj_balita_4_at_risk_of_overweight():
    found = boy(weight_kg=10.8)
    assert result(found, "whz_category") == "BGL"
    assert "Berisiko gizi lebih (BB/PB atau BB/TB)" in found.reasons


def test_r_ruj_balita_5_checklist():
    assert boy(checklist_complete=False).reasons == ("Ceklis perkembangan tidak lengkap",)


def test_r_ruj_balita_6_only_contact_with_tbc_is_told_not_referred():
    found = boy(tbc_cough=False, tbc_fever=False, tbc_weight=False, tbc_lethargy=False, tbc_contact=True)
    assert (result(found, "tbc_result"), colour(found, "tbc_result")) == ("KONTAK_ERAT", "kuning")
    assert "petugas" in verdict(found, "tbc_result").next_step
    assert not found.refer


@pytest.mark.parametrize("weight", [7.6, 6.5])
def test_r_ruj_balita_thin_children_are_sent_on_with_each_reason_once(weight):
    found = boy(weight_kg=weight)
    assert found.refer
    assert len(set(found.reasons)) == len(found.reasons)


def test_r_ruj_balita_red_line_orange_line_head_and_illness():
    assert result(boy(weight_kg=7.6), "bgm") is True
    assert "BGM" in boy(weight_kg=7.6).reasons
    assert result(boy(weight_kg=11), "orange") is True
    assert "Di atas garis oranye" in boy(weight_kg=11).reasons
    assert result(boy(head_cm=42), "hcz_category") == "MI"
    assert boy(head_cm=50).refer
    assert not boy(illness=True, illness_note="pilek").refer
    assert colour(boy(illness_danger=True), "illness_danger") == "segera"


def test_c_6_the_red_line_of_the_old_card():
    answers = {"weight_kg": 7.6}
    assert result(fill("balita", answers, sex="L", birth_date=born(1)), "bgm") is True
    assert result(fill("balita", answers, sex="L", birth_date=born(1), kms_edition="2010"), "bgm") is False


@pytest.mark.parametrize(
    ("sex", "months", "before", "now", "wanted"),
    [
        ("L", 9, 8.6, 8.8, (200, 300, "T")),
        ("L", 9, 8.6, 8.9, (300, 300, "N")),
        ("L", 7, 7.5, 7.8, (300, 400, "T")),
        ("P", 7, 7.5, 7.8, (300, 300, "N")),
        ("P", 12, 8.0, 8.1, (100, 200, "T")),
        ("L", 31, 13.0, 13.1, (100, 200, "T")),
    ],
)
def test_kbm_by_sex_and_exact_grams(sex, months, before, now, wanted):
    known = {"sex": sex, "birth_date": born(0, months), "prev_weight_kg": before, "prev_visit_date": "2026-10-25"}
    found = fill("balita", {"weight_kg": now}, **known)
    assert (found.scores["gain_g"], found.scores["kbm_g"], result(found, "weight_letter")) == wanted


@pytest.mark.parametrize(("weight", "z", "bgm"), [(7.6, "-2.17", True), (7.7, "-2.05", True), (7.8, "-1.93", False)])
def test_c_6_and_trap_z_by_lms_not_by_lines_drawn_between_sds(weight, z, bgm):
    found = fill("balita", {"weight_kg": weight}, sex="L", birth_date=born(1))
    assert found.scores["waz"] == Decimal(z)
    assert result(found, "bgm") is bgm


def test_where_kbm_and_curve_disagree_both_are_shown():
    known = {"sex": "L", "birth_date": born(0, 9), "prev_weight_kg": 8.6, "prev_visit_date": "2026-10-25"}
    found = fill("balita", {"weight_kg": 8.85}, **known)
    assert result(found, "weight_letter") == "T"
    assert "mengikuti garis" in verdict(found, "weight_letter").why


def test_trap_float_grams_eight_point_one_less_seven_point_eight_is_300():
    known = {"sex": "L", "birth_date": born(0, 9), "prev_weight_kg": 7.8, "prev_visit_date": "2026-10-25"}
    assert result(fill("balita", {"weight_kg": 8.1}, **known), "weight_letter") == "N"


def test_letters_o_and_b_and_two_t():
    known = {"sex": "L", "birth_date": born(1)}
    assert result(fill("balita", {"weight_kg": 9.6}, first_ever=True, **known), "weight_letter") == "B"
    away = {"prev_weight_kg": 9.2, "prev_visit_date": "2026-09-20"}
    assert result(fill("balita", {"weight_kg": 9.6}, **away, **known), "weight_letter") == "O"
    again = {"prev_weight_kg": 9.6, "prev_visit_date": "2026-10-20", "prev_letter": "T"}
    found = fill("balita", {"weight_kg": 9.6}, **again, **known)
    assert (result(found, "two_t"), found.reasons) == (True, ("2T: dua kali tidak naik",))


def test_without_what_the_register_knows_letters_stay_silent():
    found = fill("balita", {"weight_kg": 9.6}, sex="L", birth_date=born(1))
    assert result(found, "weight_letter") is None
    assert result(fill("balita", {"weight_kg": 9.6}), "waz_category") is None


def test_trap_standing_below_two_years_adds_seven_millimetres():
    lying, standing = boy(height_cm=75.7, measure="L"), boy(height_cm=75.0, measure="H")
    assert lying.scores["haz"] == standing.scores["haz"]


def test_trap_age_is_in_days_not_in_the_difference_of_calendar_months():
    found = fill("balita", {"visit_date": "2025-02-28"}, birth_date="2025-01-31")
    assert found.scores["age_months"] == 0
    assert fill("balita", {"visit_date": "2025-03-01"}, birth_date="2025-01-31").scores["age_months"] == 1


def test_preterm_children_are_judged_by_corrected_age():
    answers = {"weight_kg": 5.0}
    lived = fill("balita", answers, sex="L", birth_date=born(0, 4))
    corrected = fill("balita", answers, sex="L", birth_date=born(0, 4), gestation_weeks=32)
    assert score(corrected, "waz") > score(lived, "waz")


def test_from_60_months_bmi_for_age_says_how_the_child_is_fed():
    found = fill("balita", {"weight_kg": 12, "height_cm": 108}, sex="L", birth_date=born(5, 6))
    assert result(found, "whz_category") is None
    assert colour(found, "baz") == "merah"
    assert found.refer


@pytest.mark.parametrize(
    ("birth", "visit", "group"),
    [
        ("2025-01-15", "2025-12-14", "BAYI"),
        ("2025-01-15", "2026-01-15", "BALITA"),
        ("2020-06-10", "2025-06-10", "APRAS"),
        ("2019-06-10", "2025-06-10", "USEK"),
    ],
)
def test_r_age_of_children(birth, visit, group):
    assert result(fill("balita", {"visit_date": visit}, birth_date=birth), "age_group") == group


@pytest.mark.parametrize(
    ("birth", "visit", "group"),
    [
        ("2010-09-01", "2025-08-31", "USEK"),
        ("2010-09-01", "2025-09-01", "REMAJA"),
        ("1965-03-02", "2025-03-01", "DEWASA"),
        ("1965-03-02", "2025-03-02", "LANSIA"),
    ],
)
def test_r_age_of_grown_ups(birth, visit, group):
    found = fill("dewasa", {"visit_date": visit}, birth_date=birth)
    assert result(found, "age_group") == group


@pytest.mark.parametrize(("months", "key"), [(3, "exclusive_breastfeeding"), (8, "complementary_food")])
def test_feeding_is_judged_by_age(months, key):
    answers = {"exclusive_breastfeeding": False, "complementary_food": False}
    found = fill("balita", answers, birth_date=born(0, months))
    judged = [one.field for one in found.verdicts if one.field in answers]
    assert judged == [key]
    assert not found.refer


@pytest.mark.parametrize("before_on", ["2026-11-03", "2026-12-03", "2020-01-01"])
def test_a_weighing_of_the_same_month_or_of_an_impossible_day_gives_no_letter(before_on):
    known = {"sex": "L", "birth_date": born(1), "prev_weight_kg": 9, "prev_visit_date": before_on}
    assert result(fill("balita", {"weight_kg": 9.6}, **known), "weight_letter") is None


def test_an_illness_without_a_danger_sign_says_so():
    found = fill("balita", {"illness": True, "illness_danger": False})
    assert (colour(found, "illness_danger"), colour(found, "illness"), found.refer) == ("hijau", "kuning", False)
