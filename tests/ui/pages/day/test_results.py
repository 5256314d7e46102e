"""Verdicts on the screen: the gravest first, each with a word, and no noise."""

from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from core.rules.forms.catalogue import form_named
from core.rules.other_views import OtherView, Saying
from core.rules.verdict import Verdict
from core.words.findings import Severity
from tests.ui.hands import words_on
from ui.pages.day.results import Results

RED = Verdict("R-KEK", "muac_cm", "KEK", Severity.RED, "LiLA di bawah garis", "LiLA 22 cm.", "Rujuk ke puskesmas.")
YELLOW = Verdict("R-IMT", "bmi_class", "G", Severity.YELLOW, "Gemuk", "IMT 25,7.", "Perbanyak gerak.")
GREEN = Verdict("R-TD", "bp_result", "N", Severity.GREEN, "Tekanan darah normal")


@pytest.fixture
def results(qtbot: QtBot) -> Results:
    made = Results()
    qtbot.addWidget(made)
    return made


def _show(results: Results, *verdicts: Verdict) -> str:
    form = form_named("dewasa")
    assert form is not None
    results.show_verdicts(form, verdicts, {"bmi": Decimal("25.7"), "age_years": 46})
    return words_on(results)


def test_the_gravest_comes_first_with_its_word_and_what_to_do(results: Results) -> None:
    said = _show(results, GREEN, YELLOW, RED)
    assert said.index("Rujuk: LiLA di bawah garis") < said.index("Perhatikan: Gemuk")
    assert "LiLA 22 cm. Rujuk ke puskesmas." in said


def test_what_is_right_is_only_a_chip_and_numbers_have_their_names(results: Results) -> None:
    said = _show(results, GREEN)
    assert "Tekanan darah normal" in said
    assert "IMT 25,7 kg/m²" in said
    assert "46" not in said


def test_a_rule_that_says_no_is_not_told(results: Results) -> None:
    said = _show(results, Verdict("R-TD", "bp_isolated", False, Severity.GREEN, "Bukan hipertensi terisolasi"))
    assert "terisolasi" not in said


def test_what_another_source_says_stands_quietly_under_the_verdicts(results: Results) -> None:
    form = form_named("dewasa")
    assert form is not None
    other = OtherView("bmi_class", "Hasil IMT", Saying("kartu", "Gemuk"), (Saying("Asia-Pasifik", "Obesitas"),))
    results.show_verdicts(form, (YELLOW,), {}, (other,))
    said = words_on(results)
    assert said.index("Perhatikan: Gemuk") < said.index("Menurut kartu: Gemuk (dipakai) · Menurut Asia-Pasifik")


def test_nothing_answered_says_where_results_will_be(qtbot: QtBot, results: Results) -> None:
    form = form_named("dewasa")
    assert form is not None
    results.show_verdicts(form, (), {})
    assert "muncul di sini" in words_on(results)


def test_how_long_a_pregnancy_lasts_is_said_once_in_words(results: Results) -> None:
    form = form_named("bumil")
    assert form is not None
    lasts = Verdict("R-UK", "gestational_weeks", "N", Severity.GREEN, "34 minggu", "Umur kehamilan 34 minggu.")
    results.show_verdicts(form, (lasts,), {"gestational_days": 240, "gestational_weeks": 34})
    assert words_on(results) == "Umur kehamilan 34 minggu 2 hari"


def test_a_result_is_not_called_a_result_so_that_the_longest_fits(results: Results) -> None:
    label = "Hasil penglihatan dan pendengaran: Normal"
    said = _show(results, Verdict("R-INDERA", "senses_result", "N", Severity.GREEN, label))
    assert said.strip().startswith("Penglihatan dan pendengaran: Normal")
