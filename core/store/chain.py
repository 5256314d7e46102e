"""The chain of the journal: every entry carries the hash of the one before it, so that none goes or changes unseen.

Each device has a chain of its own. An entry's hash covers its own words and a digest of every row change. The digests
are salted: after an erasure words, values and salts are gone, the digests stay, and the chain still holds.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

FIRST = "0" * 64
"""What stands before the first entry of a device."""
SALT_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Link:
    """What the hash of one entry covers beside its changes; `at` is UTC without zone, `number` counts from 1."""

    entry_id: str
    device_id: str
    number: int
    hlc: str
    at: datetime
    who: str
    account_id: str | None
    action: str
    undoes_id: str | None
    words_digest: str


def salts(count: int) -> list[bytes]:
    """Fresh random salts, one for each row change."""
    block = os.urandom(SALT_LENGTH * count)
    return [block[start : start + SALT_LENGTH] for start in range(0, len(block), SALT_LENGTH)]


def words_digest(salt: bytes, sentence: str, reason: str) -> str:
    """The digest of an entry's words."""
    return hashlib.sha256(salt + f"{sentence}\0{reason}".encode()).hexdigest()


def change_digest(salt: bytes, before: str | None, after: str | None) -> bytes:
    """The digest of a row change, from the texts that the journal keeps."""
    text = f"{'-' if before is None else before}\0{'-' if after is None else after}"
    return hashlib.sha256(salt + text.encode()).digest()


def entry_hash(previous: str, link: Link, changes: Iterable[tuple[str, str, str, bytes]]) -> str:
    """The hash of an entry; `changes` are (id, entity, entity_id, digest), ordered by id."""
    words: Sequence[Any] = (
        previous,
        link.entry_id,
        link.device_id,
        link.number,
        link.hlc,
        link.at.isoformat(timespec="microseconds"),
        link.who,
        link.account_id,
        link.action,
        link.undoes_id,
        link.words_digest,
    )
    whole = hashlib.sha256(json.dumps(words, ensure_ascii=False).encode())
    for change_id, entity, entity_id, digest in changes:
        whole.update(f"\n{change_id}\0{entity}\0{entity_id}\0".encode())
        whole.update(digest)
    return whole.hexdigest()


def broken_links(rows: Iterable[Mapping[Any, Any]], heads: Mapping[str, tuple[int, str]]) -> Iterator[str]:
    """What does not hold in the chains, one sentence each; nothing when all is as it was written.

    `rows` are entries joined with their changes, ordered by device, number and change id; `heads` what each device
    noted last: how many entries, and the last hash.
    """
    seen: set[str] = set()
    for device_id, of_device in groupby(rows, key=lambda row: row["device_id"]):
        seen.add(device_id)
        previous, number = FIRST, 0
        for _entry_id, of_entry in groupby(of_device, key=lambda row: row["id"]):
            lines = list(of_entry)
            entry = lines[0]
            number += 1
            if entry["number"] != number:
                missing = entry["number"] - number
                yield f"{missing} catatan jurnal hilang sebelum nomor {entry['number']}."
                number, previous = entry["number"], entry["previous_hash"]
            if entry["previous_hash"] != previous or not entry_holds(entry, lines):
                yield f"Catatan jurnal nomor {number} ({entry['at']:%d-%m-%Y}) diubah di luar program."
            previous = entry["hash"]
        if heads.get(device_id) != (number, previous):
            yield "Catatan terakhir jurnal hilang atau diganti di luar program."
    yield from ("Semua catatan jurnal dari satu laptop hilang." for device_id in heads if device_id not in seen)


def entry_holds(entry: Mapping[Any, Any], lines: Sequence[Mapping[Any, Any]]) -> bool:
    """Whether an entry is as it was written, with all its changes: `lines` are the entry joined with each of them."""
    changes = []
    for line in lines:
        if line["change_id"] is None:
            continue
        digest = line["digest"]
        if line["change_salt"] is not None:
            # Not erased: what counts is what stands there, and nothing is to stand beside it.
            digest = change_digest(line["change_salt"], line["before"], line["after"])
        elif line["before"] is not None or line["after"] is not None:
            return False
        changes.append((line["change_id"], line["entity"], line["entity_id"], digest or b""))
    digest_of_words = entry["words_digest"]
    if entry["salt"] is not None:
        digest_of_words = words_digest(entry["salt"], entry["sentence"], entry["reason"])
    link = Link(
        entry["id"],
        entry["device_id"],
        entry["number"],
        entry["hlc"],
        entry["at"],
        entry["who"],
        entry["account_id"],
        entry["action"],
        entry["undoes_id"],
        digest_of_words or "",
    )
    return entry_hash(entry["previous_hash"], link, changes) == str(entry["hash"])
