"""Every table of facts by its name, parents before children: what the journal speaks of, is checked and undone by."""

from core.store.accounts import Account
from core.store.base import Recorded
from core.store.checkups import Answer, CheckUp, DaySignature, DayTick, Duty, Equipment, Referral
from core.store.immunizations import DoseRefusal, HealthCaution, VaccineDose
from core.store.people import Family, FamilyHome, FamilyMember, Marriage, Person
from core.store.places import Posyandu, Village
from core.store.pregnancies import Pregnancy
from core.store.privacy import Consent, Erasure
from core.store.registers import Setting
from core.store.visits import Measurement, PosyanduDay

FACT_TABLES: tuple[type[Recorded], ...] = (
    Village,
    Posyandu,
    Family,
    FamilyHome,
    Person,
    Pregnancy,
    FamilyMember,
    Marriage,
    PosyanduDay,
    Measurement,
    CheckUp,
    Answer,
    Referral,
    VaccineDose,
    DoseRefusal,
    HealthCaution,
    Duty,
    DayTick,
    DaySignature,
    Equipment,
    Setting,
    Account,
    Consent,
    Erasure,
)
