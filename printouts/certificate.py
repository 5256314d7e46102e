"""The certificate of a self-test: one dated page that says what was compared with what, and how well it agreed."""

from datetime import date
from math import isinf
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from charts.theme import BRAND, RED
from core.growth.selftest import SelfTestResult, SetResult
from core.version import VERSION
from core.words.periods import date_words
from printouts.document import Heading, write_document
from printouts.paper import A4
from printouts.styles import REGULAR, paragraph_style, table_style

_WIDTHS = (196.0, 52.0, 56.0, 56.0, 62.0, 58.0, 55.0)
_CHECKSUM_SHOWN = 16


def print_certificate(result: SelfTestResult, out: Path, *, printed_on: date, version: str = VERSION) -> Path:
    """Write the certificate of `result` on one upright A4 page to `out` and return it.

    Says for each published set how many numbers were compared and agree, the largest difference and the tolerance
    (z-score, or the unit of the table), blanks and flags, the checksums of the tables, the version and the verdict.
    Raises EnvironmentProblem for what the disk refuses.
    """
    agreed = sum(one.agreed for one in result.sets)
    heading = Heading(
        "Sertifikat uji diri hitungan gizi",
        "Hitungan program ini dibandingkan dengan angka yang diterbitkan WHO dan lembaga lain",
        (
            ("Tanggal uji", date_words(printed_on)),
            ("Versi program", version),
            ("Angka dibandingkan", _count(result.compared)),
            ("Angka sesuai", _count(agreed)),
        ),
    )
    body: list[Flowable] = [
        _verdict(result),
        Paragraph("Yang dibandingkan", paragraph_style("bagian")),
        _sets_table(result),
        Spacer(1, 4),
        Paragraph(
            "Beda terbesar dan batas: dalam skor z, kecuali tabel WHO (kg, cm) dan tabel kecepatan tumbuh (gram). "
            "Kosong: baris yang memang tidak bisa dihitung. Tanda: nilai yang oleh WHO ditandai tidak wajar. "
            "Sesuai: paling sedikit 99,95 % angka dalam batas, tidak ada yang jauh, semua kosong dan tanda sama.",
            paragraph_style("kecil"),
        ),
        Paragraph("Tabel standar yang dipakai", paragraph_style("bagian")),
        _tables_table(result),
        Spacer(1, 4),
        Paragraph(
            "Standar: WHO Child Growth Standards 2006 (0–60 bulan), WHO Reference 2007 (5–19 tahun), WHO 2009 "
            "(kecepatan tumbuh). Kategori menurut Permenkes 2/2020. Sidik jari: 16 angka pertama SHA-256 berkas tabel.",
            paragraph_style("kecil"),
        ),
    ]
    return write_document(out, heading, body, paper=A4, printed_on=printed_on)


def _verdict(result: SelfTestResult) -> Table:
    failed = [one for one in result.sets if not one.passes]
    if not failed:
        text = (
            f"<b>SESUAI.</b> Semua {len(result.sets)} kumpulan angka cocok. "
            "Program ini boleh dipakai menilai gizi anak."
        )
    else:
        names = ", ".join(_source(one) for one in failed)
        text = (
            f"<b>TIDAK SESUAI.</b> {len(failed)} dari {len(result.sets)} kumpulan tidak cocok: {names}. "
            "Jangan pakai hasil hitungan. Pasang ulang program ini, lalu uji lagi."
        )
    table = Table([[Paragraph(text, paragraph_style("isi"))]], colWidths=[sum(_WIDTHS)], hAlign="LEFT")
    colour = HexColor(RED if failed else BRAND)
    table.setStyle(
        [
            ("FONT", (0, 0), (-1, -1), REGULAR, 9),
            ("BOX", (0, 0), (-1, -1), 1.4, colour),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ]
    )
    return table


