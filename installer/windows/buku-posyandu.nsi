; Per-user Windows installer, in Indonesian, without administrator rights. Made by: python installer\build.py --installer
; VERSION and ROOT are given on the command line.
Unicode true
Target amd64-unicode
!include "MUI2.nsh"
!include "LogicLib.nsh"

!define PROGRAM "Buku Posyandu"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\BukuPosyandu"

Name "${PROGRAM} ${VERSION}"
OutFile "${ROOT}\dist\buku-posyandu-${VERSION}-pasang.exe"
InstallDir "$LOCALAPPDATA\Programs\BukuPosyandu"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
RequestExecutionLevel user
SetCompressor /SOLID lzma
ManifestDPIAware true

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${PROGRAM}"
VIAddVersionKey "FileDescription" "Pemasang ${PROGRAM}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "Apache License 2.0"

!define MUI_FINISHPAGE_RUN "$INSTDIR\buku-posyandu.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${ROOT}\LICENSE"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Indonesian"

; A program that is running cannot be replaced, only half replaced: Windows refuses to open its file for writing.
!macro StopWhileOpen WHAT
  ${If} ${FileExists} "$INSTDIR\buku-posyandu.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\buku-posyandu.exe" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "${PROGRAM} masih terbuka. Tutup dulu jendelanya, lalu ${WHAT} lagi." /SD IDOK
      Abort
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Section
  !insertmacro StopWhileOpen "pasang"
  ; The old program folder goes first, so that no file of an older version stays. The register is elsewhere: in the user's data folder.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${ROOT}\dist\buku-posyandu\*"
  CreateShortcut "$SMPROGRAMS\${PROGRAM}.lnk" "$INSTDIR\buku-posyandu.exe"
  CreateShortcut "$DESKTOP\${PROGRAM}.lnk" "$INSTDIR\buku-posyandu.exe"
  WriteUninstaller "$INSTDIR\hapus.exe"
  WriteRegStr HKCU "${KEY}" "DisplayName" "${PROGRAM}"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\hapus.exe"'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  !insertmacro StopWhileOpen "hapus"
  ; Only what was installed. The register, the backups and the settings of the posyandu stay.
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\LICENSES"
  Delete "$INSTDIR\buku-posyandu.exe"
  Delete "$INSTDIR\buku-posyandu-konsol.exe"
  Delete "$INSTDIR\hapus.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${PROGRAM}.lnk"
  Delete "$DESKTOP\${PROGRAM}.lnk"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
