"""The key in a real key ring: the Secret Service of a session of its own, where the system has one to start."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
NEEDED = ("dbus-run-session", "gnome-keyring-daemon")
MISSING = [name for name in NEEDED if shutil.which(name) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"no real key ring here: {', '.join(MISSING)} not installed")

START = 'printf "a login password" | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$0" -c "$1" "$2"'

MAKE = """
import sys
from pathlib import Path
from app.access.anchors import Anchors
from app.access.key_store import KeyStore
from app.access.pen_secret import PenSecret
from app.access.profile import Profile
from app.access.vault import Vault
from tests.app.access.wards import new_ward_in, root_of

profile = Profile(Path(sys.argv[1]))
profile.prepare()
vault = Vault(profile, KeyStore())
ward, key, code = new_ward_in(vault)
ward.write(3)
Anchors(vault, key).remember_root(root_of(ward.store))
ward.store.close()
again = Vault(profile, KeyStore())
store = again.open_store(again.unlock_with_keyring())
assert Anchors(again, key).last_known_root() == root_of(store)
assert len(PenSecret(again).find_or_make()) == 32
store.close()
print(again.header().keyring)
"""

MEET_A_LOCKED_ONE = """
import sys
from pathlib import Path
import secretstorage
from app.access.key_store import KeyringLocked, KeyStore, SecretNotFound
from app.access.profile import Profile
from app.access.vault import Vault

profile = Profile(Path(sys.argv[1]))
vault = Vault(profile, KeyStore())
before = profile.store_file.read_bytes()
vault.unlock_with_keyring()
secretstorage.get_default_collection(secretstorage.dbus_init()).lock()
try:
    vault.unlock_with_keyring()
except KeyringLocked:
    print("locked")
assert profile.store_file.read_bytes() == before
"""


def run_in_a_session(code: str, folder: Path) -> str:
    """What the code prints in a session with an unlocked key ring, whose data lies under `folder`."""
    own = {"HOME": str(folder), "XDG_DATA_HOME": str(folder / "data"), "XDG_RUNTIME_DIR": str(folder / "run"), "PYTHONPATH": str(ROOT)}
    environment = {**os.environ, **own}
    for name in ("PYTHON_KEYRING_BACKEND", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"):
        environment.pop(name, None)
    for name in ("data", "run"):
        (folder / name).mkdir(mode=0o700, exist_ok=True)
    command = ["dbus-run-session", "--", "sh", "-c", START, sys.executable, code, str(folder / "Two Pens")]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_store_is_made_and_opened_with_its_key_in_the_secret_service(tmp_path: Path) -> None:
    assert run_in_a_session(MAKE, tmp_path) == "keyring.backends.SecretService.Keyring"


def test_the_key_is_there_in_the_next_session_and_a_locked_ring_is_told(tmp_path: Path) -> None:
    run_in_a_session(MAKE, tmp_path)
    assert run_in_a_session(MEET_A_LOCKED_ONE, tmp_path) == "locked"
