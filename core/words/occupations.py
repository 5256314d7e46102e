"""Occupations of the family card, by the official code number."""

_NAMES = {
    "1": "Belum/tidak bekerja",
    "2": "Mengurus rumah tangga",
    "3": "Pelajar/mahasiswa",
    "4": "Pensiunan",
    "5": "PNS",
    "6": "TNI",
    "7": "Polri",
    "8": "Perdagangan",
    "9": "Petani/pekebun",
    "10": "Peternak",
    "11": "Nelayan/perikanan",
    "12": "Industri",
    "13": "Konstruksi",
    "14": "Transportasi",
    "15": "Karyawan swasta",
    "16": "Karyawan BUMN",
    "17": "Karyawan BUMD",
    "18": "Karyawan honorer",
    "19": "Buruh harian lepas",
    "20": "Buruh tani/perkebunan",
    "21": "Buruh nelayan/perikanan",
    "22": "Buruh peternakan",
    "23": "Pembantu rumah tangga",
    "64": "Dosen",
    "65": "Guru",
    "88": "Wiraswasta",
}


def occupation_name(code: str) -> str:
    """The official name of an occupation code of the family card (Permendagri 109/2019); empty when not listed here."""
    return _NAMES.get(code.strip(), "")
