"""The record of one person on upright A4, for that person: all that is kept, who changed it and who looked."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from reportlab.platypus import CondPageBreak, Flowable, LongTable, Paragraph, Table

from core.services.trust.access_log import AccessLine
from core.services.trust.person_record import PersonRecord
from core.words.periods import date_short, date_words
from printouts.document import Heading, Out, Signature, write_document
from printouts.paper import A4
from printouts.styles import lined_style, paragraph_style, table_style

_WIDTH = A4.width - 2 * A4.margin
_TWO = (0.27, 0.73)
_VISITS = (
    ("Tanggal", 0.11),
    ("Umur", 0.14),
    ("Ukuran", 0.24),
    ("Hasil", 0.2),
    ("Catatan", 0.17),
    ("Dicatat oleh", 0.14),
)
_LOOKS = (("Tanggal", 0.13), ("Jam", 0.08), ("Oleh", 0.22), ("Apa", 0.17), ("Keterangan", 0.4))
_SIGNATURES = (Signature("Yang menerima", before="Diterima oleh"), Signature("Petugas", before="Diserahkan oleh"))
_ROOM_FOR_A_PART = 80
"""Points: a heading never stands alone at the foot of a page."""
_WHY = (
    "Setiap orang berhak tahu apa yang dicatat tentang dirinya, siapa yang mengubahnya, dan siapa yang melihatnya "
    "(UU 27/2022). Ada yang keliru? Sampaikan ke kader atau bidan, dan akan dibetulkan paling lambat 3 x 24 jam."
)


def print_person_record(record: PersonRecord, out: Out) -> Out:
    """Write the record to `out`, whole or not at all, and return `out`.

    The line in the log of access is the caller's (`access_log.let_out`). Raises EnvironmentProblem for
    what the disk refuses.
    """
    heading = Heading(
        "Catatan tentang saya",
        record.name,
        (
            ("Posyandu", record.posyandu or "–"),
            ("Desa", record.village or "–"),
            ("Dibuat", date_words(record.made_on)),
            ("Jumlah kunjungan", str(len(record.visits))),
        ),
    )
    return write_document(out, heading, _body(record), paper=A4, printed_on=record.made_on, signatures=_SIGNATURES)


def _body(record: PersonRecord) -> list[Flowable]:
    return [
        Paragraph(_WHY, paragraph_style("isi")),
        *_part("Identitas", _pairs(record.identity), "Belum ada."),
        *_part("Keluarga serumah", _pairs(record.family), "Belum tercatat dalam satu keluarga."),
        *_part("Riwayat", _pairs(record.life), "Belum ada."),
        *_part("Kunjungan", _visits(record), "Belum pernah diukur di posyandu."),
        *(_part("Kehamilan", _pairs(record.pregnancies), "") if record.pregnancies else ()),
        *_part("Persetujuan", _pairs(record.consents), "Belum ada persetujuan yang dicatat."),
        *_part("Siapa mencatat dan mengubah", _sentences(record.changes), "Belum ada."),
        *_part("Siapa melihat dan membawa", _looks(record.looks), _no_looks(record)),
    ]


def _part(title: str, table: Flowable | None, empty: str) -> list[Flowable]:
    shown = table or Paragraph(empty, paragraph_style("isi"))
    return [CondPageBreak(_ROOM_FOR_A_PART), Paragraph(title, paragraph_style("bagian")), shown]


def _pairs(rows: Sequence[tuple[str, str]]) -> Flowable | None:
    if not rows:
        return None
    table = Table(
        [[_cell(label), _cell(value)] for label, value in rows], [_WIDTH * part for part in _TWO], hAlign="LEFT"
    )
    table.setStyle(lined_style())
    return table


def _visits(record: PersonRecord) -> Flowable | None:
    rows = ((date_short(one.on), one.age, one.measures, one.verdict, one.remarks, one.author) for one in record.visits)
    return _listed(_VISITS, rows)


def _looks(looks: tuple[AccessLine, ...] | None) -> Flowable | None:
    rows = []
    for line in looks or ():
        at = line.at.astimezone()
        rows.append((date_short(at.date()), f"{at:%H.%M}", line.who, line.kind.label, line.text))
    return _listed(_LOOKS, rows)


def _no_looks(record: PersonRecord) -> str:
    if record.looks is None:
        return "Bagian ini dicetak oleh bidan. Minta bidan mencetaknya."
    return "Belum ada."


def _listed(columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[str]]) -> Flowable | None:
    body = [[_cell(text) for text in row] for row in rows]
    if not body:
        return None
    head = [Paragraph(name, paragraph_style("sel_kepala")) for name, _ in columns]
    table = LongTable([head, *body], [_WIDTH * part for _, part in columns], repeatRows=1, hAlign="LEFT")
    table.setStyle(table_style())
    return table


def _sentences(texts: Sequence[str]) -> Flowable | None:
    if not texts:
        return None
    table = LongTable([[_cell(text)] for text in texts], [_WIDTH], hAlign="LEFT")
    table.setStyle(lined_style())
    return table


def _cell(text: str) -> Paragraph:
    return Paragraph(escape(text), paragraph_style("sel"))
