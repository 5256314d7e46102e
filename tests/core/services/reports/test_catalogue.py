"""The table of reports: every entry counts, writes JSON, prints and exports."""

import json
from datetime import date

import pytest

from core.clock import Clock
from core.errors import InputError
from core.services.register import open_register
from core.services.reports.catalogue import REPORTS, report_entry
from core.services.setup import set_up
from core.words.periods import Month


@pytest.fixture
def register(tmp_path):
    opened = open_register(str(tmp_path / "buku.db"), who="Bu Sari", clock=Clock(date(2026, 11, 25)))
    set_up(opened, posyandu="Melati", village="Sukamaju")
    yield opened
    opened.close()


@pytest.mark.parametrize("entry", REPORTS, ids=lambda entry: entry.id)
def test_every_report_counts_and_becomes_json(register, entry):
    document = entry.to_json(entry.count(register, Month(2026, 11), None))
    assert json.loads(json.dumps(document))["month"] == "2026-11"


@pytest.mark.parametrize("entry", REPORTS, ids=lambda entry: entry.id)
def test_every_report_becomes_a_workbook(register, entry, tmp_path):
    from importlib import import_module

    module, name = entry.workbook.split(":")
    out = getattr(import_module(module), name)(register, Month(2026, 11), None, tmp_path / "laporan.xlsx")
    assert out.read_bytes().startswith(b"PK")


def test_an_unknown_report_names_the_known_ones():
    with pytest.raises(InputError, match="skdn, f1"):
        report_entry("skdm")
