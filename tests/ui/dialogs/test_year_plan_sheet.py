"""Rencana setahun by keyboard in the real window: a rule, its days, what stands in the way, one press."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from core.services import setup
from core.services.day import open_day
from tests.ui.hands import CTRL, ENTER, press_button, words_on
from ui.dialogs.preparation_sheet import PreparationSheet
from ui.dialogs.year_plan_sheet import YearPlanSheet


@pytest.fixture
def unit(register):
    return setup.list_posyandu(register)[0].id


@pytest.fixture
def sheet(unit, hands, show):
    show(lambda context: YearPlanSheet(context, unit, 2027))
    return hands.sheet(YearPlanSheet)


def ticked(sheet):
    return [on for on, box in sheet.boxes.items() if box.isChecked()]


def test_late_in_the_year_the_next_one_is_planned_from_the_preparation(unit, hands, show):
    show(PreparationSheet)
    press_button(hands, hands.sheet(PreparationSheet), "Rencanakan setahun …")
    sheet = hands.sheet(YearPlanSheet)
    assert sheet.year.currentText() == "2027"
    assert hands.field == "Tanggal setiap bulan"


def test_a_date_of_every_month_with_hours_and_place(register, unit, sheet, hands):
    hands.focus.selectAll()
    hands.write("12")
    assert ticked(sheet)[0] == date(2027, 1, 12)
    assert len(ticked(sheet)) == 10
    assert "Minggu, 12 September 2027\nhari Minggu" in words_on(sheet)
    sheet.note.setFocus()
    hands.write("08.00, Balai Desa")
    hands.press(ENTER, CTRL)
    days = open_day.list_days(register, unit)
    assert (len(days), {one.note for one in days}) == (10, {"08.00, Balai Desa"})
    assert hands.said() == "10 hari buka direncanakan."
    assert hands.sheet(PreparationSheet).plan.day.held_on == date(2027, 1, 12)


def test_what_the_button_says_holds_from_the_choices_too(register, unit, sheet, hands):
    sheet.by_date.setFocus()
    hands.press(ENTER, CTRL)
    assert len(open_day.list_days(register, unit)) == 10
    assert hands.said() == "10 hari buka direncanakan."


def test_a_weekday_and_one_holiday_left_out_by_hand(register, unit, sheet, hands):
    sheet.by_weekday.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert ticked(sheet)[:2] == [date(2027, 1, 13), date(2027, 2, 10)]
    sheet.boxes[date(2027, 2, 10)].setFocus()
    hands.press(Qt.Key.Key_Space)
    press_button(hands, hands.program.window, "Rencanakan 11 hari   (Ctrl+Enter)")
    held = [one.held_on for one in open_day.list_days(register, unit)]
    assert len(held) == 11
    assert date(2027, 2, 10) not in held


def test_days_that_are_planned_already_cannot_be_ticked(register, unit, hands, show):
    open_day.open_day(register, unit, date(2027, 3, 10))
    show(lambda context: YearPlanSheet(context, unit, 2027))
    sheet = hands.sheet(YearPlanSheet)
    box = sheet.boxes[date(2027, 3, 10)]
    assert (box.isEnabled(), box.isChecked()) == (False, False)
    assert "sudah direncanakan" in box.text()


def test_a_date_that_no_month_has_and_nothing_ticked_are_said(register, unit, sheet, hands):
    hands.focus.selectAll()
    hands.write("40")
    assert "Tanggalnya 1 sampai 31." in words_on(sheet)
    hands.press(ENTER, CTRL)
    assert "Belum ada tanggal yang dicentang." in words_on(sheet)
    assert open_day.list_days(register, unit) == ()


def test_days_of_this_year_that_are_over_are_left_out(sheet, hands):
    sheet.year.setFocus()
    hands.press(Qt.Key.Key_Up)
    assert sheet.year.currentText() == "2026"
    assert ticked(sheet) == list(sheet.boxes) == [date(2026, 12, 10)]


def test_the_button_stays_in_sight_on_a_low_screen_when_days_carry_notes(sheet, hands):
    window = hands.program.window
    window.resize(1024, 600)
    hands.rest()
    hands.focus.selectAll()
    hands.write("12")
    hands.rest()
    plan = next(one for one in window.findChildren(QPushButton) if "Rencanakan 10 hari" in one.text())
    assert plan.visibleRegion().boundingRect().size() == plan.size()
    assert plan.mapTo(window, plan.rect().bottomRight()).y() < window.height()
