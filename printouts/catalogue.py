"""The table of papers that can be printed: add an entry to add a paper."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One paper: its name for `print`, its title on screen, the papers it is made for, and where its function lives."""

    key: str
    title: str
    description: str
    papers: tuple[str, ...]
    function: str  # "module:name", imported on first use so that the window opens before ReportLab is read


DOCUMENTS = (
    DocumentEntry(
        "kms",
        "Kartu Menuju Sehat (KMS)",
        "Kartu dua sisi tiap anak, satu anak atau seluruh posyandu",
        ("A4", "A5"),
        "printouts.kms_card:print_kms",
    ),
    DocumentEntry(
        "catatan-orang",
        "Catatan tentang saya",
        "Semua yang dicatat tentang satu orang, untuk orang itu: kunjungan, siapa mengubah, siapa melihat",
        ("A4",),
        "printouts.person_record:print_person_record",
    ),
    DocumentEntry(
        "persetujuan",
        "Formulir persetujuan",
        "Persetujuan pencatatan data kesehatan, kosong atau sudah terisi",
        ("A4",),
        "printouts.consent_form:print_consent_form",
    ),
    DocumentEntry(
        "sertifikat",
        "Sertifikat uji diri",
        "Bukti satu halaman bahwa hitungan gizi program ini sama dengan WHO",
        ("A4",),
        "printouts.certificate:print_certificate",
    ),
)
