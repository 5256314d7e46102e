"""Which drawing shows how a field is measured."""

from core.growth.standards import STANDING_FROM_MONTH
from core.rules.forms.fields import Field

_HANGING_BELOW_MONTHS = 60
_DRAWINGS = {
    "muac_cm": "arm_tape",
    "head_cm": "head_tape",
    "waist_cm": "waist_tape",
    "calf_cm": "calf_tape",
    "systolic_mmhg": "blood_pressure",
    "diastolic_mmhg": "blood_pressure",
    "hb_g_dl": "finger_prick",
    "glucose_mg_dl": "finger_prick",
    "glucose_hi": "finger_prick",
    "cholesterol_mg_dl": "finger_prick",
    "uric_acid_mg_dl": "finger_prick",
    "temperature_c": "thermometer",
    "breaths_per_min": "breaths",
    "co_ppm": "breath_meter",
    "oedema": "oedema",
    "eye_right": "finger_count",
    "eye_left": "finger_count",
    "finger_right": "finger_count",
    "finger_left": "finger_count",
    "skilas_fingers": "finger_count",
    "ear_right": "whisper",
    "ear_left": "whisper",
    "whisper_right": "whisper",
    "whisper_left": "whisper",
    "skilas_whisper": "whisper",
    "pre_weight_kg": "mothers_book",
    "birth_weight_kg": "mothers_book",
    "birth_length_cm": "mothers_book",
    "birth_head_cm": "mothers_book",
}
_LENGTHS = frozenset({"height_cm", "length_cm", "measure"})
_WEIGHT = "weight_kg"


def drawing_of(field: Field, months: int) -> str:
    """The name of the drawing for a field of somebody of so many completed months; empty for what is only asked.

    Children are laid on the board until two years (Permenkes 2/2020); the scales are those that a posyandu has.
    """
    if field.key in _LENGTHS:
        return "length_board" if months < STANDING_FROM_MONTH else "height_wall"
    if field.key == _WEIGHT:
        if months < STANDING_FROM_MONTH:
            return "baby_scale"
        return "dacin" if months < _HANGING_BELOW_MONTHS else "floor_scale"
    return _DRAWINGS.get(field.key, "")
