"""The five steps of a day as a list of deeds: arrivals, cards, a dose, referrals, signatures, the lock."""

from collections.abc import Callable, Mapping

from core.services import setup
from core.services.day import attending, cards, closing, day_plan, open_day, referring
from core.services.day.closing_state import BIDAN, KADER
from core.services.immunization import immunizing
from core.words.referrals import FollowUp
from core.words.steps import Step
from tests.faults.day import TODAY, Deed, House, fill, person, today

MOTHER, FATHER, CHILD = "Wati 1", "Budi 1", "Anak 1"
IN_DANGER = {"weight_kg": "58,4", "height_cm": "160", "waist_cm": "82", "systolic_mmhg": 192, "diastolic_mmhg": 121}
DOSE = immunizing.DoseForm("MR1", TODAY, batch="B-12", giver="Bidan Rini")


def ready(house: House) -> None:
    """The village is in the register, and its day is opened."""
    setup.set_up(house.open(), posyandu="Melati", village="Sukamaju")
    fill(house)
    open_day.open_day(house.opened(), setup.list_posyandu(house.opened())[0].id, TODAY)


def _visit(house: House, name: str) -> str:
    return attending.come(house.opened(), today(house), person(house, name)).value.id


def _coming(name: str) -> Callable[[House], object]:
    return lambda house: _visit(house, name)


def _answering(name: str, form: str, values: Mapping[str, object]) -> Callable[[House], object]:
    return lambda house: cards.save_answers(
        house.opened(), _visit(house, name), form, values, confirmation_reason="sudah benar"
    )


def _finishing(name: str, step: Step) -> Callable[[House], object]:
    return lambda house: attending.finish_step(house.opened(), _visit(house, name), step)


def _plan(house: House) -> None:
    day_plan.assign(house.opened(), today(house), Step.MEASURE, ("Bu Sari", "Bu Ani"))


def _not_weighed(house: House) -> None:
    attending.not_measured(house.opened(), _visit(house, CHILD), "menangis, tidak mau ditimbang")


def _inject(house: House) -> None:
    immunizing.give_dose(house.opened(), person(house, CHILD), DOSE, check_up_id=_visit(house, CHILD))


def _refer(house: House) -> None:
    referring.refer(house.opened(), _visit(house, MOTHER), "bengkak kaki")


def _say_what_was_done(house: House) -> None:
    (sent,) = (one for one in referring.referrals_of_day(house.opened(), today(house)) if one.name == FATHER)
    referring.follow_up(house.opened(), sent.id, FollowUp.OPEN, note="diantar ke puskesmas")


def _leave(house: House) -> None:
    attending.leave(house.opened(), _visit(house, MOTHER), "pulang dulu")


def _validate(house: House) -> None:
    closing.validate_everybody(house.opened(), today(house))


def _sign(role: str, name: str) -> Callable[[House], object]:
    return lambda house: closing.sign(house.opened(), today(house), role, name=name)


def _lock(house: House) -> None:
    closing.lock(house.opened(), today(house))


def _reopen(house: House) -> None:
    closing.reopen_day(house.opened(), today(house), "salah tulis berat")


STEPS = (
    Deed("who does what", _plan),
    Deed("come", _coming(FATHER)),
    Deed("come with the mother", _coming(CHILD)),
    Deed("another comes", _coming(MOTHER)),
    Deed("a danger is measured", _answering(FATHER, "dewasa", IN_DANGER)),
    Deed("not weighed", _not_weighed),
    Deed("a dose", _inject),
    Deed("referred by hand", _refer),
    Deed("serve the father", _finishing(FATHER, Step.SERVE)),
    Deed("serve the child", _finishing(CHILD, Step.SERVE)),
    Deed("what was done", _say_what_was_done),
    Deed("leave", _leave),
    Deed("validate", _validate),
    Deed("the kader signs", _sign(KADER, "Bu Sari")),
    Deed("the bidan signs", _sign(BIDAN, "Bidan Rini")),
    Deed("lock", _lock),
    Deed("open again", _reopen),
)
