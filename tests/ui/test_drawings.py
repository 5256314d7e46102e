"""The drawings of how to measure: whole, calm, in the colours of the program, and readable without colour."""

import re
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

import ui.drawings
from ui import drawings, palette
from ui.palette import contrast

NAMES = drawings.names()
LINES = (palette.INK, palette.INK_SOFT, palette.LEAF)
GROUNDS = (palette.SURFACE, palette.LEAF_TINT)


def _source(name: str) -> str:
    return (Path(ui.drawings.__file__).parent / f"{name}.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_fills_its_place_and_is_cut_off_nowhere(qapp: object, name: str) -> None:
    image = drawings.pixmap(name).toImage()
    assert (image.width(), image.height()) == (320, 240)
    rgba = image.convertToFormat(QImage.Format.Format_RGBA8888)
    opacity = np.frombuffer(rgba.constBits(), np.uint8).reshape(240, 320, 4)[..., 3]
    down, across = np.nonzero(opacity)
    assert 0 < across.min() < across.max() < 319
    assert 0 < down.min() < down.max() < 239
    assert np.ptp(across) > 240
    assert np.ptp(down) > 180


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_has_few_words_large_enough_to_read(name: str) -> None:
    words = re.findall(r'font-size="([\d.]+)"[^>]*>([^<]+)<', _source(name))
    assert 1 <= len(words) <= 5
    for size, label in words:
        assert float(size) >= 11
        assert len(label) <= 16


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_has_only_our_colours(name: str) -> None:
    assert set(re.findall(r"#[0-9a-f]{6}", _source(name))) <= {*LINES, *GROUNDS}


def test_every_line_stands_out_from_every_ground_without_colour() -> None:
    assert min(contrast(line, ground) for line in LINES for ground in GROUNDS) > 4.5


def test_an_unknown_drawing_is_said_to_be_missing() -> None:
    with pytest.raises(FileNotFoundError):
        drawings.pixmap("tidak_ada")
