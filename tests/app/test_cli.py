"""The plain commands, on real stores: what they print, what they leave, and the exit code, for good days and bad ones."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.access.key_store import KeyStore
from app.cli import run
from app.forms import roles, shipped_form
from app.plans import find_plan, start_plan
from app.services import Services
from models.access_log import access_lines
from models.copies import copies_of
from models.database import Store
from models.roots import root
from tests.app.open_ward import OpenWard, hurt_until_it_does_not_open, open_ward, write_in_a_plan, write_more
from tests.app.word.invariants import WordFile, faults
from tests.fakes import FakeClock, MemoryKeyring
from tests.models.stores import with_the_key_in_hand

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "three little ducks"
WORDS = "I like the garden."


class Ward:
    """A ward that was closed, and the commands at its door."""

    def __init__(self, ward: OpenWard) -> None:
        self.ward = ward
        self.plan = write_in_a_plan(ward, WORDS).plan.id
        self.asked: list[str] = []
        ward.store.end_sitting()
        self.close()

    @property
    def folder(self) -> Path:
        """Its profile."""
        return self.ward.services.profile.folder

    def run(self, *words: str, answer: str = "", ring: MemoryKeyring | None = None) -> int:
        """Runs one command on it."""

        def ask(question: str) -> str:
            self.asked.append(question)
            return answer

        return run([*words, "--profile", str(self.folder)], ask, KeyStore(ring or self.ward.ring), FakeClock())

    def key(self) -> bytes:
        """The key, as somebody has it who means harm."""
        return self.ward.services.vault.unlock_with_keyring()

    def opened(self) -> Store:
        """The store, opened beside."""
        return Store.open(self.ward.services.profile.store_file, self.key())

    def open_again(self) -> None:
        """Opens it as a window does."""
        old = self.ward.services
        self.ward.services = Services(old.profile, self.ward.calls.put, key_store=old.key_store, clock=self.ward.clock)
        self.ward.store = self.ward.services.open_with_keyring()
        self.ward.store.unlock_as(self.ward.jo.id)

    def close(self) -> None:
        """Closes it, once what comes after a sitting is over; the key ring keeps the key."""
        self.ward.services.slow_tasks.close()
        self.ward.close()


@pytest.fixture
def ward(tmp_path: Path) -> Ward:
    return Ward(open_ward(tmp_path))


Printed = Callable[[], tuple[str, str]]


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Printed:
    """What was printed since this was last asked: to the screen, and beside it."""

    def read() -> tuple[str, str]:
        captured = capsys.readouterr()
        return captured.out, captured.err

    return read


# ---- plans


def test_a_plan_about_nobody_is_listed_and_exported_without_a_name(ward: Ward, printed: Printed, tmp_path: Path) -> None:
    ward.open_again()
    panel = start_plan(ward.ward.store.store, ward.ward.clock, "", shipped_form("interview_panel"), title="A nurse for the ward")
    ward.close()

    assert ward.run("plans", "--names") == 0
    (line,) = [line for line in printed()[0].splitlines() if panel.id in line]
    assert line.split("  ")[-3:] == ["Interview panel", "being written", "4 May 2026"]
    assert ward.run("export", panel.id, str(tmp_path / "panel.docx")) == 0
    assert faults((tmp_path / "panel.docx").read_bytes(), about_nobody=True) == []


def test_plans_are_listed_without_names(ward: Ward, printed: Printed) -> None:
    assert ward.run("plans") == 0
    out, err = printed()

    assert re.fullmatch(rf"  1  {ward.plan}  My care plan  being written  4 May 2026\n", out)
    assert err == ""


def test_names_are_shown_only_when_they_are_asked_for(ward: Ward, printed: Printed) -> None:
    assert ward.run("plans", "--names") == 0

    assert "Sam Okafor" in printed()[0]


def test_what_is_read_on_the_command_line_is_in_the_log(ward: Ward) -> None:
    ward.run("plans")

    store = ward.opened()
    with store.reading() as session:
        last = access_lines(session)[-1]
    store.close()
    assert (last.verb, last.detail, last.person_id) == ("unlocked", "command_line", "")


def test_an_empty_store_says_that_there_are_no_plans(tmp_path: Path, printed: Printed) -> None:
    empty = open_ward(tmp_path)
    empty.close()

    code = run(["plans", "--profile", str(empty.services.profile.folder)], input, KeyStore(empty.ring), FakeClock())
    assert (code, printed()[0]) == (0, "There are no plans yet.\n")


# ---- export


@pytest.mark.parametrize("which", [(), ("1",), ("id",), ("beginning",)])
def test_export_saves_the_plan_and_prints_where(ward: Ward, printed: Printed, tmp_path: Path, which: tuple[str, ...]) -> None:
    words = [{"id": ward.plan, "beginning": ward.plan[:8].upper()}.get(word, word) for word in which]
    out = tmp_path / "copy.docx"

    assert ward.run("export", *words, "--kind", "who-wrote-what", str(out)) == 0
    assert printed()[0] == f"{out}\n"
    assert faults(out.read_bytes()) == []
    assert any(WORDS in text for style, text in WordFile(out.read_bytes()).paragraphs)


def test_an_export_is_noted_and_listed(ward: Ward, tmp_path: Path) -> None:
    ward.run("export", "--kind", "clean", str(tmp_path / "copy.docx"))

    store = ward.opened()
    with store.reading() as session:
        verbs = [line.verb for line in access_lines(session, plan_id=ward.plan)]
        copies = copies_of(session, ward.plan)
    store.close()
    assert verbs[-2:] == ["exported", "copy_listed"]
    assert [copy.kind for copy in copies] == ["clean"]


def test_a_folder_gets_a_file_without_anybodys_name(ward: Ward, printed: Printed, tmp_path: Path) -> None:
    assert ward.run("export", str(tmp_path)) == 0

    assert printed()[0] == f"{tmp_path / 'My care plan, Clean copy, 2026-05-04.docx'}\n"


@pytest.mark.parametrize("word", ["2", "0", "abcdef", "ab"])
def test_a_plan_that_is_not_there_is_told(ward: Ward, printed: Printed, tmp_path: Path, word: str) -> None:
    assert ward.run("export", word, str(tmp_path / "copy.docx")) == 2

    assert "That does not name one plan." in printed()[1]
    assert not (tmp_path / "copy.docx").exists()


def test_with_several_plans_one_has_to_be_named(ward: Ward, printed: Printed, tmp_path: Path) -> None:
    ward.open_again()
    start_plan(ward.ward.store.store, ward.ward.clock, ward.ward.robin.id, shipped_form("blank"))
    ward.close()

    assert ward.run("export", str(tmp_path / "copy.docx")) == 2
    assert "Which plan?" in printed()[1]
    assert ward.run("export", ward.plan, str(tmp_path / "copy.docx")) == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("copy.pdf",), "A Word file ends in .docx."),
        (("nowhere/copy.docx",), "is not there."),
        (("1", "two", "three.docx"), "The commands are verify, plans and export."),
        (("--kind", "odd", "copy.docx"), "The commands are verify, plans and export."),
        ((), "The commands are verify, plans and export."),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    ward: Ward, printed: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)

    assert ward.run("export", *words) == 2
    err = printed()[1]
    assert sentence in err
    assert "Traceback" not in err


# ---- verify


def test_a_sound_store_verifies(ward: Ward, printed: Printed) -> None:
    assert ward.run("verify") == 0

    assert re.fullmatch(r"1 plan was read, with \d+ rows\. Everything is as it was written\.\n", printed()[0])


def test_verify_reads_while_a_window_is_open_and_writes_nothing(ward: Ward) -> None:
    ward.open_again()
    with ward.ward.store.store.reading() as session:
        before = root(session, 0)

    assert ward.run("verify") == 0
    with ward.ward.store.store.reading() as session:
        assert root(session, 0) == before
    ward.close()


def test_a_changed_row_is_named_with_its_plan(ward: Ward, printed: Printed) -> None:
    with with_the_key_in_hand(ward.ward.services.profile.store_file, ward.key()) as connection:
        connection.execute("UPDATE updates SET blob = zeroblob(length(blob)) WHERE n = 1")

    assert ward.run("verify") == 1
    assert f"My care plan ({ward.plan[:8]}): row 1 was changed." in printed()[0]


def test_an_older_file_put_back_is_older_than_the_last_known_root(ward: Ward, printed: Printed) -> None:
    file = ward.ward.services.profile.store_file
    older = file.read_bytes()
    ward.open_again()
    sitting = ward.ward.store.begin_sitting(ward.ward.sam.id)
    sitting.arrive(ward.ward.jo.id, roles()["nurse"])
    write_more(ward.ward, ward.ward.store.open_plan(find_plan(ward.ward.store.store, ward.plan)), "More. ")
    ward.ward.store.end_sitting()
    ward.close()
    file.write_bytes(older)

    assert ward.run("verify") == 1
    assert "These plans are older than the last known root of 4 May 2026" in printed()[0]


def test_a_damaged_file_says_which_plans_still_read(ward: Ward, printed: Printed) -> None:
    hurt_until_it_does_not_open(ward.ward.services)

    assert ward.run("verify") == 1
    assert ward.plan[:8] in printed()[0]


# ---- keys


def test_a_passphrase_is_asked_for_and_never_printed(tmp_path: Path, printed: Printed) -> None:
    opened = open_ward(tmp_path, PASSPHRASE)
    opened.close()
    profile = str(opened.services.profile.folder)

    assert run(["verify", "--profile", profile], lambda question: PASSPHRASE, KeyStore(MemoryKeyring()), FakeClock()) == 0
    assert run(["plans", "--profile", profile], lambda question: PASSPHRASE, KeyStore(MemoryKeyring()), FakeClock()) == 0
    assert run(["plans", "--profile", profile], lambda question: "something else", KeyStore(MemoryKeyring()), FakeClock()) == 2
    out, err = printed()
    assert "That passphrase does not open these plans." in err
    assert PASSPHRASE not in out + err


def test_with_an_empty_key_ring_the_code_of_the_sheet_opens(ward: Ward, printed: Printed) -> None:
    empty = MemoryKeyring()

    assert ward.run("verify", answer=ward.ward.code.written(), ring=empty) == 0
    assert ward.asked == ["The code on the recovery sheet: "]
    assert "The key ring is open. It does not have the key to these plans." in printed()[1]
    assert ward.run("verify", answer="AAAA", ring=empty) == 2
    assert "The code does not fit yet" in printed()[1]


def test_the_code_can_be_asked_for(ward: Ward) -> None:
    assert ward.run("plans", "--recovery", answer=ward.ward.code.written()) == 0
    assert ward.asked == ["The code on the recovery sheet: "]


def test_while_a_window_is_open_nothing_is_exported_beside_it(ward: Ward, printed: Printed, tmp_path: Path) -> None:
    other = open_ward(tmp_path / "other")

    code = run(
        ["export", str(tmp_path / "copy.docx"), "--profile", str(other.services.profile.folder)], input, KeyStore(other.ring), FakeClock()
    )
    assert code == 2
    assert "Two Pens is already open on this computer." in printed()[1]
    other.close()


@pytest.mark.parametrize("command", ["verify", "plans", "export"])
def test_a_folder_without_plans_is_told(tmp_path: Path, printed: Printed, command: str) -> None:
    words = [command, *(["copy.docx"] if command == "export" else [])]

    assert run([*words, "--profile", str(tmp_path / "empty")], input, KeyStore(MemoryKeyring()), FakeClock()) == 2
    assert "There are no plans here." in printed()[1]


# ---- the whole


def test_help_is_shown_and_is_no_trouble(printed: Printed) -> None:
    assert run(["export", "--help"]) == 0
    assert "twopens export [PLAN] OUT.docx" in printed()[0]


def test_a_folder_may_be_called_like_a_command(tmp_path: Path, printed: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert run(["--profile", "plans", "verify"], input, KeyStore(MemoryKeyring()), FakeClock()) == 2
    assert "There are no plans here." in printed()[1], "and so the command was understood"


def test_the_demonstration_works_with_every_command(tmp_path: Path, printed: Printed) -> None:
    assert run(["--demo", "plans"], clock=FakeClock()) == 0
    assert run(["verify", "--demo"], clock=FakeClock()) == 0
    assert run(["--demo", "export", "--kind", "clean", str(tmp_path / "first.docx")], clock=FakeClock()) == 0
    assert run(["--demo", "export", "2", str(tmp_path / "second.docx")], clock=FakeClock()) == 0

    assert re.match(r"  1  [0-9a-f]{32}  My care plan  in use  ", printed()[0])
    titles = [WordFile((tmp_path / name).read_bytes()).paragraphs[0][1] for name in ("first.docx", "second.docx")]
    assert titles == ["My care plan", "Staying safe together"]


def test_the_commands_load_no_window() -> None:
    program = "import sys; from app.cli import run; code = run(['--demo', 'plans']); sys.exit(code or 3 * ('PySide6' in sys.modules))"

    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, timeout=120, check=False).returncode == 0


def test_the_entrance_leads_here() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "ui", "--demo", "verify"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )

    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Everything is as it was written." in ran.stdout
