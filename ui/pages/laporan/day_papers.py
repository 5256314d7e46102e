"""The papers of a hari buka and the cards to fill in, in one table: what each needs, how it is read and written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import InputError
from core.rules.permissions import Action
from core.services.trust.access_log import let_out
from printouts.catalogue import DOCUMENTS
from printouts.paper import A4, Paper
from ui.dialogs.save_file import file_name
from ui.pages.laporan.finished import FinishedPaper

if TYPE_CHECKING:
    from core.services.register import Outcome, Register
    from core.services.views import DayView

BEFORE, AFTER, CARDS = "Sebelum hari buka", "Sesudah hari buka", "Kartu dan lembar"
_NO_DAY = "Belum ada hari bukanya. Buka atau rencanakan dulu harinya di Hari Buka."
_CARD_FORMS = ("bumil", "nifas", "balita", "remaja", "dewasa", "lansia")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be printed: for which day, for which posyandu (None: all), which card or sheet, on which paper."""

    day: "DayView | None"
    posyandu_id: str | None
    form: str
    paper: Paper


@dataclass(frozen=True, slots=True)
class DayPaper:
    """A paper: `read` gives its rows, `write` puts them on paper; `sample` rows are enough for a first look.

    `prepare` is done once before it is printed and never for a look. `kinds` are the cards or sheets to choose from.
    `names_people`: a line in the log of access comes before it.
    """

    key: str
    document: str
    group: str
    title: str
    read: Callable[["Register", Wish], tuple[Any, ...]]
    write: Callable[["Register", Wish, Sequence[Any], Path | BytesIO], object]
    sample: int = 1
    needs_day: bool = True
    names_people: bool = True
    has_workbook: bool = False
    kinds: Callable[["Register"], tuple[tuple[str, str], ...]] | None = None
    prepare: "Callable[[Register, str], Outcome[Any]] | None" = None

    @property
    def papers(self) -> tuple[str, ...]:
        """The names of the papers it is made for, the usual one first."""
        return next(one.papers for one in DOCUMENTS if one.key == self.document)

    @property
    def about(self) -> str:
        """What it is, in one sentence."""
        return _ABOUT.get(self.key) or next(one.description for one in DOCUMENTS if one.key == self.document)

    @property
    def needs(self) -> tuple[Action, ...]:
        """What one must be allowed to do to have it."""
        named = (Action.PRINT_PAPERS, Action.SEE_HEALTH) if self.names_people else ()
        return (*named, *((Action.HOLD_DAY,) if self.prepare else ()))

    def check(self, wish: Wish) -> None:
        """Raise InputError when the day is missing."""
        if self.needs_day and wish.day is None:
            raise InputError(_NO_DAY, field="day")

    def file_name(self, wish: Wish, ending: str) -> str:
        """A name for its file."""
        day = wish.day if self.needs_day else None
        parts = (day.posyandu, day.held_on.isoformat()) if day else (wish.form,)
        return file_name(self.title, *parts, ending=ending)


def first_look(register: "Register", paper: DayPaper, wish: Wish) -> bytes:
    """The beginning of a paper as PDF, to be shown beside the list; nothing is kept and nothing leaves the program."""
    paper.check(wish)
    made = BytesIO()
    paper.write(register, wish, paper.read(register, wish)[: paper.sample], made)
    return made.getvalue()


def write_paper(register: "Register", paper: DayPaper, wish: Wish, out: Path | BytesIO) -> None:
    """Write a whole paper; the line in the log of access comes first.

    Raises InputError without a day or with nothing to print, NotAllowed without the right.
    """
    paper.check(wish)
    rows = paper.read(register, wish)
    if paper.names_people:
        let_out(register, Action.PRINT_PAPERS, paper.title, people=len(rows))
    paper.write(register, wish, rows, out)


def finish(register: "Register", paper: DayPaper, wish: Wish) -> FinishedPaper:
    """A whole paper in memory. Errors as in `write_paper`."""
    made = BytesIO()
    write_paper(register, paper, wish, made)
    return FinishedPaper(made.getvalue(), paper.file_name(wish, ".pdf"), paper.title)


def finish_all(register: "Register", wish: Wish) -> tuple[FinishedPaper, ...]:
    """What is needed before a day, all on A4; a paper that nobody needs is left out.

    Raises InputError when nothing is left, NotAllowed without the right.
    """
    made, why = [], InputError(_NO_DAY)
    for paper in DAY_PAPERS:
        if paper.group == BEFORE:
            try:
                made.append(finish(register, paper, replace(wish, paper=A4)))
            except InputError as error:
                why = error
    if not made:
        raise why
    return tuple(made)


