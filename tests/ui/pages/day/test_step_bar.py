"""The bar of the five steps: official names, keys, counts, and no name cut however narrow it is."""

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from core.words.steps import Step
from ui.pages.day.step_bar import StepBar


@pytest.fixture
def bar(qtbot: QtBot) -> StepBar:
    made = StepBar()
    qtbot.addWidget(made)
    made.show_counts({Step.REGISTER: 23, Step.MEASURE: 4, Step.SERVE: 1})
    return made


def _faces(bar: StepBar) -> list[str]:
    return [one.text().replace("&&", "&").replace("\n", " ") for one in bar.findChildren(QToolButton)]


def test_every_step_has_its_official_name_where_there_is_room(bar: StepBar) -> None:
    bar.arrange(1400, is_low=False)
    for step, face in zip(Step, _faces(bar), strict=True):
        assert step.label in face
        assert f"F{step + 1}" in face


def test_how_many_wait_is_said_and_read_aloud(bar: StepBar) -> None:
    bar.arrange(1400, is_low=False)
    assert [face.partition(" · ")[2] for face in _faces(bar)] == ["23", "4", "", "1", ""]
    assert bar.words()[1] == "Langkah 2: Penimbangan & pengukuran, 4 menunggu"


@pytest.mark.parametrize("step", list(Step))
@pytest.mark.parametrize("width", [300, 500, 800, 1000])
def test_where_it_is_low_the_step_that_is_shown_keeps_its_words(bar: StepBar, step: Step, width: int) -> None:
    bar.show_step(step)
    bar.arrange(width, is_low=True)
    shown = _faces(bar)[step - 1]
    assert step.label in shown or f"Langkah {int(step)}" in shown
    for one in bar.findChildren(QToolButton):
        assert QFontMetrics(one.font()).horizontalAdvance(one.text().replace("&&", "&")) <= one.width()


def test_a_press_asks_for_the_step(bar: StepBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.chosen, timeout=1000) as asked:
        bar.findChildren(QToolButton)[3].click()
    assert asked.args == [Step.SERVE]
