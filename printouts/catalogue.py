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
        "kartu-bantu",
        "Kartu bantu pemeriksaan",
        "Empat kartu ILP depan dan belakang: kosong, terisi untuk satu orang, atau satu posyandu",
        ("F4", "A4"),
        "printouts.support_cards:print_support_cards",
    ),
    DocumentEntry(
        "lembar-skrining",
        "Lembar skrining dan kunjungan rumah",
        "Pertanyaan, kotak jawaban, skor, dan artinya: kosong, atau terisi untuk satu orang",
        ("A4", "F4"),
        "printouts.instrument_sheet:print_instrument",
    ),
    DocumentEntry(
        "rujukan",
        "Surat rujukan",
        "Satu lembar tiap orang, dengan sobekan balasan berkode",
        ("A5", "A4"),
        "printouts.referral_letter:print_referral_letters",
    ),
    DocumentEntry(
        "slip",
        "Slip berat bulan depan",
        "Delapan slip di satu lembar A4: berat hari ini, paling sedikit bulan depan, dan pesan untuk ibu",
        ("A4",),
        "printouts.target_slips:print_target_slips",
    ),
    DocumentEntry(
        "jadwal-setahun",
        "Jadwal setahun",
        "Semua hari buka satu posyandu dalam setahun di satu lembar, untuk ditempel",
        ("A4",),
        "printouts.year_poster:print_year_poster",
    ),
    DocumentEntry(
        "daftar-sasaran",
        "Daftar sasaran",
        "Siapa yang perlu datang ke hari buka dan mengapa, menurut dusun; PDF, atau Excel bila berkasnya .xlsx",
        ("A4", "F4"),
        "printouts.due_list:print_due_list",
    ),
    DocumentEntry(
        "undangan",
        "Undangan hari buka",
        "Empat undangan di satu lembar A4, tinggal digunting",
        ("A4",),
        "printouts.invitation_slips:print_invitations",
    ),
    DocumentEntry(
        "register-kosong",
        "Register kertas hari buka",
        "Sudah terisi nama, umur, berat lalu, dan yang perlu; untuk hari tanpa listrik, diketik sesudahnya",
        ("F4", "A4"),
        "printouts.empty_register:print_empty_register",
    ),
    DocumentEntry(
        "tindak-lanjut",
        "Rencana tindak lanjut",
        "Sesudah hari buka: siapa yang dikunjungi atau ditanyakan, dan mengapa",
        ("A4", "F4"),
        "printouts.work_list:print_work_list",
    ),
    DocumentEntry(
        "sertifikat",
        "Sertifikat uji diri",
        "Bukti satu halaman bahwa hitungan gizi program ini sama dengan WHO",
        ("A4",),
        "printouts.certificate:print_certificate",
    ),
)
