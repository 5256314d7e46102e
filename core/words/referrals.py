"""Where somebody is sent, and what became of it."""

from enum import StrEnum


class Target(StrEnum):
    """Where to; the values are the codes of the cards."""

    PUSTU = "PUSTU"
    PUSKESMAS = "PUSKESMAS"
    HOSPITAL = "RS"

    @property
    def label(self) -> str:
        """The name on the letter."""
        return {"PUSTU": "Pustu", "PUSKESMAS": "Puskesmas", "RS": "Rumah sakit"}[self.value]


class FollowUp(StrEnum):
    """R-RUJ: what became of a referral; the values are the words."""

    OPEN = "belum"
    RECEIVED = "diterima"
    DONE = "selesai"
    NOT_COME = "tidak datang"