# --- each paper ---


def _day(wish: Wish) -> "DayView":
    if wish.day is None:
        raise InputError(_NO_DAY, field="day")
    return wish.day


def _read_due(register: "Register", wish: Wish) -> tuple[Any, ...]:
    from core.services.day.due_list import due_list

    day = _day(wish)
    return due_list(register, day.posyandu_id, day.held_on)


def _write_due(register: "Register", wish: Wish, rows: Sequence[Any], out: Path | BytesIO) -> object:
    from printouts.due_list import print_due_list

    day = _day(wish)
    return print_due_list(rows, day.posyandu, day.held_on, out, printed_on=register.today, paper=wish.paper)


def _read_invitations(register: "Register", wish: Wish) -> tuple[Any, ...]:
    from core.services.day.invitations import invitations

    return invitations(register, _day(wish).id)


def _write_invitations(_register: "Register", _wish: Wish, rows: Sequence[Any], out: Path | BytesIO) -> object:
    from printouts.invitation_slips import print_invitations

    return print_invitations(rows, out)


def _prepare_register(register: "Register", day_id: str) -> "Outcome[Any]":
    from core.services.day.paper_entry import prepare_rows

    return prepare_rows(register, day_id)


def _read_register(register: "Register", wish: Wish) -> tuple[Any, ...]:
    from core.services.day.paper_entry import rows_of

    return rows_of(register, _day(wish).id)


def _write_register(register: "Register", wish: Wish, rows: Sequence[Any], out: Path | BytesIO) -> object:
    from printouts.empty_register import print_empty_register

    return print_empty_register(rows, _day(wish), out, printed_on=register.today, paper=wish.paper)


def _read_letters(register: "Register", wish: Wish) -> tuple[Any, ...]:
    from core.services.day.referral_letters import referral_letter
    from core.services.day.referring import referrals_of_day

    return tuple(referral_letter(register, one.id) for one in referrals_of_day(register, _day(wish).id))


def _write_letters(register: "Register", wish: Wish, rows: Sequence[Any], out: Path | BytesIO) -> object:
    from printouts.referral_letter import print_referral_letters

    if not rows:
        raise InputError("Tidak ada yang dirujuk di hari buka ini, jadi tidak ada suratnya.")
    return print_referral_letters(rows, out, printed_on=register.today, paper=wish.paper)


def _read_slips(register: "Register", wish: Wish) -> tuple[Any, ...]:
    from core.services.day.target_slips import target_slips

    return target_slips(register, _day(wish).id)


def _write_slips(_register: "Register", _wish: Wish, rows: Sequence[Any], out: Path | BytesIO) -> object:
    from printouts.target_slips import print_target_slips

    return print_target_slips(rows, out)


def _read_work(register: "Register", wish: Wish) -> tuple[Any, ...]:
    from core.services.day.closing import closing_state

    return closing_state(register, _day(wish).id).work


def _write_work(register: "Register", wish: Wish, rows: Sequence[Any], out: Path | BytesIO) -> object:
    from printouts.work_list import print_work_list

    return print_work_list(rows, _day(wish), out, printed_on=register.today, paper=wish.paper)


def _read_card_owners(register: "Register", wish: Wish) -> tuple[Any, ...]:
    from core.services.day.card_history import people_with_cards
    from core.services.people.people_filters import PeopleFilter
    from core.services.people.people_lists import everybody_of

    everybody = everybody_of(register, PeopleFilter(posyandu_id=wish.posyandu_id))
    return tuple(people_with_cards(register, [line.id for line in everybody], wish.form))


def _write_cards(register: "Register", wish: Wish, rows: Sequence[Any], out: Path | BytesIO) -> object:
    from core.services.day.card_history import card_history
    from printouts.support_cards import print_support_cards
    from printouts.support_cards_layout import ROWS

    histories = (card_history(register, one, newest=ROWS) for one in rows)
    return print_support_cards(histories, out, printed_on=register.today, paper=wish.paper, whole=len(rows))


def _nobody(_register: "Register", _wish: Wish) -> tuple[Any, ...]:
    return ()


def _write_blank_cards(register: "Register", wish: Wish, _rows: Sequence[Any], out: Path | BytesIO) -> object:
    from printouts.support_cards import print_blank_cards

    return print_blank_cards(out, printed_on=register.today, paper=wish.paper, form_key=wish.form)


