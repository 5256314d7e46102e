"""Papers of a hari buka on the command line: who should come, invitations, the paper register, and the work after."""

import json
from datetime import date

import openpyxl
import pytest

from core.services.growth.measuring import histories
from core.services.register import open_register
from ui.cli import main

TODAY = "2026-11-25"


@pytest.fixture(scope="module")
def village(tmp_path_factory):
    place = str(tmp_path_factory.mktemp("desa") / "desa.db")
    assert main(["demo", "--db", place, "--families", "45", "--months", "4", "--today", TODAY]) == 0
    return place


@pytest.fixture
def printed(village, capsys, tmp_path):
    """Print one paper of the demo village; gives its JSON document and the file."""

    def call(document, *arguments, name="a.pdf"):
        capsys.readouterr()
        out = tmp_path / name
        status = main(["print", document, str(out), "--db", village, "--json", "--today", TODAY, *arguments])
        text, err = capsys.readouterr()
        return (json.loads(text), out) if status == 0 else (err, out)

    return call


def unit(village):
    from core.services.setup import list_posyandu

    register = open_register(village)
    try:
        return list_posyandu(register)[0].name
    finally:
        register.close()


def test_who_should_come_as_paper_and_workbook(printed, village):
    name = unit(village)
    document, out = printed("daftar-sasaran", "--posyandu", name, "--on", "2027-02-10")
    assert out.read_bytes().startswith(b"%PDF")
    assert (document["document"], document["on"]) == ("daftar-sasaran", "2027-02-10")
    assert document["kinds"]["vitamin-a"] > 0
    document, out = printed("daftar-sasaran", "--posyandu", name, "--on", "2027-02-10", name="a.xlsx")
    rows = list(openpyxl.load_workbook(out).active.iter_rows(values_only=True))
    assert len(rows) - 4 == document["people"]


def test_the_paper_register_names_its_rows(printed, village):
    document, out = printed("register-kosong", "--posyandu", unit(village))
    assert out.read_bytes().startswith(b"%PDF")
    assert len(set(document["codes"])) == len(document["codes"]) > 5
    again, _ = printed("register-kosong", "--posyandu", unit(village), "--paper", "A4")
    assert again["codes"] == document["codes"]


def test_invitations_and_the_work_after_the_day(printed, village):
    work, _ = printed("tindak-lanjut", "--posyandu", unit(village))
    assert work["people"] >= 0
    assert work["on"] < TODAY
    document, _ = printed("undangan", "--posyandu", unit(village), "--on", work["on"])
    assert document["slips"] > 0


def test_the_slip_of_one_child_is_one_slip(printed, village):
    whole, _ = printed("slip", "--posyandu", unit(village))
    assert whole["slips"] > 1
    register = open_register(village)
    born_after = date(2023, 1, 1)
    children = histories(register, resident_on=date.fromisoformat(TODAY), born_after=born_after)
    child = next(one.child.id for one in children if one.visits and one.visits[-1].facts.weight_g)
    register.close()
    own, _ = printed("slip", "--person", child)
    assert own["slips"] == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("undangan",), "--posyandu"),
        (("undangan", "--posyandu", "{unit}"), "Belum ada hari buka yang akan datang"),
        (("register-kosong", "--posyandu", "{unit}", "--on", "2026-01-01"), "Belum ada hari buka tanggal 1 Januari"),
        (("register-kosong", "--posyandu", "{unit}", "--paper", "A5"), "F4 atau A4"),
        (("daftar-sasaran", "--posyandu", "Tidak Ada"), "tidak ada di register"),
    ],
)
def test_what_is_missing_is_said_and_nothing_written(printed, village, arguments, told):
    err, out = printed(*(one.format(unit=unit(village)) for one in arguments))
    assert told in err
    assert not out.exists()
