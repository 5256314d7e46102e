"""Measurements as they are typed and shown: comma or point is the decimal mark, the scale's own digits are kept."""

from decimal import Decimal, InvalidOperation

_SIGNS = {"C": "°C", "kg/m2": "kg/m²"}


def unit_words(unit: str) -> str:
    """A unit as it is read: the cards name some in plain letters (`C`, `kg/m2`)."""
    return _SIGNS.get(unit, unit)


def parse_decimal(text: str) -> Decimal | None:
    """Read a typed number; comma and point both mark decimals. None for an empty text.

    Raises ValueError when it is not a plain positive decimal number (`1.234,5`, `-3`, `7,4kg`, `1e3` are refused:
    a guess here could turn 12.5 into 125).
    """
    typed = text.strip()
    if not typed:
        return None
    number = typed.replace(",", ".")
    if number.count(".") > 1 or not number.replace(".", "", 1).isdecimal() or not number.isascii():
        raise ValueError(text)
    try:
        return Decimal(number)
    except InvalidOperation as wrong:
        raise ValueError(text) from wrong


def parse_grams(text: str) -> int | None:
    """Kilograms as typed (`7,4`) to whole grams (7400).

    None when empty; ValueError when it is not a number or finer than 1 g.
    """
    return _parse_thousandths(text, 1000)


def parse_millimetres(text: str) -> int | None:
    """Centimetres as typed (`67,8`) to whole millimetres (678); None when empty, ValueError when finer than 1 mm."""
    return _parse_thousandths(text, 10)


def _parse_thousandths(text: str, factor: int) -> int | None:
    number = parse_decimal(text)
    if number is None:
        return None
    scaled = number * factor
    if scaled != scaled.to_integral_value():
        raise ValueError(text)
    return int(scaled)


def kilograms(grams: int) -> str:
    """Grams as the scale shows them: 7400 -> `7,4`, 7450 -> `7,45`."""
    return _trimmed(grams, 1000, 1)


def centimetres(millimetres: int) -> str:
    """Millimetres as the board shows them: 678 -> `67,8`."""
    return _trimmed(millimetres, 10, 1)


def _trimmed(value: int, factor: int, decimals: int) -> str:
    whole, rest = divmod(abs(value), factor)
    digits = f"{rest:0{len(str(factor)) - 1}d}".rstrip("0").ljust(decimals, "0")
    return f"{'-' if value < 0 else ''}{whole},{digits}"


def weight_words(grams: int | None) -> str:
    """`7,4 kg`, or `tidak diukur` when unknown."""
    return "tidak diukur" if grams is None else f"{kilograms(grams)} kg"


def length_words(millimetres: int | None) -> str:
    """`67,8 cm`, or `tidak diukur` when unknown."""
    return "tidak diukur" if millimetres is None else f"{centimetres(millimetres)} cm"


def z_words(z: float | None) -> str:
    """A z-score with its sign and two decimals: `-1,87`, `+0,40`; a dash when it cannot be computed."""
    return "–" if z is None else f"{z:+.2f}".replace(".", ",").replace("-", "−")


def ratio_tenths(part: int, whole: int) -> int | None:
    """100 x part / whole in tenths of a per cent, rounded half up; None without a denominator."""
    return None if whole == 0 else (2000 * part + whole) // (2 * whole)
