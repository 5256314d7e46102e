"""Tables about the register itself: its settings, and what belongs to this one computer."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.store.base import Base, Recorded


class Setting(Recorded):
    """One setting of the register; `id` is its key, the value is JSON. Settings travel with the register."""

    __tablename__ = "setting"

    value: Mapped[str] = mapped_column(Text)


class LocalState(Base):
    """What belongs to this copy on this computer only (device id); never exchanged, never in the journal."""

    __tablename__ = "local_state"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
