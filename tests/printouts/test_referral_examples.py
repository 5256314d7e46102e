"""R-RUJ examples 1 to 5 from the card to the paper: boxes, referral, letter, work after the day, and its outcome."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from core.clock import Clock
from core.errors import InputError
from core.services.day.attending import come
from core.services.day.cards import save_answers
from core.services.day.closing_follow_up import WorkKind
from core.services.day.closing_state import closing_state
from core.services.day.open_day import open_day
from core.services.day.referral_letters import newest_referral, referral_letter, referral_with_code
from core.services.day.referring import follow_up, open_referrals, refer, referrals_of_day
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.people.registration import PersonForm, register_person
from core.services.register import Register, open_register
from core.services.setup import list_posyandu, set_up
from core.words.people import Sex
from core.words.referrals import FollowUp, Target
from printouts.referral_letter import print_referral_letters
from tests.printouts.reading import read_pdf

TODAY = date(2026, 11, 25)
WELL: dict[str, object] = {"weight_kg": 60, "height_cm": 160, "systolic_mmhg": 118, "diastolic_mmhg": 76}
NO_TBC: dict[str, object] = dict.fromkeys(("tbc_cough", "tbc_fever", "tbc_weight", "tbc_contact"), False)
COUGH_AND_FEVER = {"tbc_cough": True, "tbc_fever": True}


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    opened = open_register(str(tmp_path / "melati.db"), who="Bu Sari", clock=Clock(TODAY))
    set_up(opened, posyandu="Melati", village="Desa Sukamaju", puskesmas="Cibening")
    yield opened
    opened.close()


@pytest.fixture
def day_id(register: Register) -> str:
    return open_day(register, list_posyandu(register)[0].id, TODAY).value.id


@pytest.fixture
def comes(register: Register, day_id: str) -> Callable[..., tuple[str, str]]:
    """Somebody who comes today: person and check-up."""

    def arrive(name: str, born_on: date, sex: Sex, *, is_pregnant: bool = False) -> tuple[str, str]:
        person_id = register_person(register, PersonForm(name, sex, born_on, dusun="Krajan")).value
        if is_pregnant:
            open_pregnancy(register, person_id, PregnancyForm(hpht_on=date(2026, 7, 1)))
        return person_id, come(register, day_id, person_id).value.id

    return arrive


def letter_words(register: Register, person_id: str, out: Path) -> str:
    letter = referral_letter(register, newest_referral(register, person_id))
    print_referral_letters([letter], out, printed_on=TODAY)
    [side] = read_pdf(out)
    assert side.collisions() == []
    assert "Desa Desa" not in side.words
    return " ".join(side.words.split())


def work_of(register: Register, day_id: str, person_id: str) -> list[tuple[WorkKind, str]]:
    return [(one.kind, one.text) for one in closing_state(register, day_id).work if one.person_id == person_id]


def test_r_ruj_1_arm_and_pressure_of_a_pregnant_woman(register, day_id, comes, tmp_path):
    dewi, seen = comes("Dewi", date(1998, 5, 5), Sex.FEMALE, is_pregnant=True)
    save_answers(register, seen, "bumil", {"muac_cm": "22,9", "systolic_mmhg": 150, "diastolic_mmhg": 95})
    words = letter_words(register, dewi, tmp_path / "surat.pdf")
    for part in ("Dewi", "Puskesmas Cibening", "LiLA <23,5", "TD ≥140/90", "tekanan darah 150/95 mmHg"):
        assert part in words
    [(kind, text)] = work_of(register, day_id, dewi)
    assert kind is WorkKind.RED
    assert "LiLA <23,5" in text
    assert "TD ≥140/90" in text
    [sent] = open_referrals(register)
    code = referral_letter(register, sent.id).code
    assert referral_with_code(register, code).id == sent.id
    follow_up(register, sent.id, FollowUp.DONE, note="diperiksa dokter")
    assert open_referrals(register) == ()
    assert work_of(register, day_id, dewi) == []


def test_r_ruj_2_tbc_on_the_card_and_at_home_is_one_reason(register, day_id, comes, tmp_path):
    jaya, seen = comes("Pak Jaya", date(1986, 1, 1), Sex.MALE)
    save_answers(register, seen, "dewasa", WELL | NO_TBC | COUGH_AND_FEVER)
    save_answers(register, seen, "tbc", COUGH_AND_FEVER)
    save_answers(register, seen, "kunjungan-tbc", COUGH_AND_FEVER)
    [sent] = referrals_of_day(register, day_id)
    assert len(sent.reasons) == 1
    assert "TBC" in sent.reasons[0]
    words = letter_words(register, jaya, tmp_path / "surat.pdf")
    assert words.count(sent.reasons[0]) == 1
    [(_, text)] = work_of(register, day_id, jaya)
    assert text.count("TBC") == 1


def test_r_ruj_3_by_hand_with_swollen_feet(register, day_id, comes, tmp_path):
    jaya, seen = comes("Pak Jaya", date(1986, 1, 1), Sex.MALE)
    save_answers(register, seen, "dewasa", WELL | NO_TBC)
    assert referrals_of_day(register, day_id) == ()
    refer(register, seen, "bengkak kaki", target=Target.PUSTU)
    words = letter_words(register, jaya, tmp_path / "surat.pdf")
    assert "1. bengkak kaki" in words
    assert "Kepada Pustu" in words
    assert work_of(register, day_id, jaya) == [(WorkKind.RED, "Dirujuk ke Pustu: bengkak kaki")]
    [sent] = open_referrals(register)
    follow_up(register, sent.id, FollowUp.NOT_COME)
    assert [one.status for one in referrals_of_day(register, day_id)] == [FollowUp.NOT_COME]


def test_r_ruj_4_by_hand_without_a_reason_is_refused_and_nothing_is_sent(register, day_id, comes):
    jaya, seen = comes("Pak Jaya", date(1986, 1, 1), Sex.MALE)
    save_answers(register, seen, "dewasa", WELL | NO_TBC)
    with pytest.raises(InputError, match="alasan"):
        refer(register, seen, "   ")
    with pytest.raises(InputError) as refused:
        save_answers(register, seen, "dewasa", {"refer_manual": True})
    assert refused.value.field == "refer_reason"
    assert referrals_of_day(register, day_id) == ()
    with pytest.raises(InputError):
        newest_referral(register, jaya)
    assert work_of(register, day_id, jaya) == []


def test_r_ruj_5_all_green_is_no_referral_and_education_is_written_down(register, day_id, comes):
    jaya, seen = comes("Pak Jaya", date(1986, 1, 1), Sex.MALE)
    card = save_answers(register, seen, "dewasa", WELL | NO_TBC | {"education_topics": ["GIZI"]}).value
    assert (card.reasons, card.referral, open_referrals(register)) == ((), None, ())
    assert ("GIZI",) in [one.value for one in card.fields if one.field.key == "education_topics"]
    with pytest.raises(InputError):
        newest_referral(register, jaya)
    assert work_of(register, day_id, jaya) == []
