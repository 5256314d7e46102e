"""The order of deeds: a hybrid logical clock that never goes back, whatever the laptop's own clock does."""

from datetime import UTC, datetime, timedelta
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.store.database import open_database
from core.store.journal import JournalEntry
from core.store.places import Village

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def order_of(database):
    with database.reading() as session:
        return list(session.scalars(select(JournalEntry.sentence).order_by(JournalEntry.hlc)))


def do(database, sentence, now):
    with database.deed(sentence, who="Bu Sari", now=now) as deed:
        deed.session.add(Village(name=sentence))


def test_deeds_keep_their_order_when_the_clock_goes_back(tmp_path):
    database = open_database(str(tmp_path / "a.db"))
    do(database, "pertama", NOON)
    do(database, "jam mundur setahun", NOON - timedelta(days=365))
    do(database, "jam sama", NOON)
    do(database, "sesudahnya", NOON + timedelta(seconds=1))
    assert order_of(database) == ["pertama", "jam mundur setahun", "jam sama", "sesudahnya"]
    database.close()


@settings(max_examples=10)
@given(st.lists(st.integers(-10_000_000, 10_000_000), min_size=2, max_size=12))
def test_any_clock_gives_the_order_of_doing(seconds):
    with TemporaryDirectory() as folder:
        database = open_database(f"{folder}/a.db")
        for number, offset in enumerate(seconds):
            do(database, f"{number:03d}", NOON + timedelta(seconds=offset))
        assert order_of(database) == [f"{number:03d}" for number in range(len(seconds))]
        database.close()


def test_two_laptops_never_write_the_same_moment(tmp_path):
    one, two = open_database(str(tmp_path / "a.db")), open_database(str(tmp_path / "b.db"))
    do(one, "a", NOON)
    do(two, "b", NOON)
    stamps = set()
    for database in (one, two):
        with database.reading() as session:
            stamps |= set(session.scalars(select(JournalEntry.hlc)))
        database.close()
    assert len(stamps) == 2
    assert one.device_id != two.device_id
