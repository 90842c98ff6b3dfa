"""Where the data that ships with Two Pens lies: forms, themes, Word base documents, languages."""

from pathlib import Path

# In a checkout this file lies in app/. In a PyInstaller folder the loader gives it a path of the same shape inside the bundle, so one rule
# serves both as long as the spec file bundles `resources` beside `app`.
_RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def resource_path(*parts: str) -> Path:
    """The place of a file or folder under `resources`, whether or not it exists: `resource_path("forms", "care_plan.json")`."""
    return _RESOURCES.joinpath(*parts)
