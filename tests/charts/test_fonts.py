"""The bundled typeface: every sign we print is in it, figures are of one width, one family name."""

import pytest
from matplotlib import ft2font

from charts.fonts import FAMILY, WEIGHTS, font_path
from charts.fonts.make import SIGNS

NEEDED = "√✓−–≥≤→←·×±°½²’…“”Éé" + "".join(SIGNS)


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_sign_we_print_is_there(weight):
    font = ft2font.FT2Font(str(font_path(weight)))
    assert [sign for sign in NEEDED if font.get_char_index(ord(sign)) == 0] == []


@pytest.mark.parametrize("weight", WEIGHTS)
def test_figures_stand_in_columns(weight):
    font = ft2font.FT2Font(str(font_path(weight)))
    font.set_size(100, 72)
    widths = {font.load_char(ord(digit)).linearHoriAdvance for digit in "0123456789"}
    assert len(widths) == 1


def test_the_three_files_are_one_family_with_their_licence():
    assert {ft2font.FT2Font(str(font_path(weight))).family_name for weight in WEIGHTS} == {FAMILY}
    licence = font_path().parent / "OFL.txt"
    assert "SIL Open Font License" in licence.read_text(encoding="utf-8")
    assert sum(font_path(weight).stat().st_size for weight in WEIGHTS) < 1_500_000


def test_an_unknown_weight_is_refused():
    with pytest.raises(KeyError):
        font_path("Ultra")
