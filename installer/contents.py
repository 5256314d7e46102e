"""What goes into the frozen program and what stays out: read by the PyInstaller recipe."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("charts", "core", "printouts", "ui")
MANUAL = ROOT / "docs" / "panduan"

EXCLUDED_MODULES = [
    "IPython",
    "MySQLdb",
    "PySide6.QtNetwork",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtSql",
    "matplotlib.tests",
    "mypy",
    "numpy.f2py",
    "psycopg",
    "psycopg2",
    "psycopg_binary",
    "pysqlite2",
    "pytest",
    "setuptools",
    "sqlalchemy.dialects.mssql",
    "sqlalchemy.dialects.mysql",
    "sqlalchemy.dialects.oracle",
    "tkinter",
]

# An excludes list alone saves almost nothing: the weight is in Qt's libraries and plugins and in sample data.
# GTK and its company come in with one Qt plugin that only borrows a desktop theme; ours is our own.
_PRUNED = re.compile(
    r"""
      Qt6?(Quick|Qml|VirtualKeyboard|Wayland|WlShell|EglFs|Pdf|ShaderTools|WebSockets|Network)
    | opengl32sw
    | libwayland-
    | plugins/(designer|egldeviceintegrations|generic|networkinformation|qmllint|qmltooling|sqldrivers|tls
              |vectorimageformats|wayland-[^/]+)/
    | platforminputcontexts/[^/]*virtualkeyboard
    | platforms/[^/]*q(eglfs|linuxfb|minimalegl|vkkhrdisplay|vnc|wayland|direct2d)
    | platformthemes/[^/]*qgtk
    | imageformats/[^/]*q(gif|icns|pdf|tga|tiff|wbmp|webp)
    | PySide6/(Qt/)?(translations|qml)/
    | matplotlib/mpl-data/(sample_data|plot_directive|images)/
    | PIL/_(avif|webp)
    | lib(avif|webp|webpdemux|webpmux|sharpyuv)-
    | (^|/)lib(gtk|gdk|atk|pango|pangocairo|pangoft2|cairo|cairo-gobject|gdk_pixbuf|pixman|thai|datrie|fribidi|harfbuzz
      |graphite2|epoxy)[-.0-9]*\.so
    """,
    re.VERBOSE | re.IGNORECASE,
)

Entry = tuple[str, str, str]


def pruned(entries: Iterable[Entry]) -> list[Entry]:
    """The entries (name in the folder, source, kind) that the program really uses."""
    return [entry for entry in entries if not _PRUNED.search(entry[0].replace("\\", "/"))]


def data_files() -> list[tuple[str, str]]:
    """Every file of our packages that is not Python (tables, fonts, icons), Alembic's migrations, and the manual."""
    scripts = (ROOT / "core" / "store" / "migrations").rglob("*.py")
    pages = sorted(MANUAL.glob("*.md"))
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file()]
    chosen = [path for path in files if path.suffix not in {".py", ".pyc"} and "__pycache__" not in path.parts]
    return [(str(path), str(path.parent.relative_to(ROOT))) for path in (*sorted(chosen), *sorted(scripts), *pages)]


def hidden_imports() -> list[str]:
    """Modules imported by name at run time: our own, Matplotlib's backends, dialects, and what the ciphers load."""
    named = [
        "_argon2_cffi_bindings",
        "_cffi_backend",
        "alembic.ddl.postgresql",
        "alembic.ddl.sqlite",
        "logging.config",
        "matplotlib.backends.backend_agg",
        "matplotlib.backends.backend_pdf",
        "sqlalchemy.dialects.sqlite",
        "sqlcipher3.dbapi2",
    ]
    return [*named, *_own_modules()]


def _own_modules() -> Iterator[str]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "versions" not in parts:
                yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def version() -> str:
    """The version in pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def windows_version() -> object:
    """The version resource that Windows shows under Properties, Details."""
    from PyInstaller.utils.win32 import versioninfo as vi

    number = (*(int(part) for part in version().split(".")), 0)
    words = {
        "FileDescription": "Buku Posyandu",
        "FileVersion": version(),
        "InternalName": "buku-posyandu",
        "LegalCopyright": "Apache License 2.0",
        "OriginalFilename": "buku-posyandu.exe",
        "ProductName": "Buku Posyandu",
        "ProductVersion": version(),
    }
    # 0x0421 is Indonesian, 1200 is Unicode.
    table = vi.StringTable("042104B0", [vi.StringStruct(key, text) for key, text in words.items()])
    return vi.VSVersionInfo(
        ffi=vi.FixedFileInfo(filevers=number, prodvers=number),
        kids=[vi.StringFileInfo([table]), vi.VarFileInfo([vi.VarStruct("Translation", [0x0421, 1200])])],
    )
