"""A register with somebody for every page and sheet, and the way to each of them in the real window."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from core.errors import InputError
from core.rules.permissions import Action
from core.services import setup
from core.services.day import attending, open_day
from core.services.growth import measuring
from core.services.immunization.dose_records import copy_doses
from core.services.life_events.households import Home
from core.services.life_events.moved_in import MovedInForm, Newcomer
from core.services.life_events.table import EVENTS, record_event
from core.services.people import pregnancies, registration
from core.services.people.duplicates import duplicate_queue
from core.services.people.life_story import family_page
from core.services.people.pregnancies import PregnancyForm
from core.services.people.registration import PersonForm
from core.services.register import Register
from core.services.trust.accounts import list_accounts
from core.services.views import GrowthHistory
from core.words.people import FamilyRole, Sex
from core.words.steps import Step
from tests.ui.hands import Hands
from ui.context import AppContext
from ui.dialogs.access_log_sheet import AccessLogSheet
from ui.dialogs.account_sheet import AccountSheet
from ui.dialogs.birth_sheet import BirthSheet
from ui.dialogs.code_sheet import CodeSheet
from ui.dialogs.consent_sheet import ConsentSheet
from ui.dialogs.deeds_sheet import DeedsSheet
from ui.dialogs.development_sheet import DevelopmentSheet
from ui.dialogs.erase_sheet import EraseSheet
from ui.dialogs.events_sheet import EventsSheet
from ui.dialogs.immunization_sheet import ImmunizationSheet
from ui.dialogs.import_village import ImportVillage
from ui.dialogs.instrument_sheet import InstrumentSheet
from ui.dialogs.life_event_sheet import LifeEventSheet
from ui.dialogs.merge_sheet import MergeSheet
from ui.dialogs.move_day import MoveDay
from ui.dialogs.new_child import NewChild
from ui.dialogs.people_list import PeopleList
from ui.dialogs.person_form import PersonFormSheet
from ui.dialogs.person_papers_sheet import PersonPapersSheet
from ui.dialogs.pin_sheet import OwnPinSheet, ResetPinSheet
from ui.dialogs.pregnancy_end_sheet import PregnancyEndSheet
from ui.dialogs.pregnancy_sheet import PregnancySheet
from ui.dialogs.preparation_sheet import PreparationSheet
from ui.dialogs.restore_sheet import RestoreSheet
from ui.dialogs.sources_sheet import SourcesSheet
from ui.dialogs.visit_sheet import VisitSheet
from ui.dialogs.year_plan_sheet import YearPlanSheet
from ui.main_window import MainWindow
from ui.pages.day.page import HariBuka
from ui.pages.warga.duplicates import DuplicateQueue
from ui.pages.warga.history import HistorySheet
from ui.widgets.sheet import Sheet, SheetContent

_KK = "3201010101240001"


@dataclass(frozen=True)
class Known:
    """Who is there for which page."""

    child: str
    child_name: str
    mother: str
    family: str
    unit: str
    day: str
    child_here: str  # check-up ids of today
    mother_here: str


def prepare(register: Register) -> Known:
    """A mother with a pregnancy in a family of her own, a child with doses, and both at the day of today."""
    child = next(one for one in registration.list_people(register).lines if one.name == "Aisyah Putri")
    unit = setup.list_posyandu(register)[0]
    people = (
        Newcomer("Joko Susilo", Sex.MALE, date(1988, 4, 1), FamilyRole.HEAD),
        Newcomer("Siti Aminah", Sex.FEMALE, date(1992, 8, 9), FamilyRole.WIFE),
    )
    home = Home("Jl. Melati 3", "Krajan", "01", "02")
    family = record_event(register, MovedInForm(people, date(2024, 11, 1), _KK, home)).value
    mother = family_page(register, family).members[1].person.id
    registration.register_person(
        register,
        replace(PersonForm("Siti Aminah", Sex.FEMALE, date(1992, 8, 9), dusun="Krajan"), confirmation_reason="kembar"),
    )
    pregnancies.open_pregnancy(register, mother, PregnancyForm(weeks_said=20))
    copy_doses(register, child.id, [("HB0", date(2026, 3, 13)), ("BCG", date(2026, 4, 3))])
    day = open_day.open_day(register, unit.id, register.today).value
    here = [attending.come(register, day.id, one).value.id for one in (child.id, mother)]
    return Known(child.id, child.name, mother, family, unit.id, day.id, *here)


Opener = Callable[[MainWindow, Known], None]


def view(hands: Hands, name: str, known: Known) -> QWidget | None:
    """Open one view by its name; what is then in front: the sheet's content, else the page."""
    window = hands.program.window
    for sheet in window.findChildren(Sheet):
        if sheet.isVisible():
            sheet.close_now()
    window.complaint.hide()
    with suppress(InputError):  # two who were made one are not compared again
        VIEWS[name](window, known)
    hands.rest()
    contents = [sheet.findChild(SheetContent) for sheet in window.findChildren(Sheet) if sheet.isVisible()]
    return next((one for one in contents if one is not None), window.page)


