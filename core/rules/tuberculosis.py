"""R-TBC: who may have TBC, who only lives close to it, and who is sent on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.rules import thresholds as at
from core.rules.choices import Choices
from core.rules.verdict import Item, Score, Verdict
from core.words.findings import Severity

_SAME_SIGN = {"tbc_cough_any": "tbc_cough", "tbc_fever_recurrent": "tbc_fever", "tbc_weight_loss": "tbc_weight"}
"""The adult form asks these three again in other words; one illness is one symptom."""
_OUTSIDE_LUNG = ("tbc_neck_lump", "tbc_seizure", "tbc_paralysis")
_CONTACT = ("tbc_contact", "tbc_household_contact")
_ADULT_YEARS = 15


@dataclass(frozen=True, slots=True)
class Person:
    """What about the person lowers the border: a child under 15, a priority group, a teen (contact is looked into).

    `has_shadow`: a chest X-ray points to TBC, which is enough by itself.
    """

    is_child: bool = False
    is_priority: bool = False
    is_teen: bool = False
    has_shadow: bool = False


def screen(
    answers: Mapping[str, bool | None], asked: tuple[str, ...], person: Person, choices: Choices
) -> Iterator[Item]:
    """One symptom or more: TERDUGA; contact only: KONTAK_ERAT; all answered no: BUKAN_TERDUGA (KMK 2015/2023).

    Args:
        answers: yes, no or None per question key.
        asked: the keys that must be answered before somebody is BUKAN_TERDUGA.
        person: who it is.
        choices: how many Ya of the card refer (2, or 1), and whether one symptom refers a child.

    Referred: two or more Ya of the card; one symptom of a child under 15, of a mother-to-be, with diabetes or HIV, or
    of who lives with a patient; signs outside the lung at once to a doctor; an X-ray that points to TBC. The counts
    come only when all is answered.
    """
    symptoms = {_SAME_SIGN.get(key, key) for key, answer in answers.items() if answer is True and key not in _CONTACT}
    has_contact = any(answers.get(key) for key in _CONTACT)
    is_complete = all(answers.get(key) is not None for key in asked)
    count = len(symptoms)
    if is_complete:
        yield Score("tbc_symptom_count", count)
        yield Score("tbc_card_count", count + has_contact)
    if count or person.has_shadow:
        yield _suspected(symptoms, has_contact, answers, person, choices)
    elif has_contact:
        yield _contact(person, choices)
    elif is_complete:
        yield Verdict(
            "R-TBC", "tbc_result", "BUKAN_TERDUGA", Severity.GREEN, why="Tidak ada gejala, tidak ada kontak.",
            next_step="Tanyakan lagi di hari buka berikutnya.", source=at.ILP,
        )  # fmt: skip


def _suspected(
    symptoms: set[str], has_contact: bool, answers: Mapping[str, bool | None], person: Person, choices: Choices
) -> Verdict:
    count = len(symptoms)
    is_child = person.is_child and choices.tbc_child == "kmk"
    is_priority = person.is_priority or bool(answers.get("tbc_household_contact"))
    refers = (
        count + has_contact >= int(choices.tbc_threshold)
        or is_child
        or is_priority
        or any(key in symptoms for key in _OUTSIDE_LUNG)
        or person.has_shadow
    )
    why = f"{count} gejala" + (" dan kontak erat." if has_contact else ".")
    if person.has_shadow:
        why += " Foto dada mengarah TBC."
    elif refers and count + has_contact < int(choices.tbc_threshold):
        why += " Satu gejala sudah cukup untuk anak dan kelompok berisiko."
    return Verdict(
        rule="R-TBC",
        field="tbc_result",
        result="TERDUGA",
        severity=Severity.RED if refers else Severity.YELLOW,
        why=why,
        next_step="Rujuk ke puskesmas untuk periksa dahak. Pakai masker, buka jendela."
        if refers
        else "Laporkan ke petugas hari ini; tanyakan lagi bulan depan.",
        reason="Terduga TBC" if refers else "",
        source=f"{at.CARD}; {at.ILP}",
    )


def _contact(person: Person, choices: Choices) -> Verdict:
    refers = person.is_teen or int(choices.tbc_threshold) <= 1
    return Verdict(
        rule="R-TBC",
        field="tbc_result",
        result="KONTAK_ERAT",
        severity=Severity.YELLOW,
        why="Tidak ada gejala, tetapi dekat dengan pasien TBC.",
        next_step="Rujuk ke puskesmas untuk pemeriksaan kontak."
        if refers
        else "Laporkan ke petugas; puskesmas memeriksa kontak dan obat pencegahan.",
        reason="Kontak erat TBC" if refers else "",
        source=at.ILP,
        also_refers=refers,
    )


def is_child(years: int | None) -> bool:
    """Whether the children's form counts: under 15 years (KMK 2015/2023)."""
    return years is not None and years < _ADULT_YEARS
