"""Any form as a sheet to ask from: every question with its answers, blank or filled."""

from datetime import date

import pytest

from core.rules.assess import assess
from core.rules.forms.catalogue import FORMS
from core.rules.forms.fields import Kind
from core.rules.sheet import Value
from core.services.day.card_history import CardVisit, FilledForm
from printouts.instrument_sheet import print_instrument, printed_fields
from tests.printouts.reading import read_pdf
from tests.printouts.seen import DAY, history

BY_KEY = {form.key: form for form in FORMS}
PUMA: dict[str, Value] = {
    "smoked_ever": True, "smoking_years": 30, "cigarettes_per_day": 24, "puma_breath": True, "puma_phlegm": True,
    "puma_cough": True, "puma_spirometry": False, "puma_score": 7, "puma_result": "RUJUK",
}  # fmt: skip


def _squeezed(text):
    """Letters and digits only: where lines break, blanks and dashes come and go."""
    return "".join(mark for mark in text if mark.isalnum())


@pytest.mark.parametrize("form", FORMS, ids=lambda one: one.key)
def test_a_blank_sheet_asks_everything_and_offers_every_answer(tmp_path, form):
    sides = read_pdf(print_instrument(form, tmp_path / "lembar.pdf", printed_on=DAY, with_private=True))
    words = " ".join(" ".join(side.words for side in sides).split())
    squeezed = _squeezed(words)
    for one in form.fields:
        assert _squeezed(one.label) in squeezed
        if one.kind in (Kind.CHOICE, Kind.SEVERAL):
            assert [choice.label for choice in one.choices if _squeezed(choice.label) not in squeezed] == []
    assert "None" not in words
    for side in sides:
        assert side.collisions() == []
        assert min(letter.size for letter in side.letters) >= 6


def test_boxes_of_the_bidan_are_left_out_for_everybody_else(tmp_path):
    form = BY_KEY["kunjungan-bumil"]
    keys = [one.key for one in printed_fields(form, with_private=False)]
    assert "mental_result" not in keys
    [*sides] = read_pdf(print_instrument(form, tmp_path / "lembar.pdf", printed_on=DAY))
    [private] = [one for one in form.fields if one.key == "mental_result"]
    assert private.label not in " ".join(side.words for side in sides)


def test_a_sheet_of_the_bidan_says_so(tmp_path):
    [side] = read_pdf(print_instrument(BY_KEY["heeadsss"], tmp_path / "lembar.pdf", printed_on=DAY))
    assert "Rahasia: diisi dan disimpan bidan" in side.words


def test_a_filled_sheet_says_the_score_and_what_to_do(tmp_path):
    form = BY_KEY["puma"]
    found = assess(form, PUMA, {"sex": "L", "birth_date": date(1970, 1, 1)}, today=DAY)
    filled = FilledForm("puma", PUMA, {}, found.verdicts)
    seen = CardVisit(DAY, "dewasa", 682, {"puma": filled})
    whose = history(seen)
    [side] = read_pdf(print_instrument(form, tmp_path / "puma.pdf", printed_on=DAY, history=whose, visit=seen))
    for part in ("Dewi Lestari", "3201********0001", "30 tahun", "7 skor", "25 November 2026", "Artinya"):
        assert part in side.words
    assert any(one.next_step and one.next_step in side.words for one in found.verdicts)
    assert side.collisions() == []
