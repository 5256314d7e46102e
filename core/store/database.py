"""An open register: its engine, this device's id, and the two ways in (reading, one deed)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from core.errors import EnvironmentProblem, InputError
from core.store.base import new_id
from core.store.device import this_device
from core.store.engine import (
    DRIVER_ERRORS,
    WRITES,
    check_is_register,
    explained,
    explained_opening,
    is_cut_off,
    is_url,
    make_engine,
)
from core.store.journal import Author
from core.store.registers import LocalState
from core.store.schema import bring_up_to_date
from core.store.unit_of_work import UnitOfWork

_DEVICE_KEY = "device_id"


class Database:
    """An opened register; close it when done."""

    def __init__(self, engine: Engine, place: str, key: bytes | None = None) -> None:
        """Wrap an engine whose tables are up to date; `key` is the data key of an encrypted file."""
        self.engine = engine
        self.place = place
        self.key = key
        self._sessions = sessionmaker(engine, expire_on_commit=False)
        # By computer: a copy on another one, and a backup brought back beside, go on under ids of their own; two files
        # that go on under one id would number different deeds alike.
        self.device_id = self._own_device_id(_DEVICE_KEY if key is None else f"{_DEVICE_KEY} {this_device().id}")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading; nothing done in it is kept."""
        with self._sessions() as session:
            try:
                yield session
            except DBAPIError as error:
                raise explained(error) from error

    def deed(
        self,
        sentence: str,
        *,
        who: str,
        now: datetime,
        account_id: str | None = None,
        action: str = "",
        reason: str = "",
    ) -> UnitOfWork:
        """One deed to be written, described by one human `sentence`; `action` is the right by which it is done."""
        author = Author(self.device_id, who, account_id, action)
        return UnitOfWork(self._writing(), author, sentence=sentence, now=now, reason=reason)

    @contextmanager
    def scratch(self) -> Iterator[Session]:
        """A session that commits without journal: drafts and local state only, never facts."""
        with self._writing() as session:
            try:
                yield session
                session.commit()
            except DBAPIError as error:
                session.rollback()
                raise explained(error) from error

    def close(self) -> None:
        """Close all connections; the WAL is folded back into the file."""
        self.engine.dispose()

    def _writing(self) -> Session:
        return self._sessions(bind=self.engine.execution_options(**{WRITES: True}))

    def _own_device_id(self, key: str) -> str:
        with self.reading() as session:
            known = session.get(LocalState, key)
        if known is not None:
            return known.value
        with self.scratch() as session:
            known = LocalState(key=key, value=new_id())
            session.add(known)
        return known.value


def open_database(place: str, *, must_exist: bool = False, key: bytes | None = None) -> Database:
    """Open the register at a path or server URL, creating or upgrading its tables; `key` opens an encrypted file.

    Raises InputError for a file that is not ours, is encrypted although there is no key (or the other way round), is
    empty although `must_exist`, or comes from a newer program; EnvironmentProblem when the place is missing although
    `must_exist`, cannot be read or written, is damaged, or the key does not fit.
    """
    if not is_url(place):
        _check_file(Path(place), must_exist=must_exist, key=key)
    engine = make_engine(place, key)
    try:
        bring_up_to_date(engine, place)
        return Database(engine, place, key)
    except DRIVER_ERRORS as error:
        engine.dispose()
        raise (explained(error) if key is None else explained_opening(error, Path(place), key)) from error


def _check_file(path: Path, *, must_exist: bool, key: bytes | None) -> None:
    if must_exist and not path.exists():
        raise EnvironmentProblem(f"Register “{path.name}” tidak ditemukan. Periksa nama dan foldernya.")
    check_is_register(path, has_key=key is not None)
    if must_exist and is_cut_off(path):
        raise InputError(f"“{path.name}” kosong, mungkin terputus waktu disalin. Salin lagi dari cadangan.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise EnvironmentProblem(f"Folder “{path.parent}” tidak dapat dibuat. Pilih folder lain.") from wrong
