"""The editors of a life event, made from the questions of its table: each answers with what the event's form takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from core.services.life_events.event import Asks, EventField
from core.services.people.life_story import FamilyPage, person_story
from core.services.setup import list_posyandu
from core.services.views import PersonLine
from core.words.people import LifeStatus, Sex
from ui.forms.date_edit import DateEdit
from ui.forms.home_edit import HomeEdit
from ui.forms.newcomers_edit import NewcomersEdit
from ui.forms.people_ticks import PeopleTicks
from ui.forms.person_pick import PersonPick
from ui.forms.role_edit import RoleEdit

if TYPE_CHECKING:
    from core.services.register import Register

_AWAY = (LifeStatus.MOVED_AWAY, LifeStatus.MISSING)


@dataclass(frozen=True, slots=True)
class House:
    """The family an event is about: who lives there, and who left and may come back."""

    family_id: str
    members: tuple[PersonLine, ...]
    away: tuple[PersonLine, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An editor with its value, the steps of the Enter key, and how to hear of a change."""

    editor: QWidget
    value: Callable[[], Any]
    steps: Callable[[], list[QWidget]]
    on_change: Callable[[Callable[[], object]], object]


def house_of(page: FamilyPage | None) -> House:
    """The house of a family page; an empty one when the event is about nobody yet."""
    if page is None:
        return House("", (), ())
    members = tuple(member.person for member in page.members)
    away = tuple(one.person for one in page.past_members if one.status in _AWAY)
    return House(page.family_id, members, away)


def make_answer(field: EventField, register: "Register", house: House, today: date) -> Answer:
    """The editor for one question."""
    if field.asks in {Asks.PERSON, Asks.FAMILY}:
        return _person(register, _offers(field, house), is_family=field.asks is Asks.FAMILY)
    if field.asks is Asks.CHOICE:
        return _choice(field.choices)
    if field.asks in {Asks.DATE, Asks.TEXT}:
        return _line(DateEdit(today) if field.asks is Asks.DATE else QLineEdit())
    units = [(unit.name, unit.id) for unit in list_posyandu(register)] if field.asks is Asks.HOME else []
    editor: HomeEdit | PeopleTicks | RoleEdit | NewcomersEdit
    match field.asks:
        case Asks.HOME:
            editor = HomeEdit(units)
        case Asks.PEOPLE:
            editor = PeopleTicks()
        case Asks.ROLES:
            editor = RoleEdit()
        case _:
            editor = NewcomersEdit(today)
    return Answer(editor, editor.value, editor.steps, editor.changed.connect)


def named(people: Sequence[PersonLine]) -> list[tuple[str, str]]:
    """People as choices: id and `Siti Aminah · 34 th`."""
    return [(person.id, f"{person.name} · {person.age}") for person in people]


def _offers(field: EventField, house: House) -> list[PersonLine]:
    """Whom of the house a question can mean; another family is looked for in the whole register."""
    sexes = {"husband_id": {Sex.MALE}, "wife_id": {Sex.FEMALE}}.get(field.key, set(Sex))
    is_family = field.asks is Asks.FAMILY
    return [] if is_family else [person for person in house.members if person.sex in sexes]


def _person(register: "Register", offers: list[PersonLine], *, is_family: bool) -> Answer:
    """Somebody of the register; a family is asked for by any of its people."""
    pick = PersonPick(register)
    pick.offer(offers)

    def value() -> str:
        if pick.chosen is None:
            return ""
        return person_story(register, pick.chosen.id).family_id if is_family else pick.chosen.id

    return Answer(pick, value, lambda: [pick.edit], pick.changed.connect)


def _choice(choices: tuple[tuple[str, str], ...]) -> Answer:
    box = QComboBox()
    for value, label in choices:
        box.addItem(label, value)
    return Answer(box, box.currentData, lambda: [box], lambda hear: box.currentIndexChanged.connect(lambda _i: hear()))


def _line(edit: QLineEdit) -> Answer:
    def value() -> object:
        return edit.value() if isinstance(edit, DateEdit) else " ".join(edit.text().split())

    return Answer(edit, value, lambda: [edit], lambda hear: edit.textChanged.connect(lambda _text: hear()))
