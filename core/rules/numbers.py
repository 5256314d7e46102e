"""Decimals as the scale and the card show them: rounded once, half up, with a comma."""

from decimal import ROUND_HALF_UP, Decimal

ONE_PLACE, TWO_PLACES = Decimal("0.1"), Decimal("0.01")


def half_up(value: Decimal, step: Decimal = ONE_PLACE) -> Decimal:
    """The exact value rounded once, half up, to a step of 0.1 (or 0.01)."""
    return value.quantize(step, ROUND_HALF_UP)


def shown(value: Decimal | int) -> str:
    """`22,9`: a comma, no zeros that were not there."""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return text.replace(".", ",")


def changed(value: Decimal) -> str:
    """`Naik 4,0` or `Turun 0,5`."""
    return f"{'Naik' if value >= 0 else 'Turun'} {shown(abs(value))}"


def bmi(weight_kg: Decimal | None, height_cm: Decimal | None) -> Decimal | None:
    """Weight over height in metres squared, rounded once to one decimal; None without both."""
    if weight_kg is None or height_cm is None or height_cm <= 0:
        return None
    return half_up(weight_kg * 10000 / (height_cm * height_cm))
