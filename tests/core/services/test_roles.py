"""For every action and every set of roles: services that need it are called, and do or refuse as the matrix says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import combinations

import openpyxl
import pytest

from core.errors import BukuError, NotAllowed
from core.exchange import siak
from core.exchange.import_run import run_import
from core.rules.permissions import MATRIX, Action, allowed
from core.services import setup
from core.services.day import attending, cards, day_findings, drafts, open_day, referring, source_choices
from core.services.deeds import history, undoing
from core.services.growth import growth_review, measuring
from core.services.life_events.died import DiedForm
from core.services.life_events.table import record_event
from core.services.people import (
    card_codes,
    duplicates,
    merging,
    people_filters,
    people_lists,
    pregnancies,
    registration,
)
from core.services.trust import access_log, accounts, backups, consents, erasing, restoring
from core.services.views import VisitFacts
from core.store.accounts import Account
from core.words.people import Sex
from core.words.roles import Role, User

TODAY = date(2026, 11, 25)
ROLE_SETS = [frozenset(roles) for size in (1, 2, 3) for roles in combinations(Role, size)]


class Village:
    """People and things to try on: each probe gets its own, so that one does not stand in another's way."""

    def __init__(self, register, folder):
        self.register, self.folder, self._made = register, folder, 0
        self.unit = setup.list_posyandu(register)[0]
        everybody = {name: self._person(name) for name in ("anak", "ibu", "wafat", "hapus", "tetap", "ganda", "kartu")}
        self.people = everybody
        self.visit = measuring.save_visit(register, everybody["anak"], self.facts(12)).value.visits[-1].facts
        self.other_deed = undoing.last_deeds(register, 1)[0].id
        self.day = open_day.open_day(register, self.unit.id, date(2026, 11, 3)).value.id
        self.seen = attending.come(register, self.day, everybody["kartu"]).value.id
        self.sent = referring.refer(register, self.seen, "uji").value.id

        with register.deed("Akun", action=Action.MANAGE_ACCOUNTS) as deed:
            deed.session.add(Account(id="lain", name="Bu Lain", roles="kader"))

    def _person(self, name):
        form = registration.PersonForm(
            f"Warga {name}", Sex.FEMALE, date(1995, 5, 5) if name != "anak" else date(2026, 3, 1)
        )
        return registration.register_person(self.register, replace(form, confirmation_reason="uji")).value

    def facts(self, day, **known):
        return VisitFacts(date(2026, 11, day), **{"weight_g": 7_000, "confirmation_reason": "uji", **known})

    def person_form(self, name):
        return replace(registration.person_form(self.register, self.people[name]), confirmation_reason="uji")


def own_deed(village):
    """Undo what the same account just did."""
    register = village.register
    register.require(Action.UNDO_OWN)
    setup.save_settings(register, replace(setup.load_settings(register), font_percent=110))
    undoing.undo(register, undoing.last_deeds(register, 1)[0].id)


def overridden(village):
    measuring.save_visit(
        village.register,
        village.people["anak"],
        replace(village.visit, letter_override="T", letter_override_reason="uji", confirmation_reason="uji"),
    )


def changed_places(village):
    setup.change_places(village.register, replace(village.unit, puskesmas="Cibening Baru"))


def changed_settings(village):
    setup.save_settings(village.register, replace(setup.load_settings(village.register), mask_nik=False))


def import_something(village):
    workbook = openpyxl.Workbook()
    workbook.active.append(["Nomor KK", "NIK", "Nama Penduduk", "Status", "Tanggal Lahir", "Kelamin", "SHDK"])
    workbook.active.append(
        ["3201011200000001", "3201010101900001", "BUDI", "Aktif", "1990-01-01", "Lk", "Kepala Keluarga"]
    )
    workbook.save(village.folder / "desa.xlsx")
    run_import(village.register, siak.plan_import(village.register, village.folder / "desa.xlsx"), accept_valid=True)


def own_preferences(village):
    people_filters.save_filter(village.register, "Milik saya", people_filters.EVERYBODY)


