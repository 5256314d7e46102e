"""Tables of places: the village with its names up to the province, and its posyandu."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from core.store.base import Recorded


class Village(Recorded):
    """A desa or kelurahan."""

    __tablename__ = "village"

    name: Mapped[str] = mapped_column(String(120))
    district: Mapped[str] = mapped_column(String(120), default="")
    regency: Mapped[str] = mapped_column(String(120), default="")
    province: Mapped[str] = mapped_column(String(120), default="")
    puskesmas: Mapped[str] = mapped_column(String(120), default="")


class Posyandu(Recorded):
    """A posyandu unit of the village."""

    __tablename__ = "posyandu"

    village_id: Mapped[str] = mapped_column(ForeignKey("village.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(240), default="")
