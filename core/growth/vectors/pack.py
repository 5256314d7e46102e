"""Pack published growth vectors (plain CSV) into the compressed files beside this script, with a manifest.

python core/growth/vectors/pack.py FOLDER_WITH_CSV
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
IGROWUP = "WHO igrowup macro, survey data set shipped with it"
# packed name, name of the CSV, what computed the expected values
SETS = (
    ("igrowup_survey", "igrowup_survey_0_60m.open.csv", IGROWUP),
    ("stata_0_17y", "stata_0_17y.open.csv", "WHO igrowup and WHO2007 macros (Stata)"),
    ("who2007_survey", "who2007_survey_61_228m.open.csv", "WHO 2007 macro, survey data set shipped with it"),
    ("anthro_days", "oracle_anthro110_days.open.csv", "WHO R package anthro 1.1.0, random and boundary inputs"),
    ("anthro_months", "oracle_anthro110_months.open.csv", "WHO R package anthro 1.1.0, ages in months"),
    ("anthroplus", "oracle_anthroplus100_5_19y.open.csv", "WHO R package anthroplus 1.0.0"),
    ("anthro_literals", "anthro_testthat_literals.csv", "unit tests of WHO's R package anthro"),
    ("anthroplus_literals", "anthroplus_testthat_literals.csv", "unit tests of WHO's R package anthroplus"),
    ("rcpch_lmsgrowth", "rcpch_lmsgrowth_0.05_4y.open.csv", "LMSgrowth, as published by RCPCH"),
    ("sd_expanded", "published_sd_expanded_3dp.open.csv", "WHO expanded tables 2006, 3 decimals"),
    ("sd_simplified", "published_sd_simplified_1dp.open.csv", "WHO simplified field tables 2006, 1 decimal"),
    ("velocity_sd", "published_weight_velocity_sd_g.open.csv", "WHO weight velocity tables 2009, SD"),
    (
        "velocity_percentiles",
        "published_weight_velocity_1mo_percentiles_g.open.csv",
        "WHO weight velocity tables 2009, 1-month centiles",
    ),
)


def main(folder: Path) -> None:
    """Compress every set and write `manifest.json` with its origin and the SHA-256 of the uncompressed text."""
    manifest = {}
    for name, csv_name, source in SETS:
        text = (folder / csv_name).read_bytes()
        (HERE / f"{name}.csv.gz").write_bytes(gzip.compress(text, 9, mtime=0))
        manifest[name] = {
            "file": f"{name}.csv.gz",
            "records": text.count(b"\n") - 1,
            "source": source,
            "sha256": hashlib.sha256(text).hexdigest(),
        }
    (HERE / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
