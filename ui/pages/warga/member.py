"""Somebody of a house in one row: the name to press, the place in the family, the age, and what is needed now."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.services.people.life_story import HouseholdMember
from ui.widgets.buttons import button
from ui.widgets.chips import chips
from ui.widgets.texts import text


def member_row(
    member: HouseholdMember, open_person: Callable[[str], object] | None, *, is_large: bool = False
) -> QWidget:
    """A row; without `open_person` the name is no button. `is_large` also tells the stage of life."""
    person = member.person
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 1, 0, 3)
    column.setSpacing(1)
    row = QHBoxLayout()
    row.setSpacing(4)
    if open_person is None:
        name: QWidget = text(person.name, "strong", wraps=False)
        name.setContentsMargins(10, 4, 8, 4)
    else:
        name = button(person.name, lambda: open_person(person.id), role="quiet")
        name.setMinimumHeight(0)
    row.addWidget(name)
    stage = member.stage.label if is_large and member.stage else ""
    told = " · ".join(part for part in (member.role.label, person.age, stage) if part)
    row.addWidget(text(told, "soft", wraps=False))
    row.addStretch(1)
    column.addLayout(row)
    if member.needs:
        needs = chips(tuple((need, None) for need in member.needs))
        needs.setContentsMargins(10, 0, 0, 0)
        column.addWidget(needs)
    return holder
