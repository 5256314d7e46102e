"""R-PERAN: who is with child or gave birth is health; the head of the posyandu is told nothing of it anywhere."""

from datetime import date

import pytest

from core.errors import NotAllowed
from core.services.people.life_story import family_page, person_story
from core.services.people.people_filters import PeopleFilter
from core.services.people.people_lists import count_people, everybody_of, filtered_people, fitting_ids
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.people.registration import PersonForm, register_person
from core.services.register import Register
from core.words.life_stage import LifeStage
from core.words.people import FamilyRole, Sex
from core.words.roles import Role, User


@pytest.fixture
def mother(register: Register) -> str:
    form = PersonForm("Siti", Sex.FEMALE, date(1995, 5, 5), kk_number="3201010101010001", role=FamilyRole.HEAD)
    person_id = register_person(register, form).value
    open_pregnancy(register, person_id, PregnancyForm(weeks_said=20))
    return person_id


@pytest.mark.parametrize(("role", "stage"), [(Role.KADER, LifeStage.PREGNANT), (Role.ADMIN, LifeStage.ADULT)])
def test_the_pages_of_a_mother_name_her_state_or_her_age(
    register: Register, mother: str, role: Role, stage: LifeStage
) -> None:
    register.sign_in(User("1", "Bu Tini", frozenset({role})))
    story = person_story(register, mother)
    assert story.stage is stage
    assert story.chips[0] == stage.label
    assert [one.stage for one in family_page(register, story.family_id).members] == [stage]


@pytest.mark.parametrize("stage", [LifeStage.PREGNANT, LifeStage.POSTPARTUM])
def test_a_list_of_mothers_is_for_those_who_see_health(register: Register, mother: str, stage: LifeStage) -> None:
    wanted = PeopleFilter(stage=stage)
    register.sign_in(User("1", "Bu Tini", frozenset({Role.KADER})))
    assert [one.id for one in everybody_of(register, wanted)] == ([mother] if stage is LifeStage.PREGNANT else [])
    register.sign_in(User("2", "Pak Kades", frozenset({Role.ADMIN})))
    with pytest.raises(NotAllowed):
        filtered_people(register, wanted)
    with pytest.raises(NotAllowed):
        count_people(register, wanted)
    with pytest.raises(NotAllowed):
        fitting_ids(register, [mother], wanted)
    assert mother in {one.id for one in everybody_of(register)}
