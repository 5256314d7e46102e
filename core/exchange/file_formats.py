"""The kinds of files people come in, as data: which headings mean what, what must be there, and who wins a conflict."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from core.exchange import opensid_codes as codes

ColumnOf = Callable[[Any], str | None]


@dataclass(frozen=True, slots=True)
class FileFormat:
    """How to read one kind of file. Columns have the names of OpenSID's, with those of a weighing beside them.

    `fills_only`: what the register knows stays, only empty fields are filled (else the file is the newer truth).
    `telling`: a row without any of these is nobody's. `has_sections`: lines such as `No. KK : …` stand before each
    family and hold for the rows under them. `skips_text_lines`: totals and signatures are passed over.
    """

    key: str
    title: str
    column_of: ColumnOf
    required: tuple[str, ...]
    where_from: str
    fills_only: bool = False
    has_sections: bool = False
    skips_text_lines: bool = False
    telling: tuple[str, ...] = ("nama", "nik", "no_kk", "sex", "tanggallahir")
    is_own_heading: Callable[[Any, str], bool] = codes.is_own_heading


def headings(table: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """A look-up from squeezed heading to column, each column's own name among them."""
    return {codes.squeezed(word): column for column, words in table.items() for word in (column, *words)}


def reader_of(table: Mapping[str, str]) -> ColumnOf:
    """The look-up as a function of a heading cell."""
    return lambda cell: table.get(codes.squeezed(cell)) if isinstance(cell, str) else None


OPENSID = FileFormat(
    key="opensid",
    title="data penduduk OpenSID",
    column_of=codes.column_of,
    required=codes.REQUIRED,
    where_from="Unduh data penduduk dari OpenSID sebagai Excel, lalu pilih berkas itu.",
)

_SIAK_HEADINGS = headings(
    {
        "no": ("nomor", "nourut", "nomorurut"),
        "nama": ("namapenduduk", "namalengkappanggilan"),
        "no_kk": ("nomorksk", "noksk"),
        "nik": ("nomorktp", "nikktp", "noktpnik"),
        "status_dasar": ("status", "statuspenduduk", "statuskependudukan"),
        "tanggallahir": ("tgl", "tanggallhr", "tgllhr"),
        "tempatlahir": ("tempat", "tptlahir"),
        "ttl": ("tempattanggallahir", "tempattgllahir", "tempatdantanggallahir", "tmpttgllahir"),
        "rt_rw": ("rtrw",),
        "kk_level": (
            "statushubungankeluarga",
            "hubkeluarga",
            "hubungan",
            "hubkel",
            "kedudukandalamkeluarga",
            "kedudukandlmkeluarga",
            "statusdalamkeluarga",
        ),
        "status_kawin": ("statuskawin", "stskawin", "kawin"),
        "alamat": ("alamatlengkap", "alamatrumah"),
        "dusun": ("kampung", "dusunlingkungan", "namadusunlingkungan"),
        "sex": ("jnskelamin", "lkpr", "klmn"),
        "pendidikan_kk_id": ("pendidikanakhir", "pddkakhir", "pddk"),
        "pekerjaan_id": ("jenispekerjaan", "jnspkrjn"),
        "golongan_darah_id": ("goldrh", "goldar"),
        "nama_ibu": ("namalengkapibu", "namalgkpibu"),
        "nama_ayah": ("namalengkapayah", "namalgkpayah"),
    }
)
_CHILD_HEADINGS = headings(
    {
        "no": ("nomor", "nourut"),
        "nama": ("namaanak", "namabalita", "namabayi", "namaanakbalita"),
        "nik": ("nikanak", "nikbalita", "nikbayi"),
        "nama_ortu": ("namaortu", "namaorangtua", "orangtua", "ortu", "namaayahibu", "ayahibu", "namaibuayah"),
        "nama_ibu": ("ibu", "namaibukandung"),
        "nama_ayah": ("ayah",),
        "ibu_nik": ("nikibu",),
        "ayah_nik": ("nikayah",),
        "no_kk": ("nomorkk",),
        "telepon": ("hportu", "nohportu", "nohporangtua"),
        "berat_lahir": ("bblahir", "bbl", "beratbadanlahir", "beratlahirkg", "beratlahirgram", "beratlahirgr"),
        "panjang_lahir": ("tblahir", "pblahir", "pbl", "tinggilahir", "panjangbadanlahir", "panjanglahircm"),
        "anak_ke": ("anakkeberapa", "urutananak"),
        "usia_kehamilan": ("usiahamil", "usiakehamilanlahir", "umurkehamilan"),
        "posyandu": ("posy", "namaposyandu", "posyandupos"),
        "dusun": ("namadusun", "lingkungan"),
        "rt_rw": ("rtrw",),
        "ttl": ("tempattanggallahir", "tempattgllahir"),
        "usia_ukur": ("usiasaatukur", "umursaatukur", "usia", "umur"),
        "tanggal_ukur": (
            "tanggalpengukuran",
            "tanggalukur",
            "tglukur",
            "tglpengukuran",
            "tanggaltimbang",
            "tgltimbang",
            "tanggalpenimbangan",
            "visitdate",
        ),
        "berat": ("beratbadan", "bb", "beratkg", "bbkg", "beratbadankg", "weightkg"),
        "tinggi": ("tinggibadan", "panjangbadan", "tb", "pb", "tbpb", "pbtb", "tinggicm", "tbcm", "lenheicm"),
        "cara_ukur": ("caraukur", "caramengukur", "measure"),
        "lila": ("lingkarlenganatas", "lilacm", "muaccm"),
        "lingkar_kepala": ("lk", "lingkarkepala", "lika", "lkcm", "headcm"),
        "edema": ("pittingedema", "pittingoedema", "oedema"),
        "zs_bbu": ("zsbbu", "zscorebbu"),
        "zs_tbu": ("zstbu", "zspbu", "zscoretbu"),
        "zs_bbtb": ("zsbbtb", "zsbbpb", "zscorebbtb"),
        "sex": ("jeniskelaminanak",),
        "tanggallahir": ("birthdate",),
        "child_id": ("idanak", "id"),
    }
)


