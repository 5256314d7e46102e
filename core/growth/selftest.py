"""The published vectors shipped with the program, run through the engine: what agrees with whom, as data."""

import csv
import gzip
import hashlib
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import EnvironmentProblem
from core.growth import lms, standards
from core.growth.assess import Assessment, assess
from core.growth.lms import Lms
from core.growth.velocity import Growing, table_row
from core.words.people import Posture, Sex

_FOLDER = Path(__file__).parent / "vectors"
Z_TOLERANCE, Z_LARGEST = 0.0051, 0.0101
LEAST_AGREEING = 0.9995
SD_NAMES = {"sd3neg": -3, "sd2neg": -2, "sd1neg": -1, "sd0": 0, "median": 0, "sd1": 1, "sd2": 2, "sd3": 3}
PERCENTILE_Z = {
    "p1": -2.3263479,
    "p3": -1.8807936,
    "p5": -1.6448536,
    "p15": -1.0364334,
    "p25": -0.6744898,
    "p50": 0.0,
    "p75": 0.6744898,
    "p85": 1.0364334,
    "p95": 1.6448536,
    "p97": 1.8807936,
    "p99": 2.3263479,
}
Row = dict[str, str]


@dataclass(slots=True)
class SetResult:
    """One set: how many numbers were compared and agree, the largest difference, blanks and flags."""

    name: str
    source: str
    records: int
    sha256: str
    tolerance: float
    largest_allowed: float
    compared: int = 0
    agreed: int = 0
    largest_difference: float = 0.0
    blanks: int = 0
    blanks_agreed: int = 0
    flags: int = 0
    flags_agreed: int = 0

    @property
    def passes(self) -> bool:
        """At least 99.95 % within tolerance, none beyond the largest allowed, blanks and flags as expected."""
        is_near = self.agreed >= self.compared * LEAST_AGREEING and self.largest_difference <= self.largest_allowed
        return is_near and self.blanks == self.blanks_agreed and self.flags == self.flags_agreed

    def add(self, expected: float | None, computed: float | None) -> None:
        """Count one number; a blank on one side only never agrees."""
        if expected is None:
            self.blanks += 1
            self.blanks_agreed += computed is None
            return
        self.compared += 1
        if computed is None:
            self.largest_difference = float("inf")
            return
        difference = abs(computed - expected)
        self.largest_difference = max(self.largest_difference, difference)
        self.agreed += difference <= self.tolerance

    def add_flag(self, expected: str, computed: bool) -> None:
        """Count one flag, unless the source left it blank."""
        if expected:
            self.flags += 1
            self.flags_agreed += computed is (expected == "1")


@dataclass(frozen=True, slots=True)
class SelfTestResult:
    """All sets, and the checksums of the tables they were computed from."""

    sets: tuple[SetResult, ...]
    tables: dict[str, str] = field(default_factory=dict)

    @property
    def passes(self) -> bool:
        """Whether every set agrees."""
        return all(one.passes for one in self.sets)

    @property
    def compared(self) -> int:
        """How many numbers were compared."""
        return sum(one.compared for one in self.sets)


def run() -> SelfTestResult:
    """Compare the engine with every shipped set (WHO 2006, 2007, 2009); EnvironmentProblem when a file is damaged."""
    results = []
    for name, entry in _manifest().items():
        tolerance, largest, compare = _SETS[name]
        records, sha256 = int(entry["records"]), str(entry["sha256"])
        result = SetResult(name, str(entry["source"]), records, sha256, tolerance, largest)
        for row in vector_rows(name):
            compare(result, row)
        results.append(result)
    for table_name in standards.manifest():
        standards.verified_bytes(table_name)
    return SelfTestResult(tuple(results), {name: str(entry["sha256"]) for name, entry in standards.manifest().items()})


