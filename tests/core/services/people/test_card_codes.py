"""Card codes of people: made once, found by scanner or typed, and a wrong one says so."""

import pytest

from core.errors import InputError
from core.rules.permissions import Action
from core.services.people.card_codes import advice, card_code_of, card_codes
from core.services.people.people_search import search
from core.services.trust.maintenance import check
from core.store.people import Person


def test_a_code_is_made_once_and_kept(register, add_child):
    one, other = add_child("Aisyah"), add_child("Bima", "2025-01-01")
    codes = card_codes(register, [one, other, "tidak ada"]).value
    assert list(codes) == [one, other]
    assert codes[one] != codes[other]
    assert card_codes(register, [other, one]).value == codes
    assert card_code_of(register, one).value == codes[one]
    assert not card_codes(register, [one]).changed
    assert check(register).ok


def test_the_code_of_nobody_is_refused(register):
    with pytest.raises(InputError):
        card_code_of(register, "tidak ada")


@pytest.mark.parametrize("as_typed", [str, str.lower, lambda code: code[5:], lambda code: code.replace(":", ";")])
def test_scanned_or_typed_it_finds_exactly_that_person(register, add_child, as_typed):
    add_child("Bima", "2025-01-01")
    code = "PSY1:00000000000"
    one = add_child("Aisyah")
    with register.deed("Kartu lama", action=Action.REGISTER_PEOPLE) as deed:
        deed.session.get_one(Person, one).card_code = code
    code = card_code_of(register, one).value
    typed = as_typed(code)
    found = [line.id for line in search(register, typed)]
    # Eleven digits without the prefix are taken for a number, never for a code.
    assert found == ([] if typed.isdecimal() else [one])


def test_a_wrong_character_finds_nobody_and_says_so(register, add_child):
    code = card_code_of(register, add_child("Aisyah")).value
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert search(register, wrong) == ()
    assert "salah" in advice(register, wrong)


def test_a_right_code_of_another_register_says_so(register, add_child):
    add_child("Aisyah")
    assert search(register, "PSY1:00000000000") == ()
    assert "tidak ada di register ini" in advice(register, "PSY1:00000000000")


def test_an_unfinished_code_asks_for_the_rest_and_names_are_left_alone(register, add_child):
    one = add_child("Aisyah")
    assert search(register, "PSY1:0000") == ()
    assert "belum lengkap" in advice(register, "PSY1:0000")
    assert advice(register, "aisyah") == ""
    assert advice(register, card_code_of(register, one).value) == ""


def test_the_card_of_somebody_merged_leads_to_who_was_kept(register, add_child):
    kept, gone = add_child("Aisyah"), add_child("Aisya", "2026-03-02")
    code = card_code_of(register, gone).value
    with register.deed("Menyatukan", action=Action.REGISTER_PEOPLE) as deed:
        deed.session.get_one(Person, gone).merged_into_id = kept
    assert [line.id for line in search(register, code)] == [kept]
