"""The living register: past homes, marriages, pregnancies, birth facts; every stay in a family gets its dates."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

import sqlalchemy as sa
import uuid_utils
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_WHO = "Buku Posyandu"
_SENTENCE = "Memperbarui register: tanggal masuk dan keluar keluarga"
_ONE_DAY = timedelta(days=1)

_person = sa.table(
    "person",
    sa.column("id", sa.String),
    sa.column("moved_in_on", sa.Date),
    sa.column("status", sa.String),
    sa.column("status_changed_on", sa.Date),
)
_member = sa.table(
    "family_member",
    *(sa.column(name, sa.String) for name in ("id", "family_id", "person_id", "role")),
    sa.column("from_on", sa.Date),
    sa.column("to_on", sa.Date),
)
_family = sa.table("family", *(sa.column(name, sa.String) for name in ("id", "address", "dusun", "rw", "rt")))
_entry = sa.table(
    "journal_entry",
    *(sa.column(name, sa.String) for name in ("id", "device_id", "hlc", "who", "sentence")),
    sa.column("at", sa.DateTime),
)
_change = sa.table(
    "journal_change",
    *(sa.column(name, sa.String) for name in ("id", "entry_id", "entity", "entity_id", "before", "after")),
)
_local = sa.table("local_state", sa.column("key", sa.String), sa.column("value", sa.String))

_Change = tuple[str, str, dict[str, Any] | None, dict[str, Any] | None]


def upgrade() -> None:
    _add_tables()
    _add_columns()
    _add_indexes()
    connection = op.get_bind()
    changes = [*_dated_stays(connection), *_given_families(connection)]
    if changes:
        _write_down(connection, changes)
    op.drop_column("person", "moved_in_on")


def _add_tables() -> None:
    op.create_table(
        "family_home",
        sa.Column("family_id", sa.String(length=36), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("address", sa.String(length=240), nullable=False),
        sa.Column("dusun", sa.String(length=80), nullable=False),
        sa.Column("rw", sa.String(length=8), nullable=False),
        sa.Column("rt", sa.String(length=8), nullable=False),
        sa.Column("posyandu_id", sa.String(length=36), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"], name=op.f("fk_family_home_family_id")),
        sa.ForeignKeyConstraint(["posyandu_id"], ["posyandu.id"], name=op.f("fk_family_home_posyandu_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_home")),
    )
    op.create_table(
        "marriage",
        sa.Column("husband_id", sa.String(length=36), nullable=False),
        sa.Column("wife_id", sa.String(length=36), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("ended_by", sa.String(length=8), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["husband_id"], ["person.id"], name=op.f("fk_marriage_husband_id")),
        sa.ForeignKeyConstraint(["wife_id"], ["person.id"], name=op.f("fk_marriage_wife_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marriage")),
    )
    op.create_table(
        "pregnancy",
        sa.Column("mother_id", sa.String(length=36), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("hpht_on", sa.Date(), nullable=True),
        sa.Column("usg_due_on", sa.Date(), nullable=True),
        sa.Column("estimated_due_on", sa.Date(), nullable=True),
        sa.Column("gravida", sa.Integer(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("stillborn_count", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["mother_id"], ["person.id"], name=op.f("fk_pregnancy_mother_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pregnancy")),
    )


def _add_columns() -> None:
    # Written as text because SQLite takes a reference only inside the column, and both databases want its name.
    for column, table in (("pregnancy_id", "pregnancy"), ("merged_into_id", "person")):
        name = f"fk_person_{column}"
        op.execute(f"ALTER TABLE person ADD COLUMN {column} VARCHAR(36) CONSTRAINT {name} REFERENCES {table} (id)")
    op.add_column("person", sa.Column("birth_head_mm", sa.Integer(), nullable=True))
    op.add_column("person", sa.Column("had_imd", sa.Boolean(), nullable=True))
    for column in ("birth_site", "birth_helper"):
        op.add_column("person", sa.Column(column, sa.String(length=80), nullable=False, server_default=""))
    op.add_column("person", sa.Column("card_code", sa.String(length=16), nullable=True))
    op.add_column("person", sa.Column("birth_date_known_on", sa.Date(), nullable=True))
    op.add_column("journal_entry", sa.Column("undoes_id", sa.String(length=36), nullable=True))


def _add_indexes() -> None:
    op.create_index(op.f("ix_family_home_family_id"), "family_home", ["family_id"])
    op.create_index(op.f("ix_family_home_posyandu_id"), "family_home", ["posyandu_id"])
    op.create_index(op.f("ix_marriage_husband_id"), "marriage", ["husband_id"])
    op.create_index(op.f("ix_marriage_wife_id"), "marriage", ["wife_id"])
    op.create_index(op.f("ix_pregnancy_mother_id"), "pregnancy", ["mother_id"])
    op.create_index(op.f("ix_pregnancy_ended_on"), "pregnancy", ["ended_on"])
    op.create_index(op.f("ix_person_card_code"), "person", ["card_code"], unique=True)
    op.create_index("ix_family_dusun_rt", "family", ["dusun", "rt"])
    op.create_index(op.f("ix_journal_entry_undoes_id"), "journal_entry", ["undoes_id"])
    # Who lives where on a day is asked for everybody at once: the answer lies in the index alone.
    op.drop_index("ix_family_member_person_id_to_on", "family_member")
    op.create_index("ix_family_member_stay", "family_member", ["person_id", "to_on", "from_on", "family_id"])
    # Nearly everybody has neither: an index of them all would only mislead the planner.
    for column in ("merged_into_id", "pregnancy_id"):
        known = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"ix_person_{column}", "person", [column], sqlite_where=known, postgresql_where=known)
    # Lists of a whole sub-district are put in order by name or age, and counted, in the index alone.
    rest = ["id", "status", "status_changed_on", "merged_into_id"]
    for column, other in (("name", "born_on"), ("born_on", "name")):
        op.drop_index(f"ix_person_{column}", "person")
        op.create_index(f"ix_person_by_{column}", "person", [column, other, *rest])
    removed = sa.text("after IS NULL")
    op.create_index(
        "ix_journal_change_removed", "journal_change", ["entity"], sqlite_where=removed, postgresql_where=removed
    )


def _dated_stays(connection: sa.Connection) -> Iterator[_Change]:
    """Memberships take over the day of coming and of going from the person, and no longer overlap by a day."""
    people = {row.id: row for row in connection.execute(sa.select(_person))}
    stays = connection.execute(sa.select(_member).order_by(_member.c.person_id, _member.c.id)).all()
    for person_id, rows in groupby(stays, key=attrgetter("person_id")):
        person = people[person_id]
        ordered = sorted(rows, key=lambda row: (row.to_on or date.max, row.from_on or date.min))
        for place, row in enumerate(ordered):
            following = ordered[place + 1] if place + 1 < len(ordered) else None
            from_on, to_on = _span(row, person, following, is_first=place == 0)
            if from_on is not None and to_on is not None and to_on < from_on:
                yield from _removed(connection, row)
            else:
                yield from _moved(connection, row, {"from_on": from_on, "to_on": to_on})


def _span(row: Any, person: Any, following: Any, *, is_first: bool) -> tuple[date | None, date | None]:  # noqa: ANN401
    from_on, to_on = row.from_on, row.to_on
    came_on = person.moved_in_on if is_first else None
    if came_on is not None and (from_on is None or from_on < came_on):
        from_on = came_on
    if following is not None and following.from_on is not None and (to_on is None or to_on >= following.from_on):
        to_on = following.from_on - _ONE_DAY
    if following is None and to_on is None and person.status != "1" and person.status_changed_on is not None:
        to_on = max(person.status_changed_on, from_on or person.status_changed_on)
    return from_on, to_on


def _removed(connection: sa.Connection, row: Any) -> Iterator[_Change]:  # noqa: ANN401
    connection.execute(sa.delete(_member).where(_member.c.id == row.id))
    yield "family_member", row.id, {name: _plain(value) for name, value in row._mapping.items()}, None


def _moved(connection: sa.Connection, row: Any, span: dict[str, date | None]) -> Iterator[_Change]:  # noqa: ANN401
    changed = {name: value for name, value in span.items() if value != getattr(row, name)}
    if changed:
        connection.execute(sa.update(_member).where(_member.c.id == row.id).values(changed))
        before = {name: _plain(getattr(row, name)) for name in changed}
        yield "family_member", row.id, before, {name: _plain(value) for name, value in changed.items()}


def _given_families(connection: sa.Connection) -> Iterator[_Change]:
    """Whoever stood in no family at all gets one: residence is told by membership from now on."""
    without = sa.select(_person).where(_person.c.id.not_in(sa.select(_member.c.person_id)))
    for person in connection.execute(without).all():
        family: dict[str, Any] = {"id": _new_id(), "address": "", "dusun": "", "rw": "", "rt": ""}
        to_on = person.status_changed_on if person.status != "1" else None
        member = {"id": _new_id(), "family_id": family["id"], "person_id": person.id, "role": "11"}
        member |= {"from_on": person.moved_in_on, "to_on": to_on}
        connection.execute(sa.insert(_family).values(family))
        connection.execute(sa.insert(_member).values(member))
        yield "family", family["id"], None, family | {"kk_number": None, "posyandu_id": None}
        yield "family_member", member["id"], None, {name: _plain(value) for name, value in member.items()}


def _write_down(connection: sa.Connection, changes: list[_Change]) -> None:
    device_id = connection.scalar(sa.select(_local.c.value).where(_local.c.key == "device_id")) or ""
    last = connection.scalar(sa.select(sa.func.max(_entry.c.hlc)))
    now = datetime.now(UTC)
    physical, counter = int(now.timestamp() * 1000), 0
    if last is not None and int(last.split("-")[0]) >= physical:
        physical, counter = int(last.split("-")[0]), int(last.split("-")[1]) + 1
    entry = {"id": _new_id(), "device_id": device_id, "hlc": f"{physical:015d}-{counter:06d}-{device_id}"}
    entry |= {"who": _WHO, "sentence": _SENTENCE}
    connection.execute(sa.insert(_entry).values(entry | {"at": now.replace(tzinfo=None)}))
    rows = [
        {"id": _new_id(), "entry_id": entry["id"], "entity": entity, "entity_id": entity_id}
        | {"before": _json(before), "after": _json(after)}
        for entity, entity_id, before, after in changes
    ]
    connection.execute(sa.insert(_change), rows)


def _new_id() -> str:
    return str(uuid_utils.uuid7())


def _plain(value: Any) -> Any:  # noqa: ANN401 - a column of any type
    return value.isoformat() if isinstance(value, date) else value


def _json(fields: dict[str, Any] | None) -> str | None:
    return None if fields is None else json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def downgrade() -> None:
    raise RuntimeError("a register is never taken back to an older version; its copy stands beside it")
