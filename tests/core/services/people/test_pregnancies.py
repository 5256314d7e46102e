"""Pregnancies: opened, corrected, listed, and what the village's own file says about them."""

from datetime import date

import pytest

from core.errors import InputError
from core.rules.permissions import Action
from core.rules.pregnancy import DatedBy
from core.services.confirmation import NeedsConfirmation
from core.services.people.pregnancies import (
    PregnancyForm,
    current_pregnancy,
    edit_pregnancy,
    open_pregnancies,
    open_pregnancy,
    pregnancies_of,
    pregnancy_form,
    reported_pregnant,
    reported_pregnant_on,
)
from core.services.people.registration import PersonForm, edit_person, person_form
from core.services.trust.maintenance import check
from core.store.people import Person
from core.words.people import Sex

HPHT = date(2026, 6, 1)


@pytest.fixture
def siti(add_child):
    return add_child("Siti Aminah", "1998-04-04")


def test_a_pregnancy_knows_its_age_due_date_and_trimester(register, siti):
    open_pregnancy(register, siti, PregnancyForm(hpht_on=HPHT, gravida=2))
    found = current_pregnancy(register, siti)
    assert found is not None
    assert found.words == "Hamil 25 minggu 2 hari, perkiraan lahir 8 Maret 2027 (HPHT)"
    assert (found.trimester, found.gravida, found.opened_on) == (3, 2, register.today)
    assert check(register).ok


def test_usg_corrects_the_due_date(register, siti):
    pregnancy_id = open_pregnancy(register, siti, PregnancyForm(hpht_on=HPHT)).value.pregnancy_id
    form = PregnancyForm(hpht_on=HPHT, usg_due_on=date(2027, 3, 22), opened_on=register.today)
    edit_pregnancy(register, pregnancy_id, form)
    [found] = pregnancies_of(register, siti)
    assert found.dating is not None
    assert (found.dating.by, found.dating.due_on) == (DatedBy.USG, date(2027, 3, 22))
    assert pregnancy_form(register, pregnancy_id) == form


def test_weeks_that_the_mother_tells_are_an_estimate_that_grows_with_the_days(register, siti):
    pregnancy_id = open_pregnancy(
        register, siti, PregnancyForm(weeks_said=10, opened_on=date(2026, 11, 11))
    ).value.pregnancy_id
    [found] = pregnancies_of(register, siti)
    assert found.gestation is not None
    assert found.gestation.words == "12 minggu"
    assert "kira-kira" in found.words
    # Saving the form again without a word about weeks keeps the estimate.
    edit_pregnancy(register, pregnancy_id, pregnancy_form(register, pregnancy_id))
    assert pregnancies_of(register, siti) == (found,)


def test_without_any_date_it_is_still_a_pregnancy_and_asks_for_one(register, siti):
    open_pregnancy(register, siti, PregnancyForm())
    found = current_pregnancy(register, siti)
    assert found is not None
    assert [one.label for one in found.findings] == ["Umur kehamilan belum diketahui"]


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (PregnancyForm(hpht_on=date(2026, 11, 26)), "hpht_on"),
        (PregnancyForm(hpht_on=date(2025, 12, 1)), "hpht_on"),
        (PregnancyForm(usg_due_on=date(2026, 1, 1)), "usg_due_on"),
        (PregnancyForm(weeks_said=46), "weeks_said"),
        (PregnancyForm(gravida=0), "gravida"),
        (PregnancyForm(opened_on=date(2026, 11, 26)), "opened_on"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(register, siti, form, field):
    with pytest.raises(InputError) as refused:
        open_pregnancy(register, siti, form)
    assert refused.value.field == field
    assert pregnancies_of(register, siti) == ()


def test_one_open_pregnancy_at_a_time(register, siti):
    open_pregnancy(register, siti, PregnancyForm(hpht_on=HPHT))
    with pytest.raises(InputError, match="masih tercatat"):
        open_pregnancy(register, siti, PregnancyForm(hpht_on=HPHT))


def test_men_and_the_dead_are_not_pregnant(register, add_child):
    with pytest.raises(InputError, match="laki-laki"):
        open_pregnancy(register, add_child("Budi", "1990-01-01", Sex.MALE), PregnancyForm())


def test_a_very_young_mother_is_asked_about_and_kept_with_a_reason(register, add_child):
    girl = add_child("Ani", "2017-01-01")
    with pytest.raises(NeedsConfirmation, match="9 tahun"):
        open_pregnancy(register, girl, PregnancyForm())
    open_pregnancy(register, girl, PregnancyForm(confirmation_reason="sudah ditanyakan bidan"))
    assert current_pregnancy(register, girl) is not None


def test_the_list_of_the_pregnant_begins_with_who_is_due_first(register, add_child):
    due = {"Rina": date(2026, 8, 1), "Siti": date(2026, 4, 1), "Dewi": None}
    for name, hpht in due.items():
        open_pregnancy(register, add_child(name, "1998-04-04"), PregnancyForm(hpht_on=hpht))
    assert [line.name for line, _ in open_pregnancies(register)] == ["Siti", "Rina", "Dewi"]
    assert open_pregnancies(register, posyandu_id="lain") == ()


@pytest.mark.parametrize(("said_on", "is_asked"), [(date(2026, 9, 1), True), (date(2025, 12, 1), False)])
def test_who_is_pregnant_in_the_village_file_is_asked_about_until_it_is_recorded(register, siti, said_on, is_asked):
    with register.deed("Impor", action=Action.REGISTER_PEOPLE) as deed:
        deed.session.get_one(Person, siti).reported_pregnant_on = said_on
    assert (reported_pregnant_on(register, siti) == said_on) == is_asked
    assert [line.id for line in reported_pregnant(register)] == ([siti] if is_asked else [])
    open_pregnancy(register, siti, PregnancyForm(hpht_on=HPHT))
    assert reported_pregnant_on(register, siti) is None
    assert reported_pregnant(register) == ()


def test_a_guessed_birth_date_carries_its_mark_and_the_day_of_the_guess(register, add_child):
    person_id = add_child("Mbah Karto", "1950-07-01", Sex.MALE, is_birth_date_approximate=True)
    form = person_form(register, person_id)
    assert (form.is_birth_date_approximate, form.birth_date_known_on) == (True, register.today)
    surely = PersonForm("Mbah Karto", Sex.MALE, date(1951, 2, 3))
    edit_person(register, person_id, surely)
    assert person_form(register, person_id).birth_date_known_on is None


@pytest.mark.parametrize("year", [1, 1800, 2999, 9999])
def test_a_year_that_cannot_be_is_refused_kindly(register, add_child, year):
    mother = add_child("Dewi", "1998-05-05")
    for form in (PregnancyForm(hpht_on=date(year, 12, 31)), PregnancyForm(usg_due_on=date(year, 1, 1))):
        with pytest.raises(InputError, match=f"Tahun {year} tidak mungkin"):
            open_pregnancy(register, mother, form)
