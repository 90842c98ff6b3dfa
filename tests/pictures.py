"""Pictures of every page, taken from the real window on the demonstration: `python -m tests.pictures FOLDER`.

Each page is taken in light and in high contrast, at 100 % and at 200 %. With `--readme` the few pictures of the README are taken into
docs/pictures instead. Look at each of them afterwards: would a frightened person with little reading know what to do?
"""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from app.after_questions import AfterShelf
from app.demo import Demo, open_demo
from app.family import let_see
from app.forms import roles, shipped_form
from app.here import Here
from app.people import add_person
from app.plans import start_plan
from app.reflection import reflection_on
from app.rounds import add_round, change_round, rounds_of_day
from app.since import bring_steps
from models.reflections import Answer
from tests.ui.pictures import picture_of, settle
from ui.bridge import Bridge
from ui.look import Look
from ui.pages.prepare import PreparePage
from ui.reflecting.alone import Alone
from ui.reflecting.overview import Overview
from ui.shell import Shell
from ui.window import PAGES, Window

SIZE = (1366, 768)
LOOKS = {
    "light": ("light", 1.0),
    "light_200": ("light", 2.0),
    "high_contrast": ("high_contrast", 1.0),
    "high_contrast_200": ("high_contrast", 2.0),
}
QUESTIONS = ("about_access", "safe_helps", "need", "action", "med_ask", "moving_date", "law_decided", "plan_stand")
BEFORE_A_SITTING = (
    "first_start",
    "unlock",
    "recover",
    "restore",
    "today",
    "start_plan",
    "people",
    "forms",
    "ward_words",
    "settings",
    "keepers",
    "help",
    "what_is_this",
)
IN_A_SITTING = ("today", "who_is_here", "send", "family", "history", "who_looked", "people", "help")
OTHER_FORMS = ("wr_week", "wr_feel_safe", "mm_order", "mm_since")
ABOUT_NOBODY = ("ip_post", "ip_good_worker", "ip_view", "im_support")
README = {"today": "today", "who_is_here": "who_is_here", "desk_safe_helps": "desk", "meeting": "meeting", "send": "send"}


