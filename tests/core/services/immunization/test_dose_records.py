"""Copying a Buku KIA in one go, what is proposed for the next dose, and taking out what was written by mistake."""

from datetime import date

import pytest

from core.errors import InputError, NotAllowed
from core.rules.immunization.child import DoseState
from core.services.deeds.undoing import undo
from core.services.immunization.dose_records import copy_doses, habits_of_day, remove_dose
from core.services.immunization.immunizing import DoseForm, give_dose, immunization_card
from core.services.trust.maintenance import check
from core.words.people import Sex
from core.words.roles import Role, User

TODAY = date(2026, 11, 25)


@pytest.fixture
def baby(add_child):
    """Four months old today."""
    return add_child("Bima", "2026-07-20", Sex.MALE)


def given(register, person_id):
    return [(dose.key, dose.given_on) for dose in immunization_card(register, person_id).doses]


def test_several_doses_of_a_book_are_one_deed_and_go_together(register, baby):
    doses = [("HB0", date(2026, 7, 20)), ("BCG", date(2026, 8, 3)), ("OPV1", date(2026, 8, 3))]
    deed = copy_doses(register, baby, doses, place="Bidan Rina")
    assert given(register, baby) == doses
    assert immunization_card(register, baby).doses[0].place == "Bidan Rina"
    assert check(register).ok
    undo(register, deed.value.entry_id)
    assert given(register, baby) == []


def test_a_wrong_day_names_its_dose_and_nothing_is_saved(register, baby):
    with pytest.raises(InputError, match="belum tiba") as refused:
        copy_doses(register, baby, [("HB0", date(2026, 7, 20)), ("BCG", date(2027, 8, 3))])
    assert refused.value.field == "BCG"
    with pytest.raises(InputError, match="lahir") as refused:
        copy_doses(register, baby, [("HB0", date(2026, 7, 19))])
    assert refused.value.field == "HB0"
    with pytest.raises(InputError, match="Belum ada"):
        copy_doses(register, baby, [])
    assert given(register, baby) == []


def test_the_next_dose_of_the_day_is_proposed_as_the_last(register, baby, add_child):
    assert habits_of_day(register).site("BCG") == "lengan kanan atas"
    give_dose(register, baby, DoseForm("DPT1", TODAY, batch="A12", site="paha kanan", giver="Bidan Rini"))
    habits = habits_of_day(register)
    assert (habits.giver, habits.batch("DPT2"), habits.site("DPT3")) == ("Bidan Rini", "A12", "paha kanan")
    assert habits.batch("PCV1") == ""
    copy_doses(register, add_child("Dewi", "2026-01-01"), [("BCG", TODAY)])
    assert habits_of_day(register).giver == "Bidan Rini"


def test_only_the_bidan_takes_out_a_dose_and_says_why(register, baby):
    copy_doses(register, baby, [("BCG", date(2026, 8, 3))])
    (dose,) = immunization_card(register, baby).doses
    with pytest.raises(InputError, match="alasan"):
        remove_dose(register, dose.id, " ")
    register.sign_in(User("k", "Bu Sari", frozenset({Role.KADER})))
    with pytest.raises(NotAllowed, match="bidan"):
        remove_dose(register, dose.id, "salah tanggal")
    register.sign_in(User("b", "Bidan Rina", frozenset({Role.BIDAN})))
    remove_dose(register, dose.id, "salah tanggal")
    status = immunization_card(register, baby).child
    assert status is not None
    bcg = status.of("BCG")
    assert bcg is not None
    assert bcg.state is DoseState.ALLOWED
    with pytest.raises(InputError, match="tidak ada"):
        remove_dose(register, dose.id, "lagi")
