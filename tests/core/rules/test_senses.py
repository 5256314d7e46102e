"""R-INDERA: counting fingers, whispering, and one referral for both eyes and ears."""

import pytest

from core.rules.choices import Choices
from tests.core.rules.filled import fill, result


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("BBB", "N"),
        ("BSBBS", "G"),
        ("BSBBB", "N"),
        ("BSS", "G"),
        ("SBBB", "N"),
        ("BSBSB", "G"),
        ("BB", None),
        ("bbb", "N"),
    ],
)
def test_r_indera_fingers(said, wanted):
    assert result(fill("indera", {"finger_right": said}), "eye_right") == wanted


@pytest.mark.parametrize("said", ["BBX", "BSBSBS", "ya"])
def test_r_indera_other_letters_are_refused(said):
    assert [one.key for one in fill("indera", {"finger_left": said}).errors] == ["finger_left"]


@pytest.mark.parametrize(("words", "wanted"), [(5, "N"), (4, "N"), (3, "G"), (0, "G")])
def test_r_indera_whisper(words, wanted):
    assert result(fill("indera", {"whisper_right": words}), "ear_right") == wanted


def test_conflict_13_all_five_words():
    assert result(fill("indera", {"whisper_left": 4}, choices=Choices(whisper="5")), "ear_left") == "G"


def test_r_indera_one_bad_eye_is_one_referral():
    found = fill("indera", {"finger_right": "SS", "finger_left": "BBB", "whisper_right": 5, "whisper_left": 5})
    assert result(found, "senses_result") == "G"
    assert len(found.reasons) == 1


def test_r_indera_a_poor_visus_refers_although_fingers_were_counted():
    found = fill("indera", {"finger_right": "BBB", "visus_right": True})
    assert (result(found, "eye_right"), found.refer) == ("G", True)


def test_r_indera_as_typed_on_the_card():
    good = {"eye_right": "N", "eye_left": "N", "ear_right": "N", "ear_left": "N"}
    assert result(fill("dewasa", good), "senses_result") == "N"
    assert len(fill("dewasa", good | {"eye_right": "G", "eye_left": "G"}).reasons) == 1
    assert result(fill("dewasa", {"eye_right": "N"}), "senses_result") is None
