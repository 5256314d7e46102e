"""A small register to try things on: Posyandu Melati in Sukamaju, Bu Sari at the keyboard, 25 November 2026."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from core.clock import Clock
from core.services.people.registration import PersonForm, register_person
from core.services.register import Register, open_register
from core.services.setup import set_up
from core.store.engine import make_engine
from core.words.people import Sex

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="session")
def prepared_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed register file that is set up; copied for each test, because making one takes half a second."""
    path = tmp_path_factory.mktemp("prepared") / "melati.db"
    register = open_register(str(path), who="Bu Sari", clock=Clock(TODAY))
    set_up(register, posyandu="Melati", village="Sukamaju", puskesmas="Cibening")
    register.close()
    return path


@pytest.fixture
def place(prepared_register: Path, tmp_path: Path) -> Path:
    """Where this test's own register lies."""
    return Path(shutil.copy(prepared_register, tmp_path / "melati.db"))


@pytest.fixture
def register(place: Path) -> Iterator[Register]:
    """The opened register of this test."""
    opened = open_register(str(place), who="Bu Sari", clock=Clock(TODAY))
    yield opened
    opened.close()


@pytest.fixture
def add_child(register: Register) -> Callable[..., str]:
    """Register a child in a few words: name, birth date, and whatever else the form has; gives the id."""

    def add(name: str = "Aisyah Putri", born: str = "2026-03-01", sex: Sex = Sex.FEMALE, **facts: object) -> str:
        facts.setdefault("confirmation_reason", "untuk uji")
        form = PersonForm(name, sex, date.fromisoformat(born), **facts)  # type: ignore[arg-type]
        return register_person(register, form).value

    return add


@pytest.fixture
def empty_server() -> str:
    """The URL of an emptied PostgreSQL database, where BUKU_TEST_POSTGRES names one that tests may wipe."""
    place = os.environ.get("BUKU_TEST_POSTGRES", "")
    if not place:
        pytest.skip("BUKU_TEST_POSTGRES names no server")
    pytest.importorskip("psycopg")
    engine = make_engine(place)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return place
