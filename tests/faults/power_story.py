"""Not a test: works with a register and writes down, in the recorded order, what the register has acknowledged.

python -m tests.faults.power_story WORLD BOOK.xlsx KEY(hex)
"""

import os
import sys
from pathlib import Path

from core.services.people import registration
from core.services.trust import backups
from core.store.base import new_id
from core.words.people import Sex
from tests.faults.day import TODAY, House, lock

ROUNDS, IN_A_ROUND = 6, 14


def main(house: House) -> None:
    """Register people, now and then closing, backing up and changing the keyring in between."""
    acknowledged = os.open(house.folder / "janji.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    lock(house)
    for number in range(ROUNDS * IN_A_ROUND):
        name = f"Orang {number} {new_id()}"
        form = registration.PersonForm(name, Sex.MALE, TODAY, address="J" * 900, confirmation_reason="uji")
        registration.register_person(house.opened(), form)
        os.write(acknowledged, f"person {name}\n".encode())
        if number % IN_A_ROUND == IN_A_ROUND // 2:
            made = backups.make_backup(house.opened(), house.folder / "cadangan")
            os.write(acknowledged, f"backup {made.path.name}\n".encode())
        if number % IN_A_ROUND == IN_A_ROUND - 1:
            house.close()
            lock(house)
    house.close()


if __name__ == "__main__":
    main(House(Path(sys.argv[1]), Path(sys.argv[2]), bytes.fromhex(sys.argv[3])))
