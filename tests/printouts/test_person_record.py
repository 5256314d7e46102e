"""The record of one person on paper: every part, nothing printed over anything else, over as many pages as it needs."""

from datetime import UTC, date, datetime

from core.services.trust.access_log import Access, AccessLine
from core.services.trust.person_record import PersonRecord, VisitLine
from printouts.person_record import print_person_record
from tests.printouts.reading import read_pdf

DAY = date(2026, 11, 25)


def record(**changed):
    visits = tuple(
        VisitLine(
            date(2026, month, 12), f"{month} bulan", "7,4 kg, 67,0 cm, LK 42,0 cm", "N, Gizi baik", "batuk", "Bu Sari"
        )
        for month in range(1, 12)
    )
    known = {
        "person_id": "1",
        "name": "Aisyah <Putri> & Co",
        "posyandu": "Melati",
        "village": "Sukamaju",
        "made_on": DAY,
        "identity": (("NIK", "3273********0001"), ("Tanggal lahir", "01-03-2026")),
        "family": (("Istri", "Nurhayati"),),
        "life": (("sejak awal", "Tercatat di KK 3273********0001"),),
        "visits": visits,
        "pregnancies": (),
        "consents": (("Pencatatan", "Lisan, dari Nurhayati"),),
        "changes": tuple(f"Berat diubah dari 7,4 kg menjadi 7,{number} kg oleh Bu Sari" for number in range(60)),
        "looks": (AccessLine(datetime(2026, 11, 25, 1, tzinfo=UTC), "Bidan Rina", Access.LOOK, "1", "", "Halaman"),),
    }
    return PersonRecord(**{**known, **changed})


def test_every_part_is_there_and_nothing_overlaps(tmp_path):
    sides = read_pdf(print_person_record(record(), tmp_path / "catatan.pdf"))
    words = " ".join(side.words for side in sides)
    for part in (
        "Aisyah <Putri> & Co",
        "12-11-2026",
        "menjadi 7,59 kg",
        "Bidan Rina",
        "Lisan, dari Nurhayati",
        "UU 27/2022",
    ):
        assert part in words
    assert "Kehamilan" not in words
    assert len(sides) > 1
    assert not [side.collisions() for side in sides if side.collisions()]


def test_what_is_not_known_is_said(tmp_path):
    empty = dict.fromkeys(("identity", "family", "life", "visits", "consents", "changes"), ())
    (side,) = read_pdf(print_person_record(record(**empty, looks=None), tmp_path / "catatan.pdf"))
    for part in ("Belum pernah diukur", "Belum ada persetujuan yang dicatat.", "Minta bidan mencetaknya."):
        assert part in side.words


def test_the_same_record_is_the_same_file(tmp_path):
    one, other = (print_person_record(record(), tmp_path / name) for name in ("a.pdf", "b.pdf"))
    assert one.read_bytes() == other.read_bytes()
