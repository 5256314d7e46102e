"""What every table shares: the declarative base and ids that never collide."""

from enum import StrEnum
from typing import cast

import uuid_utils
from sqlalchemy import Enum, MetaData, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

ID_LENGTH = 36


def new_id() -> str:
    """A UUIDv7 as text: unique over laptops that never met, and ordered by the time it was made."""
    return str(uuid_utils.uuid7())


def letters(words: type[StrEnum], length: int) -> Enum:
    """The column type for an enum whose official letters are kept as text of `length` characters."""
    return Enum(words, native_enum=False, length=length, values_callable=lambda enum: [word.value for word in enum])


class Base(DeclarativeBase):
    """Declarative base; constraint names are fixed so that migrations can name them on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Recorded(Base):
    """A table whose rows are facts: they carry a UUIDv7 and every change of them goes into the journal."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=new_id)


def table_of(rows: type[Base]) -> Table:
    """The bare table of a class of rows: thousands of new rows go straight to it, nobody needs objects of them."""
    return cast("Table", rows.__table__)
