"""One day of twelve people of every stage of life, by keyboard: an emergency, a refusal, a walk-out, a correction."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from core.clock import Clock
from core.services import setup
from core.services.day.attending import Board, CheckUpView, board
from core.services.day.closing import ready_days
from core.services.day.open_day import list_days
from core.services.day.referring import referrals_of_day
from core.services.deeds.history import journal_of
from core.services.growth import measuring
from core.services.people import registration
from core.services.people.births import EndForm, NewbornForm, record_birth
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.people.registration import PersonForm
from core.services.register import Register, open_register
from core.services.views import VisitFacts
from core.words.findings import Severity
from core.words.life_stage import LifeStage
from core.words.people import Sex
from core.words.steps import State, Step
from tests.stories.conftest import Start
from tests.stories.hands import ALT, CTRL, ENTER, Hands

TODAY = date(2026, 11, 25)
_F = {number: Qt.Key(Qt.Key.Key_F1.value + number - 1) for number in range(1, 7)}
_PEOPLE: tuple[tuple[str, Sex, date, str], ...] = (
    ("Aisyah Putri", Sex.FEMALE, date(2026, 3, 13), "Nurhayati"),
    ("Bima Saputra", Sex.MALE, date(2025, 1, 20), "Rahmawati"),
    ("Gilang Ramadhan", Sex.MALE, date(2021, 8, 1), "Kartini"),
    ("Rian Hidayat", Sex.MALE, date(2016, 4, 4), "Rahmawati"),
    ("Dewi Anggraini", Sex.FEMALE, date(2009, 9, 9), "Sulastri"),
    ("Nurhayati", Sex.FEMALE, date(1996, 5, 2), ""),
    ("Wulandari", Sex.FEMALE, date(1998, 8, 20), ""),
    ("Suparman", Sex.MALE, date(1980, 3, 3), ""),
    ("Sulastri", Sex.FEMALE, date(1985, 2, 2), ""),
    ("Mbah Karto", Sex.MALE, date(1950, 6, 6), ""),
    ("Mbah Siti", Sex.FEMALE, date(1953, 7, 7), ""),
)
_ASKED_IN_A_LETTER = {
    "Batuk terus-menerus": "t",
    "Demam 2 minggu atau lebih": "t",
    "BB tidak naik/turun 2 bulan": "t",
    "Dekat dengan pasien TBC": "t",
    "Lesu, kurang aktif": "t",
    "Menyusui": "y",
}
_LIST, _ARRIVALS, _CLOSING = "Cari di antrean", "Siapa yang datang", "Cari di hari ini"


@pytest.fixture(scope="session")
def whole_village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve people, one of them pregnant, one with a child of three weeks; only to be copied."""
    path = tmp_path_factory.mktemp("whole") / "desa.db"
    register = open_register(str(path), who="Bu Sari", clock=Clock(TODAY))
    unit = setup.set_up(register, posyandu="Melati", village="Sukamaju").value
    ids = {}
    for name, sex, born_on, mother in _PEOPLE:
        form = PersonForm(name=name, sex=sex, born_on=born_on, mother_name=mother, dusun="Krajan", rt="02")
        ids[name] = registration.register_person(register, replace(form, posyandu_id=unit.id)).value
    measuring.save_visit(register, ids["Aisyah Putri"], VisitFacts(date(2026, 10, 16), weight_g=7_200))
    measuring.save_visit(register, ids["Bima Saputra"], VisitFacts(date(2026, 10, 16), weight_g=9_800))
    open_pregnancy(register, ids["Nurhayati"], PregnancyForm(hpht_on=date(2026, 6, 1), gravida=2))
    newborn = NewbornForm(Sex.MALE, name="Fajar", birth_weight_g=3_100, birth_length_mm=490)
    record_birth(register, ids["Wulandari"], EndForm(ended_on=date(2026, 11, 4), children=(newborn,)))
    register.close()
    return path


