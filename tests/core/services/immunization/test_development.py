"""KPSP and the checklist of the Buku KIA in the register: asked, answered, repeated, and never lost on the way."""

from datetime import date

import pytest

from core.errors import InputError
from core.rules.development_items import CHECKPOINTS
from core.services.day.attending import come
from core.services.day.cards import open_card
from core.services.day.open_day import open_day
from core.services.day.referral_rows import reasons_in
from core.services.deeds.undoing import undo
from core.services.immunization.development import development_card, save_checklist, save_kpsp
from core.services.immunization.development_rows import KpspAnswers
from core.services.setup import list_posyandu
from core.services.trust.maintenance import check
from core.store.checkups import Referral
from core.words.findings import Severity

TODAY = date(2026, 11, 25)
ALL_NINE = dict.fromkeys(range(len(CHECKPOINTS[9])), True)


@pytest.fixture
def nine_months(add_child):
    return add_child("Aisyah", "2026-02-20")


def reasons(register):
    with register.reading() as session:
        return [reason for row in session.query(Referral) for reason in reasons_in(row)]


def test_what_is_asked_follows_from_the_age(register, add_child, nine_months):
    card = development_card(register, nine_months)
    assert card.checkpoint is not None
    assert (card.kpsp_age, card.checkpoint.age_months, card.next_kpsp) == (9, 9, (12, date(2027, 2, 20)))
    new = development_card(register, add_child("Bayu", "2026-10-01"))
    assert (new.kpsp_age, new.checkpoint, new.history) == (None, None, ())
    early = add_child("Citra", "2026-05-25", gestation_weeks=32)
    assert development_card(register, early).kpsp_age == 3  # P-10


def test_d_01_all_eleven_yes_is_complete_and_not_asked_again(register, nine_months):
    deed = save_checklist(register, nine_months, 9, ALL_NINE).value
    assert deed.finding is not None
    assert (deed.finding.label, deed.finding.severity) == ("Lengkap", Severity.GREEN)
    card = development_card(register, nine_months)
    assert card.answers == ALL_NINE
    assert [(line.what, line.finding.label) for line in card.history] == [("Ceklis 9 bulan", "Lengkap")]
    assert reasons(register) == []
    assert check(register).ok
    undo(register, deed.entry_id)
    assert development_card(register, nine_months).answers == {}


def test_d_02_one_no_of_eleven_is_sent_on_and_stands_on_the_card(register, nine_months):
    unit = list_posyandu(register)[0]
    day = open_day(register, unit.id, TODAY).value
    check_up = come(register, day.id, nine_months).value
    deed = save_checklist(register, nine_months, 9, ALL_NINE | {4: False}, check_up_id=check_up.id).value
    assert deed.check_up_id == check_up.id
    assert deed.finding is not None
    assert "memungut dua benda" in deed.finding.why
    assert reasons(register) == ["Ceklis perkembangan tidak lengkap"]
    field = next(one for one in open_card(register, check_up.id).fields if one.field.key == "checklist_complete")
    assert field.value is False
    save_checklist(register, nine_months, 9, ALL_NINE, check_up_id=check_up.id)
    assert reasons(register) == []


def test_open_lines_are_not_judged_as_no(register, nine_months):
    found = save_checklist(register, nine_months, 9, {0: True, 1: True}).value.finding
    assert found is not None
    assert (found.label, found.severity) == ("Belum selesai", Severity.YELLOW)
    assert "9 baris" in found.why
    with pytest.raises(InputError, match="tidak ada"):
        save_checklist(register, nine_months, 9, {11: True})


def test_a_kpsp_of_six_is_red_and_on_the_list_of_referrals(register, nine_months):
    told = KpspAnswers(9, 6, ("Gerak halus",))
    found = save_kpsp(register, nine_months, told).value.finding
    assert found is not None
    assert (found.severity, "Gerak halus" in found.next_step) == (Severity.RED, True)
    assert reasons(register) == ["KPSP 9 bulan: Kemungkinan penyimpangan"]
    assert development_card(register, nine_months).kpsp == told


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (KpspAnswers(9, 11), "yes"),
        (KpspAnswers(9, 8), "sectors"),
        (KpspAnswers(9, 8, ("Musik",)), "sectors"),
        (KpspAnswers(10, 10), "age_months"),
    ],
)
def test_a_score_that_cannot_be_says_where(register, nine_months, told, field):
    with pytest.raises(InputError) as refused:
        save_kpsp(register, nine_months, told)
    assert refused.value.field == field
    assert development_card(register, nine_months).history == ()


def test_a_doubtful_kpsp_is_repeated_after_two_weeks(register, place, nine_months):
    from core.clock import Clock
    from core.services.register import open_register

    save_kpsp(register, nine_months, KpspAnswers(9, 8, ("Gerak kasar",)))
    for later, is_repeat in ((date(2026, 12, 1), False), (date(2026, 12, 9), True)):
        again = open_register(str(place), who="Bu Sari", clock=Clock(later))
        assert development_card(again, nine_months).is_repeat is is_repeat
        again.close()
