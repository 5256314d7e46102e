"""The card of bayi, balita and apras, and its verdicts."""

from collections.abc import Iterator

from core.rules import blood_tests, child_services, referral, supplements
from core.rules import thresholds as at
from core.rules.card_parts import TBC_QUESTIONS, age, given, tbc
from core.rules.child_card import OEDEMA_REASON, grow, growth_items
from core.rules.forms.body_fields import CHILD_HEIGHT_CM, HB_G_DL, HEAD_CM, WEIGHT_KG
from core.rules.forms.fields import Kind, choice, choices, computed, decimal, form_fields, several, text, yes_no
from core.rules.forms.form import Form
from core.rules.forms.person_fields import (
    AGE_GROUP,
    BAZ,
    CHILD_FOOD_GIVEN,
    DEWORMING,
    EXCLUSIVE_BREASTFEEDING,
    FOOD_FINISHED,
    FOOD_PORTIONS,
    VITAMIN_A,
)
from core.rules.forms.tbc_fields import TBC_CARD, TBC_LETHARGY, TBC_RESULTS
from core.rules.forms.visit_fields import EDUCATION_NOTE, REFERRAL, VISIT_DATE
from core.rules.sheet import Sheet
from core.rules.tuberculosis import Person
from core.rules.verdict import Item, Verdict
from core.words.findings import Severity

