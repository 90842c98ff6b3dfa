"""Saving a copy of a plan: made from what is on the disk, noted in the log that the patient can read, written whole, and listed."""

from collections.abc import Callable
from pathlib import Path

from app.answers import people_named
from app.clock import today_by
from app.errors import Trouble
from app.files import safe_file_name, write_whole
from app.language import _
from app.open_store import OpenStore
from app.plans import find_plan, form_of, load_document, note_access
from app.settings import WARD_NAME
from app.word.blocks import Copy, CopyKind
from app.word.copy import make_copy
from app.word.facts import gather
from app.word.letterhead import kind_in_words
from app.word.writer import write_copy
from models.copies import note_copy
from models.plans import Plan

Progress = Callable[[int, int | None], None]
ENDING = ".docx"
_STEPS = 3


def copy_of(open_store: OpenStore, plan: Plan, kind: CopyKind) -> Copy:
    """What would leave now, to be shown before it does. Raises Trouble for another patient's plan, or while words are not saved."""
    if open_store.sitting and open_store.sitting.sitting.patient_id != plan.patient_id:
        raise open_store.one_at_a_time()
    if not open_store.keeping.flush():
        raise _not_saved()
    plan = find_plan(open_store.store, plan.id)
    loaded, document = load_document(open_store.store, plan)
    day = today_by(open_store.clock)
    ward, named = open_store.settings.get(WARD_NAME), people_named(document)
    facts = gather(open_store.store, plan, loaded.pens.values(), ward, day, named)
    return make_copy(facts, document, kind)


def export_plan(
    open_store: OpenStore, plan: Plan, kind: CopyKind, path: Path, progress: Progress | None = None, for_whom: str = ""
) -> Path:
    """Saves a copy as a Word file, and gives its place. Raises Trouble; then there is no new file, and an old one is as it was.

    The line in the log comes first: a copy that left without one would be worse than a line about a copy that did not leave, and of such a
    copy a second line says so. `progress` is told (steps done, steps in all); what it raises stops the export.
    """
    tell = progress or (lambda done, whole: None)
    tell(0, _STEPS)
    copy = copy_of(open_store, plan, kind)
    tell(1, _STEPS)
    data = write_copy(copy, today_by(open_store.clock))
    tell(2, _STEPS)
    _write_and_note(open_store, plan, kind, path, data, for_whom)
    tell(_STEPS, _STEPS)
    return path


def default_file_name(open_store: OpenStore, plan: Plan, kind: CopyKind) -> str:
    """A name for the file that says which form, which kind and which day, and nobody's name."""
    title = form_of(open_store.store, plan).title
    day = today_by(open_store.clock).isoformat()
    return safe_file_name(f"{title}, {kind_in_words(kind)}, {day}") + ENDING


def _write_and_note(open_store: OpenStore, plan: Plan, kind: CopyKind, path: Path, data: bytes, for_whom: str) -> None:
    store, clock, code = open_store.store, open_store.clock, kind.value.replace("-", "_")
    who = open_store.unlocked_by.id if open_store.unlocked_by else ""
    note_access(store, clock, who, "exported", plan, detail=code)
    try:
        write_whole(path, data)
    except BaseException:
        note_access(store, clock, who, "not_exported", plan, detail=code)
        raise
    with store.session() as session:
        note_copy(session, plan.id, clock.now(), code, path.name, for_whom)


def _not_saved() -> Trouble:
    return Trouble(_("The last words are not saved yet."), _("Your words are kept here."), _("Free some space, then press Try again."))