class Day:
    """The kader at the keyboard of that day."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands

    @property
    def register(self) -> Register:
        assert self.hands.program.context is not None
        return self.hands.program.context.register

    @property
    def board(self) -> Board:
        return board(self.register, list_days(self.register)[0].id)

    def line(self, name: str) -> CheckUpView:
        return next(one for one in self.board.lines if one.name == name)

    def step(self, number: int) -> None:
        self.hands.press(_F[number + 1])

    def save(self) -> None:
        self.hands.press(ENTER, CTRL)

    def arrive(self, letters: str) -> None:
        """Step 1: a few letters and Enter; what the card asks here is left for another day."""
        assert self.hands.at == _ARRIVALS
        self.hands.enter(letters)
        if self.hands.at != _ARRIVALS:
            self.save()

    def weigh(self, letters: str, weight: str, length: str) -> None:
        """Step 2 of a child on the quick form."""
        self.step(2)
        self.hands.enter(letters, weight, length)
        for _ in range(12):
            if "tersimpan" in self.hands.screen:
                return
            self.hands.press(ENTER)
        raise AssertionError(self.hands.screen)

    def measure(self, letters: str, **answers: str) -> None:
        """Step 2 on a card: what is known of a field is typed, the others are passed by."""
        self.step(2)
        self.hands.enter(letters)
        known = dict(answers)
        for _ in range(12):
            typed = known.pop(_short(self.hands.at), "")
            if not known and not typed:
                break
            self.hands.enter(typed)
        assert not known, (self.hands.at, known)
        self.save()

    def examine_everybody(self) -> None:
        """Step 3: nothing is tested today."""
        self.step(3)
        self.hands.press(ENTER)
        while self.hands.at != _LIST:
            self.save()

    def serve_everybody(self, until: str) -> None:
        """Step 4: the questions of TBC are answered for each, all else is passed by; stops before `until`."""
        self.step(4)
        self.hands.press(ENTER)
        for _ in range(600):
            if self.hands.at == _LIST or self._is_called(until):
                return
            self.answer()
        raise AssertionError(self.hands.screen)

    def answer(self) -> None:
        """One field of step 4."""
        at = self.hands.at
        if at in _ASKED_IN_A_LETTER:
            self.hands.type(_ASKED_IN_A_LETTER[at])
        elif at.startswith("Kapsul vitamin A") or at.startswith("Vitamin A (kapsul"):
            self.hands.enter("2")
        else:
            self.hands.press(ENTER)

    def _is_called(self, name: str) -> bool:
        number = self.line(name).queue_number
        return f"\n{number}\n{name}\n" in f"\n{self.hands.screen}\n"


def _short(label: str) -> str:
    """`lingkar_lengan` for the field “Lingkar lengan atas”."""
    return "_".join(label.lower().split()[:2])


@pytest.fixture
def day(start: Start, whole_village: Path, tmp_path: Path) -> Day:
    """The window with today's day open, at step 1."""
    place = tmp_path / "desa.db"
    place.write_bytes(whole_village.read_bytes())
    found = Day(start(place))
    found.hands.press(_F[2])
    found.hands.press(ENTER)
    found.step(1)
    return found


def test_one_day_of_twelve_people(day: Day) -> None:
    _everybody_comes(day)
    _everybody_is_measured(day)
    _an_emergency(day)
    _a_refusal_and_a_walk_out(day)
    _the_rest_of_the_steps(day)
    _one_is_not_done(day)
    _a_correction(day)
    _both_sign_and_lock(day)
    _locked_stays_locked(day)


def _everybody_comes(day: Day) -> None:
    hands = day.hands
    for letters in ("aisy", "bima", "gila", "rian", "dewi", "nurh", "wula", "supar", "karto", "siti", "fajar", "sulas"):
        day.arrive(letters)
    assert [one.queue_number for one in day.board.lines] == list(range(1, 13))
    stages = {one.stage for one in day.board.lines}
    assert stages == set(LifeStage)
    # A second registration opens the first.
    hands.enter("bima")
    assert len(day.board.lines) == 12
    hands.until_seen("sudah terdaftar hari ini, nomor 2")


def _everybody_is_measured(day: Day) -> None:
    day.weigh("aisy", "7,5", "67,5")
    day.weigh("bima", "10,1", "82")
    day.weigh("fajar", "3,9", "52")
    day.measure("gila", berat_badan="17,2", tinggi_badan="106")
    day.measure("rian", berat_badan="29", tinggi_badan="134")
    day.measure("dewi", berat_badan="50", tinggi_badan="157")
    day.measure("nurh", berat_badan="58", lingkar_lengan="26", tekanan_atas="110", tekanan_bawah="70")
    day.measure("wula", berat_badan="55", lingkar_lengan="25", tekanan_atas="115", tekanan_bawah="75")


