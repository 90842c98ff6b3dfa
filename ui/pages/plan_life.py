"""What can be done with a plan from its line on Today: going on with it, and moving it on in its life."""

from app.asked_beforehand import is_for_meeting
from app.carrying_on import CarryOn
from app.language import _
from app.next_plan import start_next_plan
from app.open_store import OpenStore
from app.plans import find_plan, form_of, move_on, put_to_use
from app.reflection import last_sitting_of
from models.plans import Plan, PlanState
from models.text.pens import Pen
from ui.asking import Question
from ui.pages.attempting import attempt
from ui.pages.plan_words import PlanWords, plan_words
from ui.pages.saving_paper import save_pack
from ui.pages.starting import first_page
from ui.shell import Shell
from ui.widgets.strips import Saying, Tone, Way

CARRY_ON, USE, PUT_AWAY, TAKE_UP, NEXT, HISTORY, SEND, LOG = "carry_on", "use", "put_away", "take_up", "next", "history", "send", "log"
AFTER, PREPARE, PRINT = "after", "prepare", "print"
LEAVE = "leave"


def first_ways(row: CarryOn, open_store: OpenStore) -> list[Way]:
    """What somebody comes for: going on with the plan, and getting ready for what it is about."""
    ways = [_way_to_open(row, open_store)]
    if _can_get_ready(row, open_store) and row.closed_on is None:
        ways.append(_way_to_get_ready())
    return ways


def more_ways(row: CarryOn, open_store: OpenStore) -> list[Way]:
    """What else can be done with a plan now. What needs people around the table is offered during a sitting alone."""
    state, sitting, words = row.plan.state, open_store.sitting is not None, plan_words(row.for_meeting)
    ways = [_way_to_get_ready()] if _can_get_ready(row, open_store) and row.closed_on is not None else []
    if state is PlanState.BEING_WRITTEN:
        ways.append(Way(USE, words.use))
    if state is PlanState.PUT_AWAY:
        ways.append(Way(TAKE_UP, _("Take it up again")))
    if row.prepares and row.living:
        ways.append(Way(PRINT, _("Print it to prepare")))
    if sitting and row.living:
        ways.append(Way(NEXT, words.start_next))
    if row.living:
        ways.append(Way(PUT_AWAY, words.put_away))
    if sitting:
        ways += [Way(HISTORY, _("History")), Way(SEND, _("Send a copy"))]
    if last_sitting_of(open_store, row.plan):
        ways.append(Way(AFTER, _("After we met")))
    return [*ways, Way(LOG, _("Who looked?"))]


class PlanLife:
    """Carries out what was chosen for a plan. Going elsewhere is asked of the shell; after anything else the page looks again."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    @property
    def _store(self) -> OpenStore:
        return self._shell.open_store

    def do(self, key: str, plan: Plan) -> bool:
        """Does it. Gives whether it was done; what stood in the way is told."""
        acts = {
            CARRY_ON: self._carry_on,
            USE: self._use,
            PUT_AWAY: self._put_away,
            TAKE_UP: self._take_up,
            NEXT: self._start_next,
            PREPARE: lambda plan: self.open_and_go(plan, "prepare"),
            HISTORY: lambda plan: self.open_and_go(plan, "history"),
            SEND: lambda plan: self.open_and_go(plan, "send"),
            AFTER: lambda plan: self._shell.go("reflect", last_sitting_of(self._store, plan)),
            PRINT: lambda plan: save_pack(self._shell, form_of(self._store.store, plan)),
            LOG: lambda plan: self._shell.go("who_looked", plan.id),
        }
        return attempt(self._shell, lambda: acts[key](plan))

    def _carry_on(self, plan: Plan) -> None:
        if self._store.sitting is None:
            self._store.begin_sitting(plan.patient_id)
            self._shell.go("who_is_here", plan)
        else:
            self.open_and_go(plan)

    def open_and_go(self, plan: Plan, page: str = "", about: object = None) -> None:
        """Puts the plan on the table and goes to a page; without one to where it is gone on with."""
        on_the_table = self._store.plan
        if on_the_table is None or on_the_table.plan.id != plan.id or on_the_table.is_broken:
            self._store.open_plan(plan)
        assert self._store.plan is not None
        self._shell.go(page or first_page(self._store, self._store.plan), about)

    def _use(self, plan: Plan) -> None:
        before = find_plan(self._store.store, plan.follows) if plan.follows else None
        put_to_use(self._store.store, self._store.clock, plan)
        replaced = before is not None and before.state is PlanState.CURRENT
        if replaced:
            self._take_off_table(plan.follows)
        self._refresh(plan)
        words = self._words_for(plan)
        self._shell.asking.tell(Saying(words.in_use, (words.replaced,) if replaced else (), tone=Tone.GOOD))

    def _put_away(self, plan: Plan) -> None:
        self._take_off_table(plan.id)
        move_on(self._store.store, self._store.clock, plan, PlanState.PUT_AWAY)
        kept = _("Nothing in it is lost. You can take it up again.")
        self._shell.asking.tell(Saying(self._words_for(plan).was_put_away, (kept,), tone=Tone.GOOD))

    def _take_up(self, plan: Plan) -> None:
        move_on(self._store.store, self._store.clock, plan, PlanState.BEING_WRITTEN)
        self._shell.asking.tell(Saying(self._words_for(plan).written_again, tone=Tone.GOOD))

    def _start_next(self, plan: Plan) -> None:
        pen = self._pen_of_whoever_starts(plan)
        if pen is not None:
            self._shell.go("next_plan", start_next_plan(self._store, plan, pen))

    def _pen_of_whoever_starts(self, plan: Plan) -> Pen | None:
        """Asks who starts it, where more than one person is here; None when nobody does."""
        sitting = self._store.sitting
        here = [one for one in sitting.people if one.present] if sitting else []
        ways = [Way(one.person, _("{name} starts it").format(name=one.known_as), "pen") for one in here]
        leave = Way(LEAVE, _("Not now"), "close", primary=True)
        saying = Saying(self._words_for(plan).who_starts, (_("Everybody's words come along, and stay theirs."),), (*ways, leave))
        answer = self._shell.asking.ask(Question(saying, LEAVE))
        return sitting.pens.own(answer) if sitting and answer != LEAVE else None

    def _take_off_table(self, plan_id: str) -> None:
        if self._store.plan is not None and self._store.plan.plan.id == plan_id:
            self._store.close_plan()

    def _words_for(self, plan: Plan) -> PlanWords:
        return plan_words(is_for_meeting(form_of(self._store.store, plan)))

    def _refresh(self, plan: Plan) -> None:
        if self._store.plan is not None and self._store.plan.plan.id == plan.id:
            self._store.plan.refresh()


def _can_get_ready(row: CarryOn, open_store: OpenStore) -> bool:
    return open_store.sitting is not None and row.living and row.prepares


def _way_to_get_ready() -> Way:
    return Way(PREPARE, _("Get ready alone"), "account-lock-outline")


def _way_to_open(row: CarryOn, open_store: OpenStore) -> Way:
    if row.closed_on is not None:
        return Way(CARRY_ON, _("Read it"), "book-open-outline")
    on_the_table = open_store.plan is not None and open_store.plan.plan.id == row.plan.id
    if on_the_table:
        return Way(CARRY_ON, _("Go on writing"), "chevron-right", primary=True)
    return Way(CARRY_ON, _("Carry on") if row.living else _("Open it"), "chevron-right")
