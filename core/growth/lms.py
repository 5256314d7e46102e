"""The LMS arithmetic of the WHO standards: z-score, SD lines, the linear tails, and rounding."""

from math import copysign, floor, log

Lms = tuple[float, float, float]
"""One row of a WHO table: L (Box-Cox power), M (median, unit of the measure), S (coefficient of variation)."""


def plain_z(value: float, row: Lms) -> float:
    """z = ((y/M)^L - 1) / (S L); `value` in the unit of M, unrounded (WHO 2006, length and head)."""
    l, m, s = row
    if l == 0.0:
        return log(value / m) / s
    return float(((value / m) ** l - 1.0) / (l * s))


def sd_value(k: float, row: Lms) -> float:
    """The measure at `k` standard deviations: M (1 + L S k)^(1/L), in the unit of M (WHO 2006)."""
    l, m, s = row
    return float(m * (1.0 + l * s * k) ** (1.0 / l))


def restricted_z(value: float, row: Lms) -> float:
    """z with the linear tails beyond +-3 SD that WHO uses for every index that holds a weight (WHO 2006, restricted LMS)."""
    z = plain_z(value, row)
    if z > 3.0:
        sd3 = sd_value(3.0, row)
        return 3.0 + (value - sd3) / (sd3 - sd_value(2.0, row))
    if z < -3.0:
        sd3 = sd_value(-3.0, row)
        return -3.0 + (value - sd3) / (sd_value(-2.0, row) - sd3)
    return z


def rounded(z: float) -> float:
    """z with 2 decimals, half away from zero, never -0.00: the value on which every cut-off is judged (WHO anthro)."""
    size = floor(abs(z) * 100.0 + 0.5) / 100.0
    return copysign(size, z) if size else 0.0


def between(low: Lms, high: Lms, fraction: float) -> Lms:
    """The row `fraction` (0 to 1) of the way from `low` to `high`; WHO interpolates L, M and S, not z."""
    return (
        low[0] + (high[0] - low[0]) * fraction,
        low[1] + (high[1] - low[1]) * fraction,
        low[2] + (high[2] - low[2]) * fraction,
    )