def _an_emergency(day: Day) -> None:
    """The emergency: nobody is called before somebody says what was done."""
    hands = day.hands
    day.measure("supar", berat_badan="72,5", tinggi_badan="168", tekanan_atas="185", tekanan_bawah="121")
    assert hands.at == "Apa yang sudah dilakukan"
    assert "SEGERA" in hands.screen
    hands.press(ENTER)
    assert hands.at == "Apa yang sudah dilakukan"
    hands.enter("Diantar Pak RT ke puskesmas")
    [sent] = [one for one in referrals_of_day(day.register, day.board.day_id) if one.name == "Suparman"]
    assert (sent.urgency, sent.note) == (Severity.URGENT, "Diantar Pak RT ke puskesmas")

    day.measure("sulas", berat_badan="60", tinggi_badan="155", tekanan_atas="118", tekanan_bawah="76")


def _a_refusal_and_a_walk_out(day: Day) -> None:
    """Somebody refuses to be weighed, somebody walks out; both with a reason."""
    hands = day.hands
    day.step(2)
    hands.enter("karto")
    hands.press(Qt.Key.Key_T, ALT)
    hands.enter("menolak, kaki sakit")
    assert day.line("Mbah Karto").not_measured_reason == "menolak, kaki sakit"
    day.step(2)
    hands.enter("siti")
    hands.press(Qt.Key.Key_P, ALT)
    hands.enter("buru-buru ke sawah")
    assert day.line("Mbah Siti").left_reason == "buru-buru ke sawah"


def _the_rest_of_the_steps(day: Day) -> None:
    day.examine_everybody()
    day.serve_everybody(until="Sulastri")


def _one_is_not_done(day: Day) -> None:
    hands = day.hands
    day.step(5)
    hands.until_seen("Validasi 10 orang yang siap")
    hands.press(Qt.Key.Key_V, ALT)
    hands.until_seen("1 orang belum selesai: Sulastri (belum selesai: L4, L5).")
    assert "L4 belum diisi: Batuk terus-menerus, Demam 2 minggu atau lebih" in hands.screen
    assert "Mbah Siti: pulang sebelum selesai (buru-buru ke sawah), belum: L2, L4, L5" in hands.screen
    assert "Terdaftar 12 = selesai 10 + pulang 1 + belum selesai 1" in hands.screen
    assert "Tanda tangan kader" not in hands.screen

    # Enter on whoever is not done leads to what is missing.
    hands.enter("sulas")
    assert hands.at == "Sering manis"
    while hands.at not in (_LIST, _CLOSING):
        day.answer()
    day.step(5)
    hands.until_seen("Validasi 1 orang yang siap")
    hands.press(Qt.Key.Key_V, ALT)
    hands.until_seen("Terdaftar 12 = selesai 11 + pulang 1 + belum selesai 0")


def _a_correction(day: Day) -> None:
    """A correction after validation: with a reason, and the visit has to be looked at again."""
    hands = day.hands
    hands.enter("supar")
    hands.enter("lupa lingkar perut")
    assert hands.at == "Lingkar perut"
    hands.enter("95")
    day.save()
    assert day.line("Suparman").state is State.EXAMINED
    assert "lupa lingkar perut" in {one.reason for one in journal_of(day.register, day.line("Suparman").person_id)}
    day.step(5)
    hands.until_seen("1 orang belum selesai: Suparman (belum selesai: L4, L5).")
    day.step(4)
    hands.press(ENTER)
    day.save()
    assert Step.SERVE in day.line("Suparman").done
    day.step(5)
    hands.until_seen("Validasi 1 orang yang siap")
    hands.press(Qt.Key.Key_V, ALT)
    hands.until_seen("Tinggal tanda tangan kader dan bidan.")


def _both_sign_and_lock(day: Day) -> None:
    hands = day.hands
    hands.tab_to("Nama kader")
    hands.enter("Bu Sari")
    hands.until_seen("Tinggal tanda tangan bidan.")
    hands.tab_to("Nama bidan")
    hands.enter("Bidan Rina")
    hands.until_seen("Bidan dapat mengunci hari ini.")
    hands.press(Qt.Key.Key_K, ALT)
    hands.until_seen("Sudah divalidasi dan siap dikirim")
    assert [one.id for one in ready_days(day.register)] == [day.board.day_id]


def _locked_stays_locked(day: Day) -> None:
    """A locked day says so and keeps what it has."""
    hands = day.hands
    before = day.line("Suparman")
    day.step(4)
    hands.enter("supar")
    hands.type("1")
    day.save()
    hands.press(ENTER)  # the first of the usual reasons
    hands.until_seen("Minta bidan membukanya lagi dengan alasan.")
    assert day.line("Suparman") == before
