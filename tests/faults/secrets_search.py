"""Looks for people in bytes: names, NIK, KK and telephone numbers, however they are written down."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

PACKED = {b"%PDF": "PDF", b"PK\x03\x04": "zip", b"\x1f\x8b": "gzip", b"7z\xbc\xaf": "7z", b"BZh": "bzip2"}
"""How files begin in which a name could stand without being seen."""
SHORTEST = 6
"""Letters of a word that is looked for by itself: a shorter one also comes about by chance in encrypted bytes."""
CODINGS = ("utf-8", "utf-16-le", "utf-16-be")
_LONG, _BASE64 = 10, 3
"""From how many letters a word is looked for in base64, of which three bytes make a group: it has three looks there."""


class Secrets:
    """What must not be found in clear anywhere."""

    def __init__(self, words: Iterable[str]) -> None:
        whole = {word for word in words if word}
        parts = {part for word in whole for part in word.split() if len(part) >= SHORTEST}
        self._named = {form.lower(): f"{word} ({how})" for word in sorted(whole | parts) for form, how in _forms(word)}
        self._pattern = re.compile(b"|".join(map(re.escape, sorted(self._named, key=len, reverse=True))))
        self._begins = np.zeros(1 << 24, dtype=bool)
        self._begins[[int.from_bytes(form[:3], "little") for form in self._named]] = True

    def in_bytes(self, data: bytes) -> set[str]:
        """Which of them stand in the bytes, in whatever case (each with how it was written)."""
        lowered = data.lower()
        return {
            self._named[found.group()]
            for place in self._places(lowered)
            if (found := self._pattern.match(lowered, int(place)))
        }

    def _places(self, data: bytes) -> Iterable[int]:
        # Megabytes of encrypted pages: a look at three letters at once spares nearly all comparisons.
        whole = np.frombuffer(data, dtype=np.uint8).astype(np.uint32)
        places: list[int] = np.flatnonzero(self._begins[whole[:-2] | whole[1:-1] << 8 | whole[2:] << 16]).tolist()
        return places

    def in_file(self, path: str, data: bytes) -> Iterator[str]:
        """Everything wrong with a file of these bytes: a secret in it or in its name, or packed so that none shows."""
        for secret in sorted(self.in_bytes(data)):
            yield f"{path}: {secret}"
        for secret in sorted(self.in_bytes(path.encode(errors="surrogateescape"))):
            yield f"{path}: {secret} in its name"
        for mark, kind in PACKED.items():
            if data.startswith(mark):
                yield f"{path}: a {kind} file, in which nothing can be seen"


def _forms(word: str) -> Iterator[tuple[bytes, str]]:
    for coding in CODINGS:
        yield word.lower().encode(coding), coding
    for spelled in {word, word.upper()}:
        yield spelled.encode().hex().encode(), "hex"
        for before in range(_BASE64 if len(word) >= _LONG else 0):
            whole = b64encode(bytes(before) + spelled.encode())
            # Letters at both ends also hold bits of what stands beside the word.
            yield whole[-(-8 * before // 6) : len(whole) // 4 * 4 - 4], "base64"


def files_under(root: Path, exempt: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Every file under a folder with its bytes, but not those under the exempt folders."""
    spared = tuple(exempt)
    for path in sorted(root.rglob("*")):
        if path.is_file() and not any(path.is_relative_to(folder) for folder in spared):
            yield str(path), path.read_bytes()
