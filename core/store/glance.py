"""A first look into a register without SQLAlchemy: what the first screen shows while the rest is being imported."""

import json
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

_UNITS = "SELECT p.name, v.name FROM posyandu p JOIN village v ON v.id = p.village_id ORDER BY p.name"
_SETTINGS = "SELECT id, value FROM setting WHERE id IN ('kader_name', 'font_percent')"
_DAY = (
    "SELECT d.id, p.name FROM posyandu_day d JOIN posyandu p ON p.id = d.posyandu_id WHERE d.held_on = ? "
    "ORDER BY p.name LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Glance:
    """Names and the day of today; `day_id` and `day_posyandu` are empty when none is open."""

    posyandu: tuple[str, ...]
    village: str
    kader_name: str
    font_percent: int
    day_id: str
    day_posyandu: str


def glance(path: Path, on: date) -> Glance | None:
    """Read a few names; None for a file that is missing, empty, locked, encrypted or not ours (opening it explains).

    Nothing is written, and nothing is judged: opening the register properly follows at once.
    """
    try:
        with closing(sqlcipher.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0.2)) as file:
            units = file.execute(_UNITS).fetchall()
            settings = {key: json.loads(value) for key, value in file.execute(_SETTINGS)}
            day = file.execute(_DAY, (on.isoformat(),)).fetchone() or ("", "")
    except (sqlcipher.Error, ValueError):
        return None
    if not units:
        return None
    names = tuple(str(name) for name, _village in units)
    return Glance(
        names, str(units[0][1]), settings.get("kader_name", ""), settings.get("font_percent", 100), day[0], day[1]
    )
