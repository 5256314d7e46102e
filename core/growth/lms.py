"""The LMS arithmetic of the WHO standards: z-score, SD lines, the linear tails, and rounding."""

from math import copysign, floor, log

Lms = tuple[float, float, float]
"""One row of a WHO table: L (Box-Cox power), M (median, unit of the measure), S (coefficient of variation)."""
TAIL_FROM = 3.0
"""Beyond this many SD, either way, the z-score of a weight grows linearly (WHO 2006)."""


def plain_z(value: float, row: Lms) -> float:
    """Z = ((y/M)^L - 1) / (S L); `value` in the unit of M, unrounded (WHO 2006, length and head)."""
    power, median, spread = row
    if power == 0.0:
        return log(value / median) / spread
    return float(((value / median) ** power - 1.0) / (power * spread))


def sd_value(k: float, row: Lms) -> float:
    """The measure at `k` standard deviations: M (1 + L S k)^(1/L), in the unit of M (WHO 2006)."""
    power, median, spread = row
    return float(median * (1.0 + power * spread * k) ** (1.0 / power))


def restricted_z(value: float, row: Lms) -> float:
    """Z with the linear tails beyond +-3 SD that WHO uses wherever a weight is judged (WHO 2006, restricted LMS)."""
    z = plain_z(value, row)
    if z > TAIL_FROM:
        sd3 = sd_value(3.0, row)
        return TAIL_FROM + (value - sd3) / (sd3 - sd_value(2.0, row))
    if z < -TAIL_FROM:
        sd3 = sd_value(-3.0, row)
        return -TAIL_FROM + (value - sd3) / (sd_value(-2.0, row) - sd3)
    return z


def rounded(z: float) -> float:
    """Z with 2 decimals, half away from zero, never -0.00: the value on which every cut-off is judged (WHO anthro)."""
    size = floor(abs(z) * 100.0 + 0.5) / 100.0
    return copysign(size, z) if size else 0.0


def between(low: Lms, high: Lms, fraction: float) -> Lms:
    """The row `fraction` (0 to 1) of the way from `low` to `high`; WHO interpolates L, M and S, not z."""
    return (
        low[0] + (high[0] - low[0]) * fraction,
        low[1] + (high[1] - low[1]) * fraction,
        low[2] + (high[2] - low[2]) * fraction,
    )
