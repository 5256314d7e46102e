"""The boxes of a step of a card as a form shows them, with what is proposed and where that comes from."""

from core.rules.forms.fields import Kind, yes_no
from core.rules.immunization.td import AGES as TD_AGES
from core.services.day.attending import CheckUpView
from core.services.day.card_prefills import FROM_REGISTER
from core.services.day.cards import Card, CardField
from core.words.age import completed_months, completed_years
from core.words.life_stage import LifeStage
from core.words.people import Sex
from core.words.steps import Step
from ui.forms.asked import Whose
from ui.forms.form_builder import Box
from ui.pages.day.instrument_buttons import Service

KIA_BOOK = "kia_book"
_CHILDREN = (LifeStage.INFANT, LifeStage.TODDLER, LifeStage.PRESCHOOL)
_WITH_BOOK = (*_CHILDREN, LifeStage.PREGNANT, LifeStage.POSTPARTUM)
_BOOK = yes_no(KIA_BOOK, "Buku KIA dibawa", "Tanyakan Buku KIA-nya; bila tidak punya, catat supaya diberi.", step=1)
_SAID_WEEKS = "gestational_weeks"
_DATES_OF_PREGNANCY = frozenset({"hpht", "usg_due_date"})
"""Who has one of these is not asked how many weeks she thinks she is."""
_NEVER_TYPED = frozenset({"visit_date"})


def boxes_of(card: Card, step: Step | None) -> tuple[Box, ...]:
    """What is asked at a step, in the order of the card but weight first; step None: every box of an instrument."""
    chosen = card.fields if step is None else card.at(step)
    known = {one.field.key for one in card.fields if one.value is not None or one.prefill is not None}
    typed = (one for one in chosen if not one.field.derived and one.field.key not in _NEVER_TYPED)
    boxes = tuple(_box(one) for one in typed if one.field.key != _SAID_WEEKS or not known & _DATES_OF_PREGNANCY)
    if step is Step.MEASURE:
        # The scale comes first on every card: whoever types numbers in a rhythm must not swap two of them.
        boxes = tuple(sorted(boxes, key=lambda one: one.field.key != "weight_kg"))
    if step is Step.REGISTER and card.check_up.stage in _WITH_BOOK:
        return (Box(_BOOK), *boxes)
    return boxes


def whose(card: Card) -> Whose:
    """Of the person what decides which boxes of the card are asked."""
    one = card.check_up
    return Whose(card.form.key, completed_months(one.born_on, one.checked_on), one.sex is Sex.FEMALE)


def services_of(one: CheckUpView, step: Step) -> tuple[Service, ...]:
    """What belongs to a step beside the card.

    Development of a child at steps 3 and 4; immunisation at step 4 of children and school children, and of women of 15
    to 39 (Td).
    """
    is_woman = one.sex is Sex.FEMALE and completed_years(one.born_on, one.checked_on) in TD_AGES
    found = []
    if step is Step.SERVE and (is_woman or one.stage in (*_CHILDREN, LifeStage.SCHOOL)):
        found.append(Service.IMMUNIZATION)
    if step in (Step.EXAMINE, Step.SERVE) and one.stage in _CHILDREN:
        found.append(Service.DEVELOPMENT)
    return tuple(found)


def missing_here(card: Card, step: Step) -> tuple[str, ...]:
    """The labels of the boxes of a step that have to be filled and are not."""
    return tuple(one.field.label for one in card.at(step) if one.is_missing and one.field.kind is not Kind.TEXT)


def _box(one: CardField) -> Box:
    if one.value is not None or one.prefill is None:
        return Box(one.field, one.value)
    return Box(one.field, one.prefill.value, one.prefill.source, is_kept=one.prefill.source == FROM_REGISTER)
