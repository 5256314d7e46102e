"""The version of this program, for papers and reports of trouble; the same as in pyproject.toml."""

VERSION = "0.1.0"
