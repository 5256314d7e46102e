"""Every place of the window with every role: none fails, and what is not theirs says whose work it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from core.services.day.attending import come
from core.services.day.open_day import open_day
from core.services.growth.measuring import save_visit
from core.services.people.registration import list_people
from core.services.register import Register
from core.services.setup import list_posyandu
from core.services.views import VisitFacts
from core.words.roles import Role, User
from core.words.steps import Step
from tests.ui.hands import Hands, words_on
from ui.navigation import places
from ui.pages.day.page import HariBuka
from ui.pages.refused import NotYours
from ui.pages.warga.page import Warga
from ui.program import Program

FOR_HEALTH = {"hari_buka", "tumbuh_kembang"}


@pytest.mark.parametrize("role", Role)
def test_every_place_with_every_role(program: Program, register: Register, qtbot: QtBot, role: Role) -> None:
    hands = Hands(program, qtbot)
    register.sign_in(User("1", "Bu Sari", frozenset({role})))
    for number, place in enumerate(places(), start=1):
        hands.go(number)
        hands.rest()
        page = program.window.page
        assert page is not None
        if role is Role.ADMIN and place.key in FOR_HEALTH:
            assert isinstance(page, NotYours)
            assert f"{place.label} dibuka oleh kader atau bidan" in words_on(program.window)
            assert hands.field == "Buka Laporan"
        else:
            assert page.key == place.key
            assert role is Role.ADMIN or "Ini pekerjaan" not in words_on(program.window)


def test_the_head_of_the_posyandu_reads_no_childs_worry_on_beranda(
    program: Program, register: Register, qtbot: QtBot
) -> None:
    hands = Hands(program, qtbot)
    hands.go(3)
    register.sign_in(User("1", "Pak Lurah", frozenset({Role.ADMIN})))
    hands.go(1)
    seen = words_on(program.window)
    assert "Dodi" not in seen
    assert "dilihat oleh kader dan bidan" in seen


def test_a_list_of_mothers_does_not_stay_for_the_head_of_the_posyandu(
    program: Program, register: Register, qtbot: QtBot
) -> None:
    hands = Hands(program, qtbot)
    hands.go(3)
    stage = hands.page(Warga).filters.stage
    stage.setCurrentIndex(stage.findText("Ibu hamil"))
    stage.activated.emit(stage.currentIndex())
    hands.rest()
    register.sign_in(User("1", "Pak Lurah", frozenset({Role.ADMIN})))
    assert program.context is not None
    program.context.rights_changed()
    hands.rest()
    assert stage.findText("Ibu hamil") < 0
    assert stage.currentText() == "Semua umur"
    assert "Dodi" in rows_on(program)


@pytest.mark.parametrize("key", sorted(FOR_HEALTH))
def test_what_the_one_before_was_shown_goes_when_somebody_else_comes(
    program: Program, register: Register, qtbot: QtBot, key: str
) -> None:
    hands = Hands(program, qtbot)
    register.sign_in(User("1", "Bidan Rina", frozenset({Role.BIDAN})))
    assert program.context is not None
    program.context.navigate(key)
    hands.rest()
    if key == "hari_buka":
        (unit,) = list_posyandu(register)
        day = open_day(register, unit.id, register.today).value
        program.context.navigate(key, day_id=day.id)
        hands.rest()
        assert "Dodi" in rows_on(program)
    register.sign_in(User("2", "Pak Lurah", frozenset({Role.ADMIN})))
    program.context.rights_changed()
    hands.rest()
    assert isinstance(program.window.page, NotYours)
    assert "Dodi" not in words_on(program.window)
    register.sign_in(User("1", "Bidan Rina", frozenset({Role.BIDAN})))
    program.context.rights_changed()
    hands.rest()
    assert program.window.page is not None
    assert program.window.page.key == key


def test_a_bidans_words_do_not_stay_for_the_kader(program: Program, register: Register, qtbot: QtBot) -> None:
    hands = Hands(program, qtbot)
    register.sign_in(User("1", "Bidan Rina", frozenset({Role.BIDAN})))
    dodi = next(line.id for line in list_people(register).lines if line.name == "Dodi Pratama")
    program.window.navigate("warga", person_id=dodi)
    hands.rest()
    assert "Berat badan kurang" in words_on(program.window)
    register.sign_in(User("2", "Bu Tini", frozenset({Role.KADER})))
    assert program.context is not None
    program.context.rights_changed()
    hands.rest()
    assert "Berat badan kurang" not in words_on(program.window)
    assert "perlu dilihat bidan" in words_on(program.window)


def test_what_the_scale_and_the_closing_said_to_the_bidan_is_gone_for_the_kader(
    program: Program, register: Register, qtbot: QtBot
) -> None:
    hands = Hands(program, qtbot)
    register.sign_in(User("1", "Bidan Rina", frozenset({Role.BIDAN})))
    (unit,) = list_posyandu(register)
    day = open_day(register, unit.id, register.today).value
    dodi = next(line.id for line in list_people(register).lines if line.name == "Dodi Pratama")
    come(register, day.id, dodi)
    save_visit(register, dodi, VisitFacts(day.held_on, weight_g=8_000, confirmation_reason="uji"), day_id=day.id)
    program.window.navigate("hari_buka", day_id=day.id)
    page = hands.page(HariBuka)
    page.steps.show_step(Step.VALIDATE)
    hands.rest()
    program.window.navigate("hari_buka", person_id=dodi)
    hands.rest()
    said = "Berat badan sangat kurang"
    assert said in words_on(page.entry)
    assert said in words_on(page.steps.closing_room) + rows_of(page.steps.closing_room.list.view)
    register.sign_in(User("2", "Bu Tini", frozenset({Role.KADER})))
    assert program.context is not None
    program.context.rights_changed()
    assert said not in words_on(page)
    assert said not in words_on(page.steps.closing_room) + rows_of(page.steps.closing_room.list.view)
    page.steps.show_step(Step.VALIDATE)
    hands.rest()
    assert said not in words_on(page.steps.closing_room) + rows_of(page.steps.closing_room.list.view)


def rows_of(view: QAbstractItemView) -> str:
    model = view.model()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
    return "\n".join(str(model.index(row, 0).data(role)) for row in range(model.rowCount()) for role in roles)


def rows_on(program: Program) -> str:
    """The rows of every list on screen."""
    models = [view.model() for view in program.window.findChildren(QAbstractItemView) if view.isVisible()]
    rows = [model.index(row, 0).data() for model in models for row in range(model.rowCount())]
    return "\n".join(str(row) for row in rows)
