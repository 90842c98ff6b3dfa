"""What was begun in the plan on the table and not given yet. There is one of it for a plan, whichever page it is written on."""

from dataclasses import dataclass

from app.desk import Desk
from ui.desk.drafts import Drafts
from ui.desk.waiting_keys import WaitingKeys
from ui.shell import Shell


@dataclass(frozen=True)
class Begun:
    """What is half given, and the keys that wait for a pen."""

    desk: Desk
    drafts: Drafts
    keys: WaitingKeys


def begun_in(shell: Shell, desk: Desk) -> Begun:
    """What was begun in the plan of that desk; nothing as yet where another plan was on the table before."""
    if shell.begun is None or shell.begun.desk is not desk:
        shell.begun = Begun(desk, Drafts(), WaitingKeys(shell.services.clock))
    return shell.begun
