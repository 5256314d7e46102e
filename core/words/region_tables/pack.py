"""Pack names and codes of regions from the CSV files of `idn-area-data` into the compressed file beside this script.

python core/words/region_tables/pack.py FOLDER_WITH_CSV
"""

import csv
import gzip
import sys
from pathlib import Path

TABLES = ("provinces", "regencies", "districts", "villages")


def packed(folder: Path) -> bytes:
    """The table as it is kept; the same names give the same bytes."""
    names: dict[str, str] = {}
    for table in TABLES:
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            names |= {row["code"]: " ".join(row["name"].split()) for row in csv.DictReader(file)}
    lines = "".join(f"{code}\t{name}\n" for code, name in sorted(names.items()))
    return gzip.compress(lines.encode(), 9, mtime=0)


if __name__ == "__main__":
    (Path(__file__).parent / "regions.tsv.gz").write_bytes(packed(Path(sys.argv[1])))
