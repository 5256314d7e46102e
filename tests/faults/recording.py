"""Reads what the obedient disk recorded: every byte written to any file, in order, also to files long gone."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HEAD = struct.Struct("<c3xIQQ")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done to a file: W written at `offset`, T cut to it, O made or emptied, S synced, U gone, R renamed.

    `data` is what was written, or the new name (L: a second one).
    """

    kind: str
    path: str
    offset: int
    data: bytes


def steps(record: Path) -> Iterator[Step]:
    """The steps of a record, in the order in which they were done."""
    with record.open("rb") as file:
        while head := file.read(_HEAD.size):
            kind, path_size, offset, size = _HEAD.unpack(head)
            path = file.read(path_size).decode(errors="surrogateescape")
            yield Step(kind.decode(), path, offset, file.read(size))


def written(record: Path) -> Iterator[tuple[str, bytes]]:
    """Everything written, with the file it was written to; what was written without a gap comes in one piece."""
    running: dict[str, tuple[int, bytearray]] = {}
    for step in steps(record):
        if step.kind == "W":
            end, piece = running.get(step.path, (-1, bytearray()))
            if step.offset != end:
                if piece:
                    yield step.path, bytes(piece)
                piece = bytearray()
            piece += step.data
            running[step.path] = (step.offset + len(step.data), piece)
    for path, (_, piece) in running.items():
        yield path, bytes(piece)
