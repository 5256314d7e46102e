"""Two windows on one register: the second waits its turn, and says so when the first does not end."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event

import pytest

from core.clock import Clock
from core.errors import EnvironmentProblem
from core.rules.permissions import Action
from core.services import setup
from core.services.deeds import undoing
from core.services.people.registration import PersonForm, register_person
from core.services.register import Register
from core.services.trust.maintenance import check
from core.store import vault
from core.store.database import open_database
from core.store.places import Posyandu
from core.words.people import Sex
from tests.faults.day import TODAY, House, lock


@pytest.fixture
def house(tmp_path):
    """An encrypted register, set up and closed."""
    made = House(tmp_path, tmp_path / "none.xlsx", vault.new_key())
    lock(made)
    setup.set_up(made.open(), posyandu="Melati", village="Sukamaju")
    made.close()
    return made


def _window(house: House, today: date = TODAY) -> Register:
    return Register(open_database(str(house.place), key=house.key), who="Bu Sari", clock=Clock(today))


def _register(register: Register, name: str) -> str:
    return register_person(register, PersonForm(name, Sex.MALE, date(2025, 1, 2), confirmation_reason="uji")).value


def _rename(register: Register, name: str, begun: Event, end: Event) -> None:
    with register.deed(f"Mengubah nama menjadi {name}", action=Action.CHANGE_PLACES) as deed:
        deed.session.query(Posyandu).one().name = name
        deed.session.flush()
        begun.set()
        assert end.wait(30)


def test_the_second_waits_for_the_first_and_both_deeds_are_there(house):
    first, second = _window(house), _window(house)
    begun, end = Event(), Event()
    with ThreadPoolExecutor(2) as at_once:
        long_deed = at_once.submit(_rename, first, "Mawar", begun, end)
        assert begun.wait(30)
        waiting = at_once.submit(_register, second, "Bima")
        with pytest.raises(TimeoutError):
            waiting.result(timeout=0.3)  # it has not given up, and it has not overtaken
        end.set()
        long_deed.result(timeout=30)
        assert waiting.result(timeout=30)
    assert setup.list_posyandu(second)[0].name == "Mawar"
    assert check(first).problems == ()
    for window in (first, second):
        window.close()


def test_when_the_first_does_not_end_the_second_says_so_and_can_go_on_later(house):
    first, second = _window(house), _window(house)
    with second.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=200")  # five seconds of a kader's patience, here shorter
    begun, end = Event(), Event()
    with ThreadPoolExecutor(1) as at_once:
        long_deed = at_once.submit(_rename, first, "Mawar", begun, end)
        assert begun.wait(30)
        with pytest.raises(EnvironmentProblem, match="sedang dipakai"):
            _register(second, "Bima")
        assert setup.list_posyandu(second)[0].name == "Melati", "reading goes on"
        end.set()
        long_deed.result(timeout=30)
    assert _register(second, "Bima")
    assert check(second).problems == ()
    for window in (first, second):
        window.close()


def test_a_clock_set_back_changes_neither_the_order_of_deeds_nor_what_can_be_undone(house):
    ahead = _window(house)
    _register(ahead, "Pertama")
    ahead.close()
    back = _window(house, date(2025, 6, 1))
    _register(back, "Kedua")
    back.close()
    later = _window(house)
    _register(later, "Ketiga")
    assert [deed.sentence.split()[1] for deed in undoing.last_deeds(later, 3)] == ["Ketiga", "Kedua", "Pertama"]
    undoing.undo(later, undoing.last_deeds(later, 1)[0].id)
    assert undoing.last_deeds(later, 1)[0].sentence.startswith("Membatalkan: Mendaftarkan Ketiga")
    assert check(later).problems == ()
    later.close()
