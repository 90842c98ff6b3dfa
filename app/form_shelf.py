"""The forms that plans can be started from: those that come with Two Pens, and those that this service put beside them."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy.orm import Session

from app.errors import Trouble, explain, explains
from app.forms import load_form_file, shipped_forms
from app.language import _
from models import plans as kept
from models.database import Store
from models.forms import Form, form_from_json, form_to_json
from models.plans import KeptForm, OtherForm

BLANK = "blank"


def forms_at_hand(store: Store) -> list[Form]:
    """The newest version of every form, those that come with Two Pens first, each in the order in which it is offered."""
    newest: dict[str, Form] = {}
    for form in _all_known(store):
        if form.id not in newest or form.version > newest[form.id].version:
            newest[form.id] = form
    return list(newest.values())


def newest_version(store: Store, form_id: str) -> Form:
    """The newest version of a form. Raises KeyError for a form that is not at hand."""
    return {form.id: form for form in forms_at_hand(store)}[form_id]


def versions_of(store: Store, form_id: str) -> list[Form]:
    """Every version of a form that is here, the newest first. Plans keep the version they were started with."""
    found = {form.version: form for form in _all_known(store) if form.id == form_id}
    return [found[version] for version in sorted(found, reverse=True)]


def put_on_shelf(store: Store, form: Form) -> Form:
    """Keeps a form so that plans can be started from it. Raises Trouble when that version is here already and says something else."""
    shipped = next((one for one in shipped_forms() if (one.id, one.version) == (form.id, form.version)), form)
    if shipped.fingerprint != form.fingerprint:
        raise explain(OtherForm(form.id, form.version))
    with store.session() as session:
        keep_version(session, form)
    return form


def keep_version(session: Session, form: Form) -> None:
    """Keeps a form version, once, for plans to be pinned to. Raises Trouble when that version is here already and says something else."""
    try:
        kept.keep_form(session, KeptForm(form.id, form.version, form.fingerprint, form_to_json(form).decode()))
    except OtherForm as error:
        raise explain(error) from error


def add_form_file(store: Store, path: Path) -> Form:
    """Reads a form file that somebody chose, and keeps the form. Raises Trouble that says what has to be mended; then nothing was kept."""
    return put_on_shelf(store, load_form_file(path))


def can_be_about(form: Form, *, nobody: bool) -> bool:
    """Whether a plan on this form can be about nobody, or else about a patient. A blank page can be either."""
    return form.id == BLANK or form.about_nobody is nobody


def what_it_is_for(form: Form) -> str:
    """One plain line about what a form is for: the form's own beginning, where it did not come with Two Pens."""
    lines = {
        "care_plan": _("What helps me, what I want, and who does what."),
        "staying_safe": _("What keeps me well, and what we do on hard days."),
        "my_meeting": _("Get ready, lead it, and write down what we decide."),
        "ward_round": _("A ward round is a meeting with my doctor and my team."),
        "wales_ctp": _("The plan that the law in Wales asks for: eight areas of my life."),
        "interview_panel": _("Choosing somebody for a job, all of us as equals."),
        "improvement_plan": _("What we change in our service, and who does what."),
        "blank": _("For anything else. We choose what it is for."),
    }
    return lines.get(form.id) or form.sections[0].help or form.questions[0].wording


def _all_known(store: Store) -> Iterable[Form]:
    yield from shipped_forms()
    with store.reading() as session:
        rows = kept.kept_forms(session)
    yield from (form_from_json(row.body.encode()) for row in rows)


@explains(OtherForm)
def _explain_other_form(_error: OtherForm) -> Trouble:
    return Trouble(
        _("This version is here already"),
        _("A form of this name and version is here, with other words."),
        _("Give the new form a higher version number."),
        kept=_("Nothing was changed."),
    )
