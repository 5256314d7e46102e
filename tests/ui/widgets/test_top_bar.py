"""The bar on top: who is at the keyboard and as what, and on an invented village that it is one."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.widgets.top_bar import TopBar


def _bar(qtbot: QtBot, width: int) -> TopBar:
    bar = TopBar(lambda _words: ())
    qtbot.addWidget(bar)
    bar.resize(width, 56)
    bar.show()
    return bar


def test_name_and_role_stand_beside_each_other(qtbot: QtBot) -> None:
    bar = _bar(qtbot, 1200)
    bar.show_place("Posyandu Melati  ·  Sukamaju", "Bu Sari", "Kader, Ketua")
    assert bar.who.text().strip() == "Bu Sari · Kader, Ketua"
    assert not bar.demo.isVisible()
    bar.show_place("Posyandu Melati  ·  Sukamaju", "")
    assert bar.who.text().strip() == "Siapa mencatat?"


def test_an_invented_village_says_so_shorter_where_there_is_no_room(qtbot: QtBot) -> None:
    bar = _bar(qtbot, 1200)
    bar.show_place("3 posyandu  ·  Desa Sukamaju (contoh)", "Bu Sari", is_demo=True)
    assert bar.demo.isVisible()
    assert bar.demo.accessibleName() == "Desa contoh · data karangan"
    bar.resize(700, 56)
    QApplication.processEvents()
    assert bar.demo.accessibleName() == "Desa contoh"