PROBES: dict[Action, list[Callable[[Village], object]]] = {
    Action.SEE_PEOPLE: [lambda v: people_lists.list_people(v.register)],
    Action.SEE_HEALTH: [
        lambda v: measuring.growth_history(v.register, v.people["anak"]),
        lambda v: list(measuring.histories(v.register)),
        lambda v: growth_review.review_list(v.register),
        lambda v: growth_review.worries(v.register),
        lambda v: open_day.day_lines(v.register, v.day),
        lambda v: open_day.day_line(v.register, v.day, v.people["anak"]),
        lambda v: pregnancies.pregnancies_of(v.register, v.people["ibu"]),
        lambda v: pregnancies.open_pregnancies(v.register),
        lambda v: pregnancies.reported_pregnant(v.register),
        lambda v: drafts.load_draft(v.register, v.people["anak"]),
        lambda v: attending.board(v.register, v.day),
        lambda v: attending.check_up(v.register, v.seen),
        lambda v: cards.open_card(v.register, v.seen),
        lambda v: day_findings.findings_of_day(v.register, v.day),
        lambda v: referring.referrals_of_day(v.register, v.day),
        lambda v: referring.open_referrals(v.register),
    ],
    Action.SEE_DIAGNOSES: [lambda v: v.register.require(Action.SEE_DIAGNOSES)],
    Action.SEE_PRIVATE: [lambda v: cards.open_card(v.register, v.seen, "heeadsss")],
    Action.SEE_HISTORY: [
        lambda v: history.journal_of(v.register, v.people["anak"]),
        lambda v: undoing.deed_of(v.register, v.other_deed),
    ],
    Action.SEE_ACCESS_LOG: [
        lambda v: access_log.log_of(v.register),
        lambda v: access_log.count_log(v.register),
        lambda v: access_log.people_at_work(v.register),
    ],
    Action.REGISTER_PEOPLE: [
        lambda v: registration.register_person(v.register, replace(v.person_form("ibu"), name="Baru", nik="")),
        lambda v: registration.edit_person(v.register, v.people["ibu"], replace(v.person_form("ibu"), phone="08")),
    ],
    Action.RECORD_LIFE_EVENT: [
        lambda v: record_event(v.register, DiedForm(v.people["wafat"], TODAY, (v.people["ibu"],))),
    ],
    Action.RECORD_HEALTH: [
        lambda v: measuring.save_visit(v.register, v.people["anak"], v.facts(20)),
        lambda v: drafts.save_draft(v.register, v.people["anak"], {"weight_g": "7,1"}),
        lambda v: pregnancies.open_pregnancy(
            v.register, v.people["ibu"], pregnancies.PregnancyForm(hpht_on=date(2026, 8, 1))
        ),
        lambda v: cards.save_answers(v.register, v.seen, "dewasa", {"weight_kg": 50}),
        lambda v: attending.not_measured(v.register, v.seen, "uji"),
        lambda v: referring.refer(v.register, v.seen, "uji lagi"),
        lambda v: referring.follow_up(v.register, v.sent, referring.FollowUp.RECEIVED),
    ],
    Action.HOLD_DAY: [
        lambda v: open_day.open_day(v.register, v.unit.id, date(2026, 10, 3)),
        lambda v: open_day.move_day(v.register, v.day, date(2026, 11, 4)),
        lambda v: attending.come(v.register, v.day, v.people["ibu"]),
        lambda v: attending.leave(v.register, v.seen, "uji"),
    ],
    Action.REMOVE_RECORD: [lambda v: measuring.remove_visit(v.register, str(v.visit.id), "uji")],
    Action.OVERRIDE_VERDICT: [overridden],
    Action.VALIDATE: [lambda v: v.register.require(Action.VALIDATE)],
    Action.MERGE_PEOPLE: [
        lambda v: merging.merge(v.register, v.people["tetap"], v.people["ganda"]),
        lambda v: duplicates.mark_two_people(v.register, v.people["ibu"], v.people["kartu"]),
    ],
    Action.IMPORT: [import_something],
    Action.EXPORT: [lambda v: access_log.let_out(v.register, Action.EXPORT, "Daftar", people=1)],
    Action.PRINT_PAPERS: [
        lambda v: access_log.let_out(v.register, Action.PRINT_PAPERS, "KMS", people=1),
        lambda v: card_codes.card_code_of(v.register, v.people["kartu"]),
    ],
    Action.PRINT_REPORTS: [lambda v: access_log.let_out(v.register, Action.PRINT_REPORTS, "SKDN")],
    Action.RECORD_CONSENT: [
        lambda v: consents.record_consent(
            v.register, v.people["ibu"], consents.ConsentForm("Warga ibu", TODAY, way=consents.Way.WRITTEN)
        ),
    ],
    Action.ERASE_PERSON: [
        lambda v: erasing.erasure_preview(v.register, v.people["hapus"]),
        lambda v: erasing.erase_person(
            v.register, v.people["hapus"], erasing.ErasureForm("diminta", "1/2026", "Warga hapus")
        ),
    ],
    Action.CHANGE_PLACES: [changed_places, lambda v: setup.add_posyandu(v.register, "Anggrek")],
    Action.CHANGE_SETTINGS: [
        lambda v: source_choices.save_choices(v.register, {"puma_cut": "7"}, agreed_by="Bidan Rina"),
        changed_settings,
    ],
    Action.OWN_PREFERENCES: [own_preferences],
    Action.MANAGE_ACCOUNTS: [
        lambda v: accounts.add_account(v.register, name="Bu Baru", roles=frozenset({Role.KADER}), pin="482913"),
        lambda v: accounts.new_recovery_code(v.register),
    ],
    Action.RESET_PIN: [lambda v: accounts.reset_pin(v.register, "lain", "482913")],
    Action.UNDO_OWN: [own_deed],
    Action.UNDO_OTHERS: [lambda v: undoing.undo(v.register, v.other_deed)],
    Action.MAKE_BACKUP: [lambda v: backups.make_backup_file(v.register, v.folder / "a.bukucadangan")],
    Action.RESTORE: [lambda v: restoring.compare(v.register, v.folder / "tidak-ada.bukucadangan")],
}
"""What needs each action. Private answers, validation and diagnoses come with the forms that hold them."""