FIELDS = form_fields(
    VISIT_DATE,
    computed("age_months", "Umur (bulan penuh)", Kind.WHOLE, unit="bulan", low=0, high=72, step=1, rule="R-AGE"),
    AGE_GROUP,
    decimal(
        "birth_weight_kg",
        "Berat lahir",
        "Dari Buku KIA atau surat lahir.",
        "0.5",
        "250",
        "kg",
        step=1,
        rule="R-VAL",
        from_register=True,
    ),
    decimal(
        "birth_length_cm", "Panjang lahir", "Dari Buku KIA atau surat lahir.", "20", "150", "cm", step=1, rule="R-VAL"
    ),
    yes_no(
        "checklist_complete",
        "Ceklis perkembangan lengkap",
        "Lihat ceklis perkembangan Buku KIA sesuai umurnya: semua sudah bisa?",
        step=3,
        rule="R-RUJ-BALITA",
    ),
    WEIGHT_KG,
    CHILD_HEIGHT_CM,
    choice(
        "measure",
        "Cara ukur",
        "Catat cara mengukurnya; selisih telentang dan berdiri 0,7 cm.",
        choices(L="Telentang", H="Berdiri"),
        step=2,
    ),
    HEAD_CM.at(2),
    decimal(
        "muac_cm",
        "Lingkar lengan atas",
        "Umur 6-59 bulan: lengan kiri, di tengah antara bahu dan siku, lengan lurus.",
        "5",
        "35",
        "cm",
        step=2,
        rule="R-LILA-ANAK",
    ),
    yes_no(
        "oedema",
        "Bengkak kedua kaki",
        "Tekan kedua punggung kaki 3 detik; ya bila keduanya berlekuk.",
        step=2,
        rule="R-LILA-ANAK",
    ),
    computed(
        "weight_letter",
        "Naik/tidak naik",
        Kind.CHOICE,
        options=choices(N="Naik", T="Tidak naik", O="Bulan lalu tidak ditimbang", B="Baru"),
        step=3,
        rule="R-RUJ-BALITA",
    ),
    computed("kbm_g", "Kenaikan berat minimal", Kind.WHOLE, unit="g", step=3),
    computed("gain_g", "Kenaikan berat", Kind.WHOLE, unit="g", step=3),
    computed("bgm", "Di bawah garis merah", Kind.YES_NO, step=3, rule="R-RUJ-BALITA"),
    computed("orange", "Di atas garis oranye", Kind.YES_NO, step=3, rule="R-RUJ-BALITA"),
    computed("two_t", "Dua kali tidak naik", Kind.YES_NO, step=3, rule="R-RUJ-BALITA"),
    computed("waz", "Nilai z BB/U", Kind.DECIMAL, unit="SD", step=3),
    computed("haz", "Nilai z PB/U atau TB/U", Kind.DECIMAL, unit="SD", step=3),
    computed("whz", "Nilai z BB/PB atau BB/TB", Kind.DECIMAL, unit="SD", step=3),
    BAZ,
    computed("hcz", "Nilai z LK/U", Kind.DECIMAL, unit="SD", step=3),
    computed(
        "waz_category",
        "BB/U",
        Kind.CHOICE,
        options=choices(
            SK="Berat badan sangat kurang",
            K="Berat badan kurang",
            N="Berat badan normal",
            RL="Risiko berat badan lebih",
        ),
        step=3,
        rule="R-RUJ-BALITA",
    ),
    computed(
        "haz_category",
        "PB/U atau TB/U",
        Kind.CHOICE,
        options=choices(SP="Sangat pendek", P="Pendek", N="Normal", T="Tinggi"),
        step=3,
        rule="R-RUJ-BALITA",
    ),
    computed(
        "whz_category",
        "BB/PB atau BB/TB",
        Kind.CHOICE,
        options=choices(
            GB="Gizi buruk", GK="Gizi kurang", GN="Gizi baik", BGL="Berisiko gizi lebih", GL="Gizi lebih", O="Obesitas"
        ),
        step=3,
        rule="R-RUJ-BALITA",
    ),
    computed(
        "hcz_category",
        "Lingkar kepala",
        Kind.CHOICE,
        options=choices(MI="Mikrosefali", N="Normal", MA="Makrosefali"),
        step=3,
        rule="R-RUJ-BALITA",
    ),
    computed(
        "muac_category",
        "Hasil LiLA",
        Kind.CHOICE,
        options=choices(
            MERAH="Gizi buruk", KUNING="Gizi kurang", HIJAU="Normal", TIDAK_DINILAI="Tidak dinilai menurut umur"
        ),
        step=3,
        rule="R-LILA-ANAK",
    ),
    HB_G_DL,
    TBC_CARD,
    TBC_LETHARGY.at(4, required=True),
    TBC_RESULTS,
    EXCLUSIVE_BREASTFEEDING,
    yes_no(
        "complementary_food",
        "MP-ASI sesuai umur",
        "Mulai 6 bulan: makan beragam dengan protein hewani setiap hari?",
        step=4,
    ),
    text("immunization_given", "Imunisasi hari ini", "Tulis nama imunisasi yang diberikan hari ini.", step=4),
    yes_no(
        "immunization_complete",
        "Imunisasi lengkap sesuai umur",
        "Bandingkan Buku KIA dengan jadwal untuk umurnya.",
        step=4,
    ),
    choice(
        "immunization_place",
        "Tempat imunisasi",
        "Di mana imunisasi terakhir diberikan.",
        choices(POSYANDU="Posyandu", PUSKESMAS="Puskesmas", KLINIK="Klinik", RS="Rumah sakit"),
        step=4,
    ),
    VITAMIN_A,
    DEWORMING,
    CHILD_FOOD_GIVEN,
    FOOD_PORTIONS.at(4, ""),
    FOOD_FINISHED,
    yes_no("toddler_class", "Ikut kelas ibu balita", "Tanyakan apakah bulan ini ikut kelas ibu balita.", step=4),
    yes_no("illness", "Ada gejala sakit", "Tanyakan apakah anak sedang sakit.", step=4, rule="R-RUJ-BALITA"),
    text("illness_note", "Gejala sakit", "Sebutkan gejalanya, misalnya batuk pilek.", step=4),
    yes_no(
        "illness_danger",
        "Sakit dengan tanda bahaya",
        "Tidak mau minum, muntah terus, kejang, sesak, biru, atau lemas sekali.",
        step=4,
        rule="R-RUJ-BALITA",
    ),
    several(
        "education_topics",
        "Topik edukasi",
        "Pilih yang dibicarakan hari ini.",
        choices(
            ASI="ASI",
            MPASI="MP-ASI protein hewani",
            IMUNISASI="Imunisasi",
            TUMBUH="Tumbuh kembang",
            GIGI="Kebersihan dan gigi",
            SAKIT="Perawatan saat sakit",
            LAIN="Lainnya",
        ),
        step=4,
    ),
    EDUCATION_NOTE,
    REFERRAL,
)


_ASI_MONTHS = 6
_RULE = "R-RUJ-BALITA"


