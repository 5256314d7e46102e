"""The table of verbs: add an entry to add a verb to the command line and to its help."""

from ui.verbs import assessing, finding, growing, importing, keeping, printing, registering, reporting, touring
from ui.verbs.verb import Verb

VERBS: tuple[Verb, ...] = (
    *registering.VERBS,
    *importing.VERBS,
    *finding.VERBS,
    *keeping.VERBS,
    *reporting.VERBS,
    *printing.VERBS,
    *growing.VERBS,
    *assessing.VERBS,
    *touring.VERBS,
)