def is_done(probe, village):
    """Whether the service went on beyond the right: done, or stopped for another reason."""
    try:
        probe(village)
    except NotAllowed:
        return False
    except BukuError:
        return True
    return True


def test_every_action_is_tried():
    assert set(PROBES) == set(Action)


@pytest.mark.parametrize("roles", ROLE_SETS, ids=lambda roles: "+".join(sorted(roles)))
def test_services_do_and_refuse_as_the_matrix_says(register, tmp_path, roles):
    village = Village(register, tmp_path)
    register.sign_in(User("akun", "Bu Kader", roles))
    tried = [(action, at, probe) for action, probes in PROBES.items() for at, probe in enumerate(probes)]
    told = {(action, at): is_done(probe, village) for action, at, probe in tried}
    assert told == {key: allowed(roles, key[0]) for key in told}


@pytest.mark.parametrize("action", Action)
def test_several_roles_add_up(action):
    for roles in ROLE_SETS:
        assert allowed(roles, action) == any(action in MATRIX[role] for role in roles)


def test_a_register_without_accounts_lets_everybody_do_everything(register):
    assert all(register.may(action) for action in Action)
    register.sign_in(User("akun", "Tanpa peran", frozenset()))
    assert not any(register.may(action) for action in Action)


def test_a_kader_reads_lines_where_a_bidan_reads_categories_and_the_card_stays_official(register, add_child, weigh):
    child = add_child("Aisyah", "2026-03-01")
    weigh(child, "2026-11-12", 5.0, confirmation_reason="uji")
    seen = {}
    for role in (Role.KADER, Role.BIDAN):
        register.sign_in(User("akun", "Bu Kader", frozenset({role})))
        (seen[role],) = measuring.growth_history(register, child).visits
    kader, bidan = seen[Role.KADER], seen[Role.BIDAN]
    assert any("sangat kurang" in one.label for one in bidan.findings)
    assert not any("kurang" in f"{one.label} {one.why}" for one in kader.findings)
    assert (kader.severity, kader.growth) == (bidan.severity, bidan.growth)
    assert [one.next_step for one in kader.findings] == [one.next_step for one in bidan.findings]
