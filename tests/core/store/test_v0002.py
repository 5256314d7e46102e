"""From schema 0001 to 0002: a register of the first release keeps every fact, and its stays get their dates."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from core.clock import Clock
from core.services.register import Register, open_register
from core.services.trust.maintenance import check
from core.store.engine import make_engine

OLD = Path(__file__).parents[2] / "old_registers" / "0001.db"
FACTS = ("village", "posyandu", "family", "person", "posyandu_day", "measurement", "setting", "draft")


def rows_of(place: Path, table: str) -> list[dict[str, object]]:
    engine = make_engine(str(place))
    with engine.connect() as connection:
        rows = connection.execute(text(f"SELECT * FROM {table} ORDER BY 1")).mappings().all()
    engine.dispose()
    return sorted((dict(row) for row in rows), key=str)


@pytest.fixture
def upgraded(tmp_path):
    place = tmp_path / "lama.db"
    shutil.copy(OLD, place)
    opened = open_register(str(place), who="Bu Sari", clock=Clock(date(2026, 11, 25)))
    yield opened
    opened.close()


def stay_of(register: Register, name: str) -> list[tuple[str | None, str | None]]:
    wanted = "SELECT from_on, to_on FROM family_member m JOIN person p ON p.id = m.person_id WHERE p.name = :name"
    with register.reading() as session:
        rows = session.execute(text(f"{wanted} ORDER BY m.id"), {"name": name})
        return [(row.from_on, row.to_on) for row in rows]


def test_every_fact_of_the_first_release_is_kept(upgraded, tmp_path):
    before = tmp_path / "lama-sebelum-0004.db"
    for table in FACTS:
        old, new = rows_of(before, table), rows_of(tmp_path / "lama.db", table)
        gone = {"moved_in_on"} if table == "person" else set[str]()
        kept = [{name: row[name] for name in old[0] if name not in gone} for row in new] if old else new
        assert sorted(kept, key=str) == sorted(
            ({name: value for name, value in row.items() if name not in gone} for row in old), key=str
        )


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("Rokayah", [(None, None)]),
        ("Asep Datang", [("2025-07-01", None)]),
        ("Budi Pindah", [(None, "2026-09-09")]),
        ("Cici Wafat", [(None, "2026-08-08")]),
        ("Dodi Ganti KK", [(None, "2026-11-01"), ("2026-11-02", None)]),
    ],
)
def test_coming_and_going_stand_in_the_stay(upgraded, name, stays):
    """Whoever changed the family card on 2 November was in both cards that day; now only in the new one."""
    assert stay_of(upgraded, name) == stays


def test_what_the_upgrade_changed_stands_in_the_journal(upgraded):
    assert check(upgraded).problems == ()


def test_an_upgraded_register_opens_again_unchanged(upgraded, tmp_path):
    upgraded.close()
    once = {table: rows_of(tmp_path / "lama.db", table) for table in (*FACTS, "journal_entry", "family_member")}
    open_register(str(tmp_path / "lama.db")).close()
    assert once == {table: rows_of(tmp_path / "lama.db", table) for table in once}
