"""Tiles of people: initials without honorifics, the same colour always, and keys that choose."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.words.roles import Role
from ui.palette import FACES, SURFACE, contrast
from ui.widgets.faces import MOST_FACES, FaceGrid, colour_of, initials


@dataclass(frozen=True)
class Person:
    """Somebody with an account."""

    account_id: str
    name: str
    roles: frozenset[Role] = frozenset({Role.KADER})
    face: str = ""


def _grid(qtbot: QtBot, *names: str, width: int = 1200) -> tuple[FaceGrid, list[str]]:
    grid, chosen = FaceGrid([Person(str(number), name) for number, name in enumerate(names)]), list[str]()
    qtbot.addWidget(grid)
    grid.chosen.connect(lambda face: chosen.append(face.name))
    grid.resize(width, 700)
    grid.show()
    grid.begin()
    return grid, chosen


def _press(grid: FaceGrid, key: Qt.Key) -> None:
    focus: QWidget | None = grid.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def _at(grid: FaceGrid) -> str:
    return next(one.face.name for one in grid.tiles if one is grid.focusWidget())


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Bu Sari", "S"),
        ("Bu Sari Dewi", "SD"),
        ("Bidan Rina", "R"),
        ("Bu", "B"),
        ("nur hayati ningsih", "NH"),
        ("Hj. Siti", "S"),
    ],
)
def test_initials_say_who_and_not_what(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_the_same_person_always_has_the_same_readable_colour() -> None:
    assert colour_of("manggis", "Bu Sari") == dict(FACES)["manggis"]
    assert colour_of("", "Bu Sari") == colour_of("", "Bu Sari")
    assert all(contrast(SURFACE, ground) >= 4.5 for _key, ground in FACES)


def test_a_letter_that_two_names_share_walks_between_them_and_enter_chooses(qtbot: QtBot) -> None:
    grid, chosen = _grid(qtbot, "Bu Sari", "Bu Tini", "Bidan Siti")
    _press(grid, Qt.Key.Key_S)
    assert _at(grid) == "Bidan Siti"
    _press(grid, Qt.Key.Key_S)
    assert _at(grid) == "Bu Sari"
    assert chosen == []
    _press(grid, Qt.Key.Key_S)
    _press(grid, Qt.Key.Key_Return)
    assert chosen == ["Bidan Siti"]


def test_arrows_walk_as_the_tiles_lie(qtbot: QtBot) -> None:
    grid, _chosen = _grid(qtbot, *(f"Kader {letter}" for letter in "ABCDEFGHI"))
    for key, name in (
        (Qt.Key.Key_Right, "Kader B"),
        (Qt.Key.Key_Down, "Kader E"),
        (Qt.Key.Key_Left, "Kader D"),
        (Qt.Key.Key_Up, "Kader A"),
        (Qt.Key.Key_Up, "Kader A"),
    ):
        _press(grid, key)
        assert _at(grid) == name


def test_digits_choose_the_first_nine_and_more_than_twelve_are_not_shown(qtbot: QtBot) -> None:
    grid, chosen = _grid(qtbot, *(f"Kader {number}" for number in range(1, 16)))
    assert len(grid.tiles) == MOST_FACES
    _press(grid, Qt.Key.Key_9)
    assert chosen == ["Kader 9"]


@pytest.mark.parametrize("width", [320, 640, 1024])
def test_tiles_never_lie_over_each_other(qtbot: QtBot, width: int) -> None:
    grid, _chosen = _grid(qtbot, *(f"Kader {number}" for number in range(1, 13)), width=width)
    boxes = [one.geometry() for one in grid.tiles]
    assert not any(one.intersects(other) for n, one in enumerate(boxes) for other in boxes[n + 1 :])
