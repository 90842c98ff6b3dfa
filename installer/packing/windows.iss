; Inno Setup 6: makes a set-up program for Windows from the folder that installer\pack.py made.
;   iscc installer\packing\windows.iss
; It installs for one person without an administrator, since many hospital accounts have no such rights.
; Plans lie in %LOCALAPPDATA%\Two Pens, which neither installing nor removing touches.

#define Version "0.1.0"

[Setup]
AppId={{6B0B7E0E-6C0B-4C42-9D38-2B1C3F6B5A11}
AppName=Two Pens
AppVersion={#Version}
AppPublisher=The Two Pens authors
DefaultDirName={autopf}\Two Pens
DefaultGroupName=Two Pens
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\icons\two-pens.ico
UninstallDisplayIcon={app}\Two Pens.exe
OutputDir=..\..\dist
OutputBaseFilename=two-pens-{#Version}-setup
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
; Closes a running Two Pens before its files are replaced; what was typed is stored by then.
CloseApplications=yes

[InstallDelete]
; A part that a newer version no longer has must not stay beside the new ones.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\two-pens\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\Two Pens"; Filename: "{app}\Two Pens.exe"
Name: "{autodesktop}\Two Pens"; Filename: "{app}\Two Pens.exe"; Tasks: desktop

[Tasks]
Name: "desktop"; Description: "Put a sign on the desktop"; Flags: unchecked

[Run]
Filename: "{app}\Two Pens.exe"; Description: "Start Two Pens"; Flags: nowait postinstall skipifsilent
