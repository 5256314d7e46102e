"""What a referral letter says, and how its reply finds the way back."""

from datetime import date

import pytest

from core.errors import InputError
from core.services.day.attending import come
from core.services.day.cards import save_answers
from core.services.day.open_day import open_day
from core.services.day.referral_letters import newest_referral, referral_letter, referral_with_code
from core.services.day.referring import refer
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.setup import list_posyandu
from core.words.people import Sex
from core.words.referrals import Target

TODAY = date(2026, 11, 25)


@pytest.fixture
def day_id(register):
    return open_day(register, list_posyandu(register)[0].id, TODAY).value.id


@pytest.fixture
def mother(register, day_id, add_child):
    found = add_child("Dewi", "1998-05-05", nik="3201014505980001")
    open_pregnancy(register, found, PregnancyForm(hpht_on=date(2026, 5, 1)))
    boxes = {
        "weight_kg": "57,5", "muac_cm": "22,9", "systolic_mmhg": 150, "diastolic_mmhg": 95, "hb_g_dl": "10,4",
        "tablets_given": 30, "food_given": True, "education_topics": ["BAHAYA"],
    }  # fmt: skip
    save_answers(register, come(register, day_id, found).value.id, "bumil", boxes)
    return found


def test_the_letter_says_why_what_was_measured_and_what_was_given(register, mother):
    letter = referral_letter(register, newest_referral(register, mother))
    assert {"LiLA <23,5", "TD ≥140/90"} <= set(letter.referral.reasons)
    assert len(set(letter.referral.reasons)) == len(letter.referral.reasons)
    for measure in ("umur kehamilan 29 minggu", "berat badan 57,5 kg", "tekanan darah 150/95 mmHg", "Hb 10,4 g/dL"):
        assert measure in letter.measures
    assert letter.given == ("30 TTD atau MMS", "makanan tambahan", "edukasi: Tanda bahaya")
    assert (letter.posyandu, letter.village, letter.puskesmas) == ("Melati", "Sukamaju", "Cibening")
    assert letter.person.nik_masked.startswith("3201")
    assert "*" in letter.person.nik_masked
    assert letter.writer == "Bu Sari"


def test_the_reply_code_finds_the_referral_again(register, mother):
    sent = newest_referral(register, mother)
    code = referral_letter(register, sent).code
    assert len(code) == 6
    assert referral_with_code(register, f"{code[:3].lower()}-{code[3:].lower()}").id == sent


def test_a_mistyped_code_and_a_foreign_one_are_told_apart(register, mother):
    code = referral_letter(register, newest_referral(register, mother)).code
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    with pytest.raises(InputError, match="salah ketik"):
        referral_with_code(register, wrong)
    with pytest.raises(InputError, match="tidak ada di register ini"):
        referral_with_code(register, "000000")


def test_a_referral_by_hand_has_its_letter_too(register, day_id, add_child):
    man = add_child("Pak Jaya", "1986-01-01", Sex.MALE)
    refer(register, come(register, day_id, man).value.id, "bengkak kaki", target=Target.PUSTU)
    letter = referral_letter(register, newest_referral(register, man))
    assert (letter.referral.reasons, letter.referral.target) == (("bengkak kaki",), Target.PUSTU)
    assert (letter.measures, letter.given) == ((), ())


def test_who_was_never_sent_on_has_no_letter(register, add_child):
    with pytest.raises(InputError, match="belum pernah dirujuk"):
        newest_referral(register, add_child())
    with pytest.raises(InputError, match="tidak ada lagi"):
        referral_letter(register, "x")