def vector_rows(name: str) -> Iterator[Row]:
    """The records of one set, after its checksum agreed."""
    entry = _manifest()[name]
    try:
        text = gzip.decompress((_FOLDER / str(entry["file"])).read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        raise _damaged(name) from error
    if hashlib.sha256(text).hexdigest() != entry["sha256"]:
        raise _damaged(name)
    yield from csv.DictReader(text.decode("utf-8").splitlines())


def _manifest() -> dict[str, dict[str, str | int]]:
    try:
        entries: dict[str, dict[str, str | int]] = json.loads((_FOLDER / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged("manifest.json") from error
    return entries


def _damaged(name: str) -> EnvironmentProblem:
    return EnvironmentProblem(f"Berkas uji ({name}) rusak atau hilang. Pasang ulang program ini; data tetap aman.")


def _number(text: str | None) -> float | None:
    return float(text) if text else None


def _sex(row: Row) -> Sex:
    return Sex.MALE if row["sex"] == "M" else Sex.FEMALE


def assess_row(row: Row) -> Assessment:
    """One record through the single computation; measures in kg and cm, age in days or unrounded months."""
    days = _number(row.get("age_days"))
    return assess(
        _sex(row),
        None if days is None else int(days),
        age_months=_number(row.get("age_months")),
        weight_kg=_number(row.get("weight_kg")),
        lenhei_cm=_number(row.get("lenhei_cm") or row.get("height_cm")),
        posture={"l": Posture.LYING, "h": Posture.STANDING}.get(row.get("measure", "")),
        head_cm=_number(row.get("headc_cm")),
        muac_cm=_number(row.get("armc_cm")),
        has_oedema=row.get("oedema") == "y",
    )


def _months(row: Row) -> float:
    months, days = _number(row.get("age_months")), _number(row.get("age_days"))
    return months if months is not None else (days or 0.0) / standards.DAYS_PER_MONTH


WEIGHT_LAST_MONTHS = 120.0
YOUNG_Z = {"zlen": "haz", "zwei": "waz", "zwfl": "whz", "zbmi": "baz", "zhc": "hcz", "zac": "acz"}
YOUNG_FLAGS = {"flen": "haz", "fwei": "waz", "fwfl": "whz", "fbmi": "baz", "fhc": "hcz", "fac": "acz"}
SCHOOL_Z = {"zhfa": "haz", "zwfa": "waz", "zbfa": "baz"}
SCHOOL_FLAGS = {"fhfa": "haz", "fwfa": "waz", "fbfa": "baz"}


def _compare_z(result: SetResult, row: Row, names: dict[str, str], flags: dict[str, str]) -> None:
    judged = assess_row(row)
    for column, name in names.items():
        if f"exp_{column}" in row:
            result.add(_number(row[f"exp_{column}"]), getattr(judged, name))
    for column, name in flags.items():
        result.add_flag(row.get(f"exp_{column}", ""), getattr(judged, f"{name}_flag"))
    result.add_flag(row.get("exp_c9mo_flag", ""), judged.c9mo_flag)
    for column, computed in (("exp_lenhei_cm", judged.lenhei_used_cm), ("exp_bmi", judged.bmi)):
        if row.get(column):
            result.add(float(row[column]), computed)


def _young(result: SetResult, row: Row) -> None:
    """From 60 months on these sources stop and the WHO Reference 2007 takes over: not comparable."""
    if _months(row) < standards.SCHOOL_FROM_MONTHS:
        _compare_z(result, row, YOUNG_Z, YOUNG_FLAGS)


def _school(result: SetResult, row: Row) -> None:
    is_past_newer_rule = row.get("beyond_228m") == "1" or (row.get("beyond_120m") == "1" and bool(row["exp_zwfa"]))
    if _months(row) >= standards.SCHOOL_FROM_MONTHS and not is_past_newer_rule:
        _compare_z(result, row, SCHOOL_Z, SCHOOL_FLAGS)


def _stata(result: SetResult, row: Row) -> None:
    """Flagged z were blanked by the source, so blanks say nothing; WHO's newer rule ends weight at 120 months."""
    judged, months = assess_row(row), _months(row)
    is_young = months < standards.SCHOOL_FROM_MONTHS
    for column, name in (YOUNG_Z if is_young else SCHOOL_Z).items():
        expected = row.get(f"exp_{column}")
        if expected and not (column == "zwfa" and months > WEIGHT_LAST_MONTHS):
            result.add(float(expected), getattr(judged, name))


def _literals(result: SetResult, row: Row) -> None:
    judged = assess_row(row)
    for column, name in (YOUNG_Z | SCHOOL_Z).items():
        if row.get(f"exp_{column}"):
            result.add(float(row[f"exp_{column}"]), getattr(judged, name))
    for column, name in (YOUNG_FLAGS | SCHOOL_FLAGS).items():
        result.add_flag(row.get(f"exp_{column}", ""), getattr(judged, f"{name}_flag"))
    if row.get("exp_lenhei_cm"):
        result.add(float(row["exp_lenhei_cm"]), judged.lenhei_used_cm)
    result.add_flag(row.get("exp_c9mo_flag", ""), judged.c9mo_flag)


RCPCH_TABLES = {
    "height": "length_for_age",
    "weight": "weight_for_age",
    "bmi": "bmi_for_age",
    "ofc": "head_for_age",
}
SHORT_TABLES = {
    "lhfa": "length_for_age",
    "wfa": "weight_for_age",
    "wfl": "weight_for_length",
    "wfh": "weight_for_height",
}


def _rcpch(result: SetResult, row: Row) -> None:
    at = standards.table(RCPCH_TABLES[row["measurement"]]).at(_sex(row), float(row["age_years"]) * 365.25)
    computed = None if at is None else lms.plain_z(float(row["value"]), at)
    result.add(float(row["exp_lms_sds"]), computed)


def _add_sd_lines(result: SetResult, row: Row, at: Lms | None, delta: float = 0.0, suffix: str = "") -> None:
    for name, k in SD_NAMES.items():
        expected = row.get(f"exp_{name}{suffix}")
        if expected:
            result.add(float(expected), None if at is None else lms.sd_value(k, at) - delta)


def _sd_expanded(result: SetResult, row: Row) -> None:
    table = standards.table(SHORT_TABLES[row["indicator"]])
    is_by_day = row["indicator"] in ("lhfa", "wfa")
    x = int(row["x"]) if is_by_day else round(standards.tenths(float(row["x"])))
    _add_sd_lines(result, row, table.row(_sex(row), x))


def _sd_simplified(result: SetResult, row: Row) -> None:
    _add_sd_lines(result, row, (float(row["l"]), float(row["m"]), float(row["s"])))


def _velocity_sd(result: SetResult, row: Row) -> None:
    start, interval = int(row["start_month"]), int(row["interval_months"])
    found = table_row(Growing.WEIGHT, _sex(row), start, start + interval)
    if found is not None:
        _add_sd_lines(result, row, found.lms, found.delta, "_g")


def _velocity_percentiles(result: SetResult, row: Row) -> None:
    start, interval = int(row["start_month"]), int(row["interval_months"])
    found = table_row(Growing.WEIGHT, _sex(row), start, start + interval)
    for name, z in PERCENTILE_Z.items():
        computed = None if found is None else lms.sd_value(z, found.lms) - found.delta
        result.add(float(row[f"exp_{name}_g"]), computed)


# The last digits of the sum: printed values are rounded, so the tolerance itself may be met exactly.
_DUST = 1e-6
_Z = (Z_TOLERANCE, Z_LARGEST)
_SETS: dict[str, tuple[float, float, Callable[[SetResult, Row], None]]] = {
    "igrowup_survey": (*_Z, _young),
    "stata_0_17y": (*_Z, _stata),
    "who2007_survey": (*_Z, _school),
    "anthro_days": (*_Z, _young),
    "anthro_months": (*_Z, _young),
    "anthroplus": (*_Z, _school),
    "anthro_literals": (0.01 + _DUST, 0.01 + _DUST, _literals),
    "anthroplus_literals": (*_Z, _literals),
    "rcpch_lmsgrowth": (0.012, 0.012, _rcpch),
    "sd_expanded": (0.0005 + _DUST, 0.0005 + _DUST, _sd_expanded),
    "sd_simplified": (0.05 + _DUST, 0.05 + _DUST, _sd_simplified),
    "velocity_sd": (0.7, 0.7, _velocity_sd),
    "velocity_percentiles": (0.7, 0.7, _velocity_percentiles),
}