def main(arguments: list[str]) -> int:
    """Takes the pictures; returns 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("docs/pictures"))
    parser.add_argument("--fonts", type=Path, help="a folder with the fonts that installers bundle")
    parser.add_argument("--readme", action="store_true", help="only the pictures of the README")
    parser.add_argument("--only", default="", help="only pages whose name holds this")
    asked = parser.parse_args(arguments)
    app = QApplication.instance() or QApplication(["Two Pens"])
    gc.disable()  # `ui.collecting` says why; a script is short enough to do without looking
    for font in asked.fonts.rglob("*.ttf") if asked.fonts else ():
        QFontDatabase.addApplicationFont(str(font))
    asked.folder.mkdir(parents=True, exist_ok=True)
    for name, (theme, scale) in LOOKS.items():
        if asked.readme and name != "light":
            continue
        look = Look(theme, scale)
        look.apply(app)
        wanted = README.__contains__ if asked.readme else lambda page: asked.only in page
        for page, window in rooms(look, wanted):
            file = f"{README[page]}.png" if asked.readme else f"{page}.{name}.png"
            picture_of(window).save(str(asked.folder / file))
    return 0


def rooms(look: Look, wanted: Callable[[str], bool]) -> Iterator[tuple[str, Window]]:
    """Every page, one after the other, in the window that shows it."""
    bridge = Bridge()
    with open_demo(bridge.deliver) as demo:
        window = Window(Shell(look, demo.services, bridge))
        window.resize(*SIZE)
        window.show()
        for name, show in [*_before(window, demo), *_during(window, demo), *_on_other_forms(window, demo), *_about_nobody(window, demo)]:
            if wanted(name):
                show()
                settle(QApplication.instance())
                yield name, window
        bridge.close()
        window.hide()


def _before(window: Window, demo: Demo) -> list[tuple[str, Callable[[], object]]]:
    def unlocked(page: str) -> Callable[[], object]:
        def show() -> None:
            if not window.shell.has_store:
                window.shell.take_store(demo.open_store)
            if demo.open_store.locked:
                demo.open_store.unlock_as(demo.people.jo.id)
            window.go(page)

        return show

    start = [(page, lambda page=page: window.go(page)) for page in BEFORE_A_SITTING[:4] if page in PAGES]
    rounds = ("rounds", lambda: (unlocked("today")(), _rounds(window, demo)))
    return [*start, *((page, unlocked(page)) for page in BEFORE_A_SITTING[4:]), rounds]


def _during(window: Window, demo: Demo) -> list[tuple[str, Callable[[], object]]]:
    def at_the_desk(question: str) -> Callable[[], object]:
        def show() -> None:
            _begin(window, demo)
            window.go("desk", question)

        return show

    def page(name: str) -> Callable[[], object]:
        def show() -> None:
            _begin(window, demo)
            window.go(name)

        return show

    def locked() -> None:
        _begin(window, demo)
        window.lock()

    def by_mum() -> None:
        _begin(window, demo)
        _open_to_mum(demo, False)
        window.go("desk", "safe_helps")
        _take_up(demo, demo.people.mum.id)

    def with_plain_words() -> None:
        _begin(window, demo)
        window.go("desk", "law_decided")
        words = window.page.view.words_here
        words.look_again()
        words._buttons()[0].click()
        window.page.plain_word.open_for("tribunal")

    desk = [(f"desk_{question}", at_the_desk(question)) for question in QUESTIONS]
    return [
        *desk,
        *_after(window, demo),
        ("desk_plain_words", with_plain_words),
        ("desk_by_mum", by_mum),
        *((f"{name}_in_a_sitting" if name in BEFORE_A_SITTING else name, page(name)) for name in IN_A_SITTING),
        ("locked", locked),
        *_preparing(window, demo),
        *_meeting(window, demo),
    ]


def _on_other_forms(window: Window, demo: Demo) -> list[tuple[str, Callable[[], object]]]:
    """Questions of the ward round and the meeting, in the sitting about Sam."""

    def show(question: str) -> None:
        _begin(window, demo)
        form = shipped_form("ward_round" if question.startswith("wr_") else "my_meeting")
        demo.open_store.open_plan(start_plan(demo.open_store.store, demo.open_store.clock, demo.people.sam.id, form))
        _take_up(demo, demo.people.sam.id)
        window.go("desk", question)

    def low() -> None:
        show("wr_mood")
        window.page.view.side_boxes[0].control.choices.buttons["1"].click()

    asked = [(f"desk_{question}", lambda question=question: show(question)) for question in OTHER_FORMS]
    return [*asked, ("desk_wr_mood_low", low)]


def _about_nobody(window: Window, demo: Demo) -> list[tuple[str, Callable[[], object]]]:
    """A sitting about a job or a service: Jo, and Ana who uses the service."""

    def begin(form_id: str) -> None:
        store = demo.open_store
        if not window.shell.has_store:
            window.shell.take_store(store)
        if store.sitting is not None and not store.sitting.about_nobody:
            store.end_sitting()
        if store.locked:
            store.unlock_as(demo.people.jo.id)
        if store.sitting is None:
            sitting = store.begin_sitting("")
            sitting.arrive(demo.people.jo.id, roles()["nurse"])
            sitting.arrive(add_person(store.store, "Ana Made-Up", "Ana", roles()["uses_service"]).id, roles()["uses_service"])
        store.open_plan(start_plan(store.store, store.clock, "", shipped_form(form_id)))
        _take_up(demo, demo.people.jo.id)

    def at(question: str) -> None:
        begin("interview_panel" if question.startswith("ip_") else "improvement_plan")
        window.go("desk", question)

    def page(name: str) -> None:
        begin("interview_panel")
        window.go(name)

    desk = [(f"desk_{question}", lambda question=question: at(question)) for question in ABOUT_NOBODY]
    pages = ("who_is_here", "today", "send", "start_plan")
    return [*desk, *((f"{name}_about_nobody", lambda name=name: page(name)) for name in pages)]


def _meeting(window: Window, demo: Demo) -> list[tuple[str, Callable[[], object]]]:
    """A meeting that Sam leads, and the pages around it; the day's ward rounds stand before a sitting."""

    def begin(page: str, question: str | None = None) -> None:
        _begin(window, demo)
        store = demo.open_store
        if store.plan is None or not store.plan.form.agenda:
            store.open_plan(start_plan(store.store, store.clock, demo.people.sam.id, shipped_form("my_meeting")))
        _take_up(demo, demo.people.sam.id)
        if page != "begin_meeting":
            meeting = store.plan.begin_meeting()
            meeting.hand_chair_to(demo.people.sam.id)
            bring_steps(store, store.plan, store.plan.desk.pens.own(demo.people.sam.id))
            meeting.ask_to_speak(demo.people.mum.id)
        window.go(page, question)

    def closed() -> None:
        begin("meeting")
        demo.open_store.plan.meeting.close()
        window.go("close_meeting")

    return [
        ("begin_meeting", lambda: begin("begin_meeting")),
        ("meeting", lambda: begin("meeting", "mm_safe")),
        ("meeting_since", lambda: begin("meeting", "mm_since")),
        ("agenda", lambda: begin("agenda")),
        ("close_meeting", lambda: begin("close_meeting")),
        ("closed_meeting", closed),
        ("last_time", lambda: begin("last_time")),
    ]


