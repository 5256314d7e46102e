"""Nobody at the keyboard: told once, put off by every key, and not fooled by a laptop that slept."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.idle import IdleWatch

MINUTE_S = 60


class _Wall:
    """A clock on the wall that the test turns."""

    def __init__(self) -> None:
        self.now_s = 1_000_000.0

    def __call__(self) -> float:
        return self.now_s


def _watched(qtbot: QtBot) -> tuple[QLineEdit, IdleWatch, _Wall]:
    edit, wall = QLineEdit(), _Wall()
    qtbot.addWidget(edit)
    edit.show()
    watch = IdleWatch(edit, wall)
    watch.watch(edit.windowHandle(), minutes=5)
    return edit, watch, wall


def test_it_is_told_after_the_time_and_only_then(qtbot: QtBot) -> None:
    edit = QLineEdit()
    qtbot.addWidget(edit)
    edit.show()
    watch = IdleWatch(edit)
    with qtbot.waitSignal(watch.idle, timeout=3_000):
        watch.watch(edit.windowHandle(), minutes=0.001)


def test_keys_and_mouse_put_it_off(qtbot: QtBot) -> None:
    edit, watch, wall = _watched(qtbot)
    with qtbot.assertNotEmitted(watch.idle):
        for _ in range(4):
            wall.now_s += 4 * MINUTE_S
            QTest.keyClick(edit.windowHandle(), Qt.Key.Key_A)
            wall.now_s += 4 * MINUTE_S
            QTest.mouseMove(edit.windowHandle(), QPoint(3, 3))
            QTest.mouseClick(
                edit.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(3, 3)
            )


def test_the_first_key_after_a_long_sleep_meets_the_lock_and_not_the_field(qtbot: QtBot) -> None:
    edit, watch, wall = _watched(qtbot)
    wall.now_s += 60 * MINUTE_S
    with qtbot.waitSignal(watch.idle, timeout=1_000):
        QTest.keyClick(edit.windowHandle(), Qt.Key.Key_A)
    assert edit.text() == ""


def test_watching_ends_when_it_is_told_to(qtbot: QtBot) -> None:
    edit, watch, wall = _watched(qtbot)
    watch.stop()
    wall.now_s += 60 * MINUTE_S
    with qtbot.assertNotEmitted(watch.idle):
        QTest.keyClick(edit.windowHandle(), Qt.Key.Key_A)