def _judge(sheet: Sheet) -> Iterator[Item]:
    yield from age(sheet, "age_months")
    found = grow(sheet)
    if found is not None:
        yield from growth_items(sheet, found)
    elif sheet.yes("oedema"):
        # Without birth date or sex nothing else can be judged, but swollen feet need neither.
        yield _refer("oedema", "Bengkak kedua kaki: gizi buruk", "R-LILA-ANAK")
    yield from given(
        _checklist(sheet.yes("checklist_complete")),
        blood_tests.hb(sheet.number("hb_g_dl"), at.HB_TODDLER_BELOW.value, field="hb_g_dl"),
    )
    yield from tbc(
        sheet,
        "tbc_lethargy",
        person=Person(is_child=True),
        asked=(*TBC_QUESTIONS, "tbc_lethargy"),
        prefilled=found is not None and found.two_t,
    )
    yield from _services(sheet)
    yield from child_services.capsule_and_deworming(
        sheet.months,
        None if sheet.visit_on is None else sheet.visit_on.month,
        vitamin_a=sheet.yes("vitamin_a"),
        deworming=sheet.yes("deworming"),
    )
    yield from _illness(sheet)
    yield from referral.by_hand(sheet.yes("refer_manual"), sheet.text("refer_reason"))


def _checklist(is_complete: bool | None) -> Verdict | None:
    if is_complete is None:
        return None
    return Verdict(
        rule=_RULE,
        field="checklist_complete",
        result=is_complete,
        severity=Severity.GREEN if is_complete else Severity.YELLOW,
        label="Ceklis perkembangan lengkap" if is_complete else "Ceklis perkembangan tidak lengkap",
        next_step="" if is_complete else "Rujuk ke petugas untuk pemeriksaan perkembangan; latih di rumah.",
        source=at.KIA,
        also_refers=not is_complete,
    )


def _services(sheet: Sheet) -> Iterator[Item]:
    months = sheet.months
    if months is not None and months < _ASI_MONTHS:
        yield from given(
            supplements.advice(
                "R-ASI", "exclusive_breastfeeding", sheet.yes("exclusive_breastfeeding"), "ASI saja", "Tidak ASI saja",
                "Dukung ibu kembali ke ASI saja; panggil bidan bila sulit.",
            )
        )  # fmt: skip
    elif months is not None:
        yield from given(
            supplements.advice(
                "R-MPASI", "complementary_food", sheet.yes("complementary_food"), "MP-ASI sesuai umur",
                "MP-ASI belum sesuai umur", child_services.meal_advice(months),
            )
        )  # fmt: skip
    yield from given(
        supplements.advice(
            "R-IMUNISASI", "immunization_complete", sheet.yes("immunization_complete"), "Imunisasi lengkap",
            "Imunisasi belum lengkap", "Sampaikan ke bidan; imunisasi kejar tidak perlu mengulang dari awal.",
        )
    )  # fmt: skip


def _illness(sheet: Sheet) -> Iterator[Item]:
    if sheet.yes("illness_danger"):
        yield _refer("illness_danger", "Sakit dengan tanda bahaya", _RULE)
    elif sheet.yes("illness_danger") is False:
        yield Verdict(_RULE, "illness_danger", False, Severity.GREEN, "Tanpa tanda bahaya", source=at.KIA)
    is_ill = sheet.yes("illness")
    if is_ill is not None:
        yield Verdict(
            rule=_RULE,
            field="illness",
            result=is_ill,
            severity=Severity.YELLOW if is_ill else Severity.GREEN,
            label="Anak sedang sakit" if is_ill else "Tidak sakit",
            why=sheet.text("illness_note") or "",
            next_step="Periksa tanda bahaya; beri minum lebih sering." if is_ill else "",
            source=at.CARD,
        )


def _refer(field: str, label: str, rule: str) -> Verdict:
    step = "Rujuk SEGERA ke puskesmas, hari ini juga."
    reason = OEDEMA_REASON if field == "oedema" else label
    return Verdict(rule, field, True, Severity.URGENT, label, next_step=step, reason=reason, source=at.KIA)


FORM = Form("balita", "Bayi, balita, dan anak prasekolah", FIELDS, _judge)
