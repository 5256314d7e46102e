"""Two hands at the scale of Hari Buka, and what the register holds afterwards."""

from datetime import date

from PySide6.QtTest import QTest

from core.services.growth import measuring
from core.services.people import registration
from core.services.register import Register
from core.services.views import GrowthHistory, VisitFacts
from tests.ui.hands import ENTER, Hands
from ui.pages.day.page import HariBuka

TODAY = date(2026, 11, 25)


class Keyboard(Hands):
    """Types a whole word at once, as at the scale."""

    def type(self, words: str) -> None:
        QTest.keyClicks(self.focus, words)
        self.rest()

    def enter(self, *numbers: str) -> None:
        for number in numbers:
            self.type(number)
            self.press(ENTER)


def history_of(register: Register, name: str) -> GrowthHistory:
    line = next(one for one in registration.list_people(register, limit=99).lines if one.name == name)
    return measuring.growth_history(register, line.id)


def visit_today(register: Register, name: str) -> VisitFacts | None:
    return next((it.facts for it in history_of(register, name).visits if it.facts.measured_on == TODAY), None)


def names_on(page: HariBuka) -> list[str]:
    return [row.text for row in page.list.model.rows]
