"""The verb `assess`: the verdict on a filled form without a register, one or many."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from core.errors import InputError
from ui.verbs.verb import DONE, SOME_REFUSED, Answer, Request, Verb

if TYPE_CHECKING:
    from core.exchange.assessment_json import Document

_HELP = """\
Masukan dari stdin, satu objek JSON:
  {"context": {"sex": "P", "birth_date": "1998-05-01"}, "answers": {"muac_cm": 22.9}}
Satuannya seperti di kartu cetak (kg, cm, mmHg, mg/dL). Yang belum dijawab tidak ditulis.
Nama formulir dan isiannya: assess list
Dengan --batch tiap baris satu objek yang juga berisi "form"; jawabannya satu baris JSON tiap masukan."""
_LIST = "list"


class _Lines(Answer):
    """An answer whose lines are JSON already: the same with and without `--json`."""

    def show(self, *, as_json: bool) -> int:
        """Print the lines."""
        del as_json
        return Answer.show(self, as_json=False)


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("form", nargs="?", metavar="FORMULIR", help="misalnya bumil, dewasa, puma; atau list")
    parser.add_argument("--batch", action="store_true", help="banyak formulir, satu objek JSON tiap baris")


def _assess(request: Request) -> Answer:
    options = request.options
    if options.form == _LIST:
        return _list()
    if options.batch:
        return _batch(options.form, request.clock.today())
    if options.form is None:
        raise InputError("Sebutkan formulirnya, misalnya: assess bumil. Daftarnya: assess list.")
    from core.exchange.assessment_json import assess_document

    document = assess_document(options.form, _parsed(_stdin()), today=request.clock.today())
    return Answer(_for_people(document), document, [], SOME_REFUSED if document["errors"] else DONE)


def _list() -> Answer:
    from core.exchange.assessment_json import forms_document
    from core.rules.forms.catalogue import ASSESSED

    lines = [f"{form.key:<20} {form.label} ({len(form.fields)} isian)" for form in ASSESSED]
    return Answer(lines, forms_document())


def _batch(default: str | None, today: date) -> Answer:
    answers = [_line(text, default, today) for text in _stdin().splitlines() if text.strip()]
    is_refused = any(one["errors"] for one in answers)
    lines = [json.dumps(one, ensure_ascii=False) for one in answers]
    return _Lines(lines, status=SOME_REFUSED if is_refused else DONE)


def _line(text: str, default: str | None, today: date) -> "Document":
    """One line's answer; what cannot be read at all is answered too, so that line n answers line n."""
    from core.exchange.assessment_json import assess_document

    try:
        document = _parsed(text)
        form = document.get("form", default) if isinstance(document, dict) else default
        return assess_document(form if isinstance(form, str) else "", document, today=today)
    except InputError as wrong:
        return {
            "form": None,
            "complete": False,
            "missing": [],
            "scores": {},
            "verdicts": [],
            "refer": False,
            "reasons": [],
            "errors": [{"field": wrong.field or "", "message": wrong.message}],
        }


def _stdin() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("Masukan bukan teks UTF-8.") from None


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise InputError("Masukan bukan JSON yang benar. Periksa tanda kutip, koma, dan kurungnya.") from None


def _for_people(document: "Document") -> list[str]:
    return list(_said(document))


def _said(document: "Document") -> Iterator[str]:
    verdicts, errors = document["verdicts"], document["errors"]
    for one in verdicts if isinstance(verdicts, list) else ():
        yield f"{one['severity'].upper():<7} {one['label']}  [{one['rule']}] {one['why']}"
        if one["next"]:
            yield f"        {one['next']}"
    for one in errors if isinstance(errors, list) else ():
        yield f"PERIKSA {one['message']}"
    missing, reasons = document["missing"], document["reasons"]
    if isinstance(missing, list) and missing:
        yield "Belum diisi: " + ", ".join(missing)
    if isinstance(reasons, list) and reasons:
        yield "RUJUK karena: " + "; ".join(reasons)


VERBS = (Verb("assess", "putusan atas satu formulir yang diisi, tanpa register", _options, _assess, _HELP),)
