import importlib.util
import shutil
from pathlib import Path

from app import resources
from app.resources import resource_path


def test_a_resource_is_found_in_the_checkout() -> None:
    assert resource_path("locale", "twopens.pot").is_file()
    assert resource_path() == Path(__file__).resolve().parents[2] / "resources"


def test_a_resource_is_found_whatever_folder_the_program_was_started_in(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert resource_path("locale").is_dir()


def test_a_built_folder_is_its_own_home(tmp_path: Path) -> None:
    """A build has app/ and resources/ side by side in its inner folder, as the checkout has."""
    inside = tmp_path / "TwoPens" / "_internal"
    (inside / "app").mkdir(parents=True)
    copy = shutil.copy(resources.__file__, inside / "app" / "resources.py")
    spec = importlib.util.spec_from_file_location("built_resources", copy)
    assert spec is not None
    assert spec.loader is not None
    built = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(built)
    assert built.resource_path("forms", "blank.json") == inside / "resources" / "forms" / "blank.json"