def _page(key: str, **fixed: object) -> Opener:
    def go(window: MainWindow, known: Known) -> None:
        window.navigate(key, **{name: getattr(known, str(value), value) for name, value in fixed.items()})

    return go


def _step(step: Step, here: str = "") -> Opener:
    def go(window: MainWindow, known: Known) -> None:
        window.navigate("hari_buka", day_id=known.day)
        if isinstance(window.page, HariBuka):
            window.page.steps.show_step(step, getattr(known, here) if here else "")

    return go


def _weigh(window: MainWindow, known: Known) -> None:
    window.navigate("hari_buka", day_id=known.day)
    window.navigate("hari_buka", person_id=known.child)


def _sheet(
    kind: type[SheetContent],
    make: Callable[[AppContext, Known], SheetContent],
    *keys: Qt.Key,
    also: tuple[Action, ...] = (),
) -> Opener:
    """`also`: what the way to the sheet is offered for only."""

    def go(window: MainWindow, known: Known) -> None:
        context = window.context
        assert context is not None
        if all(map(context.may, (*kind.needs, *also))):
            window.open_sheet(make(context, known))
            for key in keys:
                QTest.keyClick(window.focusWidget(), key)

    return go


def _history(context: AppContext, known: Known) -> GrowthHistory:
    return measuring.growth_history(context.register, known.child)


def _duplicate(context: AppContext) -> tuple[str, str]:
    pair = next(iter(duplicate_queue(context.register)), None)
    if pair is None:
        raise InputError("Tidak ada data ganda.")
    return pair.one.id, pair.other.id


def _visit(context: AppContext, known: Known) -> VisitSheet:
    history = _history(context, known)
    return VisitSheet(context, history, history.visits[-1].facts)


def _event(context: AppContext, known: Known) -> LifeEventSheet:
    return LifeEventSheet(context, EVENTS[0], known.family, known.mother)


def _moved_in(context: AppContext, _known: Known) -> LifeEventSheet:
    return LifeEventSheet(context, next(one for one in EVENTS if one.key == "moved_in"))


