"""A red finding is never lost between step, card, referral list, board and summary of the day, whatever is typed."""

from datetime import date
from pathlib import Path
from shutil import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.clock import Clock
from core.errors import InputError
from core.rules.forms.catalogue import form_named
from core.rules.forms.fields import Kind
from core.services.day.attending import board, come
from core.services.day.cards import open_card, save_answers
from core.services.day.day_findings import findings_of_day
from core.services.day.open_day import open_day
from core.services.day.referring import referrals_of_day
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.people.registration import PersonForm, register_person
from core.services.register import open_register
from core.services.setup import list_posyandu
from core.words.findings import Severity
from core.words.people import Sex

TODAY = date(2026, 11, 25)
PEOPLE = {
    "balita": ("2025-03-01", Sex.FEMALE, ("bahaya-balita", "tbc")),
    "bumil": ("1998-05-05", Sex.FEMALE, ("bahaya-bumil", "kspr")),
    "remaja": ("2011-01-01", Sex.MALE, ("heeadsss", "indera")),
    "dewasa": ("1980-01-01", Sex.MALE, ("srq20", "puma", "jiwa4")),
    "lansia": ("1950-01-01", Sex.FEMALE, ("skilas", "aks", "srq20")),
}


@st.composite
def typed(draw):
    """A card with some of its boxes filled, and perhaps an instrument, saved in a few pieces."""
    card = draw(st.sampled_from(sorted(PEOPLE)))
    forms = [card, *draw(st.lists(st.sampled_from(PEOPLE[card][2]), max_size=2, unique=True))]
    saves = []
    for key in forms:
        form = form_named(key)
        assert form is not None
        boxes = [one for one in form.fields if not one.derived and one.kind in ANSWERS and one.key not in AWAY]
        chosen = draw(st.lists(st.sampled_from(boxes), min_size=1, max_size=14, unique_by=lambda one: one.key))
        saves += [(key, {one.key: draw(ANSWERS[one.kind](one)) for one in chosen})]
    return card, saves


AWAY = {"visit_date", "refer_manual", "hpht", "usg_due_date"}
ANSWERS = {
    Kind.YES_NO: lambda _: st.booleans(),
    Kind.CHOICE: lambda one: st.sampled_from([option.code for option in one.choices]),
    Kind.WHOLE: lambda one: st.integers(int(one.low), int(one.high)),
    Kind.DECIMAL: lambda one: st.decimals(one.low, one.high, places=1),
}


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(day=typed())
def test_what_is_red_on_the_card_is_on_every_list(prepared_register: Path, tmp_path: Path, day):
    place = Path(copy(prepared_register, tmp_path / "melati.db"))
    for old in tmp_path.glob("melati.db-*"):
        old.unlink()
    register = open_register(str(place), who="Bu Sari", clock=Clock(TODAY))
    try:
        _one_day(register, *day)
    finally:
        register.close()


def _one_day(register, card, saves):
    day_id = open_day(register, list_posyandu(register)[0].id, TODAY).value.id
    born, sex, _ = PEOPLE[card]
    form = PersonForm("Warga", sex, date.fromisoformat(born), confirmation_reason="uji")
    person = register_person(register, form).value
    if card == "bumil":
        open_pregnancy(register, person, PregnancyForm(hpht_on=date(2026, 6, 1)))
    seen = come(register, day_id, person).value
    for key, boxes in saves:
        try:
            save_answers(register, seen.id, key, boxes, confirmation_reason="uji")
        except InputError:
            continue
    red = {}
    for key in {key for key, _ in saves}:
        for one in open_card(register, seen.id, key).verdicts:
            if one.severity.rank >= Severity.RED.rank and one.field != "refer":
                red[one.field] = one
    _expect_everywhere(register, day_id, seen, red)


def _expect_everywhere(register, day_id, seen, red):
    worst = max((one.severity for one in red.values()), key=lambda one: one.rank, default=Severity.GREEN)
    [found] = findings_of_day(register, day_id)
    [line] = board(register, day_id).lines
    shown = {(one.field, one.severity) for one in found.verdicts}
    assert {(one.field, one.severity) for one in red.values()} <= shown
    if not red:
        return
    card = open_card(register, seen.id)
    [sent] = referrals_of_day(register, day_id)
    reasons = {one.referral_reason for one in red.values()}
    assert reasons <= set(card.reasons)
    assert reasons <= set(found.reasons)
    listed = set(sent.reasons)
    assert reasons <= listed or "Hasil pemeriksaan bidan" in listed
    assert (found.severity, found.is_on_list, line.urgency, sent.urgency) == (worst, True, worst, worst)
