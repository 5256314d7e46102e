"""Tables about the people at the keyboard: their accounts, and what they looked at, printed and took away."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.store.base import ID_LENGTH, Base, Recorded, new_id


class Account(Recorded):
    """Somebody who works with the register; `roles` as `core.words.roles.roles_text` writes them. Never a PIN."""

    __tablename__ = "account"

    name: Mapped[str] = mapped_column(String(120))
    roles: Mapped[str] = mapped_column(String(40))
    face: Mapped[str] = mapped_column(String(40), default="")
    is_active: Mapped[bool] = mapped_column(default=True)


class AccessEntry(Base):
    """One look at a person, one print, one export, one sign-in: who, when (UTC), and about whom.

    No fact of the register, so not in the journal; only ever added to.
    """

    __tablename__ = "access_entry"
    __table_args__ = (Index("ix_access_entry_person_id_at", "person_id", "at"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=new_id)
    device_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    at: Mapped[datetime] = mapped_column(index=True)
    account_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    who: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    text: Mapped[str] = mapped_column(String(400), default="")
