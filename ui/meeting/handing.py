"""Who leads the meeting: asked at its beginning, and whenever the chair is handed on. Anybody can be asked, and nobody says why."""

from collections.abc import Sequence

from app.here import Here
from app.language import _
from app.meeting import MeetingNow
from app.open_plan import OpenPlan
from ui.asking import Question
from ui.pages.attempting import attempt
from ui.shell import Shell
from ui.widgets.choices import Option
from ui.widgets.strips import Saying, Way

LEAVE, NOBODY = "leave", "nobody"
_AND = "+"


def ways_to_lead(people: Sequence[Here]) -> list[Option]:
    """Who can lead, of those who are here: the patient first, then the patient with each of the others, then the others alone."""
    present = [here for here in people if here.present]
    patient = [here for here in present if here.is_patient]
    others = [here for here in present if not here.is_patient]
    alone = {here.person: Option(here.person, _("{name} leads").format(name=here.known_as), "account-star-outline") for here in present}
    shared = [_shared(one, two) for one in patient for two in others]
    return [*(alone[here.person] for here in patient), *shared, *(alone[here.person] for here in others)]


def people_in(key: str) -> tuple[str, ...]:
    """The people whom an answer names: one, two who share the lead, or none."""
    return () if key == NOBODY else tuple(key.split(_AND))


def key_of(people: Sequence[str]) -> str:
    """The answer that names these people."""
    return _AND.join(people) or NOBODY


def chosen_for_now(plan: OpenPlan) -> str:
    """Who shall lead, as it was pressed before the meeting; "" where nobody was chosen, or the meeting is held already."""
    leads = plan.before_meeting.leads if plan.meeting is None else None
    words = {option.key: option.words for option in ways_to_lead(plan.desk.people)}.get(key_of(leads or ()))
    return _("Chosen for now: “{choice}”.").format(choice=words) if words else ""


def ask_who_leads(shell: Shell, meeting: MeetingNow) -> None:
    """Says who leads now, asks who leads from now on, and gives the lead to them."""
    sitting = shell.open_store.sitting
    leads = {here.person for here in meeting.leads}
    options = [option for option in ways_to_lead(sitting.people if sitting else ()) if {*people_in(option.key)} != leads]
    ways = [Way(option.key, option.words, option.icon) for option in options]
    saying = Saying(
        _("Who leads from now on?"),
        (
            _who_leads_now(meeting.leads),
            _("The chair is the person who leads the meeting."),
            _("It can be handed on at any time, and taken back."),
        ),
        (*ways, Way(LEAVE, _("Leave it as it is"), "close", primary=True)),
    )
    answer = shell.asking.ask(Question(saying, LEAVE))
    if answer != LEAVE:
        attempt(shell, lambda: meeting.hand_chair_to(*people_in(answer)))


def _who_leads_now(leads: Sequence[Here]) -> str:
    if not leads:
        return _("Nobody leads now.")
    if len(leads) == 1:
        return _("{name} leads now.").format(name=leads[0].known_as)
    return _("{name} and {other} share it now.").format(name=leads[0].known_as, other=leads[1].known_as)


def _shared(one: Here, two: Here) -> Option:
    words = _("{name} and {other} share it").format(name=one.known_as, other=two.known_as)
    return Option(key_of((one.person, two.person)), words, "account-multiple-outline")
