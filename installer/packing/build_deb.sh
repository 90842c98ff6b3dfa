#!/usr/bin/env bash
# Makes dist/two-pens_VERSION_ARCH.deb from the folder that installer/pack.py made. Needs dpkg-deb, which every Debian has.
# Build on the oldest system that shall run it: what is packed needs at least the glibc of the build machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

[ -x dist/two-pens/twopens ] || { echo "Nothing is packed yet. Please run: python3 installer/pack.py" >&2; exit 1; }

version=$(sed -n 's/^version = "\(.*\)"$/\1/p' pyproject.toml)
arch=$(dpkg --print-architecture)
glibc=$(ldd --version | sed -n '1s/.* //p')
root=build/deb
rm -rf "$root"
mkdir -p "$root/DEBIAN" "$root/opt" "$root/usr/bin" "$root/usr/share/applications" "$root/usr/share/doc/two-pens"

cp -r dist/two-pens "$root/opt/two-pens"
ln -s /opt/two-pens/twopens "$root/usr/bin/twopens"
for size in 32 64 256; do
    install -D -m 644 "build/icons/two-pens-$size.png" "$root/usr/share/icons/hicolor/${size}x${size}/apps/two-pens.png"
done
install -m 644 LICENSE "$root/usr/share/doc/two-pens/copyright"

cat > "$root/usr/share/applications/two-pens.desktop" <<DESKTOP
[Desktop Entry]
Type=Application
Name=Two Pens
Comment=Write a care plan together
Exec=twopens
Icon=two-pens
Terminal=false
Categories=Office;
DESKTOP

# The libraries of X11 lie in the folder; what comes with the graphics driver and the desktop must be the system's own.
cat > "$root/DEBIAN/control" <<CONTROL
Package: two-pens
Version: $version
Architecture: $arch
Maintainer: The Two Pens authors <two-pens@localhost>
Installed-Size: $(du -sk "$root/opt" | cut -f1)
Depends: libc6 (>= $glibc), libgl1, libegl1, libfontconfig1, libdbus-1-3
Recommends: gnome-keyring | kwalletmanager, fonts-dejavu-core
Section: editors
Priority: optional
Description: care plans written together
 A patient and a clinician write one care plan side by side. Every word
 stays under its writer's name, and the plan leaves as a Word document.
CONTROL

# zstd packs in seconds and makes 98 MB; xz makes 72 MB and takes two minutes.
dpkg-deb --root-owner-group -Z"${TWOPENS_DEB_PACKER:-zstd}" -b "$root" "dist/two-pens_${version}_${arch}.deb"
