"""What is said of a plan on its way through its life: one that is for a meeting is a record of it."""

from typing import NamedTuple

from app.language import _


class PlanWords(NamedTuple):
    """The words for what can be done with it, and for what was done."""

    use: str
    put_away: str
    start_next: str
    in_use: str
    replaced: str
    was_put_away: str
    written_again: str
    who_starts: str


def plan_words(for_meeting: bool) -> PlanWords:
    """The words for a plan, or for the record of a meeting."""
    if for_meeting:
        return PlanWords(
            use=_("This record is in use"),
            put_away=_("We no longer use this record"),
            start_next=_("Start the next meeting from this one"),
            in_use=_("This record is in use now."),
            replaced=_("The record before it was replaced. It stays for reading."),
            was_put_away=_("The record was put away."),
            written_again=_("The record is being written again."),
            who_starts=_("Who starts the next meeting?"),
        )
    return PlanWords(
        use=_("This plan is in use"),
        put_away=_("We no longer use this plan"),
        start_next=_("Start the next plan from this one"),
        in_use=_("This plan is in use now."),
        replaced=_("The plan before it was replaced. It stays for reading."),
        was_put_away=_("The plan was put away."),
        written_again=_("The plan is being written again."),
        who_starts=_("Who starts the next plan?"),
    )
