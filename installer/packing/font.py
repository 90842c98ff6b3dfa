"""The font that packed folders bring along: Atkinson Hyperlegible Next, as its makers publish it, with its licence (SIL Open Font License).

It comes as an npm package and is not committed. The app looks for it in `resources/fonts` and takes another font where it is missing.
"""

import base64
import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from installer.environment import HOUSE
from installer.telling import SetupFailed, say

FONTS = HOUSE / "resources" / "fonts"
_PACKAGE = "@expo-google-fonts/atkinson-hyperlegible-next@0.4.1"
_DIGEST = "tA5NUQCrb4GnQ8kvghyF6Kqw72zr4zSNmMwhCTcHlsu/jE5JoF8Fje5/WwL44y17Lue99pG9cyq3PW5X/7ZDng=="
_FACES = ("400Regular", "600SemiBold", "700Bold")
_FILES = {f"package/{face}/AtkinsonHyperlegibleNext_{face}.ttf": f"AtkinsonHyperlegibleNext_{face}.ttf" for face in _FACES} | {
    "package/LICENSE_FONT": "LICENCE-AtkinsonHyperlegibleNext.txt"
}


def put_font_in_place() -> None:
    """Fetches the font unless it is there. Raises SetupFailed without npm, and for a package that is not the one we know."""
    if all((FONTS / name).exists() for name in _FILES.values()):
        return
    say("Fetching the font")
    with tempfile.TemporaryDirectory() as folder:
        unpack(_fetch(Path(folder)))


def unpack(package: Path) -> None:
    """Copies the faces we use and their licence out of the package, unchanged. Raises SetupFailed if it is not the one we know."""
    if base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode() != _DIGEST:
        raise SetupFailed("The font that came is not the one we know.", "Nothing was taken from it. Please try another network.")
    FONTS.mkdir(parents=True, exist_ok=True)
    with tarfile.open(package) as archive:
        for inside, name in _FILES.items():
            content = archive.extractfile(inside)
            if content is not None:
                (FONTS / name).write_bytes(content.read())


def _fetch(folder: Path) -> Path:
    """The package, as npm brings it."""
    npm = shutil.which("npm")
    if npm is None:
        raise SetupFailed(
            "The font comes as an npm package, and npm is not here.", "Please install Node.js with npm on this build machine."
        )
    subprocess.run([npm, "pack", _PACKAGE, "--pack-destination", str(folder)], check=True, capture_output=True)
    return next(folder.glob("*.tgz"))
