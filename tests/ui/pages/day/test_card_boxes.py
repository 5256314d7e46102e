"""Which boxes and services stand at a step of a card: what is known is proposed and not asked twice."""

from dataclasses import replace
from datetime import date

import pytest

from core.services.day.attending import CheckUpView, come
from core.services.day.cards import open_card
from core.services.day.open_day import open_day
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.people.registration import PersonForm, register_person
from core.services.register import Register
from core.services.setup import list_posyandu
from core.words.life_stage import LifeStage
from core.words.people import Sex
from core.words.steps import Step
from ui.pages.day.card_boxes import KIA_BOOK, boxes_of, missing_here, services_of
from ui.pages.day.instrument_buttons import Service


@pytest.fixture
def pregnant(register: Register) -> CheckUpView:
    """A pregnant woman who has just come; her last period is known."""
    unit = list_posyandu(register)[0]
    form = PersonForm("Nurhayati", Sex.FEMALE, date(1996, 5, 2), dusun="Krajan", posyandu_id=unit.id)
    person_id = register_person(register, form).value
    open_pregnancy(register, person_id, PregnancyForm(hpht_on=date(2026, 6, 1), gravida=2))
    day = open_day(register, unit.id, register.today).value
    return come(register, day.id, person_id).value


def _keys(register: Register, one: CheckUpView, step: Step) -> list[str]:
    return [box.field.key for box in boxes_of(open_card(register, one.id), step)]


def test_the_book_is_asked_for_first_and_the_day_never(register: Register, pregnant: CheckUpView) -> None:
    keys = _keys(register, pregnant, Step.REGISTER)
    assert keys[0] == KIA_BOOK
    assert "visit_date" not in keys


def test_who_knows_her_dates_is_not_asked_for_weeks(register: Register, pregnant: CheckUpView) -> None:
    assert "gestational_weeks" not in _keys(register, pregnant, Step.MEASURE)


def test_the_scale_comes_first_on_every_card(register: Register, pregnant: CheckUpView) -> None:
    assert _keys(register, pregnant, Step.MEASURE)[:2] == ["weight_kg", "height_cm"]


def test_nothing_that_is_computed_is_typed(register: Register, pregnant: CheckUpView) -> None:
    for step in (Step.REGISTER, Step.MEASURE, Step.EXAMINE, Step.SERVE):
        assert not any(box.field.derived for box in boxes_of(open_card(register, pregnant.id), step))


def test_what_is_missing_is_said_by_its_label(register: Register, pregnant: CheckUpView) -> None:
    assert missing_here(open_card(register, pregnant.id), Step.MEASURE) == (
        "Berat badan",
        "Lingkar lengan atas",
        "Tekanan atas (sistole)",
        "Tekanan bawah (diastole)",
    )


@pytest.mark.parametrize(
    ("stage", "sex", "born_on", "step", "services"),
    [
        (LifeStage.TODDLER, Sex.MALE, date(2024, 2, 1), Step.SERVE, (Service.IMMUNIZATION, Service.DEVELOPMENT)),
        (LifeStage.TODDLER, Sex.MALE, date(2024, 2, 1), Step.EXAMINE, (Service.DEVELOPMENT,)),
        (LifeStage.SCHOOL, Sex.MALE, date(2016, 2, 1), Step.SERVE, (Service.IMMUNIZATION,)),
        (LifeStage.ADULT, Sex.FEMALE, date(1996, 2, 1), Step.SERVE, (Service.IMMUNIZATION,)),
        (LifeStage.ADULT, Sex.FEMALE, date(1976, 2, 1), Step.SERVE, ()),
        (LifeStage.ADULT, Sex.MALE, date(1996, 2, 1), Step.SERVE, ()),
        (LifeStage.TODDLER, Sex.MALE, date(2024, 2, 1), Step.MEASURE, ()),
    ],
)
def test_services_beside_the_card(
    pregnant: CheckUpView, stage: LifeStage, sex: Sex, born_on: date, step: Step, services: tuple[Service, ...]
) -> None:
    assert services_of(replace(pregnant, stage=stage, sex=sex, born_on=born_on), step) == services
