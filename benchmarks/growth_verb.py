"""The `growth` verb, files included, against reading and writing the same rows with the csv module alone."""

import csv
import random
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also started as a plain script

from core.exchange.growth_csv import assess_file

CHILDREN, MONTHS, ROUNDS = 5_000, 20, 5
MOST_RATIO = 8.0
TODAY = date(2026, 11, 25)
HEADER = (
    *("child_id", "sex", "birth_date", "visit_date", "weight_kg", "lenhei_cm", "measure"),
    *("head_cm", "muac_cm", "oedema", "gestation_weeks", "dusun"),
)


def write_village(path: Path) -> int:
    """One posyandu month after the other, the children of a month in any order; returns the number of rows."""
    rng = random.Random(1)
    births = [date(2021, 6, 1) + timedelta(days=rng.randrange(1200)) for _ in range(CHILDREN)]
    written = 0
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        for month in range(MONTHS):
            day = date(2025 + month // 12, month % 12 + 1, 12)
            for child in rng.sample(range(CHILDREN), CHILDREN):
                age = (day - births[child]).days
                if age < 0:
                    continue
                weight, length = 3.4 + age / 130 + rng.uniform(-1, 1), 50 + age / 32 + rng.uniform(-3, 3)
                writer.writerow(
                    (
                        f"A{child:05d}",
                        "LP"[child % 2],
                        births[child],
                        day,
                        f"{weight:.1f}",
                        f"{length:.1f}",
                        "L" if age < 731 else "H",
                        f"{rng.uniform(40, 50):.1f}" if month % 3 == 0 else "",
                        f"{rng.uniform(12, 16):.1f}",
                        "",
                        "36" if child % 20 == 0 else "",
                        f"Dusun {child % 7}",
                    )
                )
                written += 1
    return written


def seconds_of_csv(source: Path, goal: Path) -> float:
    """Read and write the same rows with the csv module alone."""
    start = time.perf_counter()
    with source.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.reader(stream))
    with goal.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(rows)
    return time.perf_counter() - start


def seconds_of_verb(source: Path, goal: Path) -> float:
    """Read, judge and write."""
    start = time.perf_counter()
    assess_file(source, goal, today=TODAY)
    return time.perf_counter() - start


def main() -> int:
    """Print the ratio of the best rounds; exit 1 when it is over the promise."""
    with tempfile.TemporaryDirectory() as folder:
        source, goal = Path(folder) / "in.csv", Path(folder) / "out.csv"
        rows = write_village(source)
        # Turn about, so that a busy machine hurts both alike.
        pairs = [(seconds_of_csv(source, goal), seconds_of_verb(source, goal)) for _ in range(ROUNDS)]
        alone, verb = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
    ratio = verb / alone
    times = f"{rows} rows in {verb:.2f} s against {alone:.2f} s"
    print(f"growth_verb: {ratio:.1f} x csv alone (at most {MOST_RATIO:.0f}); {times}")
    return 0 if ratio <= MOST_RATIO else 1


if __name__ == "__main__":
    raise SystemExit(main())
