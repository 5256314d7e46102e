"""Backups by themselves: the keeper looks a while after the start, and never once the register is closed."""

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from ui.backup_keeper import BackupKeeper
from ui.program import Program


def _looks_to_come(program: Program) -> list[QTimer]:
    """The timers of every keeper that still wait to look for a backup."""
    keepers = program.findChildren(BackupKeeper)
    return [timer for keeper in keepers for timer in keeper.findChildren(QTimer) if timer.isActive()]


def test_nobody_looks_for_backups_of_a_register_that_was_closed(program: Program) -> None:
    assert _looks_to_come(program)
    program.close()
    assert _looks_to_come(program) == []


def test_another_register_has_one_keeper_only(program: Program, place: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(program.opened, timeout=20_000):
        program.window.restart_with(place)
    assert len(_looks_to_come(program)) == 1
