"""What pages hand each other while a plan is being started."""

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class NewPlan:
    """The wish to start a plan, on a certain form where one is named. Each wish is its own: a new one begins with an empty page."""

    form_id: str = ""