def _write_sheet(register: "Register", wish: Wish, _rows: Sequence[Any], out: Path | BytesIO) -> object:
    from core.rules.forms.catalogue import form_named
    from printouts.instrument_sheet import print_instrument

    form = form_named(wish.form)
    if form is None:
        raise InputError("Pilih dulu lembarnya.", field="form")
    if form.for_midwife:
        register.require(Action.SEE_PRIVATE)
    return print_instrument(form, out, printed_on=register.today, paper=wish.paper)


def _write_consent(register: "Register", _wish: Wish, _rows: Sequence[Any], out: Path | BytesIO) -> object:
    from printouts.consent_form import BLANK, print_consent_form

    return print_consent_form(BLANK, out, printed_on=register.today)


def _card_kinds(_register: "Register") -> tuple[tuple[str, str], ...]:
    from core.rules.forms.catalogue import FORMS

    return (("Semua kartu", ""), *((form.label, form.key) for form in FORMS if form.key in _CARD_FORMS))


def _sheet_kinds(register: "Register") -> tuple[tuple[str, str], ...]:
    from core.rules.forms.catalogue import FORMS

    sees_private = register.may(Action.SEE_PRIVATE)
    wanted = (form for form in FORMS if form.key not in _CARD_FORMS and (sees_private or not form.for_midwife))
    return tuple((form.label, form.key) for form in wanted)


_ABOUT = {
    "daftar-sasaran": "Siapa yang perlu datang ke hari buka dan mengapa, menurut dusun",
    "register-kosong": "Nama, umur, dan berat lalu sudah terisi; untuk hari tanpa listrik, diketik sesudahnya",
    "kartu-bantu-kosong": "Kartu ILP depan dan belakang, untuk diisi dengan pena",
    "kartu-bantu": "Kartu yang sudah terisi, semua orang di posyandu yang dipilih di atas; 18 kunjungan terakhir",
    "lembar-skrining": "Pertanyaan, kotak jawaban, skor, dan artinya, untuk diisi dengan pena",
    "persetujuan": "Persetujuan pencatatan data kesehatan, kosong",
    "rujukan": "Semua yang dirujuk di hari itu, satu lembar tiap orang, dengan sobekan balasan berkode",
}
DAY_PAPERS: tuple[DayPaper, ...] = (
    DayPaper(
        "daftar-sasaran",
        "daftar-sasaran",
        BEFORE,
        "Daftar sasaran",
        _read_due,
        _write_due,
        sample=40,
        has_workbook=True,
    ),
    DayPaper("undangan", "undangan", BEFORE, "Undangan", _read_invitations, _write_invitations, sample=4),
    DayPaper(
        "register-kosong",
        "register-kosong",
        BEFORE,
        "Register kertas",
        _read_register,
        _write_register,
        sample=30,
        prepare=_prepare_register,
    ),
    DayPaper("rujukan", "rujukan", AFTER, "Surat rujukan", _read_letters, _write_letters),
    DayPaper("slip", "slip", AFTER, "Slip berat bulan depan", _read_slips, _write_slips, sample=8),
    DayPaper(
        "tindak-lanjut",
        "tindak-lanjut",
        AFTER,
        "Rencana tindak lanjut",
        _read_work,
        _write_work,
        sample=40,
        has_workbook=True,
    ),
    DayPaper(
        "kartu-bantu",
        "kartu-bantu",
        CARDS,
        "Kartu bantu satu posyandu",
        _read_card_owners,
        _write_cards,
        needs_day=False,
        kinds=_card_kinds,
    ),
    DayPaper(
        "kartu-bantu-kosong",
        "kartu-bantu",
        CARDS,
        "Kartu bantu kosong",
        _nobody,
        _write_blank_cards,
        needs_day=False,
        names_people=False,
        kinds=_card_kinds,
    ),
    DayPaper(
        "lembar-skrining",
        "lembar-skrining",
        CARDS,
        "Lembar skrining kosong",
        _nobody,
        _write_sheet,
        needs_day=False,
        names_people=False,
        kinds=_sheet_kinds,
    ),
    DayPaper(
        "persetujuan",
        "persetujuan",
        CARDS,
        "Formulir persetujuan kosong",
        _nobody,
        _write_consent,
        needs_day=False,
        names_people=False,
    ),
)
"""In the order of the list on screen."""
