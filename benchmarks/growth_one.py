"""One child, all six indices with flags, categories and reasons, from Python: microseconds a call, without NumPy."""

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also started as a plain script

from core.growth.assess import assess
from core.words.people import Posture, Sex

CALLS, ROUNDS = 10_000, 5
LIMIT_US = 60.0


def children(count: int) -> list[tuple[Sex, int, float, float, float, float]]:
    """Plausible under-fives: sex, age in days, weight, length, head, LiLA."""
    rng = random.Random(1)
    rows = []
    for _ in range(count):
        days = rng.randrange(100, 1826)
        rows.append(
            (
                rng.choice(list(Sex)),
                days,
                round(5 + days / 150 + rng.uniform(-1, 1), 1),
                round(58 + days / 35 + rng.uniform(-3, 3), 1),
                round(rng.uniform(40, 50), 1),
                round(rng.uniform(12, 16), 1),
            )
        )
    return rows


def main() -> int:
    """Print the best of some rounds; exit 1 when it is over the limit."""
    rows = children(CALLS)
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for sex, days, weight, length, head, muac in rows:
            assess(sex, days, weight_kg=weight, lenhei_cm=length, posture=Posture.LYING, head_cm=head, muac_cm=muac)
        best = min(best, (time.perf_counter() - start) / CALLS * 1e6)
    print(f"growth_one: {best:.1f} us a child (limit {LIMIT_US:.0f} us), NumPy imported: {'numpy' in sys.modules}")
    return 0 if best < LIMIT_US and "numpy" not in sys.modules else 1


if __name__ == "__main__":
    raise SystemExit(main())
