"""The TBC screening of all ages: the card's questions, and those for children and for adults."""

from collections.abc import Iterator

from core.rules import tuberculosis
from core.rules.card_parts import tbc
from core.rules.forms.fields import choice, choices, form_fields, yes_no
from core.rules.forms.form import Form
from core.rules.forms.person_fields import PREGNANT
from core.rules.forms.tbc_fields import TBC_CARD, TBC_LETHARGY, TBC_RESULTS
from core.rules.forms.visit_fields import VISIT_DATE
from core.rules.sheet import Sheet
from core.rules.tuberculosis import Person
from core.rules.verdict import Item

FIELDS = form_fields(
    VISIT_DATE,
    TBC_CARD,
    TBC_LETHARGY,
    yes_no(
        "tbc_neck_lump",
        "Benjolan di leher",
        "Lihat dan raba leher: ada benjolan yang tidak sakit?",
        step=4,
        rule="R-TBC",
    ),
    yes_no("tbc_seizure", "Kejang", "Tanyakan: pernah kejang belakangan ini?", step=4, rule="R-TBC"),
    yes_no("tbc_paralysis", "Lumpuh", "Tanyakan: ada kaki atau tangan yang lemah atau lumpuh?", step=4, rule="R-TBC"),
    yes_no(
        "tbc_cough_any",
        "Batuk, berapa lama pun",
        "Umur 15 tahun ke atas: sedang batuk, berapa lama pun?",
        step=4,
        rule="R-TBC",
    ),
    yes_no(
        "tbc_weight_loss",
        "BB atau nafsu makan turun tanpa sebab",
        "Umur 15 tahun ke atas: berat atau nafsu makan turun tanpa sebab?",
        step=4,
        rule="R-TBC",
    ),
    yes_no(
        "tbc_fever_recurrent",
        "Demam hilang-timbul",
        "Umur 15 tahun ke atas: demam hilang lalu timbul lagi?",
        step=4,
        rule="R-TBC",
    ),
    yes_no(
        "tbc_night_sweats",
        "Keringat malam",
        "Umur 15 tahun ke atas: berkeringat malam tanpa kegiatan?",
        step=4,
        rule="R-TBC",
    ),
    yes_no(
        "tbc_household_contact",
        "Serumah dengan pasien TBC",
        "Tanyakan: tinggal serumah dengan pasien TBC?",
        step=4,
        rule="R-TBC",
    ),
    choice(
        "tbc_contact_kind",
        "Jenis TBC pasien",
        "Jenis TBC pasien yang ditemui, menurut petugas.",
        choices(BAKTERI="Terbukti kuman", KLINIS="Klinis", EKSTRA="Luar paru"),
        step=4,
    ),
    yes_no("tbc_treated", "Pernah berobat TBC", "Tanyakan: pernah minum obat TBC?", step=4),
    yes_no("tbc_unfinished", "Pengobatan tidak tuntas", "Tanyakan: obatnya dulu tidak sampai selesai?", step=4),
    yes_no("malnutrition", "Kurang gizi", "Ya bila badannya kurus atau beratnya di bawah garis.", step=4, rule="R-TBC"),
    yes_no("smokes", "Merokok atau terpapar asap", "Merokok, atau sering dekat orang merokok.", step=4, rule="R-TBC"),
    yes_no("dm", "Kencing manis", "Ya bila punya kencing manis.", step=4, rule="R-TBC"),
    yes_no("hiv", "Hidup dengan HIV", "Diisi petugas kesehatan, jaga kerahasiaannya.", step=4, rule="R-TBC"),
    PREGNANT.at(4, "R-TBC"),
    yes_no("prisoner", "Warga binaan", "Sedang atau baru keluar dari lapas.", step=4, rule="R-TBC"),
    yes_no(
        "slum",
        "Tinggal di tempat padat/kumuh",
        "Rumah sempit, padat, atau kurang sinar matahari.",
        step=4,
        rule="R-TBC",
    ),
    choice(
        "chest_xray",
        "Foto dada",
        "Diisi petugas bila ada hasil foto dada.",
        choices(BELUM="Belum", NORMAL="Normal", CURIGA="Mengarah TBC"),
        step=4,
    ),
    TBC_RESULTS,
)


_MORE = (
    "tbc_lethargy", "tbc_neck_lump", "tbc_seizure", "tbc_paralysis",
    "tbc_cough_any", "tbc_weight_loss", "tbc_fever_recurrent", "tbc_night_sweats", "tbc_household_contact",
)  # fmt: skip
_PRIORITY = ("dm", "hiv", "pregnant")
_TEEN_MONTHS = (72, 228)


def _expects(sheet: Sheet) -> bool:
    """Whether the register knows of a pregnancy, when nobody was asked: one symptom is enough then, too."""
    if sheet.yes("pregnant") is not None:
        return False
    return any(sheet.known.get(key) not in (None, False) for key in ("expecting", "hpht", "usg_due_date", "gravida"))


def _judge(sheet: Sheet) -> Iterator[Item]:
    months = sheet.months
    first, last = _TEEN_MONTHS
    person = Person(
        is_child=tuberculosis.is_child(sheet.years),
        is_priority=any(sheet.yes(key) for key in _PRIORITY) or _expects(sheet),
        is_teen=months is not None and first <= months < last,
        has_shadow=sheet.text("chest_xray") == "CURIGA",
    )
    yield from tbc(sheet, *_MORE, person=person)


FORM = Form("tbc", "Skrining TBC", FIELDS, _judge)
