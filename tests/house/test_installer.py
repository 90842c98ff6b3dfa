"""The two commands of the README: what they make, what they hand on, and what they say when something is missing."""

import ast
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from installer import environment, qt_libraries, starting, testing
from installer.environment import Environment, PartsList
from installer.python_version import complaint_about
from installer.telling import SetupFailed
from tests.house.house_files import ROOT

posix = pytest.mark.skipif(sys.platform == "win32", reason="uses a shell or a symbolic link")
LIST = "loro==1.2 ; sys_platform == 'linux' \\\n    --hash=sha256:aa\n    # via app\nqtpy==2.4 \\\n    --hash=sha256:bb\n"


@pytest.fixture
def home(tmp_path: Path) -> Environment:
    """A private place, not made yet, for an empty list of parts."""
    (tmp_path / "parts.txt").write_text("# nothing\n")
    return Environment(tmp_path / "home", PartsList(tmp_path / "parts.txt"))


@pytest.fixture
def made(home: Environment, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """The same, made: with the steps of the set-up replaced by the files that they leave."""
    monkeypatch.setattr(environment, "_run", lambda command, tell=None: leave_files(home))
    home.make_whole()
    return home


def leave_files(home: Environment) -> None:
    home.python.parent.mkdir(parents=True, exist_ok=True)
    home.python.touch()
    (home.folder / "lib/python3.11/site-packages/loro-1.2.dist-info").mkdir(parents=True, exist_ok=True)


def test_the_installer_needs_nothing_but_python() -> None:
    imported = set()
    for path in (ROOT / "installer").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            imported |= {(node.module or "") if isinstance(node, ast.ImportFrom) else name for name in names or [""]} - {""}

    assert {name.split(".")[0] for name in imported} - sys.stdlib_module_names == {"installer"}


@pytest.mark.parametrize(("version", "fit"), [((3, 10), False), ((3, 11), True), ((3, 14), True), ((3, 15), False)])
def test_a_python_that_will_not_do_is_refused_in_words(version: tuple[int, int], fit: bool) -> None:
    assert (complaint_about(*version) == "") is fit


@pytest.mark.parametrize("name", ["run.py", "test.py", "python_version.py"])
def test_an_older_python_can_read_what_refuses_it(name: str) -> None:
    ast.parse((ROOT / "installer" / name).read_text("utf-8"), feature_version=(3, 7))


def test_a_real_place_is_made_from_an_empty_list(home: Environment) -> None:
    home.make_whole()

    assert home.is_whole()
    assert subprocess.run([home.python, "-c", "import pip"], check=False).returncode == 0


def test_a_place_that_is_whole_is_left_alone(made: Environment) -> None:
    def refuse() -> None:
        raise AssertionError

    made.make_whole(prepare=refuse)


@pytest.mark.parametrize(
    "harm",
    [
        lambda home: (home.folder / environment.STAMP).unlink(),
        lambda home: (home.folder / environment.STAMP).write_text("{half"),
        lambda home: home.python.unlink(),
        lambda home: (home.folder / "lib/python3.11/site-packages/loro-1.2.dist-info").rmdir(),
        lambda home: home.parts.path.write_text(LIST),
    ],
    ids=["no stamp", "half a stamp", "no python", "a part is gone", "the list changed"],
)
def test_a_place_that_is_not_whole_is_made_anew(harm: Callable[[Environment], object], made: Environment) -> None:
    harm(made)
    assert not made.is_whole()

    made.make_whole()

    assert made.is_whole()


def test_an_interrupted_set_up_leaves_no_stamp(home: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(command: list[str], tell: object = None) -> None:
        leave_files(home)
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "_run", interrupt)
    with pytest.raises(KeyboardInterrupt):
        home.make_whole()

    assert not home.is_whole()


@posix
def test_a_link_is_removed_and_what_it_points_to_stays(home: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "letter").touch()
    home.folder.symlink_to(tmp_path / "elsewhere")
    monkeypatch.setattr(environment, "_run", lambda command, tell=None: leave_files(home))

    home.make_whole()

    assert home.is_whole()
    assert (tmp_path / "elsewhere" / "letter").exists()


def test_a_fuller_list_does_as_well(made: Environment, tmp_path: Path) -> None:
    (tmp_path / "short.txt").write_text("# less\n")
    short = PartsList(tmp_path / "short.txt")

    assert Environment(made.folder, short, also_good=(made.parts,)).is_whole()
    assert not Environment(made.folder, short).is_whole()


def test_parts_are_left_out_with_their_hashes(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(LIST)
    parts = PartsList(tmp_path / "list.txt", left_out=frozenset({"loro"}))

    assert parts.text() == "qtpy==2.4 \\\n    --hash=sha256:bb\n"
    assert parts.count() == 1


def test_the_place_without_qt_leaves_out_all_of_qt() -> None:
    text = testing.HOME_WITHOUT_QT.parts.text()

    assert "pytest==" in text
    assert not any(f"\n{name}==" in text for name in testing.QT_AND_WHAT_NEEDS_IT)
    assert "pyside" not in text.replace("# via", "")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full."),
        ("Temporary failure in name resolution", "The parts of Two Pens could not be fetched."),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "A part that came is not the part we asked for, so nothing was installed."),
        ("something new", "A part of Two Pens could not be put in place."),
    ],
)
def test_a_failed_step_is_told_in_words_with_its_last_lines(line: str, sentence: str) -> None:
    with pytest.raises(SetupFailed) as failure:
        environment._run([sys.executable, "-c", f"print({line!r}); raise SystemExit(1)"])

    assert failure.value.sentence == sentence
    assert line in str(failure.value)


