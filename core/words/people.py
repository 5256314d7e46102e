"""Words for people and families, with the official letters as values."""

from enum import StrEnum


class Sex(StrEnum):
    """Sex as written on Indonesian forms: L (laki-laki) or P (perempuan)."""

    MALE = "L"
    FEMALE = "P"

    @property
    def label(self) -> str:
        """The Indonesian word."""
        return "Laki-laki" if self is Sex.MALE else "Perempuan"


class Posture(StrEnum):
    """How length or height was taken: L (lying, telentang) or H (standing, berdiri)."""

    LYING = "L"
    STANDING = "H"

    @property
    def label(self) -> str:
        """The Indonesian word on the form."""
        return "telentang" if self is Posture.LYING else "berdiri"


class FamilyRole(StrEnum):
    """Place in the family card (SHDK, status hubungan dalam keluarga); values are the official code numbers."""

    HEAD = "1"
    HUSBAND = "2"
    WIFE = "3"
    CHILD = "4"
    SON_IN_LAW = "5"
    GRANDCHILD = "6"
    PARENT = "7"
    PARENT_IN_LAW = "8"
    OTHER_RELATIVE = "9"
    HOUSE_HELP = "10"
    OTHER = "11"

    @property
    def label(self) -> str:
        """The official Indonesian name."""
        return _ROLE_LABELS[self]


_ROLE_LABELS = {
    FamilyRole.HEAD: "Kepala keluarga",
    FamilyRole.HUSBAND: "Suami",
    FamilyRole.WIFE: "Istri",
    FamilyRole.CHILD: "Anak",
    FamilyRole.SON_IN_LAW: "Menantu",
    FamilyRole.GRANDCHILD: "Cucu",
    FamilyRole.PARENT: "Orang tua",
    FamilyRole.PARENT_IN_LAW: "Mertua",
    FamilyRole.OTHER_RELATIVE: "Famili lain",
    FamilyRole.HOUSE_HELP: "Pembantu",
    FamilyRole.OTHER: "Lainnya",
}


class MaritalStatus(StrEnum):
    """Status kawin; values are the official code numbers."""

    SINGLE = "1"
    MARRIED = "2"
    DIVORCED = "3"
    WIDOWED = "4"

    @property
    def label(self) -> str:
        """The official Indonesian name."""
        return {"1": "Belum kawin", "2": "Kawin", "3": "Cerai hidup", "4": "Cerai mati"}[self.value]


class LifeStatus(StrEnum):
    """Whether the person still belongs to the village (status dasar); values are the official code numbers."""

    ALIVE = "1"
    DEAD = "2"
    MOVED_AWAY = "3"
    MISSING = "4"

    @property
    def label(self) -> str:
        """The official Indonesian name."""
        return {"1": "Hidup", "2": "Meninggal", "3": "Pindah", "4": "Hilang"}[self.value]


class MarriageEnd(StrEnum):
    """How a marriage ended; the values are the words on the form."""

    DIVORCE = "cerai"
    DEATH = "mati"


class PregnancyOutcome(StrEnum):
    """How a pregnancy ended; the values are the words on the form."""

    BIRTH = "lahir"
    STILLBIRTH = "lahir mati"
    MISCARRIAGE = "keguguran"
    MATERNAL_DEATH = "ibu meninggal"
    OTHER_DEATH = "sebab lain"
    NOT_PREGNANT = "tidak jadi"

    @property
    def label(self) -> str:
        """The Indonesian words."""
        if self is PregnancyOutcome.OTHER_DEATH:
            return "ibu meninggal, sebab lain atau belum diketahui"
        return "ternyata tidak hamil" if self is PregnancyOutcome.NOT_PREGNANT else self.value

    @property
    def is_mothers_death(self) -> bool:
        """Whether the mother died with it, of whatever cause."""
        return self in {PregnancyOutcome.MATERNAL_DEATH, PregnancyOutcome.OTHER_DEATH}
