"""Every cut-off of the cards, on its border and one step beside it, written out a second time."""

import pytest

from core.rules.choices import Choices
from tests.core.rules.filled import FORM_OF, born, fill, result

MEN, WOMEN = {"sex": "L"}, {"sex": "P"}


def said(form, field, known=None, **answers):
    """The result under a field; a blood pressure is written `120/80`."""
    top, _, bottom = str(answers.pop("bp", "")).partition("/")
    answers |= {"systolic_mmhg": int(top), "diastolic_mmhg": int(bottom)} if top else {}
    return result(fill(form, answers, **({"birth_date": born(45)} | (known or {}))), field)


@pytest.mark.parametrize(
    ("pressure", "wanted"),
    [
        ("89/60", "R"), ("90/59", "R"), ("90/60", "N"), ("139/89", "N"), ("140/89", "T"), ("139/90", "T"),
        ("140/59", "T"),
    ],
)  # fmt: skip
def test_r_td(pressure, wanted):
    assert said("dewasa", "bp_result", bp=pressure) == wanted
    assert said("lansia", "bp_result", {"birth_date": born(70)}, bp=pressure) == wanted


DEGREES = {
    "OPTIMAL": ("119/79", "90/60"),
    "NORMAL": ("120/79", "119/80", "129/84", "120/60"),
    "NORMAL_TINGGI": ("130/84", "129/85", "139/89"),
    "HT1": ("140/89", "139/90", "159/99"),
    "HT2": ("160/99", "159/100", "179/109"),
    "HT3": ("180/109", "179/110", "240/130"),
}


@pytest.mark.parametrize(("pressure", "degree"), [(one, degree) for degree, them in DEGREES.items() for one in them])
def test_r_td_degrees(pressure, degree):
    assert said("dewasa", "bp_class", bp=pressure) == degree


@pytest.mark.parametrize(("pressure", "alone"), [("140/89", True), ("140/90", False), ("139/89", False)])
def test_r_td_only_the_upper_number(pressure, alone):
    assert said("dewasa", "bp_isolated", bp=pressure) is alone


@pytest.mark.parametrize(
    ("pressure", "first", "wanted"),
    [
        ("90/60", None, "N"), ("89/60", None, "RENDAH"), ("90/59", None, "RENDAH"),
        ("139/89", None, "N"), ("140/89", None, "HT"), ("139/90", None, "HT"),
        ("159/109", None, "HT"), ("160/109", None, "HT_BERAT"), ("159/110", None, "HT_BERAT"),
        ("135/75", (105, 70), "N"), ("136/75", (105, 70), "NAIK"), ("120/85", (105, 70), "N"),
        ("120/86", (105, 70), "NAIK"),
    ],
)  # fmt: skip
def test_r_tdbumil(pressure, first, wanted):
    known = {} if first is None else {"first_systolic_mmhg": first[0], "first_diastolic_mmhg": first[1]}
    assert said("bumil", "bp_result", known, bp=pressure) == wanted


SCHOOL = {
    7: ((106, 68), (106, 68)), 8: ((107, 69), (107, 69)), 9: ((107, 70), (108, 71)),
    10: ((108, 72), (109, 72)), 11: ((110, 74), (111, 74)), 12: ((113, 75), (114, 75)),
}  # fmt: skip
"""Age in years; boys, girls; from here too high (KMK 2015/2023)."""


@pytest.mark.parametrize(
    ("years", "sex", "limit"),
    [(years, sex, limit) for years, pair in SCHOOL.items() for sex, limit in zip("LP", pair, strict=True)],
)
def test_r_tdremaja_by_the_table(years, sex, limit):
    top, bottom = limit
    known = {"sex": sex, "birth_date": born(years)}
    assert said("remaja", "bp_result", known, bp=f"{top - 1}/{bottom - 1}") == "N"
    assert said("remaja", "bp_result", known, bp=f"{top}/{bottom - 1}") == "TINGGI"
    assert said("remaja", "bp_result", known, bp=f"{top - 1}/{bottom}") == "TINGGI"


@pytest.mark.parametrize(
    ("pressure", "wanted"),
    [
        ("119/79", "N"), ("120/79", "MENINGKAT"), ("129/79", "MENINGKAT"), ("130/79", "HT1"), ("129/80", "HT1"),
        ("139/89", "HT1"), ("140/89", "HT2"), ("139/90", "HT2"),
    ],
)  # fmt: skip
def test_r_tdremaja_from_thirteen(pressure, wanted):
    assert said("remaja", "bp_result", {"sex": "P", "birth_date": born(13)}, bp=pressure) == wanted


@pytest.mark.parametrize(
    ("value", "kind", "wanted"),
    [
        (69, "GDS", "R"), (70, "GDS", "N"), (139, "GDS", "N"), (140, "GDS", "T1"), (199, "GDS", "T1"),
        (200, "GDS", "T2"), (69, "GDP", "R"), (70, "GDP", "N"), (99, "GDP", "N"), (100, "GDP", "T1"),
        (125, "GDP", "T1"), (126, "GDP", "T2"),
    ],
)  # fmt: skip
def test_r_gds(value, kind, wanted):
    assert said("dewasa", "glucose_result", glucose_mg_dl=value, glucose_kind=kind) == wanted