def test_settings_that_lead_parts_astray_are_dropped_and_a_mirror_is_kept() -> None:
    settings = environment._clean_settings({"PIP_TARGET": "x", "PYTHONPATH": "y", "PIP_INDEX_URL": "mirror"})

    assert settings == {"PIP_INDEX_URL": "mirror"}


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--demo"], True),
        (["verify"], False),
        (["--demo", "plans"], False),
        (["--help"], False),
        (["--profile", "x"], True),
        (["--profile", "x", "plans"], False),
    ],
)
def test_only_a_window_needs_a_screen(arguments: list[str], window: bool) -> None:
    assert starting.opens_window(arguments) is window


def test_the_app_is_ours_wherever_the_reader_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place, code in (("ours", 7), ("theirs", 8)):
        (tmp_path / place / "ui").mkdir(parents=True)
        (tmp_path / place / "ui" / "__init__.py").touch()
        (tmp_path / place / "ui" / "__main__.py").write_text(f"import sys; sys.exit({code} if sys.argv[1:] == ['a b'] else 9)")
    monkeypatch.setattr(starting, "HOUSE", tmp_path / "ours")
    monkeypatch.setattr(starting, "HOME", Environment(Path(sys.executable).parents[1], PartsList(tmp_path)))
    monkeypatch.chdir(tmp_path / "theirs")

    assert starting.hand_over(["a b"]) == 7


def test_an_app_that_is_killed_hands_back_what_a_shell_would() -> None:
    assert [starting._exit_code(code) for code in (0, 3, -9)] == [0, 3, 137]


def test_no_screen_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    with pytest.raises(SetupFailed, match="no screen here"):
        starting._see_to_a_screen()


@posix
def test_a_library_that_is_missing_is_found_by_trying(home: Environment, tmp_path: Path) -> None:
    home.python.parent.mkdir(parents=True)
    home.python.write_text("#!/bin/sh\necho 'ImportError: libEGL.so.1: cannot open shared object file' >&2; exit 1\n")
    home.python.chmod(0o755)

    assert "libEGL.so.1" in qt_libraries._complaint(home.python, ())


