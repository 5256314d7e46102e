"""Every step on a small screen and with large type: nothing cut off sideways, the button always in sight."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QScrollArea, QWidget

from tests.ui.pages.day.conftest import DayHands
from ui.pages.day.card_pane import CardPane

SIZES = [(1366, 768, 100), (1024, 600, 100), (1024, 600, 150), (1366, 768, 175)]


@pytest.fixture(params=SIZES, ids=lambda one: f"{one[0]}x{one[1]} {one[2]}%")
def small(request: pytest.FixtureRequest, hands: DayHands) -> Iterator[DayHands]:
    """Sulastri and a child have come; the window has the size and the type of the case."""
    width, height, percent = request.param
    window = hands.program.window
    window.resize(width, height)
    window.set_font_percent(percent)
    hands.rest()
    hands.arrive("sulas")
    hands.arrive("aisy")
    yield hands
    window.set_font_percent(100)


def _is_whole(part: QWidget) -> bool:
    window = part.window()
    corner = part.mapTo(window, part.rect().bottomRight())
    is_inside = corner.x() <= window.width() and corner.y() <= window.height()
    return is_inside and part.visibleRegion().boundingRect().size() == part.size()


def _fits_sideways(pane: CardPane) -> bool:
    return all(area.horizontalScrollBar().maximum() == 0 for area in pane.findChildren(QScrollArea) if area.isVisible())


def test_a_card_keeps_its_button_and_the_field_with_the_keyboard_in_sight(small: DayHands) -> None:
    pane = small.day.steps.card_room.pane
    for step in (2, 3, 4):
        small.step(step)
        small.enter("sulas")
        assert _is_whole(pane.save_button)
        assert _fits_sideways(pane)
        for _ in range(6):
            small.enter("")
            assert _is_whole(small.focus)


def test_danger_is_asked_about_on_any_screen(small: DayHands) -> None:
    small.step(2)
    small.enter("sulas", "60", "155", "", "", "185", "121")
    small.save()
    assert small.field == "Apa yang sudah dilakukan"
    assert _is_whole(small.focus)


def test_a_referral_fits_beside_or_under_the_card(small: DayHands) -> None:
    small.step(2)
    small.enter("sulas", "45", "155", "", "22", "118", "76")
    small.save()
    small.step(4)
    small.enter("sulas")
    pane = small.day.steps.card_room.pane
    assert pane.referral.isVisible()
    assert _fits_sideways(pane)


def test_registration_and_closing_fit(small: DayHands) -> None:
    small.step(1)
    small.enter("supar")
    pane = small.day.steps.register_room.pane
    assert _is_whole(pane.save_button)
    assert _fits_sideways(pane)
    small.step(5)
    assert _is_whole(small.day.steps.closing_room.list.field)


def test_the_card_of_who_came_is_put_away_where_the_list_needs_its_room(small: DayHands) -> None:
    small.step(1)
    small.enter("sulas")
    room = small.day.steps.register_room
    assert room.pane.isVisible()
    small.step(1)
    assert small.field == "Siapa yang datang"
    assert not room.pane.isVisible() or _fits_sideways(room.pane)
