"""The licences that travel with the frozen program."""

from installer import build


def test_each_library_that_travels_brings_its_licence_or_says_which_it_has(tmp_path):
    build.add_licences(tmp_path)
    for name in build.locked_names():
        about = tmp_path / f"{name}.about"
        # Packages that the lock names for another system are not installed here.
        if about.exists():
            texts = list(tmp_path.glob(f"{name}*.txt"))
            assert texts or "License" in about.read_text(encoding="utf-8"), name


def test_our_own_licence_and_qt_s_are_there(tmp_path):
    build.add_licences(tmp_path)
    assert "Apache License" in (tmp_path / "buku-posyandu.txt").read_text(encoding="utf-8")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (tmp_path / "LGPL-3.0.txt").read_text(encoding="utf-8")
    assert "LGPL" in (tmp_path / "pyside6-essentials.about").read_text(encoding="utf-8")


def test_the_size_counts_a_linked_file_once(tmp_path):
    (tmp_path / "a").write_bytes(b"x" * 3_000_000)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert build.megabytes(tmp_path) == 3
