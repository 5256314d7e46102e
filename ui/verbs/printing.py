"""The verb `print`: cards and papers as PDF."""

import argparse

from core.errors import InputError
from ui.verbs.one_person import one_person, person_with
from ui.verbs.parser import a_date, a_path
from ui.verbs.printing_cards import CARD_PRINTERS
from ui.verbs.printing_day import DAY_PRINTERS
from ui.verbs.verb import Answer, Request, Verb, posyandu_named, progress_line, written


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", metavar="DOKUMEN", help="misalnya kms; list: daftar semuanya")
    parser.add_argument("out", type=a_path, nargs="?", metavar="KELUAR.pdf", help="berkas PDF yang ditulis")
    who = parser.add_mutually_exclusive_group()
    who.add_argument("--nik", metavar="NIK", help="satu orang, menurut NIK")
    who.add_argument("--person", metavar="ID", help="satu orang, menurut id di register")
    who.add_argument("--posyandu", metavar="NAMA", help="semua balita satu posyandu (biasanya seluruh desa)")
    parser.add_argument("--on", type=a_date, metavar="TANGGAL", help="hari buka yang mana (biasanya yang berikutnya)")
    parser.add_argument("--form", metavar="KARTU", help="kartu atau lembar yang mana, misalnya bumil atau puma")
    parser.add_argument(
        "--paper", choices=("A4", "A5", "F4"), help="ukuran kertas (biasanya A4; kartu-bantu F4, rujukan A5)"
    )


def _print(request: Request) -> Answer:
    from printouts.catalogue import DOCUMENTS

    given = request.options
    if given.document == "list":
        lines = [f"{entry.key:12} {entry.title}: {entry.description}" for entry in DOCUMENTS]
        document = [{"id": entry.key, "title": entry.title, "papers": list(entry.papers)} for entry in DOCUMENTS]
        return Answer(lines, document)
    entry = next((entry for entry in DOCUMENTS if entry.key == given.document), None)
    if entry is None or entry.key not in _PRINTERS:
        known = ", ".join(_PRINTERS)
        raise InputError(f"Dokumen “{given.document}” tidak ada. Yang ada: {known}.")
    if given.out is None:
        raise InputError("Nama berkas PDF belum ditulis. Tulis sesudah nama dokumen, misalnya hasil.pdf.")
    given.paper = given.paper or entry.papers[0]
    if given.paper not in entry.papers:
        raise InputError(f"{entry.title} dicetak di kertas {' atau '.join(entry.papers)}.")
    return _PRINTERS[entry.key](request)


def _kms(request: Request) -> Answer:
    from core.rules.permissions import Action
    from core.services.growth.measuring import histories
    from core.services.people.residence import is_under_five, under_five_born_after
    from core.services.trust.access_log import let_out
    from printouts.kms_card import print_kms

    given = request.options
    with request.register() as register:
        if given.nik is not None or given.person is not None:
            children = histories(register, person_ids=[given.person or person_with(register, given.nik)])
        else:
            posyandu = posyandu_named(register, given.posyandu)
            unit_id, today = posyandu.id if posyandu else None, request.clock.today()
            born_after = under_five_born_after(today)
            children = histories(register, posyandu_id=unit_id, born_after=born_after, resident_on=today)
        cards = list(children)
        let_out(register, Action.PRINT_PAPERS, _KMS_WORDS, people=len(cards), person_id=given.person)
        if not cards:
            raise InputError("Tidak ada balita yang cocok, jadi tidak ada kartu yang dicetak.")
        for card in cards:
            if not card.visits and not is_under_five(card.child.born_on, request.clock.today()):
                raise InputError(f"{card.child.name} bukan balita dan belum pernah ditimbang, jadi tidak punya KMS.")
        print_kms(cards, given.out, paper=given.paper, progress=progress_line)
    lines = [written(given.out, f"{len(cards)} kartu")]
    return Answer(lines, {"document": "kms", "out": str(given.out), "cards": len(cards), "paper": given.paper})


def _certificate(request: Request) -> Answer:
    from core.growth.selftest import run
    from printouts.certificate import print_certificate

    out = request.options.out
    result = run()
    print_certificate(result, out, printed_on=request.clock.today())
    return Answer([written(out, "Sertifikat")], {"document": "sertifikat", "out": str(out), "ok": result.passes})


def _record(request: Request) -> Answer:
    from core.rules.permissions import Action
    from core.services.trust.access_log import let_out
    from core.services.trust.person_record import person_record
    from printouts.person_record import print_person_record

    out = request.options.out
    with request.register() as register:
        person_id = one_person(register, request)
        let_out(register, Action.PRINT_PAPERS, "Catatan tentang saya", person_id=person_id)
        record = person_record(register, person_id)
    print_person_record(record, out)
    return Answer(
        [written(out, "Catatan")], {"document": "catatan-orang", "out": str(out), "visits": len(record.visits)}
    )


def _consent(request: Request) -> Answer:
    from core.rules.permissions import Action
    from core.services.trust.access_log import let_out
    from core.services.trust.consent_paper import consent_paper
    from printouts.consent_form import BLANK, print_consent_form

    given, today = request.options, request.clock.today()
    if given.person is None and given.nik is None:
        print_consent_form(BLANK, given.out, printed_on=today)
    else:
        with request.register() as register:
            person_id = one_person(register, request)
            let_out(register, Action.PRINT_PAPERS, "Formulir persetujuan", person_id=person_id)
            paper = consent_paper(register, person_id)
        print_consent_form(paper, given.out, printed_on=today)
    return Answer([written(given.out, "Formulir")], {"document": "persetujuan", "out": str(given.out)})


_KMS_WORDS = "Kartu Menuju Sehat"
_PRINTERS = {
    "kms": _kms,
    "catatan-orang": _record,
    "persetujuan": _consent,
    "sertifikat": _certificate,
    **CARD_PRINTERS,
    **DAY_PRINTERS,
}

VERBS = (Verb("print", "cetak kartu dan surat ke PDF", _options, _print),)