VIEWS: dict[str, Opener] = {
    "Beranda": _page("beranda"),
    "Hari Buka: memilih hari": _page("hari_buka", choose=True),
    "Hari Buka: pendaftaran": _step(Step.REGISTER),
    "Hari Buka: timbang": _step(Step.MEASURE),
    "Hari Buka: timbang satu anak": _weigh,
    "Hari Buka: kartu, ukur": _step(Step.MEASURE, "mother_here"),
    "Hari Buka: kartu, periksa": _step(Step.EXAMINE, "mother_here"),
    "Hari Buka: kartu, layani": _step(Step.SERVE, "child_here"),
    "Hari Buka: menutup": _step(Step.VALIDATE),
    "Warga": _page("warga"),
    "Warga: seorang anak": _page("warga", person_id="child"),
    "Warga: seorang ibu": _page("warga", person_id="mother"),
    "Warga: keluarga": _page("warga", family_id="family"),
    "Tumbuh Kembang": _page("tumbuh_kembang", person_id="child"),
    "Laporan: SKDN": _page("laporan", paper="skdn"),
    "Laporan: F1": _page("laporan", paper="f1"),
    "Laporan: KMS": _page("laporan", paper="kms"),
    "Laporan: hari buka": _page("laporan", paper="hari"),
    "Pengaturan": _page("pengaturan"),
    "persiapan": _sheet(PreparationSheet, lambda context, known: PreparationSheet(context, known.day)),
    "setahun": _sheet(YearPlanSheet, lambda context, known: YearPlanSheet(context, known.unit, 2027)),
    "aturan": _sheet(SourcesSheet, lambda context, _known: SourcesSheet(context)),
    "ubah tanggal": _sheet(
        MoveDay, lambda context, known: MoveDay(context, open_day.day(context.register, known.day), lambda _day: None)
    ),
    "anak baru": _sheet(NewChild, lambda context, _known: NewChild(context)),
    "alat skrining": _sheet(
        InstrumentSheet, lambda context, known: InstrumentSheet(context, known.mother_here, "srq20")
    ),
    "alat skrining pribadi": _sheet(
        InstrumentSheet,
        lambda context, known: InstrumentSheet(context, known.mother_here, "heeadsss"),
        also=(Action.SEE_PRIVATE,),
    ),
    "imunisasi": _sheet(ImmunizationSheet, lambda context, known: ImmunizationSheet(context, known.child)),
    "imunisasi: beri": _sheet(
        ImmunizationSheet, lambda context, known: ImmunizationSheet(context, known.child), Qt.Key.Key_Return
    ),
    "perkembangan": _sheet(DevelopmentSheet, lambda context, known: DevelopmentSheet(context, known.child)),
    "penimbangan": _sheet(VisitSheet, _visit),
    "warga baru": _sheet(PersonFormSheet, lambda context, _known: PersonFormSheet(context)),
    "data warga": _sheet(PersonFormSheet, lambda context, known: PersonFormSheet(context, known.child)),
    "peristiwa": _sheet(EventsSheet, lambda context, known: EventsSheet(context, known.family, known.mother)),
    "satu peristiwa": _sheet(LifeEventSheet, _event),
    "keluarga datang": _sheet(LifeEventSheet, _moved_in),
    "data desa": _sheet(ImportVillage, lambda context, _known: ImportVillage(context)),
    "perubahan": _sheet(DeedsSheet, lambda context, _known: DeedsSheet(context)),
    "data ganda": _sheet(DuplicateQueue, lambda context, _known: DuplicateQueue(context)),
    "satukan": _sheet(MergeSheet, lambda context, _known: MergeSheet(context, *_duplicate(context))),
    "persetujuan": _sheet(ConsentSheet, lambda context, known: ConsentSheet(context, known.child, known.child_name)),
    "catatan akses": _sheet(AccessLogSheet, lambda context, _known: AccessLogSheet(context)),
    "hapus permanen": _sheet(EraseSheet, lambda context, known: EraseSheet(context, known.child)),
    "cetak orang": _sheet(
        PersonPapersSheet,
        lambda context, known: PersonPapersSheet(
            context, next(one for one in registration.list_people(context.register).lines if one.id == known.child)
        ),
    ),
    "riwayat": _sheet(HistorySheet, lambda context, known: HistorySheet(context, known.child, known.child_name)),
    "kehamilan": _sheet(PregnancySheet, lambda context, known: PregnancySheet(context, known.mother, "Siti Aminah")),
    "akhir kehamilan": _sheet(PregnancyEndSheet, lambda context, known: PregnancyEndSheet(context, known.mother)),
    "kelahiran": _sheet(BirthSheet, lambda context, known: BirthSheet(context, known.mother)),
    "nama di balik angka": _sheet(PeopleList, lambda context, known: PeopleList(context, "S", (known.child,))),
    "akun baru": _sheet(AccountSheet, lambda context, _known: AccountSheet(context)),
    "PIN sendiri": _sheet(OwnPinSheet, lambda context, _known: OwnPinSheet(context)),
    "PIN orang lain": _sheet(
        ResetPinSheet, lambda context, _known: ResetPinSheet(context, list_accounts(context.register)[-1])
    ),
    "kode pemulihan": _sheet(CodeSheet, lambda context, _known: CodeSheet(context)),
    "pulihkan": _sheet(RestoreSheet, lambda context, _known: RestoreSheet(context)),
}
"""Every page and sheet that a register with accounts can show."""