def test_a_check_that_fails_fails_the_run_though_every_test_passes(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    here = SimpleNamespace(python=sys.executable, make_whole=lambda: None)
    broken, good = testing.Run("Two and two are five", ("-c", "raise SystemExit(2 + 2 != 5)"), here), testing.Run("Good", ("-c", ""), here)
    monkeypatch.setattr(testing, "see_to_everything", lambda: None)
    monkeypatch.setattr(testing, "RUNS", (broken, good))

    assert testing.main([]) == 1
    assert capfd.readouterr().out.rstrip().endswith("1 of 2 hold\n   NOT: Two and two are five")


def test_what_python_compiled_is_kept_away_from_the_code_for_the_next_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(testing, "COMPILED", tmp_path / "compiled")
    assert testing.run_python(SimpleNamespace(python=sys.executable), ("-c", "import installer.telling")) == 0
    assert [path.name.split(".")[0] for path in tmp_path.rglob("telling.*.pyc")] == ["telling"]


def test_every_test_is_in_one_run_and_in_no_other() -> None:
    run = [argument for run in testing.RUNS for argument in run.arguments if argument.startswith("tests/")]
    apart = [argument.removeprefix("--ignore=") for run in testing.RUNS for argument in run.arguments if argument.startswith("--ignore=")]
    files = [path.relative_to(ROOT).as_posix() for path in ROOT.glob("tests/**/test_*.py")]
    for file in files:
        times = sum(file.startswith(f"{folder}/") for folder in run) - sum(file.startswith(f"{folder}/") for folder in apart)
        assert times == (0 if file.startswith("tests/speed/") else 1), file


def test_with_arguments_only_pytest_runs_and_its_code_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(testing, "see_to_everything", lambda: None)
    monkeypatch.setattr(testing, "run_python", lambda place, arguments: asked.append(arguments) or 5)

    assert testing.main(["tests/models", "-q"]) == 5
    assert asked == [("-m", "pytest", "tests/models", "-q")]


@posix
def test_ci_runs_the_command_of_the_readme_and_keeps_its_code(tmp_path: Path) -> None:
    (tmp_path / ".ci").mkdir()
    (tmp_path / "installer").mkdir()
    (tmp_path / ".ci" / "run").write_text((ROOT / ".ci" / "run").read_text("utf-8"))
    (tmp_path / "installer" / "test.py").write_text("raise SystemExit(42)")

    assert subprocess.run(["bash", tmp_path / ".ci" / "run"], check=False).returncode == 42


def test_runs_side_by_side_fail_when_one_of_them_does(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    here = SimpleNamespace(python=sys.executable, make_whole=lambda: None)
    good, bad = testing.Run("Good", ("-c", "print('fine')"), here), testing.Run("Bad", ("-c", "raise SystemExit(3)"), here)
    assert testing.run_side_by_side((good,)) == 0
    assert testing.run_side_by_side((bad, good)) == 1
    assert "fine" in capfd.readouterr().out


def test_a_run_whose_place_cannot_be_made_fails_and_says_why(capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        raise SetupFailed("The disk is full.", "Please free some room.")

    nowhere = SimpleNamespace(python=sys.executable, make_whole=fail)
    assert testing.run_side_by_side((testing.Run("Never run", ("-c", "print('fine')"), nowhere),)) == 1
    said = capfd.readouterr().out
    assert "The disk is full." in said
    assert "fine" not in said


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt brings its own")
@pytest.mark.parametrize(
    ("wanted", "screens"), [("xcb", ("xcb",)), ("wayland-egl", ("wayland",)), ("xcb:x=1;wayland", ("xcb",)), ("offscreen", ())]
)
def test_the_plugin_that_somebody_asks_for_is_the_one_that_is_tried(
    wanted: str, screens: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("QT_QPA_PLATFORM", wanted)

    assert qt_libraries.screens_here() == screens


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt brings its own")
def test_where_qt_gives_up_it_is_said_what_to_type(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(starting, "see_to_everything", lambda window: None)
    monkeypatch.setattr(starting, "hand_over", lambda arguments: starting.ABORTED)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")

    assert starting.main([]) == starting.ABORTED

    said = "".join(capsys.readouterr())
    assert "Two Pens could not show its window." in said
    assert "libxcb-cursor0" in said
