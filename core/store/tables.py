"""Every table of facts by its name, parents before children: what the journal speaks of, is checked and undone by."""

from core.store.accounts import Account
from core.store.base import Recorded
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
    Setting,
    Account,
    Consent,
    Erasure,
)
