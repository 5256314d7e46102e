"""Tables of what people allowed and what was erased for them (UU 27/2022)."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from core.store.base import ID_LENGTH, Recorded


class Consent(Recorded):
    """One consent (UU 27/2022 art. 20 and 22; for a child a parent gives it): what for, how, before whom."""

    __tablename__ = "consent"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    given_by: Mapped[str] = mapped_column(String(160))
    purpose: Mapped[str] = mapped_column(String(240))
    way: Mapped[str] = mapped_column(String(12))
    given_on: Mapped[date]
    witness: Mapped[str] = mapped_column(String(160), default="")
    withdrawn_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(400), default="")


class Erasure(Recorded):
    """The tombstone of an erased person (UU 27/2022 art. 43 and 44): that it was done, never who it was."""

    __tablename__ = "erasure"

    person_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    erased_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(400))
    document: Mapped[str] = mapped_column(String(240), default="")
