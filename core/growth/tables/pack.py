"""Pack the WHO growth tables from plain CSV into the compact files beside this script.

    python core/growth/tables/pack.py FOLDER_WITH_CSV

FOLDER_WITH_CSV holds WHO's published numbers as ``cgs_*.csv``, ``ref5to19_*.csv`` (columns: sex M/F, x, l, m, s) and
``vel_*.csv``. WHO prints L and M with four decimals and S with five, so the packed whole numbers lose nothing.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from array import array
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).parent
CGS_A = "WHO Child Growth Standards 2006, ISBN 92 4 154693 X"
CGS_B = "WHO Child Growth Standards 2007 (head and arm circumference)"
REF = "WHO Reference 2007 for 5-19 years, Bull World Health Organ 2007;85:660-667"
VELOCITY = "WHO Child Growth Standards: growth velocity, 2009, ISBN 978 92 4 154763 5"

# packed name, CSV name, unit of x, steps of x per unit, source
LMS_TABLES = (
    ("weight_for_age", "cgs_wfa", "age_days", 1, CGS_A),
    ("length_for_age", "cgs_lhfa", "age_days", 1, CGS_A),
    ("bmi_for_age", "cgs_bfa", "age_days", 1, CGS_A),
    ("head_for_age", "cgs_hcfa", "age_days", 1, CGS_B),
    ("muac_for_age", "cgs_acfa", "age_days", 1, CGS_B),
    ("weight_for_length", "cgs_wfl", "length_mm", 10, CGS_A),
    ("weight_for_height", "cgs_wfh", "height_mm", 10, CGS_A),
    ("school_weight_for_age", "ref5to19_wfa", "age_months", 1, REF),
    ("school_height_for_age", "ref5to19_hfa", "age_months", 1, REF),
    ("school_bmi_for_age", "ref5to19_bfa", "age_months", 1, REF),
)
VELOCITY_TABLES = (("velocity_weight", "vel_weight"), ("velocity_length", "vel_length"), ("velocity_head", "vel_headc"))


def scaled(text: str, places: int) -> int:
    """The decimal `text` as a whole number of 10^-places; refuses to drop a digit."""
    value = Decimal(text).scaleb(places)
    if value != int(value):
        raise ValueError(f"{text} has more than {places} decimals")
    return int(value)


def pack_lms(source: Path, steps: int) -> tuple[bytes, int, int]:
    """Little-endian int32, boys' rows (L, M, S interleaved) then girls': bytes, first x in steps, rows per sex."""
    with source.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.reader(stream))[1:]
    numbers = array("i")
    xs: dict[str, list[int]] = {"M": [], "F": []}
    for sex in ("M", "F"):
        for _, x, power, median, spread in (row for row in rows if row[0] == sex):
            xs[sex].append(int(Decimal(x) * steps))
            numbers.extend((scaled(power, 4), scaled(median, 4), scaled(spread, 5)))
    first, count = xs["M"][0], len(xs["M"])
    if not xs["M"] == xs["F"] == list(range(first, first + count)):
        raise ValueError(f"{source.name}: rows are not consecutive")
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes(), first, count


def pack_velocity(source: Path) -> bytes:
    """Velocity rows as a small CSV: sex, interval, start month, L, M, S, delta, number of independent sources."""
    with source.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    keep = ("sex", "interval_months", "start_month", "l", "m", "s", "delta", "sources")
    return "".join(",".join(line) + "\n" for line in [keep, *([row[key] for key in keep] for row in rows)]).encode()


def main(folder: Path) -> None:
    """Write every packed table and `manifest.json` with the checksum and origin of each."""
    manifest: dict[str, dict[str, object]] = {}
    for name, csv_name, unit, steps, source in LMS_TABLES:
        data, first, count = pack_lms(folder / f"{csv_name}.csv", steps)
        (HERE / f"{name}.bin").write_bytes(data)
        manifest[name] = {"file": f"{name}.bin", "x": unit, "first": first, "count": count, "source": source}
    for name, csv_name in VELOCITY_TABLES:
        (HERE / f"{name}.csv").write_bytes(pack_velocity(folder / f"{csv_name}.csv"))
        manifest[name] = {"file": f"{name}.csv", "x": "interval and start in months", "source": VELOCITY}
    for entry in manifest.values():
        entry["sha256"] = hashlib.sha256((HERE / str(entry["file"])).read_bytes()).hexdigest()
    (HERE / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