@pytest.mark.parametrize(
    ("field", "answers", "known", "wanted"),
    [
        ("cholesterol_result", {"cholesterol_mg_dl": 199}, MEN, "N"),
        ("cholesterol_result", {"cholesterol_mg_dl": 200}, MEN, "T_BATAS"),
        ("cholesterol_result", {"cholesterol_mg_dl": 239}, MEN, "T_BATAS"),
        ("cholesterol_result", {"cholesterol_mg_dl": 240}, MEN, "T"),
        ("uric_acid_result", {"uric_acid_mg_dl": "7.0"}, MEN, "N"),
        ("uric_acid_result", {"uric_acid_mg_dl": "7.1"}, MEN, "T"),
        ("uric_acid_result", {"uric_acid_mg_dl": "6.0"}, WOMEN, "N"),
        ("uric_acid_result", {"uric_acid_mg_dl": "6.1"}, WOMEN, "T"),
        ("hb_result", {"hb_g_dl": "7.9"}, WOMEN, "BERAT"),
        ("hb_result", {"hb_g_dl": "8.0"}, WOMEN, "ANEMIA"),
        ("hb_result", {"hb_g_dl": "11.9"}, WOMEN, "ANEMIA"),
        ("hb_result", {"hb_g_dl": "12.0"}, WOMEN, "N"),
        ("hb_result", {"hb_g_dl": "12.9"}, MEN, "ANEMIA"),
        ("hb_result", {"hb_g_dl": "13.0"}, MEN, "N"),
        ("waist_result", {"waist_cm": "90.0"}, MEN, "N"),
        ("waist_result", {"waist_cm": "90.1"}, MEN, "OBESITAS"),
        ("waist_result", {"waist_cm": "80.0"}, WOMEN, "N"),
        ("waist_result", {"waist_cm": "80.1"}, WOMEN, "OBESITAS"),
    ],
)
def test_blood_and_waist_of_adults(field, answers, known, wanted):
    assert said("dewasa", field, known, **answers) == wanted


@pytest.mark.parametrize(("years", "months", "wanted"), [(14, 11, "TIDAK_DINILAI"), (15, 0, "OBESITAS")])
def test_the_waist_is_judged_from_fifteen(years, months, wanted):
    assert said("remaja", "waist_result", {"sex": "P", "birth_date": born(years, months)}, waist_cm=95) == wanted


@pytest.mark.parametrize(("grams", "wanted"), [("10.9", "ANEMIA"), ("11.0", "N")])
def test_r_hb_of_a_toddler_and_a_mother_to_be(grams, wanted):
    early = {"hpht": "2026-09-20"}
    assert said("bumil", "hb_result", early, hb_g_dl=grams) == wanted
    toddler = fill("balita", {"hb_g_dl": grams}, sex="P", birth_date=born(3))
    assert any("nemia" in one.label and one.result != "N" for one in toddler.verdicts) is (wanted == "ANEMIA")


@pytest.mark.parametrize(("grams", "wanted"), [("10.4", "ANEMIA"), ("10.5", "N"), ("10.9", "N")])
def test_r_hb_in_the_second_trimester_by_the_other_source(grams, wanted):
    found = fill("bumil", {"hb_g_dl": grams}, hpht="2026-06-20", choices=Choices(pregnancy_hb="ppk"))
    assert result(found, "hb_result") == wanted


@pytest.mark.parametrize(
    ("field", "form", "answers", "known", "wanted"),
    [
        ("muac_result", "bumil", {"muac_cm": "23.4"}, {}, "KEK"),
        ("muac_result", "bumil", {"muac_cm": "23.5"}, {}, "N"),
        ("danger_result", "bahaya-bayi", {"temperature_c": "36.4"}, {}, "RUJUK"),
        ("danger_result", "bahaya-bayi", {"temperature_c": "36.5"}, {}, None),
        ("danger_result", "bahaya-bayi", {"temperature_c": "37.5"}, {}, None),
        ("danger_result", "bahaya-bayi", {"temperature_c": "37.6"}, {}, "RUJUK"),
        ("danger_result", "bahaya-bayi", {"breaths_per_min": 39}, {}, "RUJUK"),
        ("danger_result", "bahaya-bayi", {"breaths_per_min": 40}, {}, None),
        ("danger_result", "bahaya-bayi", {"breaths_per_min": 60}, {}, None),
        ("danger_result", "bahaya-bayi", {"breaths_per_min": 61}, {}, "RUJUK"),
        ("temperature_c", "kunjungan-dewasa", {"temperature_c": "37.4"}, {}, "N"),
        ("temperature_c", "kunjungan-dewasa", {"temperature_c": "37.5"}, {}, "TINGGI"),
    ],
)
def test_arm_temperature_and_breath(field, form, answers, known, wanted):
    assert said(form, field, known, **answers) == wanted


