"""What goes into the frozen program and what stays out."""

import re
from pathlib import Path

import pytest

from installer import contents


def kept(name: str) -> bool:
    return bool(contents.pruned([(name, "", "BINARY")]))


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6\\Qt6Qml.dll",
        "PySide6\\opengl32sw.dll",
        "libQt6Network.so.6",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6\\plugins\\tls\\qschannelbackend.dll",
        "PySide6/Qt/plugins/imageformats/libqwebp.so",
        "PySide6\\translations\\qtbase_de.qm",
        "matplotlib/mpl-data/sample_data/goog.npz",
        "libpangocairo-1.0.so.0",
        "libgtk-3.so.0",
        "pillow.libs/libavif-c6062d5f.so.16.4.2",
    ],
)
def test_what_the_program_never_uses_stays_out(name):
    assert not kept(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6\\Qt6Core.dll",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6\\plugins\\printsupport\\windowsprintersupport.dll",
        "pillow.libs/libharfbuzz-fb49c9fc.so.0.61450.0",
        "matplotlib/mpl-data/matplotlibrc",
        "numpy.libs/libscipy_openblas64_-32a4b2a6.so",
        "core/growth/tables/weight_for_age.bin",
    ],
)
def test_what_it_needs_goes_in(name):
    assert kept(name)


def test_tables_of_growth_and_migrations_travel_with_the_program():
    places = {(Path(source).name, Path(folder).as_posix()) for source, folder in contents.data_files()}
    assert ("weight_for_age.bin", "core/growth/tables") in places
    assert ("env.py", "core/store/migrations") in places
    assert ("v0001_first_tables.py", "core/store/migrations/versions") in places


def test_the_manual_travels_with_the_program():
    places = {(Path(source).name, Path(folder).as_posix()) for source, folder in contents.data_files()}
    assert {("README.md", "docs/panduan"), ("hari-buka.md", "docs/panduan")} <= places


def test_no_source_or_cache_travels_beside_the_migrations():
    others = [source for source, folder in contents.data_files() if "migrations" not in folder]
    assert not [source for source in others if source.endswith((".py", ".pyc")) or "__pycache__" in source]


def test_every_module_of_ours_is_named_because_tables_import_by_name():
    names = contents.hidden_imports()
    assert {"core", "core.growth.lms", "core.store.engine", "charts.theme"} <= set(names)


def test_the_version_is_the_project_s():
    assert re.fullmatch(r"\d+\.\d+\.\d+", contents.version())