def _rounds(window: Window, demo: Demo) -> None:
    store = demo.open_store
    today = store.clock.now().astimezone().date()
    if not rounds_of_day(store, today):
        one = add_round(store, demo.people.sam.id, today, "10:30", "Dr Reyes and Jo")
        add_round(store, demo.people.robin.id, today, "11:00", "Dr Reyes")
        change_round(store, one, today, "14:00", "Dr Reyes and Jo", "Dr Reyes is called away in the morning.")
    window.go("rounds")


def _take_up(demo: Demo, person: str) -> None:
    store = demo.open_store
    if store.plan is not None and store.sitting is not None:
        store.plan.desk.take_up(store.sitting.pens.own(person))


def _after(window: Window, demo: Demo) -> list[tuple[str, Callable[[], object]]]:
    """After we met: who answers, each kind of question for Sam alone, the end, and what two show side by side."""

    def overview() -> Overview:
        window.go("today")
        window.go("reflect")
        settle(QApplication.instance())  # what was shown before is gone then
        return window.page.findChild(Overview)

    def alone(question: str) -> Callable[[], object]:
        def show() -> None:
            _begin(window, demo)
            overview().answers.emit(demo.people.sam.id)
            part = window.page.findChild(Alone)
            while question not in (part.question, ""):
                part.on.click()
            while not question and part.question:
                part.on.click()

        return show

    def beside() -> None:
        _begin(window, demo)
        shelf = AfterShelf(demo.services.profile.after_folder)
        said = {demo.people.sam.id: ("partly", "l5_2", "It went fast."), demo.people.jo.id: ("yes", "l5_4", "We planned the nights.")}
        found = reflection_on(demo.open_store, shelf)
        for person, (choice, step, why) in said.items():
            own = found.open_own(person)
            for asked in shelf.questions.questions[:3]:
                own.answer(asked, Answer(choice))
            own.answer(shelf.questions.ladder, Answer(step, why))
            own.finish(side_by_side=True)
        found.open_own(demo.people.mum.id).pass_by()
        found.open_own(demo.people.sam.id).promise_to("Next time I will say when I am tired.", shared=True)
        overview().beside.click()

    def afterwards() -> None:
        _begin(window, demo)
        store = demo.open_store
        sitting = store.sitting.sitting.id
        store.end_sitting()
        store.unlock_as(demo.people.jo.id)
        window.go("reflect", sitting)

    return [
        ("reflect", lambda: (_begin(window, demo), window.go("reflect"))),
        ("reflect_afterwards", afterwards),
        *((f"reflect_{name}", alone(name)) for name in ("af_say_no", "af_open", "af_ladder", "af_pledge")),
        ("reflect_end", alone("")),
        ("reflect_side_by_side", beside),
    ]


