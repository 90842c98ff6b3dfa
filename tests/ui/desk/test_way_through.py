"""The way through the questions: short where time is short, and as it was left when the plan is opened again."""

import copy
import dataclasses

from app.settings import SHORT_PLANS
from tests.ui.desk.test_desk_page import at_the_desk
from tests.ui.rooms import Room
from ui.desk.way_through import MOST_REMEMBERED, WayThrough

SHORT = "Only the 6 most important"


def opened_again(room: Room, plan_id: str = "") -> WayThrough:
    plan = copy.copy(room.store.plan)
    assert plan is not None
    if plan_id:
        plan.plan = dataclasses.replace(plan.plan, id=plan_id)
    return WayThrough(room.shell, plan)


def test_the_short_way_is_still_short_when_the_plan_is_opened_again(room: Room) -> None:
    at_the_desk(room, "about_important")
    assert opened_again(room).place == (1, 52)

    room.press(SHORT)

    assert opened_again(room).place == (1, 6)
    assert opened_again(room, "another").place == (1, 52)


def test_and_long_when_it_was_made_long_again(room: Room) -> None:
    at_the_desk(room, "about_important")
    room.press(SHORT)
    room.press(SHORT)

    assert opened_again(room).place == (1, 52)
    assert room.services.settings.get(SHORT_PLANS) == ""


def test_plans_of_long_ago_are_forgotten(room: Room) -> None:
    room.services.settings.set(SHORT_PLANS, " ".join(f"plan{number}" for number in range(MOST_REMEMBERED)))
    at_the_desk(room, "about_important")

    room.press(SHORT)

    kept = room.services.settings.get(SHORT_PLANS).split()
    assert len(kept) == MOST_REMEMBERED
    assert "plan0" not in kept
    assert opened_again(room).place == (1, 6)