def either(*readers: ColumnOf) -> ColumnOf:
    """The first reader that knows a heading wins."""
    return lambda cell: next((column for reader in readers if (column := reader(cell))), None)


SIAK = FileFormat(
    key="siak",
    title="penduduk SIAK atau Buku Induk Penduduk",
    column_of=either(reader_of(_SIAK_HEADINGS), codes.column_of),
    required=("nama", "no_kk", "nik", "sex", "tanggallahir"),
    where_from="Minta data penduduk per desa dari Dukcapil atau kantor desa sebagai Excel, lalu pilih berkas itu.",
    has_sections=True,
    skips_text_lines=True,
)
EPPGBM = FileFormat(
    key="eppgbm",
    title="balita e-PPGBM",
    column_of=either(reader_of(_CHILD_HEADINGS), codes.column_of),
    required=("nama", "sex", "tanggallahir"),
    where_from="Unduh daftar balita dari e-PPGBM (Sigizi Terpadu) sebagai Excel, lalu pilih berkas itu.",
    fills_only=True,
    skips_text_lines=True,
)
WEIGHINGS = FileFormat(
    key="growth-csv",
    title="daftar penimbangan",
    column_of=either(reader_of(_CHILD_HEADINGS), codes.column_of),
    required=("tanggal_ukur",),
    where_from="Kolomnya: nik (atau nama dan birth_date), visit_date, weight_kg, lenhei_cm, measure, head_cm, muac_cm.",
    telling=("nama", "nik", "child_id", "tanggallahir", "tanggal_ukur"),
)
FORMATS = (OPENSID, SIAK, EPPGBM, WEIGHINGS)
KNOWN_WORDS = _SIAK_HEADINGS | _CHILD_HEADINGS | codes.COLUMN_OF
"""Every heading seen so far, squeezed, and what it most likely means in a file of an unknown kind."""
