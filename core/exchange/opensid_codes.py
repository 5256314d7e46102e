"""What the columns and codes of an OpenSID population workbook mean; words are understood where codes are expected.

Code numbers: family card forms of Permendagri 109/2019, as OpenSID's population import uses them.
"""

import re
from collections.abc import Mapping
from typing import Any

from core.words.people import FamilyRole, LifeStatus, MaritalStatus, Sex

REQUIRED = ("nama", "no_kk", "nik", "sex", "tanggallahir")
"""Columns without which no register can be made; every other column may be missing."""

# Other headings seen for the same column, squeezed to letters and digits.
_HEADINGS = {
    "nama": ("namalengkap", "namapenduduk", "namawarga"),
    "no_kk": ("nokk", "nomorkk", "nokartukeluarga", "nomorkartukeluarga", "kk", "nkk"),
    "nik": ("nonik", "nomornik", "noktp", "nomorindukkependudukan"),
    "sex": ("jeniskelamin", "jk", "kelamin", "lp", "jeniskelaminid"),
    "tanggallahir": ("tgllahir", "tanggallahirid"),
    "tempatlahir": ("tmptlahir",),
    "alamat": ("alamatsekarang", "alamatkk"),
    "dusun": ("namadusun", "lingkungan"),
    "rw": ("norw", "nomorrw"),
    "rt": ("nort", "nomorrt"),
    "agama_id": ("agama",),
    "pendidikan_kk_id": ("pendidikankk", "pendidikandalamkk", "pendidikan", "pendidikanterakhir"),
    "pendidikan_sedang_id": ("pendidikansedang", "pendidikansedangditempuh"),
    "pekerjaan_id": ("pekerjaan",),
    "status_kawin": ("statuskawin", "statusperkawinan", "statuskawinid"),
    "kk_level": ("kklevel", "shdk", "hubungankeluarga", "hubungandalamkeluarga", "statushubungandalamkeluarga"),
    "warganegara_id": ("warganegaraid", "warganegara", "kewarganegaraan"),
    "ayah_nik": ("nikayah",),
    "nama_ayah": ("ayah", "namaayahkandung", "ayahkandung"),
    "ibu_nik": ("nikibu",),
    "nama_ibu": ("ibu", "namaibukandung", "ibukandung"),
    "golongan_darah_id": ("golongandarah", "goldarah"),
    "hamil": ("statushamil", "hamilid"),
    "status_dasar": ("statusdasarid",),
    "telepon": ("notelepon", "nohp", "hp", "telp"),
}
_NOT_WORDS = re.compile(r"[^A-Z0-9+]")


def squeezed(text: str) -> str:
    """Upper-case letters, digits and plus signs only: `Laki - laki` and `LAKI-LAKI` are one."""
    return _NOT_WORDS.sub("", text.upper())


COLUMN_OF = {squeezed(heading): column for column, headings in _HEADINGS.items() for heading in (column, *headings)}


def column_of(heading: Any) -> str | None:  # noqa: ANN401 - a cell of a workbook
    """The OpenSID column that a heading names, in any case and spelling; None for columns we do not keep."""
    return COLUMN_OF.get(squeezed(heading)) if isinstance(heading, str) else None


def is_own_heading(heading: Any, column: str) -> bool:  # noqa: ANN401 - a cell of a workbook
    """Whether a heading is OpenSID's own name of `column`, not another word for it."""
    return isinstance(heading, str) and squeezed(heading) == squeezed(column)


