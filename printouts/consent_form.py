"""The consent form on one upright A4 page: blank for a pen, or filled with what is known."""

from datetime import date
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from core.services.trust.consent_paper import ConsentPaper
from core.services.trust.consents import USUAL_PURPOSE, ConsentView, Way
from core.words.periods import date_words
from printouts.document import Heading, Out, Signature, signature_block, write_document
from printouts.paper import A4
from printouts.styles import lined_style, paragraph_style

_WIDTH = A4.width - 2 * A4.margin
_LINE = "." * 60
_LABELS, _ROW, _LONG = (0.32, 0.68), 22, 70
_RIGHTS = (
    "Saya boleh melihat catatan ini dan meminta salinannya.",
    "Saya boleh meminta yang keliru dibetulkan, paling lambat 3 x 24 jam.",
    "Saya boleh menarik persetujuan ini kapan saja, lisan atau tertulis, tanpa kehilangan pelayanan posyandu.",
    "Saya boleh meminta catatan dihapus; bidan melakukannya dengan surat permintaan.",
)
_ALLOWED = (
    "Data yang dicatat: nama, NIK, tanggal lahir, keluarga, alamat, telepon, hasil ukur, dan pelayanan di posyandu.",
    "Yang melihat: kader dan bidan posyandu ini. Puskesmas menerima laporan dan yang perlu dirujuk.",
    "Data disimpan terkunci di komputer posyandu, tidak di internet, dan setiap kali dilihat tercatat siapa dan kapan.",
)


BLANK = ConsentPaper()
"""A form for a pen."""


def print_consent_form(paper: ConsentPaper, out: Out, *, printed_on: date) -> Out:
    """Write the form to `out` and return it; filled in where `paper` says something.

    UU 27/2022 art. 20 to 22: purpose, data, how long and the rights of the person in plain words. Raises
    EnvironmentProblem for what the disk refuses.
    """
    consent = paper.consent
    purpose = consent.purpose if consent else USUAL_PURPOSE
    given_by = consent.given_by if consent else paper.given_by
    about = (
        ("Nama", paper.name),
        ("Tanggal lahir", date_words(paper.born_on) if paper.born_on else ""),
        ("Alamat", paper.address),
        ("Persetujuan diberikan oleh", given_by),
        ("Hubungan (diri sendiri, ibu, ayah, wali)", ""),
        ("Untuk", purpose),
    )
    body: list[Flowable] = [
        Paragraph("Tentang siapa", paragraph_style("bagian")),
        _answers(about),
        Paragraph("Yang saya setujui", paragraph_style("bagian")),
        *_points(_ALLOWED),
        Paragraph("Hak saya", paragraph_style("bagian")),
        *_points(_RIGHTS),
        Paragraph("Cara dan hari", paragraph_style("bagian")),
        _answers(_how(consent)),
        Spacer(1, 10),
    ]
    signatures = (
        Signature("Yang memberi persetujuan", given_by),
        Signature("Saksi atau kader", consent.witness if consent else ""),
    )
    title = f"Posyandu {paper.posyandu or '.' * 30}"
    heading = Heading("Persetujuan pencatatan data kesehatan", title)
    body.append(signature_block(signatures, "", consent.given_on if consent else None, A4))
    return write_document(out, heading, body, paper=A4, printed_on=printed_on)


def _how(consent: ConsentView | None) -> tuple[tuple[str, str], ...]:
    if consent is None:
        return (("Cara (lingkari)", "lisan   /   tertulis"), ("Tanggal", ""), ("Catatan", ""))
    rows = [
        ("Cara", Way(consent.way).label),
        ("Tanggal", date_words(consent.given_on)),
        ("Catatan", consent.note or "–"),
    ]
    if consent.withdrawn_on:
        rows.append(("Ditarik", date_words(consent.withdrawn_on)))
    return tuple(rows)


def _answers(rows: tuple[tuple[str, str], ...]) -> Table:
    cells = [[_cell(label), _cell(value or _LINE)] for label, value in rows]
    table = Table(
        cells, [_WIDTH * part for part in _LABELS], [None if len(value) > _LONG else _ROW for _, value in rows]
    )
    table.setStyle(lined_style())
    return table


def _points(texts: tuple[str, ...]) -> list[Flowable]:
    return [Paragraph(f"•  {escape(text)}", paragraph_style("isi")) for text in texts]


def _cell(text: str) -> Paragraph:
    return Paragraph(escape(text), paragraph_style("isi"))