def _sets_table(result: SelfTestResult) -> Table:
    head = ["Sumber", "Baris", "Angka", "Sesuai", "Beda terbesar", "Batas", "Kosong, tanda"]
    style = paragraph_style("sel_kepala")
    rows: list[list[object]] = [[Paragraph(text, style) for text in head]]
    rows += [_set_row(one) for one in result.sets]
    table = Table(rows, colWidths=_WIDTHS, hAlign="LEFT", repeatRows=1)
    table.setStyle(table_style(size=8))
    table.setStyle([("ALIGN", (1, 1), (-1, -1), "RIGHT")])
    return table


def _set_row(one: SetResult) -> list[object]:
    wrong = one.blanks - one.blanks_agreed + one.flags - one.flags_agreed
    others = "–" if one.blanks + one.flags == 0 else "sama" if wrong == 0 else f"{_count(wrong)} beda"
    source = _source(one)
    name = Paragraph(source if one.passes else f"<b>{source} (tidak sesuai)</b>", paragraph_style("sel"))
    numbers = (_count(one.records), _count(one.compared), _count(one.agreed))
    return [name, *numbers, _decimal(one.largest_difference, 6), _decimal(one.tolerance, 4), others]


def _tables_table(result: SelfTestResult) -> Table:
    """Names and checksums in two columns, so that all fits one page."""
    cells = [(_TABLE_NAMES.get(name, name), checksum[:_CHECKSUM_SHOWN]) for name, checksum in result.tables.items()]
    half = (len(cells) + 1) // 2
    rows: list[list[str]] = [["Tabel", "Sidik jari", "Tabel", "Sidik jari"]]
    for index in range(half):
        right = cells[half + index] if half + index < len(cells) else ("", "")
        rows.append([*cells[index], *right])
    table = Table(rows, colWidths=[sum(_WIDTHS) * part for part in (0.3, 0.2, 0.3, 0.2)], hAlign="LEFT")
    table.setStyle(table_style(size=8))
    return table


_TABLE_NAMES = {
    "weight_for_age": "BB/U 0–60 bulan",
    "length_for_age": "PB/U, TB/U 0–60 bulan",
    "weight_for_length": "BB/PB",
    "weight_for_height": "BB/TB",
    "bmi_for_age": "IMT/U 0–60 bulan",
    "head_for_age": "LK/U 0–60 bulan",
    "muac_for_age": "LiLA/U 3–60 bulan",
    "school_weight_for_age": "BB/U 5–10 tahun",
    "school_height_for_age": "TB/U 5–19 tahun",
    "school_bmi_for_age": "IMT/U 5–19 tahun",
    "velocity_weight": "Kecepatan naik berat",
    "velocity_length": "Kecepatan naik panjang",
    "velocity_head": "Kecepatan lingkar kepala",
}


_SOURCES = {
    "igrowup_survey": "Makro WHO igrowup, data surveinya",
    "stata_0_17y": "Makro WHO igrowup dan WHO 2007 (Stata)",
    "who2007_survey": "Makro WHO 2007, data surveinya",
    "anthro_days": "Paket R anthro 1.1.0 (WHO), umur dalam hari",
    "anthro_months": "Paket R anthro 1.1.0 (WHO), umur dalam bulan",
    "anthroplus": "Paket R anthroplus 1.0.0 (WHO)",
    "anthro_literals": "Contoh uji paket R anthro (WHO)",
    "anthroplus_literals": "Contoh uji paket R anthroplus (WHO)",
    "rcpch_lmsgrowth": "LMSgrowth, terbitan RCPCH",
    "sd_expanded": "Tabel WHO 2006 lengkap, 3 desimal",
    "sd_simplified": "Tabel lapangan WHO 2006, 1 desimal",
    "velocity_sd": "Tabel kecepatan berat WHO 2009, SD",
    "velocity_percentiles": "Tabel kecepatan berat WHO 2009, persentil",
}


def _source(one: SetResult) -> str:
    return _SOURCES.get(one.name, one.source)


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _decimal(number: float, digits: int) -> str:
    if isinf(number):
        return "tak terhitung"
    return f"{number:.{digits}f}".replace(".", ",")