SEXES: Mapping[str, Sex] = {
    **dict.fromkeys(("1", "L", "LK", "LAKI", "LAKILAKI", "PRIA", "M", "MALE"), Sex.MALE),
    **dict.fromkeys(("2", "P", "PR", "PEREMPUAN", "WANITA", "F", "FEMALE"), Sex.FEMALE),
}
ROLES: Mapping[str, FamilyRole] = {
    **{role.value: role for role in FamilyRole},
    **{squeezed(role.label): role for role in FamilyRole},
    "KEPALA": FamilyRole.HEAD,
    "KK": FamilyRole.HEAD,
    "ISTERI": FamilyRole.WIFE,
    "ANAKKANDUNG": FamilyRole.CHILD,
    "ANAKTIRI": FamilyRole.CHILD,
    "ANAKANGKAT": FamilyRole.CHILD,
    "FAMILI": FamilyRole.OTHER_RELATIVE,
    "LAINLAIN": FamilyRole.OTHER,
}
MARITAL: Mapping[str, MaritalStatus] = {
    **{status.value: status for status in MaritalStatus},
    **{squeezed(status.label): status for status in MaritalStatus},
    "BELUMMENIKAH": MaritalStatus.SINGLE,
    "MENIKAH": MaritalStatus.MARRIED,
    "KAWINTERCATAT": MaritalStatus.MARRIED,
    "KAWINBELUMTERCATAT": MaritalStatus.MARRIED,
    "CERAIHIDUPTERCATAT": MaritalStatus.DIVORCED,
    "JANDA": MaritalStatus.WIDOWED,
    "DUDA": MaritalStatus.WIDOWED,
}
STATUSES: Mapping[str, LifeStatus] = {
    **{status.value: status for status in LifeStatus},
    **{squeezed(status.label): status for status in LifeStatus},
    **dict.fromkeys(
        ("TETAP", "AKTIF", "ADA", "NORMAL", "PENDUDUKTETAP", "DOMISILI", "TIDAKTETAP", "PENDATANG", "WNI"),
        LifeStatus.ALIVE,
    ),
    "MATI": LifeStatus.DEAD,
    "MENINGGALDUNIA": LifeStatus.DEAD,
    "WAFAT": LifeStatus.DEAD,
    "PERGI": LifeStatus.MOVED_AWAY,
    "PINDAHKELUAR": LifeStatus.MOVED_AWAY,
    "6": LifeStatus.MOVED_AWAY,
}
INVALID_STATUS = ("9", "TIDAKVALID")
"""Rows that the village office itself has marked as invalid."""
YES = ("1", "YA", "Y", "HAMIL", "SEDANGHAMIL")


def _numbered(*words: str) -> dict[str, str]:
    codes = {str(number): str(number) for number in range(1, len(words) + 1)}
    return codes | {squeezed(word): str(number) for number, word in enumerate(words, 1)}


RELIGIONS = _numbered(
    "Islam", "Kristen", "Katholik", "Hindu", "Budha", "Khonghucu", "Kepercayaan terhadap Tuhan YME"
) | {
    "KATOLIK": "3",
    "BUDDHA": "5",
    "KONGHUCU": "6",
}
BLOOD_GROUPS = _numbered("A", "B", "AB", "O", "A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-", "Tidak tahu") | {
    "A": "1",  # `A-` squeezed is `A`: without its sign the plain group is the safe reading
    "B": "2",
    "AB": "3",
    "O": "4",
}
CITIZENSHIPS = _numbered("WNI", "WNA", "Dua kewarganegaraan")
EDUCATIONS = _numbered(
    "Tidak/belum sekolah",
    "Belum tamat SD/sederajat",
    "Tamat SD/sederajat",
    "SLTP/sederajat",
    "SLTA/sederajat",
    "Diploma I/II",
    "Akademi/Diploma III/S. Muda",
    "Diploma IV/Strata I",
    "Strata II",
    "Strata III",
)


def code_text(value: Any) -> str:  # noqa: ANN401 - a cell of a workbook
    """A cell that holds a code number or its word, squeezed; a number loses leading zeros and `.0`."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(int(value)) if value == int(value) else ""
    text = str(value).strip()
    number = text.removesuffix(".0")
    return str(int(number)) if number.isdecimal() else squeezed(text)
