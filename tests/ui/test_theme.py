"""The look: sizes for old eyes, every name of the style sheet filled in, icons that are there."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

from ui import icons, theme
from ui.forms.measure_edit import weight_edit
from ui.navigation import PAGES
from ui.palette import TONES


@pytest.mark.parametrize("percent", [90, 100, 175])
def test_no_name_is_left_open_in_the_style_sheet(percent: int) -> None:
    assert not re.findall(r"@\w+@", theme.style_sheet(percent))


def test_the_base_is_twelve_points_in_our_own_typeface(qapp: QApplication) -> None:
    theme.apply(qapp, 100)
    assert qapp.font().pointSizeF() == 12
    assert QFontInfo(qapp.font()).family() == "Buku Posyandu Sans"


def test_numbers_being_typed_are_twenty_points_or_more(qapp: QApplication, qtbot: object) -> None:
    theme.apply(qapp, 100)
    edit = weight_edit()
    edit.ensurePolished()
    assert edit.font().pointSizeF() >= 20


@pytest.mark.parametrize(("asked", "given"), [(50, 90), (90, 90), (110, 110), (175, 175), (300, 175)])
def test_the_scale_stays_within_its_limits(qapp: QApplication, asked: int, given: int) -> None:
    theme.apply(qapp, asked)
    assert theme.font_percent() == given
    theme.apply(qapp, 100)


def test_steps_go_up_and_down_and_stay_at_the_ends() -> None:
    assert [theme.next_percent(100, larger=True), theme.next_percent(175, larger=True)] == [110, 175]
    assert [theme.next_percent(100, larger=False), theme.next_percent(90, larger=False)] == [90, 90]


@pytest.mark.parametrize(
    "name", sorted({place.icon for place in PAGES} | {tone.icon for tone in TONES.values()} | {"logo"})
)
def test_icons_of_the_tables_can_be_drawn(qapp: QApplication, name: str) -> None:
    picture = icons.pixmap(name, "#123456").toImage()
    assert any(picture.pixelColor(x, y).alpha() for x in range(0, 48, 2) for y in range(0, 48, 2))


def test_the_licence_of_the_icons_is_kept() -> None:
    folder = Path(icons.__file__).parent
    assert "ISC License" in (folder / "LICENSE-lucide.txt").read_text(encoding="utf-8")
