"""The question why something is changed: it is seen when it is asked, also at the foot of a long form."""

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.why_changed import WhyChanged


def test_it_comes_into_view_at_the_foot_of_a_long_form(qtbot: QtBot) -> None:
    why, form, tall = WhyChanged(), QWidget(), QWidget()
    tall.setFixedHeight(900)
    column = QVBoxLayout(form)
    column.addWidget(tall)
    column.addWidget(why)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(form)
    area.resize(400, 260)
    qtbot.addWidget(area)
    area.show()
    why.ask()
    qtbot.waitUntil(lambda: why.visibleRegion().boundingRect().height() == why.height())
