"""Workbooks as village offices really send them."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from core.exchange.import_plan import ImportResult
from core.exchange.opensid import plan_import, run_import
from core.services.register import Register

OPENSID = (
    "alamat dusun rw rt nama no_kk nik sex tempatlahir tanggallahir agama_id pendidikan_kk_id pendidikan_sedang_id "
    "pekerjaan_id status_kawin kk_level warganegara_id ayah_nik nama_ayah ibu_nik nama_ibu golongan_darah_id "
    "akta_lahir hamil ktp_el status_dasar suku"
)
Book = Callable[..., Path]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Write people (a mapping of OpenSID columns each) as a workbook; gives its path."""

    def write(
        people: Sequence[Mapping[str, Any]],
        *,
        headings: Sequence[str] = tuple(OPENSID.split()),
        above: Sequence[Sequence[Any]] = (),
        name: str = "penduduk.xlsx",
    ) -> Path:
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        assert sheet is not None
        for row in (*above, headings):
            sheet.append(list(row))
        for person in people:
            filled = {heading.strip().lower(): heading for heading in headings}
            sheet.append([person.get(key, "") for key in filled])
        path = tmp_path / name
        workbook.save(path)
        return path

    return write


@pytest.fixture
def bring_in(register: Register) -> Callable[..., ImportResult]:
    """Plan and run an import of a workbook; gives its result."""

    def run(path: Path, **options: Any) -> ImportResult:
        return run_import(register, plan_import(register, path), **options).value

    return run
