"""The controls of the window in tables: what needs a right, and what needs none and why."""

from core.rules.permissions import Action

A = Action
Rights = tuple[Action, ...]
_ROWS: tuple[tuple[str, Rights, tuple[str, ...]], ...] = (
    ("Beranda", (A.IMPORT,), ("Ambil data desa …",)),
    ("Beranda", (A.MANAGE_ACCOUNTS,), ("Buat kode baru …", "Pasang PIN …")),
    ("Beranda", (A.MAKE_BACKUP,), ("Cadangkan sekarang",)),
    ("Beranda", (A.HOLD_DAY,), ("Hari lain …", "Lanjutkan hari buka")),
    ("Beranda", (A.RESTORE,), ("Perbaiki buku …",)),
    ("HariBuka", (A.REGISTER_PEOPLE,), ("Anak baru", "Orang baru")),
    ("HariBuka", (A.EXPORT,), ("Excel", "PDF")),
    ("HariBuka", (A.VALIDATE,), ("Buka lagi hari ini …", "Kunci hari ini", "Tanda tangan bidan")),
    (
        "HariBuka",
        (A.HOLD_DAY,),
        (
            "Buka",
            "Ya, untuk persiapan",
            "Hapus hari kosong ini",
            "Ubah tanggal",
            "Pulang dulu …",
            "Tanda tangan kader",
            "Validasi # orang yang siap",
        ),
    ),
    (
        "HariBuka",
        (A.RECORD_HEALTH,),
        (
            "Simpan",
            "Tidak diukur …",
            "Perbaiki angkanya",
            "Sudah dirujuk",
            "Tindakan lain …",
            "Ditangani bidan",
            "Diantar ke puskesmas",
            "Tulis lagi",
            "Tidak ditimbang …",
        ),
    ),
    ("Warga", (A.RECORD_HEALTH,), ("Timbang", "Catat kelahiran", "Akhiri kehamilan", "Ubah kehamilan")),
    ("Warga", (A.SEE_HEALTH,), ("Tumbuh kembang", "Imunisasi", "Perkembangan")),
    ("Warga", (A.REGISTER_PEOPLE,), ("Daftarkan warga", "Keluarga pindah datang", "Ubah data")),
    ("Warga", (A.RECORD_LIFE_EVENT,), ("Peristiwa keluarga …",)),
    ("Warga", (A.IMPORT,), ("Ambil data desa",)),
    ("Warga", (A.MERGE_PEOPLE,), ("Bersihkan data ganda",)),
    ("Warga", (A.UNDO_OWN,), ("Perubahan terakhir",)),
    ("Warga", (A.EXPORT,), ("Excel", "PDF")),
    ("Warga", (A.OWN_PREFERENCES,), ("Simpan saringan", "Hapus saringan")),
    ("Warga", (A.SEE_HISTORY,), ("Semua riwayat",)),
    ("Warga", (A.SEE_ACCESS_LOG,), ("Siapa yang melihat",)),
    ("Warga", (A.RECORD_CONSENT,), ("Catat persetujuan …",)),
    ("Warga", (A.ERASE_PERSON,), ("Hapus permanen …",)),
    ("Warga", (A.PRINT_PAPERS,), ("Cetak …", "Formulir persetujuan", "Tampilkan kode kartu")),
    ("Warga", (A.PRINT_PAPERS, A.SEE_HEALTH, A.SEE_HISTORY), ("Cetak catatannya",)),
    ("TumbuhKembang", (A.RECORD_HEALTH,), ("Catat penimbangan lain",)),
    ("TumbuhKembang", (A.PRINT_PAPERS, A.SEE_HEALTH), ("Cetak KMS",)),
    ("TumbuhKembang", (A.EXPORT,), ("Excel", "PDF")),
    ("Laporan", (A.SEE_HEALTH,), ("#",)),
    ("Laporan", (A.PRINT_PAPERS, A.SEE_HEALTH), ("Buat kartu",)),
    ("Laporan", (A.HOLD_DAY, A.PRINT_PAPERS), ("Cetak untuk hari buka",)),
    ("Pengaturan", (A.CHANGE_PLACES,), ("Tambah posyandu",)),
    ("Pengaturan", (A.MAKE_BACKUP,), ("Cadangkan sekarang",)),
    ("Pengaturan", (A.RESTORE,), ("Pulihkan dari cadangan …", "Pakai buku ini seterusnya")),
    ("Pengaturan", (A.MANAGE_ACCOUNTS,), ("Tambah akun …", "Ubah …", "Kode pemulihan baru …")),
    ("Pengaturan", (A.RESET_PIN,), ("PIN baru …",)),
    ("Pengaturan", (A.OWN_PREFERENCES,), ("Ganti PIN saya …",)),
    ("Pengaturan", (A.SEE_ACCESS_LOG,), ("Lihat catatan akses",)),
    (
        "Pengaturan",
        (A.CHANGE_SETTINGS,),
        ("Pilih folder kedua …", "Jangan lagi di sana", "Provinsi ini memberi imunisasi JE", "BCG", "HB#", "JE"),
    ),
    (
        "PreparationSheet",
        (A.HOLD_DAY,),
        (
            "Tambah",
            "Simpan alat",
            "Alat sudah dikalibrasi",
            "Rencanakan setahun …",
            "Batalkan hari ini",
            "Seperti hari lalu",
        ),
    ),
    ("SourcesSheet", (A.CHANGE_SETTINGS,), ("Kembalikan ke anjuran", "Kembalikan semua ke anjuran")),
    ("PreparationSheet", (A.PRINT_PAPERS,), ("Cetak daftar …", "Cetak undangan …", "Excel …")),
    ("MoveDay", (A.HOLD_DAY,), ("Ubah tanggal",)),
    ("NewChild", (A.REGISTER_PEOPLE,), ("Daftarkan",)),
    ("InstrumentSheet", (A.RECORD_HEALTH,), ("Simpan",)),
    ("ImmunizationSheet", (A.RECORD_HEALTH,), ("Simpan", "Ditolak keluarga …", "Salin dari Buku KIA …")),
    ("ImmunizationSheet", (A.OVERRIDE_VERDICT,), ("Halangan …",)),
    ("DevelopmentSheet", (A.RECORD_HEALTH,), ("Simpan",)),
    ("VisitSheet", (A.RECORD_HEALTH,), ("Simpan",)),
    ("VisitSheet", (A.REMOVE_RECORD,), ("Hapus penimbangan ini …",)),
    ("PersonFormSheet", (A.REGISTER_PEOPLE,), ("Daftarkan", "Simpan perubahan")),
    ("EventsSheet", (A.RECORD_LIFE_EVENT,), ("Menikah", "Pecah KK", "Cerai", "Meninggal", "Pindah keluar desa")),
    ("LifeEventSheet", (A.RECORD_LIFE_EVENT,), ("Lihat yang akan berubah",)),
    ("ImportVillage", (A.IMPORT,), ("Lihat isinya",)),
    ("DeedsSheet", (A.UNDO_OWN,), ("Batalkan",)),
    ("HistorySheet", (A.UNDO_OWN,), ("Batalkan",)),
    ("DuplicateQueue", (A.EXPORT,), ("Excel", "PDF")),
    ("MergeSheet", (A.MERGE_PEOPLE,), ("Satukan", "Memang dua orang")),
    ("ConsentSheet", (A.RECORD_CONSENT,), ("Catat persetujuan",)),
    ("AccessLogSheet", (A.EXPORT,), ("Excel", "PDF")),
    ("EraseSheet", (A.ERASE_PERSON,), ("Hapus permanen",)),
    ("PregnancySheet", (A.RECORD_HEALTH,), ("Catat kehamilan",)),
    ("PregnancyEndSheet", (A.RECORD_HEALTH,), ("Lihat yang akan berubah",)),
    ("BirthSheet", (A.RECORD_HEALTH,), ("Lihat yang akan berubah",)),
    ("PeopleList", (A.EXPORT,), ("Excel", "PDF")),
    ("AccountSheet", (A.MANAGE_ACCOUNTS,), ("Simpan",)),
    ("OwnPinSheet", (A.OWN_PREFERENCES,), ("Simpan",)),
    ("ResetPinSheet", (A.RESET_PIN,), ("Simpan",)),
    ("CodeSheet", (A.MANAGE_ACCOUNTS,), ("Buat kode baru",)),
    ("RestoreSheet", (A.RESTORE,), ("Lihat bedanya",)),
)
NEEDS: dict[tuple[str, str], Rights] = {(owner, words): rights for owner, rights, all_ in _ROWS for words in all_}
"""By the page or sheet and the words on it, digits as #, without what stands in brackets at the end."""

