"""Qt's own words in Indonesian: Qt ships none, so its dialogs and context menus get theirs here, once."""

from PySide6.QtCore import QTranslator

WORDS = {
    "OK": "Baik",
    "&OK": "&Baik",
    "Cancel": "Batal",
    "&Cancel": "&Batal",
    "Close": "Tutup",
    "&Close": "&Tutup",
    "Save": "Simpan",
    "&Save": "&Simpan",
    "Open": "Buka",
    "&Open": "&Buka",
    "&Choose": "&Pilih",
    "Yes": "Ya",
    "&Yes": "&Ya",
    "No": "Tidak",
    "&No": "&Tidak",
    "&Undo": "&Urungkan",
    "&Redo": "U&langi",
    "Cu&t": "Po&tong",
    "&Copy": "&Salin",
    "&Paste": "&Tempel",
    "Delete": "Hapus",
    "&Delete": "&Hapus",
    "Select All": "Pilih semua",
    "Look in:": "Cari di:",
    "&Look in:": "Cari &di:",
    "Save As": "Simpan sebagai",
    "File &name:": "&Nama berkas:",
    "Files of type:": "Jenis berkas:",
    "Files of &type:": "&Jenis berkas:",
    "Name": "Nama",
    "Size": "Ukuran",
    "Type": "Jenis",
    "Date Modified": "Diubah",
    "Kind": "Jenis",
    "Back": "Kembali",
    "Go back": "Kembali",
    "Go forward": "Maju",
    "Go to the parent directory": "Ke folder di atasnya",
    "Forward": "Maju",
    "Parent Directory": "Folder di atasnya",
    "Create New Folder": "Buat folder baru",
    "Create a New Folder": "Buat folder baru",
    "&New Folder": "Folder &baru",
    "New Folder": "Folder baru",
    "&Rename": "&Ganti nama",
    "Show &hidden files": "Tampilkan berkas &tersembunyi",
    "List View": "Daftar",
    "Detail View": "Rincian",
    "Change to list view mode": "Tampilkan sebagai daftar",
    "Change to detail view mode": "Tampilkan dengan rincian",
    "Sidebar": "Tempat",
    "List of places and bookmarks": "Daftar tempat",
    "Show ": "Tampilkan ",
    "Files": "Berkas",
    "Drive": "Disk",
    "Computer": "Komputer",
    "Directory:": "Folder:",
    "Directories": "Folder",
    "Folder": "Folder",
    "File": "Berkas",
    "All Files (*)": "Semua berkas (*)",
    "%1 already exists.\nDo you want to replace it?": "%1 sudah ada.\nGanti dengan yang baru?",
    "%1\nFile not found.\nPlease verify the correct file name was given.": "%1\nBerkas tidak ditemukan.",
}


class Indonesian(QTranslator):
    """Looks a word of Qt up in the table above; anything else stays as it is."""

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt's own name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        return WORDS.get(sourceText)

    def isEmpty(self) -> bool:
        return False
