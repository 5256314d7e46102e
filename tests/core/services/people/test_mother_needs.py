"""What a mother needs now, as the page of her family says it."""

from datetime import date, timedelta

import pytest

from core.rules.permissions import Action
from core.services.people.births import EndForm, NewbornForm, end_pregnancy
from core.services.people.family_page import family_page
from core.services.people.life_story import person_story
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.store.people import Person
from core.words.people import PregnancyOutcome, Sex

OPENED = date(2026, 3, 1)


@pytest.fixture
def siti(add_child):
    return add_child("Siti", "1998-04-04", nik="3201014404980001")


def needs(register, person_id, on=None):
    page = family_page(register, person_story(register, person_id).family_id, on)
    return next(member.needs for member in page.members if member.person.id == person_id)


@pytest.mark.parametrize(
    ("hpht", "words"),
    [
        (date(2026, 6, 1), ("hamil 25 minggu 2 hari",)),
        (date(2026, 2, 1), ("hamil 42 minggu 3 hari", "lewat bulan")),
        (date(2025, 12, 1), ("hamil 51 minggu 2 hari", "sudah bersalin?")),
        (None, ("hamil", "umur kehamilan belum diketahui")),
    ],
)
def test_a_pregnant_woman(register, siti, hpht, words):
    opened_on = OPENED if hpht is None or hpht < OPENED else register.today
    open_pregnancy(register, siti, PregnancyForm(hpht_on=hpht, opened_on=opened_on))
    assert needs(register, siti) == words


@pytest.mark.parametrize(
    ("outcome", "children", "stillborn"),
    [(PregnancyOutcome.BIRTH, (NewbornForm(Sex.MALE),), 0), (PregnancyOutcome.STILLBIRTH, (), 1)],
)
def test_a_mother_in_nifas_until_day_42(register, siti, outcome, children, stillborn):
    born_on = date(2026, 10, 14)
    form = PregnancyForm(hpht_on=date(2026, 1, 10), opened_on=OPENED)
    pregnancy_id = open_pregnancy(register, siti, form).value.pregnancy_id
    end_pregnancy(register, pregnancy_id, EndForm(outcome, born_on, children, stillborn))
    assert needs(register, siti, born_on - timedelta(1)) == ("hamil 39 minggu 3 hari",)
    assert needs(register, siti, born_on) == ("nifas hari ke-0, sampai 25 November 2026",)
    assert needs(register, siti, born_on + timedelta(42)) == ("nifas hari ke-42, sampai 25 November 2026",)
    assert needs(register, siti, born_on + timedelta(43)) == ()


def test_whom_the_village_file_calls_pregnant_is_asked(register, siti):
    with register.deed("Impor", action=Action.REGISTER_PEOPLE) as deed:
        deed.session.get_one(Person, siti).reported_pregnant_on = date(2026, 9, 1)
    assert needs(register, siti) == ("hamil menurut data desa: tanyakan",)
