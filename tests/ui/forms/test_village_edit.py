"""The official village is offered while typing, taken by an arrow, and left alone by whoever has another name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.forms.village_edit import VillageEdit


@pytest.fixture
def field(qtbot):
    edit = VillageEdit()
    qtbot.addWidget(edit)
    return edit


@pytest.fixture
def sentences(field):
    said: list[str] = []
    field.offered.connect(said.append)
    return said


def test_typing_offers_and_takes_nothing_by_itself(field, sentences):
    QTest.keyClicks(field, "Sukamaju cimaung")
    assert field.text() == "Sukamaju cimaung"
    assert field.region is None
    assert "Desa Sukamaju, Kec. Cimaung, Kab. Bandung, Jawa Barat" in sentences[-1]


def test_down_takes_the_village_and_typing_on_makes_it_ones_own_name(field):
    QTest.keyClicks(field, "Sukamaju cimaung")
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.text() == "Sukamaju"
    assert field.region is not None
    assert field.region.code == "32.04.17.2007"
    QTest.keyClicks(field, " Baru")
    assert field.region is None
    assert field.text() == "Sukamaju Baru"


def test_the_arrows_go_through_the_namesakes_and_round(field):
    QTest.keyClicks(field, "menteng")
    QTest.keyClick(field, Qt.Key.Key_Down)
    first = field.region
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.region != first
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.region == first


def test_a_name_that_no_village_has_offers_nothing(field, sentences):
    QTest.keyClicks(field, "Desa Awan Biru")
    assert sentences[-1] == ""
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.text() == "Desa Awan Biru"
