"""Contrast: every pair of text and ground that the window shows meets AA, and no colour stands alone."""

import pytest

from core.words.findings import Severity
from ui.palette import FIELD_LINE, PAIRS, SURFACE, TONES, contrast


def test_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_contrast_does_not_ask_which_is_text() -> None:
    assert contrast("#2b7338", "#ffffff") == contrast("#ffffff", "#2b7338")


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_every_text_meets_aa(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


def test_the_edge_of_a_field_can_be_seen() -> None:
    assert contrast(FIELD_LINE, SURFACE) >= 3


def test_every_severity_has_its_own_colour_and_icon() -> None:
    assert set(TONES) == {severity.value for severity in Severity}
    assert len({tone.icon for tone in TONES.values()}) == len(Severity)
    assert len({tone.tint for tone in TONES.values()}) == len(Severity)
