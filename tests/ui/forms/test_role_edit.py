"""Places in the card: folded away and left to the program until somebody unfolds them."""

from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from core.words.people import FamilyRole
from ui.forms.role_edit import RoleEdit


def test_only_what_was_chosen_by_hand_counts_and_it_stays(qtbot: QtBot) -> None:
    edit = RoleEdit()
    qtbot.addWidget(edit)
    edit.show_people([("a", "Ani"), ("b", "Budi")])
    assert edit.value() == {}
    box = edit.steps()[1]
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findText("Cucu"))
    edit.show_people([("b", "Budi"), ("c", "Cici")])
    assert edit.value() == {"b": FamilyRole.GRANDCHILD}
