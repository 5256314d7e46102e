"""Nothing leaves the program without a line in the log: every document, every report, every form, by its verb."""

from datetime import date
from pathlib import Path

import pytest

from core.clock import Clock
from core.services.day.attending import come
from core.services.day.open_day import open_day
from core.services.day.referring import refer
from core.services.people.people_filters import PeopleFilter
from core.services.people.people_lists import everybody_of
from core.services.people.people_search import search
from core.services.register import open_register
from core.services.reports.catalogue import REPORTS
from core.services.setup import list_posyandu
from core.services.trust.access_log import log_of
from printouts.catalogue import DOCUMENTS
from tests.printouts.reading import read_pdf
from ui.cli import main

TODAY = "2026-11-25"
OF_NOBODY = {"sertifikat", "jadwal-setahun"}
"""Papers that name nobody of the register."""
PRINTS = {
    "kms": [["--posyandu", "Anggrek"], ["--person", "{person}"]],
    "catatan-orang": [["--person", "{person}"]],
    "persetujuan": [["--person", "{person}"]],
    "kartu-bantu": [["--posyandu", "Anggrek"], ["--person", "{person}"]],
    "lembar-skrining": [["--form", "balita", "--person", "{person}"]],
    **{key: [["--posyandu", "Anggrek"]] for key in ("rujukan", "slip")},
    **{key: [["--posyandu", "Anggrek"]] for key in ("daftar-sasaran", "undangan", "register-kosong", "tindak-lanjut")},
}


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = str(tmp_path_factory.mktemp("desa") / "desa.db")
    assert main(["demo", "--db", place, "--families", "30", "--months", "3", "--today", TODAY]) == 0
    _somebody_is_sent_on(place)
    return place


def _somebody_is_sent_on(place: str) -> None:
    register = open_register(place, clock=Clock(date.fromisoformat(TODAY)))
    unit = next(one for one in list_posyandu(register) if one.name == "Anggrek")
    day = open_day(register, unit.id, register.today).value
    seen = come(register, day.id, everybody_of(register, PeopleFilter(posyandu_id=unit.id))[0].id).value
    refer(register, seen.id, "bengkak kaki")
    register.close()


@pytest.fixture
def person(village: str) -> str:
    """A child of the village."""
    register = open_register(village)
    found = search(register, "putri", limit=50)
    register.close()
    return max(found, key=lambda line: line.born_on).id


def lines(village: str) -> list[tuple[str, str, str]]:
    register = open_register(village)
    found = [(line.kind.value, line.person_id, line.text) for line in log_of(register)]
    register.close()
    return found


def test_every_document_is_known_here():
    assert {entry.key for entry in DOCUMENTS} - OF_NOBODY == set(PRINTS)


@pytest.mark.parametrize(("key", "options"), [(key, one) for key, every in PRINTS.items() for one in every])
def test_every_document(village, person, tmp_path, key, options):
    out = tmp_path / "kertas.pdf"
    before = lines(village)
    whom = [one.format(person=person) for one in options]
    assert main(["print", key, str(out), "--db", village, "--today", TODAY, *whom]) == 0
    assert out.exists()
    new = lines(village)[: -len(before) or None]
    assert [(kind, about) for kind, about, _ in new] == [("cetak", person if "--person" in options else "")]


@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
@pytest.mark.parametrize("entry", REPORTS, ids=lambda entry: entry.id)
def test_every_report(village, tmp_path, entry, ending):
    out = tmp_path / f"laporan.{ending}"
    before = len(lines(village))
    assert main(["report", entry.id, f"--{ending}", str(out), "--db", village, "--today", TODAY]) == 0
    assert out.exists()
    new = lines(village)
    assert len(new) == before + 1
    assert new[0][0] == "cetak"
    assert entry.title in new[0][2]


def test_a_record_tells_everything_but_no_whole_nik(village, person, tmp_path):
    out = tmp_path / "catatan.pdf"
    assert main(["print", "catatan-orang", str(out), "--db", village, "--today", TODAY, "--person", person]) == 0
    words = " ".join(side.words for side in read_pdf(out))
    for part in ("Identitas", "Keluarga serumah", "Kunjungan", "Persetujuan", "Siapa mencatat", "Siapa melihat"):
        assert part in words
    assert "Mencetak" in words, "this very print is in the log that it shows"
    assert not [side.collisions() for side in read_pdf(out) if side.collisions()]


def test_a_blank_form_is_of_nobody_and_needs_no_register(tmp_path):
    out = tmp_path / "kosong.pdf"
    assert main(["print", "persetujuan", str(out), "--db", str(tmp_path / "tidak-ada.db"), "--today", TODAY]) == 0
    (side,) = read_pdf(out)
    assert "Yang memberi persetujuan" in side.words
    assert not side.collisions()


def test_a_record_needs_a_person(village, tmp_path, capsys):
    assert main(["print", "catatan-orang", str(tmp_path / "x.pdf"), "--db", village]) == 2
    assert "--person" in capsys.readouterr().err
    assert not (tmp_path / "x.pdf").exists()


def test_what_cannot_be_noted_does_not_go_out(village, person, tmp_path, monkeypatch):
    from core.errors import EnvironmentProblem
    from core.services.trust import access_log

    def refuse(*_facts: object, **_more: object) -> None:
        raise EnvironmentProblem("Disk komputer penuh.")

    monkeypatch.setattr(access_log, "note", refuse)
    for key, (options, *_) in PRINTS.items():
        out = tmp_path / f"{key}.pdf"
        whom = [one.format(person=person) for one in options]
        assert main(["print", key, str(out), "--db", village, "--today", TODAY, *whom]) == 2
        assert not Path(out).exists()
