"""`backup`, `restore` and `check --repair-into` on the command line: a sentence or a document, never over a file."""

import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from core.store.cipher import connect_file
from core.store.schema import HEAD
from tests.core.services.locked_registers import OLD, files_below, locked_register, old_backup
from ui.cli import main

PAGE = 4096


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    return Path(shutil.copy(OLD / "0002.db", folder / "desa.db"))


@pytest.fixture
def run(capsys):
    def call(*arguments):
        capsys.readouterr()
        status = main([*map(str, arguments), "--today", "2026-11-25"])
        return status, *capsys.readouterr()

    return call


def damage(place):
    """The page that everything of the people's table hangs on is overwritten."""
    with closing(connect_file(place, None, read_only=True)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'person'").fetchone()[0]
    content = bytearray(place.read_bytes())
    content[(page - 1) * PAGE : page * PAGE] = b"\xa5" * PAGE
    place.write_bytes(content)


def test_backup_and_restore_as_documents(run, place, tmp_path):
    out, new = tmp_path / "desa.bukucadangan", tmp_path / "pulih.db"
    status, text, err = run("backup", out, "--db", place, "--json")
    made = json.loads(text)
    assert (status, err) == (0, "")
    assert made | {"bytes": 0, "made_at": ""} == {
        "file": str(out),
        "proven": True,
        "made_at": "",
        "bytes": 0,
        "schema": HEAD,
        "encrypted": False,
        "people": 43,
        "families": 14,
        "measurements": 23,
    }
    status, text, _ = run("restore", out, "--into", new, "--json")
    back = json.loads(text)
    assert status == 0
    assert (back["into"], back["from_schema"], back["schema"], back["people"]) == (str(new), HEAD, HEAD, 43)
    status, text, _ = run("check", "--db", new, "--json")
    assert (status, json.loads(text)["people"]) == (0, 43)


def test_in_words(run, place, tmp_path):
    status, text, _ = run("backup", tmp_path / "desa.bukucadangan", "--db", place)
    assert status == 0
    assert text.startswith("Cadangan terbukti: 25 November 2026 pukul")
    status, text, _ = run("restore", tmp_path / "desa.bukucadangan", "--into", tmp_path / "pulih.db")
    assert status == 0
    assert text.startswith("Register pulih dari cadangan 25 November 2026")


def test_into_a_folder_the_name_is_date_and_time(run, place, tmp_path):
    (tmp_path / "usb").mkdir()
    status, text, _ = run("backup", tmp_path / "usb", "--db", place, "--json")
    assert status == 0
    assert Path(json.loads(text)["file"]).name.startswith("2026-11-25_")


@pytest.mark.parametrize("version", sorted(path.stem for path in OLD.glob("*.db")))
def test_an_old_backup_comes_back_in_the_version_of_today(run, tmp_path, version):
    status, text, _ = run("restore", old_backup(version, tmp_path), "--into", tmp_path / "pulih.db", "--json")
    assert status == 0
    assert (json.loads(text)["from_schema"], json.loads(text)["schema"]) == (version, HEAD)


def test_refusals_are_one_sentence_and_change_nothing(run, place, tmp_path):
    (tmp_path / "acak.bukucadangan").write_bytes(b"bukan cadangan")
    run("backup", tmp_path / "baik.bukucadangan", "--db", place)
    before = files_below(tmp_path)
    for arguments, words in (
        (("restore", tmp_path / "acak.bukucadangan", "--into", tmp_path / "pulih.db"), "bukan cadangan"),
        (("restore", tmp_path / "tidak-ada", "--into", tmp_path / "pulih.db"), "tidak ditemukan"),
        (("restore", tmp_path / "baik.bukucadangan", "--into", place), "sudah ada"),
        (("restore", tmp_path / "baik.bukucadangan", "--into", tmp_path / "entah" / "pulih.db"), "tidak ada"),
        (("restore", tmp_path / "baik.bukucadangan"), "--into"),
        (("backup", tmp_path / "baik.bukucadangan", "--db", place), "sudah ada"),
        (("backup", tmp_path / "entah" / "x.bukucadangan", "--db", place), "Folder"),
        (("backup", tmp_path / "x.bukucadangan", "--db", tmp_path / "tidak-ada.db"), "tidak ditemukan"),
        (("check", "--db", place, "--backup", tmp_path / "baik.bukucadangan"), "--repair-into"),
    ):
        status, out, err = run(*arguments)
        assert (status, out) == (2, "")
        assert words in err
        assert err.count("\n") == 1
    assert files_below(tmp_path) == before


def test_a_damaged_register_is_found_and_repaired_beside(run, place, tmp_path):
    run("check", "--db", place)
    (place.parent / "cadangan").mkdir()
    run("backup", place.parent / "cadangan", "--db", place)
    damage(place)
    damaged = place.read_bytes()
    status, text, _ = run("check", "--db", place, "--json")
    assert (status, json.loads(text)["ok"]) == (1, False)
    status, text, _ = run("check", "--db", place, "--repair-into", tmp_path / "baru.db", "--json")
    account = json.loads(text)
    assert (status, account["complete"], account["people"], account["lost"]) == (0, True, 43, [])
    assert account["backup"].endswith(".bukucadangan")
    assert place.read_bytes() == damaged
    assert run("check", "--db", tmp_path / "baru.db")[0] == 0


def test_without_a_backup_the_journal_repairs_it_and_says_so(run, place, tmp_path):
    run("check", "--db", place)
    damage(place)
    status, text, _ = run("check", "--db", place, "--repair-into", tmp_path / "baru.db")
    assert status == 0
    assert "Tanpa cadangan" in text
    assert "Tidak ada yang hilang." in text


def test_an_encrypted_backup_wants_the_pin_or_the_code_and_never_on_the_command_line(run, tmp_path, monkeypatch):
    made = locked_register(tmp_path / "melati.db")
    from core.services.trust.backups import make_backup_file

    out = make_backup_file(made.register, tmp_path / "melati.bukucadangan").path
    made.register.close()
    monkeypatch.delenv("BUKU_PIN", raising=False)
    status, _, err = run("restore", out, "--into", tmp_path / "pulih.db")
    assert (status, "BUKU_PIN" in err) == (2, True)
    monkeypatch.setenv("BUKU_PIN", made.code)
    status, text, _ = run("restore", out, "--into", tmp_path / "pulih.db", "--json")
    assert (status, json.loads(text)["encrypted"]) == (0, True)
    assert (tmp_path / "pulih.db.kunci").exists()


def test_an_encrypted_register_is_backed_up_restored_and_opened_by_its_pin(run, tmp_path, monkeypatch):
    place, out, new = tmp_path / "melati.db", tmp_path / "melati.bukucadangan", tmp_path / "pulih.db"
    monkeypatch.setenv("BUKU_PIN", "271828")
    init = ("init", "--db", place, "--posyandu", "Melati", "--village", "Sukamaju", "--account", "Bu Ani")
    assert run(*init, "--roles", "bidan+admin")[0] == 0
    assert run("backup", out, "--db", place)[0] == 0
    assert not any(b"Sukamaju" in content for content in files_below(tmp_path).values())
    monkeypatch.setenv("BUKU_PIN", "314159")
    status, text, err = run("restore", out, "--into", new)
    assert (status, text) == (2, "")
    assert "PIN tidak cocok" in err
    monkeypatch.setenv("BUKU_PIN", "271828")
    assert run("restore", out, "--into", new)[0] == 0
    status, text, _ = run("check", "--db", new)
    assert (status, text) == (0, "Register sehat: 0 orang, 0 keluarga, 0 penimbangan.\n")


def test_a_nik_of_two_people_is_told_and_is_no_problem(run, place):
    with closing(connect_file(place, None)) as connection:
        connection.execute("UPDATE person SET nik = '3201014103260001' WHERE id IN (SELECT id FROM person LIMIT 2)")
        connection.commit()
    _, text, _ = run("check", "--db", place)
    assert "- 2 orang memakai NIK yang sama dengan orang lain." in text