PEOPLE = frozenset({"Dodi Pratama", "Joko Susilo", "Siti Aminah"})
"""Names lead to the page of somebody, which shows what one may see."""

HARMLESS: dict[str, frozenset[str]] = {
    # Ways to another place, out of this one, or to a sheet that asks for its own right.
    "HariBuka": frozenset(
        {
            "Ganti hari",
            "Ganti tanggalnya",
            "# November # · Posyandu Melati",
            "Persiapan dan kalender …",
            "Imunisasi …",
            "Perkembangan …",
            "Buang",  # of a draft, before anything is written
            *("Simpan dengan alasan", "Ukur ulang"),  # answers to a question that Simpan asked
        }
    ),
    "Warga": frozenset({"Keluarga", "Kembali", "Kembali ke daftar"}),
    "TumbuhKembang": frozenset({"Daftar", "Data warga", "Scroll Left", "Scroll Right"}),
    # A finished paper was let out when it was made, and goes when somebody comes who may see less.
    "Laporan": frozenset(
        {
            *("Buka folder", "Kembali", "Cetak …", "Simpan …", "Scroll Left", "Scroll Right"),
            *("Bulan sebelumnya", "Bulan berikutnya", "Halaman sebelumnya", "Halaman berikutnya"),
        }
    ),
    # The computer's own, or the same for everybody: no word of anybody's health stands there.
    "Pengaturan": frozenset(
        {"Buka folder", "Buka register lain …", "Lihat aturan …", "Lihat berkasnya", "Lisensi", "Uji sekarang"}
    ),
    "PreparationSheet": frozenset(
        {"#", "Cetak jadwal …", "Tahun sebelumnya", "Tahun berikutnya", "Scroll Left", "Scroll Right"}
    ),
    "ImmunizationSheet": frozenset({"Kembali", "Buang", "Lanjut mengisi"}),
    "LifeEventSheet": frozenset({"Tambah anggota"}),
    "BirthSheet": frozenset({"Tambah bayi kembar", "Hapus bayi terakhir"}),
    "ImportVillage": frozenset({"Pilih berkas …", "Ubah kolom"}),
    "RestoreSheet": frozenset({"Berkas lain …"}),
    "DuplicateQueue": frozenset({"Cari lagi"}),
    "VisitSheet": frozenset({"Simpan dengan alasan", "Ukur ulang"}),
    # Offered only where whoever is at the keyboard may have the paper.
    "PersonPapersSheet": frozenset(
        {"# Catatan tentang saya", "# Formulir persetujuan", "# Kartu Menuju Sehat", "# Kartu bantu pemeriksaan"}
    ),
    "NewChild": frozenset({"Buka yang sudah ada", "Memang orang lain"}),
    "PersonFormSheet": frozenset({"Buka yang sudah ada", "Memang orang lain"}),
    "": frozenset({"Batal", "Buang", "Lanjut mengisi", "Mengerti", "Tutup", "Urungkan"}),
}
REASONS = frozenset({"salah baca", "salah ketik", "ditimbang ulang", "lain …"})
"""Why something was corrected: answers to a question of Simpan."""
