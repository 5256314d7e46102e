"""Verbs that keep a register safe: `backup`, `restore`, and `check` with its repair."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import EnvironmentProblem, InputError
from ui.verbs.entering import secret_of
from ui.verbs.parser import a_path
from ui.verbs.verb import DONE, SOME_REFUSED, Answer, Request, Verb, existing_file, progress_line, written

if TYPE_CHECKING:
    from core.services.trust.backup_views import BackupView, Counts
    from core.services.trust.maintenance import CheckResult
    from core.services.trust.restoring_today import RestoredLikeToday


def _backup_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", type=a_path, metavar="TUJUAN", help="berkas baru, atau folder (namanya tanggal dan jam)")


def _backup(request: Request) -> Answer:
    from core.services.trust.backups import make_backup, make_backup_file

    out = request.options.out
    make = make_backup if out.is_dir() else make_backup_file
    with request.register() as register:
        view = make(register, out, progress_line)
    document = {"file": str(view.path), "proven": True, **_facts(view)}
    return Answer([f"Cadangan terbukti: {view.words}.", written(view.path, "Berkas")], document)


def _restore_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=a_path, metavar="CADANGAN", help="berkas cadangan (.bukucadangan)")
    parser.add_argument(
        "--into", type=a_path, required=True, metavar="BARU", help="berkas register baru; tidak menimpa"
    )


def _restore(request: Request) -> Answer:
    from core.services.trust.backup_keys import is_locked_backup
    from core.services.trust.restoring_today import restore_like_today

    given = request.options
    existing_file(given.file)
    made = restore_like_today(
        given.file,
        given.into,
        secret=_secret(request) if is_locked_backup(given.file) else "",
        places=() if "://" in request.place else (Path(request.place),),
        clock=request.clock,
        progress=progress_line,
    )
    restored = made.restored
    document = {
        "into": str(restored.into),
        "from_schema": restored.backup.schema,
        **_facts(restored.backup),
        "schema": restored.schema,
        "keys_of": str(made.beside) if made.beside else None,
        "erased_again": restored.erased_again,
        "knows_erasures": made.knows_erasures,
    }
    line = f"Register pulih dari cadangan {restored.backup.words}."
    return Answer([line, *_of_today(made), written(restored.into, "Register baru")], document)


def _of_today(made: "RestoredLikeToday") -> list[str]:
    """Whose keys open the new register, and whether somebody erased since may have come back."""
    if made.beside is None:
        return ["Register sekarang tidak ditemukan di dekatnya: PIN dan isinya seperti waktu cadangan dibuat."]
    if not made.knows_erasures:
        return ["Register sekarang tidak terbaca: orang yang dihapus sesudah cadangan mungkin ada lagi. Periksa."]
    again = made.restored.erased_again
    said = [f"{again} orang yang sudah dihapus atas permintaan tetap terhapus."] if again else []
    return [f"PIN dan akun mengikuti {made.beside.name}.", *said] if made.restored.backup.is_encrypted else said


def _check_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--repair-into", type=a_path, metavar="BARU", help="perbaiki ke berkas register baru")
    parser.add_argument(
        "--backup", type=a_path, metavar="CADANGAN", help="cadangan untuk perbaikan (biasanya yang terbaru)"
    )


def _check(request: Request) -> Answer:
    given = request.options
    if given.repair_into is not None:
        return _repair(request, given.repair_into, given.backup)
    if given.backup is not None:
        raise InputError("--backup hanya bersama --repair-into.")
    from core.services.trust.maintenance import check

    try:
        with request.register() as register:
            return _checked(check(register, progress_line))
    except EnvironmentProblem as problem:
        if not _is_damaged(request.place):
            raise
        return _broken(problem.message)


def _checked(result: "CheckResult") -> Answer:
    problems = [str(problem) for problem in result.problems]
    document = {
        "ok": result.ok,
        "people": result.people,
        "families": result.families,
        "measurements": result.measurements,
        "problems": problems,
    }
    verdict = "Register sehat" if result.ok else f"Ada {len(problems)} masalah"
    line = f"{verdict}: {result.people} orang, {result.families} keluarga, {result.measurements} penimbangan."
    told = [f"- {one}" for one in (*problems, *result.notes)]
    return Answer([line, *told], document, [], DONE if result.ok else SOME_REFUSED)


def _is_damaged(place: str) -> bool:
    from core.services.trust.access import is_locked
    from core.services.trust.repairing import is_damaged

    return "://" not in place and Path(place).is_file() and not is_locked(place) and is_damaged(Path(place))


def _broken(message: str) -> Answer:
    document = {"ok": False, "people": None, "families": None, "measurements": None, "problems": [message]}
    way = "Perbaiki ke berkas baru dengan: check --repair-into BARU"
    return Answer([f"Register rusak. {message}", way], document, [], SOME_REFUSED)


def _repair(request: Request, into: Path, backup: Path | None) -> Answer:
    from core.services.trust.access import is_locked
    from core.services.trust.backup_keys import key_for_repair
    from core.services.trust.repairing import newest_backup_beside, repair

    place = Path(request.place)
    existing_file(place)
    chosen = backup or newest_backup_beside(place)
    if chosen is not None:
        existing_file(chosen)
    key = key_for_repair(place, chosen, _secret(request)) if is_locked(request.place) else None
    account = repair(place, chosen, into, key=key, clock=request.clock, progress=progress_line)
    document = {
        "into": str(into),
        "backup": str(chosen) if chosen else None,
        "complete": account.is_complete,
        "came_back": len(account.came_back),
        "lost": [{"at": one.at.isoformat(), "who": one.who, "deed": one.sentence} for one in account.lost],
        "unread": account.unread,
        **_numbers(account.counts),
        "problems": list(account.problems),
    }
    status = DONE if account.is_complete else SOME_REFUSED
    return Answer([*account.lines, written(into, "Register baru")], document, [], status)


def _secret(request: Request) -> str:
    secret = secret_of(request.options)
    if not secret:
        raise InputError("Berkas ini bersandi. Beri PIN atau kode pemulihan lewat --pin-file BERKAS atau BUKU_PIN.")
    return secret


def _facts(view: "BackupView") -> dict[str, Any]:
    return {
        "made_at": view.made_at.isoformat(),
        "bytes": view.size,
        "schema": view.schema,
        "encrypted": view.is_encrypted,
        **_numbers(view.counts),
    }


def _numbers(counts: "Counts") -> dict[str, int]:
    return {"people": counts.people, "families": counts.families, "measurements": counts.measurements}


VERBS = (
    Verb("backup", "buat cadangan yang terbukti, dibaca ulang sampai habis", _backup_options, _backup),
    Verb("restore", "pulihkan cadangan ke berkas register baru; tidak pernah menimpa", _restore_options, _restore),
    Verb("check", "periksa apakah register utuh, atau perbaiki ke berkas baru", _check_options, _check),
)
