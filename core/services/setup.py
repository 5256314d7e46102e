"""First start and settings: the village, its posyandu, and the choices that travel with the register."""

import json
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import InputError
from core.rules.permissions import Action
from core.services.register import Changed, Outcome, Register
from core.services.views import PosyanduView
from core.store.places import Posyandu, Village
from core.store.registers import Setting
from core.words.places import posyandu_name


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices of this register; each default is the national rule or the usual practice.

    `kms_edition`: "2020" (Juknis KMS 2021) or "2010" (Permenkes 155/2010). `o_breaks_two_t`: a month not weighed
    breaks the 2T chain. `font_percent`: 90 to 175. Names are printed under the papers. `mask_nik`: show only the
    last four digits of NIK and KK. `lock_after_min`: so long without key or mouse, and a register with accounts locks
    itself. `is_code_kept`: the recovery code was printed or written down.
    """

    kms_edition: str = "2020"
    o_breaks_two_t: bool = True
    font_percent: int = 100
    kader_name: str = ""
    bidan_name: str = ""
    coordinator_name: str = ""
    mask_nik: bool = True
    lock_after_min: int = 5
    is_code_kept: bool = False


_ALLOWED: dict[str, tuple[Any, ...]] = {"kms_edition": ("2020", "2010")}
_FONT_PERCENT = range(90, 176)
_LOCK_AFTER_MIN = range(1, 31)
_LONGEST_NAME = 120
_PERSONAL = {"font_percent", "kader_name"}


def is_set_up(register: Register) -> bool:
    """Whether the register knows its village and at least one posyandu."""
    with register.reading() as session:
        return session.scalar(select(Posyandu.id).limit(1)) is not None


def set_up(
    register: Register,
    *,
    posyandu: str,
    village: str,
    district: str = "",
    regency: str = "",
    province: str = "",
    puskesmas: str = "",
) -> Outcome[PosyanduView]:
    """Write the first posyandu and its village. Raises InputError for an empty name or when already set up."""
    name, village = _unit_named(posyandu, "posyandu"), _named(village, "village", "Nama desa")
    if is_set_up(register):
        raise InputError("Register ini sudah disiapkan. Ubah nama posyandu atau desa lewat Pengaturan.")
    with register.deed(f"Menyiapkan register Posyandu {name}, {village}", action=Action.CHANGE_PLACES) as deed:
        places = {"district": district, "regency": regency, "province": province, "puskesmas": puskesmas}
        home = Village(name=village, **{key: value.strip() for key, value in places.items()})
        deed.session.add(home)
        deed.session.flush()
        unit = Posyandu(name=name, village_id=home.id)
        deed.session.add(unit)
        deed.session.flush()
        view = _view(unit, home)
    return Outcome(view, frozenset({Changed.PLACES}))


def list_posyandu(register: Register) -> tuple[PosyanduView, ...]:
    """All posyandu of the register, by name."""
    with register.reading() as session:
        rows = session.execute(
            select(Posyandu, Village).join(Village, Village.id == Posyandu.village_id).order_by(Posyandu.name)
        )
        return tuple(_view(unit, home) for unit, home in rows)


def add_posyandu(register: Register, name: str) -> Outcome[PosyanduView]:
    """Add a posyandu to the village. Raises InputError when the name is empty or taken, or nothing is set up yet."""
    name = _unit_named(name, "name")
    with register.deed(f"Menambah Posyandu {name}", action=Action.CHANGE_PLACES) as deed:
        home = deed.session.scalar(select(Village).order_by(Village.id).limit(1))
        if home is None:
            raise InputError("Desa belum disiapkan. Isi nama desa dulu.", field="village")
        _refuse_taken_name(deed.session, name, home.id)
        unit = Posyandu(name=name, village_id=home.id)
        deed.session.add(unit)
        deed.session.flush()
        view = _view(unit, home)
    return Outcome(view, frozenset({Changed.PLACES}))


def change_places(register: Register, view: PosyanduView) -> Outcome[PosyanduView]:
    """Correct the names of a posyandu and of its village. Raises InputError for an empty or taken name."""
    name, village = _unit_named(view.name, "name"), _named(view.village, "village", "Nama desa")
    with register.deed(f"Mengubah nama tempat Posyandu {name}", action=Action.CHANGE_PLACES) as deed:
        unit = deed.session.get(Posyandu, view.id)
        home = deed.session.get(Village, unit.village_id) if unit else None
        if unit is None or home is None:
            raise InputError("Posyandu ini tidak ada di register. Pilih dari daftar.")
        if unit.name != name:
            _refuse_taken_name(deed.session, name, home.id)
        unit.name = name
        home.name, home.district, home.regency = village, view.district.strip(), view.regency.strip()
        home.province, home.puskesmas = view.province.strip(), view.puskesmas.strip()
        changed = _view(unit, home)
    return Outcome(changed, frozenset({Changed.PLACES}))


def load_settings(register: Register) -> Settings:
    """The settings of the register; what was never set has its default."""
    with register.reading() as session:
        return read_settings(session)


def read_settings(session: Session) -> Settings:
    """The settings, inside a reading that is already open."""
    known = {field.name for field in fields(Settings)}
    rows = session.execute(select(Setting.id, Setting.value))
    return Settings(**{key: json.loads(value) for key, value in rows if key in known})


def save_settings(register: Register, settings: Settings) -> Outcome[Settings]:
    """Keep the settings. Raises InputError for a choice that does not exist.

    The size of type is anybody's; the rest is for who may change settings (NotAllowed).
    """
    before = load_settings(register)
    _check(settings)
    changed = {one.name for one in fields(Settings) if getattr(settings, one.name) != getattr(before, one.name)}
    action = Action.CHANGE_SETTINGS if changed - _PERSONAL else Action.OWN_PREFERENCES
    with register.deed("Mengubah pengaturan", action=action) as deed:
        for field in fields(Settings):
            value = json.dumps(getattr(settings, field.name), ensure_ascii=False)
            row = deed.session.get(Setting, field.name)
            if row is not None:
                row.value = value
            elif getattr(settings, field.name) != field.default:
                deed.session.add(Setting(id=field.name, value=value))
    return Outcome(settings, frozenset({Changed.SETTINGS}))


def _check(settings: Settings) -> None:
    for key, allowed in _ALLOWED.items():
        if getattr(settings, key) not in allowed:
            raise InputError("Pilihan ini tidak ada. Pilih salah satu dari daftar.", field=key)
    if settings.font_percent not in _FONT_PERCENT:
        raise InputError("Ukuran huruf dari 90 sampai 175 persen.", field="font_percent")
    if settings.lock_after_min not in _LOCK_AFTER_MIN:
        raise InputError("Layar terkunci sendiri sesudah 1 sampai 30 menit.", field="lock_after_min")


def _unit_named(text: str, field: str) -> str:
    return posyandu_name(_named(text, field, "Nama posyandu"))


def _named(text: str, field: str, label: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise InputError(f"{label} belum diisi.", field=field)
    if len(name) > _LONGEST_NAME:
        raise InputError(f"{label} terlalu panjang. Paling banyak {_LONGEST_NAME} huruf.", field=field)
    return name


def _refuse_taken_name(session: Session, name: str, village_id: str) -> None:
    names = session.scalars(select(Posyandu.name).where(Posyandu.village_id == village_id))
    if name.casefold() in {taken.casefold() for taken in names}:
        raise InputError(f"Sudah ada Posyandu {name} di desa ini. Pakai nama lain.", field="name")


def _view(unit: Posyandu, home: Village) -> PosyanduView:
    return PosyanduView(unit.id, unit.name, home.name, home.district, home.regency, home.province, home.puskesmas)
