"""Every measurement of every form has its drawing, and every drawing its measurement."""

import pytest

from core.rules.forms.catalogue import FORMS, form_named
from core.rules.forms.fields import Field, Kind
from ui import drawings
from ui.forms.measure_drawings import drawing_of

MEASURED_IN = frozenset({"kg", "cm", "mmHg", "g/dL", "mg/dL", "C", "/menit", "ppm", "kata"})
"""Units of what a tool or a test gives; other numbers (portions, scores, weeks) are counted or asked."""
FIELDS = [(form.key, field) for form in FORMS for field in form.fields if not field.derived]


def _is_measured(field: Field) -> bool:
    return field.kind in (Kind.WHOLE, Kind.DECIMAL) and field.unit in MEASURED_IN


@pytest.mark.parametrize("months", [0, 23, 24, 59, 60, 480])
def test_every_measurement_has_a_drawing_at_every_age(months: int) -> None:
    missing = [(form, one.key) for form, one in FIELDS if _is_measured(one) and not drawing_of(one, months)]
    assert missing == []


def test_every_drawing_belongs_to_a_field() -> None:
    used = {drawing_of(field, months) for _form, field in FIELDS for months in (0, 30, 480)}
    assert used - {""} == set(drawings.names())


@pytest.mark.parametrize(
    ("key", "months", "drawing"),
    [
        ("height_cm", 23, "length_board"),
        ("height_cm", 24, "height_wall"),
        ("measure", 8, "length_board"),
        ("weight_kg", 23, "baby_scale"),
        ("weight_kg", 24, "dacin"),
        ("weight_kg", 60, "floor_scale"),
        ("tbc_cough", 8, ""),
    ],
)
def test_how_a_child_is_measured_follows_its_age(key: str, months: int, drawing: str) -> None:
    card = form_named("balita")
    field = card.field(key) if card else None
    assert field is not None
    assert drawing_of(field, months) == drawing