@pytest.mark.parametrize(("years", "months", "wanted"), [(39, 11, "TIDAK_DINILAI"), (40, 0, "EDUKASI")])
def test_r_puma_from_forty(years, months, wanted):
    answers = {"smoked_ever": False} | dict.fromkeys(
        ("puma_breath", "puma_phlegm", "puma_cough", "puma_spirometry"), False
    )
    assert said("puma", "puma_result", {"sex": "P", "birth_date": born(years, months)}, **answers) == wanted


def points(form, total):
    """The choices or scores of a form, filled from the top until they make this total."""
    answers, left = {}, total
    for field in FORM_OF[form].fields:
        if not field.derived and field.key != "visit_date":
            most = int(field.high) if field.high is not None else max(int(one.code) for one in field.choices)
            answers[field.key] = min(left, most) if field.high is not None else str(min(left, most))
            left -= min(left, most)
    assert left == 0
    return answers


@pytest.mark.parametrize(("total", "wanted"), [(9, "NORMAL"), (10, "KEMUNGKINAN"), (12, "KEMUNGKINAN"), (13, "BESAR")])
def test_r_epds(total, wanted):
    assert said("epds", "epds_result", {"sex": "P"}, **points("epds", total)) == wanted


@pytest.mark.parametrize(
    ("total", "level"),
    [(20, "M"), (19, "R"), (12, "R"), (11, "S"), (9, "S"), (8, "B"), (5, "B"), (4, "T"), (0, "T")],
)
def test_r_aks(total, level):
    found = fill("aks", points("aks", total), birth_date=born(70))
    assert (result(found, "aks_level"), found.refer) == (level, total < 20)
    urgent = [one.severity.value for one in found.verdicts if one.severity.value == "segera"]
    assert bool(urgent) is (total <= 8)


@pytest.mark.parametrize(("yes", "wanted"), [(5, "EDUKASI"), (6, "RUJUK")])
def test_r_srq(yes, wanted):
    answers = {f"srq_{number:02d}": number <= yes for number in range(1, 21)}
    assert said("srq20", "srq_result", **answers) == wanted


@pytest.mark.parametrize(("first", "second", "refers"), [(2, 0, False), (3, 0, True), (2, 2, False), (0, 3, True)])
def test_r_jiwa4_each_pair_by_itself(first, second, refers):
    keys = [field.key for field in FORM_OF["jiwa4"].fields if not field.derived and field.key != "visit_date"]
    gloom, worry = (min(first, 2), first - min(first, 2)), (min(second, 2), second - min(second, 2))
    answers = dict(zip(keys, map(str, (*gloom, *worry)), strict=True))
    assert fill("jiwa4", answers).refer is refers


@pytest.mark.parametrize(("kilos", "wanted"), [("1.4", "BBLSR"), ("1.5", "BBLR"), ("2.4", "BBLR"), ("2.5", "N")])
def test_r_bblr(kilos, wanted):
    assert said("nifas", "birth_weight_kg", {"delivery_date": "2026-11-20"}, birth_weight_kg=kilos) == wanted


@pytest.mark.parametrize(("hpht", "is_judged"), [("2026-07-09", True), ("2026-07-08", False)])
def test_r_map_is_judged_before_twenty_weeks(hpht, is_judged):
    found = fill("bumil", {"systolic_mmhg": 120, "diastolic_mmhg": 80}, hpht=hpht)
    assert (result(found, "map_mmhg") == "POSITIF") is is_judged


@pytest.mark.parametrize(("capsules", "is_enough"), [(0, False), (1, False), (2, True)])
def test_r_vita_two_capsules_in_childbed(capsules, is_enough):
    known = {"delivery_date": "2026-11-20"}
    assert said("nifas", "vitamin_a_capsules", known, vitamin_a_capsules=capsules) is is_enough


@pytest.mark.parametrize(("years", "months", "refers"), [(14, 11, True), (15, 0, False)])
def test_r_tbc_one_symptom_refers_whoever_is_under_fifteen(years, months, refers):
    answers = {"tbc_cough": True, "tbc_fever": False, "tbc_weight": False, "tbc_contact": False}
    assert fill("tbc", answers, birth_date=born(years, months)).refer is refers


@pytest.mark.parametrize(("height", "is_odd"), [("162.9", False), ("163", True), ("157.1", False), ("157", True)])
def test_r_val_a_grown_up_is_as_tall_as_before(height, is_odd):
    found = fill("dewasa", {"height_cm": height}, height_cm=160, birth_date=born(45))
    assert any(one.field == "height_cm" and one.severity.value == "kuning" for one in found.verdicts) is is_odd


def test_r_val_a_child_may_come_on_the_day_of_its_birth():
    assert fill("balita", {"visit_date": "2026-11-25"}, birth_date="2026-11-25").errors == ()
    assert fill("balita", {"visit_date": "2026-11-24"}, birth_date="2026-11-25").errors


@pytest.mark.parametrize(("delivered_on", "wanted"), [("2024-11-25", "MENYUSUI"), ("2024-11-24", "PUS")])
def test_r_nifas_nursing_for_two_years(delivered_on, wanted):
    assert said("nifas", "nifas_status", {"delivery_date": delivered_on}, breastfeeding=True) == wanted
