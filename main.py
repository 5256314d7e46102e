"""Buku Posyandu: without a verb the window opens; with one the same work is done headless."""

import sys

from ui.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
