"""Where sources, clocks and tables differ for this person both are said, with the one that counts marked."""

from typing import Any

import pytest

from core.rules.choices import Choices
from core.rules.other_views import OtherView, other_views
from tests.core.rules.filled import FORM_OF, TODAY

WOMAN: dict[str, object] = {"sex": "P", "birth_date": "1985-02-02"}
TBC_NO: dict[str, object] = dict.fromkeys(("tbc_cough", "tbc_fever", "tbc_weight", "tbc_contact"), False)
AKS_19: dict[str, object] = {
    **{one.key: one.choices[-1].code for one in FORM_OF["aks"].fields if one.choices},
    "aks_bathing": "0",
}


def _views(
    form: str,
    answers: dict[str, object],
    context: dict[str, object],
    *,
    choices: Choices | None = None,
    sees_diagnoses: bool = True,
) -> tuple[OtherView, ...]:
    return other_views(FORM_OF[form], answers, context, today=TODAY, choices=choices, sees_diagnoses=sees_diagnoses)


def _lines(*args: Any, **more: Any) -> list[str]:
    return [one.line for one in _views(*args, **more)]


def test_where_all_sources_agree_nothing_is_said() -> None:
    healthy = {"weight_kg": "52", "height_cm": "155", "systolic_mmhg": 118, "diastolic_mmhg": 76} | TBC_NO
    assert _views("dewasa", healthy, WOMAN) == ()
    assert _views("dewasa", {}, {}) == ()


@pytest.mark.parametrize(
    ("form", "answers", "context", "line"),
    [
        (
            "dewasa",
            {"systolic_mmhg": 134, "diastolic_mmhg": 86},
            WOMAN,
            "Hasil tekanan darah. Menurut KMK: Normal, tidak dirujuk (dipakai)"
            " · Menurut aplikasi kartu: Tinggi, dirujuk",
        ),
        (
            "dewasa",
            {"glucose_mg_dl": "150", "glucose_kind": "GDS"},
            WOMAN,
            "Hasil gula darah. Menurut KMK: Prediabetes, dirujuk (dipakai)"
            " · Menurut aplikasi kartu: Normal, tidak dirujuk",
        ),
        (
            "dewasa",
            TBC_NO | {"tbc_cough": True},
            WOMAN,
            "Hasil TBC. Menurut kartu: Terduga TBC, lapor nakes, tidak dirujuk (dipakai)"
            " · Menurut rekap ILP versi baru: Terduga TBC, lapor nakes, dirujuk",
        ),
        (
            "balita",
            TBC_NO | {"tbc_cough": True, "tbc_lethargy": False},
            {"sex": "P", "birth_date": "2024-06-01"},
            "Hasil TBC. Menurut KMK: Terduga TBC, lapor nakes, dirujuk (dipakai)"
            " · Menurut kartu: Terduga TBC, lapor nakes, tidak dirujuk",
        ),
        (
            "aks",
            AKS_19,
            {},
            "Tingkat ketergantungan. Menurut KMK: Ringan, dirujuk (dipakai)"
            " · Menurut aplikasi kartu: Ringan, tidak dirujuk",
        ),
        (
            "bumil",
            {"hb_g_dl": "10,7"},
            {"hpht": "2026-06-10", **WOMAN},
            "Hasil Hb. Menurut kartu: Anemia (<11), dirujuk (dipakai)"
            " · Menurut KMK 1186/2022: Tidak anemia, tidak dirujuk",
        ),
        (
            "bumil",
            {},
            {"hpht": "2026-08-29", **WOMAN},
            "Trimester. Menurut KMK: Trimester 2 (dipakai) · Menurut buku ajar: Trimester 1",
        ),
        (
            "indera",
            {"whisper_right": 4},
            {},
            "Telinga kanan. Menurut pilihan kami: Normal (dipakai) · Menurut KMK: Gangguan",
        ),
    ],
)
def test_two_sources_side_by_side(form: str, answers: dict[str, object], context: dict[str, object], line: str) -> None:
    assert line in _lines(form, answers, context)


def test_what_the_puskesmas_chose_is_the_one_that_is_used() -> None:
    answers: dict[str, object] = {"systolic_mmhg": 134, "diastolic_mmhg": 86}
    [view] = _views("dewasa", answers, WOMAN, choices=Choices(blood_pressure="kartu"))
    assert (view.field, view.used.by, view.others[0].by) == ("bp_result", "aplikasi kartu", "KMK")


def test_the_asia_pacific_class_is_for_the_midwife_alone() -> None:
    answers: dict[str, object] = {"weight_kg": "62,5", "height_cm": "155"}
    [view] = _views("dewasa", answers, WOMAN)
    assert view.line == "Hasil IMT. Menurut kartu: Gemuk (dipakai) · Menurut Asia-Pasifik: Obesitas"
    assert _views("dewasa", answers, WOMAN, sees_diagnoses=False) == ()


def test_a_kader_reads_no_diagnosis() -> None:
    [line] = _lines("bumil", {"hb_g_dl": "10,7"}, {"hpht": "2026-06-10", **WOMAN}, sees_diagnoses=False)
    assert "nemia" not in line
    assert "Hb baik" in line


EARLY: dict[str, object] = {"sex": "P", "birth_date": "2026-06-28", "gestation_weeks": 32}


def test_corrected_age_counts_and_the_age_since_birth_stands_beside_it() -> None:
    answers: dict[str, object] = {"weight_kg": "5,4", "height_cm": "58", "measure": "lying"}
    assert "PB/U atau TB/U. Menurut umur koreksi: Normal (dipakai) · Menurut umur lahir: Pendek" in _lines(
        "balita", answers, EARLY
    )
    plain = "\n".join(_lines("balita", answers, EARLY, sees_diagnoses=False))
    assert "Menurut umur lahir: Tinggi di bawah garis" in plain
    at_term: dict[str, object] = EARLY | {"gestation_weeks": 40}
    assert not [one for one in _views("balita", answers, at_term) if one.used.by == "umur koreksi"]


def test_the_letter_by_kbm_counts_and_the_curve_stands_beside_it() -> None:
    before: dict[str, object] = {"prev_weight_kg": "9,0", "prev_visit_date": "2026-10-25", "prev_letter": "N"}
    child: dict[str, object] = {"sex": "P", "birth_date": "2025-11-20", **before}
    [view] = [one for one in _views("balita", {"weight_kg": "9,1"}, child) if one.field == "weight_letter"]
    assert view.line == ("Berat bulan ini. Menurut KBM: T, tidak naik (dipakai) · Menurut arah kurva: mengikuti garis")


def test_the_exact_class_counts_and_the_printed_table_stands_beside_it() -> None:
    """A girl in the last days of her seventh month: the table still takes the row of seven whole months."""
    child: dict[str, object] = {"sex": "P", "birth_date": "2026-03-28"}
    found = {
        weight: [one for one in _views("balita", {"weight_kg": f"{weight / 10}"}, child) if one.field == "BB/U"]
        for weight in range(55, 70)
    }
    [view] = [views[0] for views in found.values() if views][:1]
    assert (view.used.by, view.others[0].by) == ("hitungan tepat", "tabel buku")
    assert view.others[0].source.endswith("Yang dipakai: hitungan tepat.")
    assert all(len(views) <= 1 for views in found.values())


@pytest.mark.parametrize("form", sorted(FORM_OF))
def test_an_empty_form_has_no_two_views(form: str) -> None:
    assert _views(form, {}, {}) == ()