def _preparing(window: Window, demo: Demo) -> list[tuple[str, Callable[[], object]]]:
    """The page *Prepare*, step by step, for Sam and at the end for Jo."""

    def page() -> PreparePage:
        found = window.page
        assert isinstance(found, PreparePage)
        return found

    def sam() -> Here:
        assert demo.open_store.sitting is not None
        return demo.open_store.sitting.person(demo.people.sam.id)

    def show_who() -> None:
        _begin(window, demo)
        store = demo.open_store
        if store.plan is None or store.plan.form.id != "my_meeting":
            store.open_plan(start_plan(store.store, store.clock, demo.people.sam.id, shipped_form("my_meeting")))
        window.go("prepare")

    def show_number() -> None:
        show_who()
        page()._ask_number(sam())

    def show_typing() -> None:
        show_number()
        page()._type_number(sam())

    def show_new_number() -> None:
        show_number()
        page()._choose_number(sam())

    def show_forgotten_number() -> None:
        show_number()
        page()._choose_number(sam(), forgotten=True)

    def show_team() -> None:
        show_who()
        assert demo.open_store.sitting is not None
        page()._ask_number(demo.open_store.sitting.person(demo.people.jo.id))

    def open_page() -> None:
        show_number()
        preparing = page()._preparing
        assert preparing is not None
        draft = preparing.start(demo.people.sam.id, "4938 1726")
        draft.write("mm_say", 0, "I want my leave back. The last one went well.")
        draft.choose("mm_take_part", ("speak",))
        draft.choose("mm_chair", ("share",))
        page()._asked = draft
        page()._opened(draft, draft)

    def show_more() -> None:
        open_page()
        page()._turn(1)

    def show_sharing() -> None:
        open_page()
        page()._choose_what_to_share()

    def show_shared() -> None:
        show_sharing()
        preparing, draft = page()._preparing, page()._draft
        assert preparing is not None
        assert draft is not None
        page()._share_these(draft.words.pieces(preparing.form)[:1])

    steps = {
        "who": show_who,
        "number": show_number,
        "typing_number": show_typing,
        "new_number": show_new_number,
        "forgotten_number": show_forgotten_number,
        "page": open_page,
        "more": show_more,
        "sharing": show_sharing,
        "shared": show_shared,
        "team": show_team,
    }
    return [(f"prepare_{name}", show) for name, show in steps.items()]


def _begin(window: Window, demo: Demo) -> None:
    """A sitting with Sam, Jo and Mum, the care plan on the table, Sam's pen in hand."""
    store = demo.open_store
    if not window.shell.has_store:
        window.shell.take_store(store)
    if store.locked:
        store.unlock_as(demo.people.jo.id)
    if store.sitting is None:
        sitting = store.begin_sitting(demo.people.sam.id)
        sitting.arrive(demo.people.jo.id, roles()["nurse"])
        sitting.arrive(demo.people.mum.id, roles()["mother"])
        plan = store.open_plan(demo.care_plan)
        plan.desk.take_up(sitting.pens.own(demo.people.sam.id))
    _open_to_mum(demo, True)


def _open_to_mum(demo: Demo, yes: bool) -> None:
    """Sam opens the plan to Mum, or closes it again."""
    store, sam = demo.open_store, demo.people.sam.id
    own = store.sitting.pens.own(sam)
    let_see(store.store, store.clock, own, sam, demo.people.mum.id, sees_plan=yes, in_copies=True)
    if store.plan is not None:
        store.plan.desk.sight.look_again()


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)  # Qt's own taking down of accessible windows is not what is tested here
