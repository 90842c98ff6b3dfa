"""Who is here: people arrive, say how they take part and what they need, and writing starts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from app.forms import roles, shipped_form
from app.people import add_person, known_person, need_in_words
from app.plans import plans_about
from models.form_lists import Expertise
from models.people import Person
from models.sittings import TakesPart
from tests.app.furnished import OTHER_PATIENT
from tests.ui.looking import cut_pieces, nameless, sideways, too_low_to_press
from tests.ui.pages.going import went_to
from tests.ui.pages.walking import order_on_page, walk
from tests.ui.rooms import Room, add_staff, name_of
from ui.pages.who_is_here import WhoIsHerePage

CARE_PLAN = shipped_form("care_plan")


@pytest.fixture
def mum(room: Room) -> Person:
    """Sam's mother, who came to a sitting about Sam before."""
    mum = add_person(room.store.store, "Mary Okafor", "Mum", roles()["mother"])
    room.store.begin_sitting(room.sam.id).arrive(mum.id, roles()["mother"])
    room.store.end_sitting()
    room.store.unlock_as(room.jo.id)
    return mum


def begin(room: Room) -> WhoIsHerePage:
    room.store.begin_sitting(room.sam.id)
    return room.go("who_is_here", CARE_PLAN)


def add_jo(room: Room) -> None:
    room.press("Add a person")
    room.press("Add Jo Nowak")


def picker_called(room: Room, name: str) -> QComboBox:
    """The list of that name: what Qt gives as the spoken name of a list is what is picked in it."""
    return next(one for one in room.window.findChildren(QComboBox) if one.isVisible() and one.accessibleName() == name)


def pick(room: Room, field: str, words: str) -> None:
    """Picks from a list with the keys, as somebody does who uses no mouse."""
    picker = picker_called(room, field)
    picker.setFocus()
    while picker.currentText() != words:
        before = picker.currentIndex()
        QTest.keyClick(picker, Qt.Key.Key_Down)
        assert picker.currentIndex() != before, f"{words} is not in the list"
    room.settle()


def here(room: Room, person: Person) -> object:
    return room.store.sitting.person(person.id)


def test_the_patient_is_here_first(room: Room) -> None:
    begin(room)

    assert "Sam" in room.names()
    assert room.find(QLineEdit, "My name").text() == "Sam Okafor"
    assert "How do you take part today, Sam?" in room.words()
    assert "Does anybody need something so that they can join in?" in room.words()


def test_staff_are_added_with_one_press_in_their_usual_role(room: Room) -> None:
    begin(room)
    add_jo(room)

    assert here(room, room.jo).role.id == "nurse"
    assert "How do you take part today, Jo?" in room.words()


def test_whoever_unlocked_joins_by_one_card_and_is_offered_no_more(room: Room) -> None:
    begin(room)
    assert [one.person for one in room.store.sitting.people] == [room.sam.id], "nobody is here without being asked"

    room.press("Add Jo Nowak")

    assert here(room, room.jo).role.id == "nurse"
    assert "Add Jo Nowak" not in room.names()


def test_whoever_came_before_is_known_and_no_other_patient_or_their_family(room: Room, mum: Person) -> None:
    add_person(room.store.store, "Ada Vale", role=roles()["mother"])
    begin(room)
    room.press("Add a person")

    assert {"Add Mary Okafor", "Add Jo Nowak"} <= set(room.names())
    for name in (OTHER_PATIENT, "Robin", "Vale"):
        assert name not in room.words()


def test_somebody_new_joins_with_a_role(room: Room) -> None:
    begin(room)
    room.press("Add a person")
    room.type_into("Name", "Lee Park")
    pick(room, "Here as", "Advocate")
    room.press("Add this person")

    (lee,) = [one for one in room.store.sitting.people if one.name == "Lee Park"]
    assert (lee.role.id, lee.known_as) == ("advocate", "Lee")


def test_a_name_that_is_missing_is_said_beside_its_field(room: Room) -> None:
    begin(room)
    room.press("Add a person")
    room.press("Add this person")

    assert "Everybody here has a name. Write the name, then go on." in room.words()


def test_nobody_becomes_staff_by_joining_a_sitting(room: Room) -> None:
    begin(room)
    room.press("Add a person")
    offered = picker_called(room, "Here as")
    words = [offered.itemText(place) for place in range(offered.count())]

    assert "Mother" in words
    assert not any(role.words.capitalize() in words for role in roles().values() if role.staff)


def test_how_somebody_takes_part_is_kept_at_once_and_stands_on_the_card(room: Room) -> None:
    begin(room)
    room.press("I sent words")

    assert here(room, room.sam).takes_part is TakesPart.SENT_WORDS
    assert not here(room, room.sam).present
    assert "This is my plan. Sent words" in room.words()


def test_with_help_one_says_who_helps(room: Room) -> None:
    begin(room)
    add_jo(room)
    room.press("Sam")
    assert "Who helps Sam?" not in room.words()
    room.press("I speak with help")
    pick(room, "Who helps Sam?", "Jo")
    assert here(room, room.sam).helper == room.jo.id

    room.press("I speak")
    assert here(room, room.sam).helper == ""


def test_another_role_brings_its_usual_expertise_and_that_can_be_changed(room: Room) -> None:
    begin(room)
    add_jo(room)
    pick(room, "I am here as", "Occupational therapist")
    assert here(room, room.jo).role.id == "occupational_therapist"
    assert here(room, room.jo).expertise is Expertise.PROFESSIONAL

    pick(room, "What I bring", "Both of these")
    assert (here(room, room.jo).role.id, here(room, room.jo).expertise) == ("occupational_therapist", Expertise.BOTH)


def test_the_patient_is_here_as_the_patient(room: Room) -> None:
    begin(room)
    picker = picker_called(room, "I am here as")

    assert [picker.itemText(place) for place in range(picker.count())] == ["Patient: this is my plan"]


def test_names_are_kept_when_the_field_is_left_and_the_banner_follows(room: Room) -> None:
    begin(room)
    room.type_into("Call me", "Sammy")
    room.press("I speak")

    assert known_person(room.store.store, room.sam.id).person.known_as == "Sammy"
    assert room.window.banner.identity.known_as == "Sammy"
    assert "Sammy" in room.names()


def test_a_name_cannot_be_emptied_and_what_was_typed_stays(room: Room) -> None:
    begin(room)
    room.type_into("My name", "--")
    room.press("I speak")

    assert "Everybody here has a name." in room.words()
    assert room.find(QLineEdit, "My name").text() == "--"
    assert known_person(room.store.store, room.sam.id).person.name == "Sam Okafor"


def test_needs_are_ticked_or_said_in_own_words_and_flagged_for_all(room: Room) -> None:
    begin(room)
    room.press("Change")
    room.press("Large print")
    room.type_into("In my own words", "a window to look out of")
    room.press("Done")

    needs = known_person(room.store.store, room.sam.id).needs
    assert sorted(need_in_words(need) for need in needs) == ["a window to look out of", "large print"]
    assert "Sam needs: large print and a window to look out of." in room.words()

    room.press("Change")
    room.press("Large print")
    assert [need_in_words(need) for need in known_person(room.store.store, room.sam.id).needs] == ["a window to look out of"]


def test_somebody_goes_and_comes_back_as_they_were(room: Room) -> None:
    begin(room)
    add_jo(room)
    room.press("I speak with help")
    room.press("Jo goes now")
    assert not here(room, room.jo).present
    assert "Nurse. Has gone" in room.words()

    room.press("Jo is back")
    assert here(room, room.jo).present
    assert here(room, room.jo).takes_part is TakesPart.SPEAKS_WITH_HELP


def test_start_writing_starts_the_plan_and_puts_it_on_the_table(room: Room) -> None:
    begin(room)
    with went_to(room) as gone:
        room.press("Start writing")

    assert gone == [("desk", None)]
    (listed,) = plans_about(room.store.store, room.sam.id)
    assert room.store.plan.plan.id == listed.plan.id


def test_a_meeting_does_not_begin_with_writing(room: Room) -> None:
    for form in ("my_meeting", "ward_round"):
        room.begin()
        room.go("who_is_here", shipped_form(form))
        assert "Go on" in room.names()
        assert "Start writing" not in room.names()
        room.press("Go on")
        room.go("who_is_here")
        assert "Go on" in room.names()
        room.store.end_sitting()
        room.store.unlock_as(room.jo.id)


def test_coming_back_does_not_start_a_second_plan(room: Room) -> None:
    begin(room)
    with went_to(room):
        room.press("Start writing")
    room.go("who_is_here", CARE_PLAN)
    with went_to(room) as gone:
        room.press("Go on writing")

    assert gone == [("desk", None)]
    assert len(plans_about(room.store.store, room.sam.id)) == 1


def test_a_plan_to_carry_on_with_is_opened(room: Room) -> None:
    plan = room.new_plan()
    room.store.begin_sitting(room.sam.id)
    room.go("who_is_here", plan)
    with went_to(room) as gone:
        room.press("Start writing")

    assert gone == [("desk", None)]
    assert room.store.plan.plan.id == plan.id


def test_when_somebody_joins_one_comes_from_the_desk_and_goes_back_there(room: Room) -> None:
    plan = room.open_plan()
    add_staff(room)
    room.go("who_is_here")
    room.press("Add a person")
    room.press("Add Ade Bello")
    with went_to(room) as gone:
        room.press("Go on writing")

    assert gone == [("desk", None)]
    assert room.store.plan is plan
    assert [one.known_as for one in room.store.sitting.people] == ["Sam", "Jo", "Ade"]


def test_without_a_sitting_there_is_nobody_to_show(room: Room) -> None:
    room.go("who_is_here")

    assert room.window.page_name == "today"


def test_the_end_of_the_sitting_empties_the_page(room: Room) -> None:
    begin(room)
    add_jo(room)
    room.store.end_sitting()

    for name in ("Sam", "Okafor", "Jo", "Nowak"):
        assert name not in room.words()


def test_the_keys_go_through_the_page_as_one_reads_it(room: Room, mum: Person) -> None:
    begin(room)
    add_jo(room)
    room.press("Change")
    room.press("I speak with help")

    reached = walk(room)

    assert reached == order_on_page(room, reached)


@pytest.mark.parametrize(("size", "scale"), [((640, 480), 1.0), ((1366, 768), 2.0), ((640, 480), 3.0)])
def test_nothing_is_cut_or_without_a_name(room: Room, size: tuple[int, int], scale: float) -> None:
    faults = [cut_pieces, sideways, nameless, too_low_to_press]
    room.window.resize(*size)
    room.shell.look.change(scale=scale)
    page = begin(room)
    room.press("Change")
    room.press("I speak with help")
    assert [fault(page) for fault in faults] == [[], [], [], []]
    room.press("Add a person")
    assert [fault(page) for fault in faults] == [[], [], [], []]


def test_a_line_parts_family_helpers_and_staff_in_the_list_of_roles(room: Room) -> None:
    begin(room)
    room.press("Add a person")
    roles_offered = picker_called(room, "Here as")

    kinds = [roles_offered.itemData(place, Qt.ItemDataRole.AccessibleDescriptionRole) for place in range(roles_offered.count())]
    assert kinds.count("separator") == 1, "visitors are family and friends, or help with words"
    pick(room, "Here as", "Interpreter")  # the arrow keys go over the line


def test_a_card_that_is_pressed_right_after_typing_a_name_is_the_one_that_opens(room: Room) -> None:
    """The press takes the keys away from the field, and the name that is kept then must not take the card away."""
    begin(room)
    add_jo(room)
    room.press("Sam")
    field = room.find(QLineEdit, "Call me")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Sami")

    card = room.find(QAbstractButton, "Jo")
    place = card.mapTo(room.window, card.rect().center())
    QTest.mousePress(room.window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    room.settle()  # a finger takes its time to come up again
    QTest.mouseRelease(room.window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    room.settle()

    assert "How do you take part today, Jo?" in room.words()
    assert "Sami" in room.names()
    assert here(room, room.sam).known_as == "Sami"


def test_a_name_that_is_half_typed_is_kept_when_the_window_is_closed(room: Room) -> None:
    begin(room)
    field = room.find(QLineEdit, "Call me")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Sami")
    room.answer("later")

    assert room.window.close()
    room.settle()

    store = room.services.open_with_keyring()
    assert known_person(store.store, room.sam.id).person.known_as == "Sami"
    store.close()


def test_a_name_typed_in_add_a_person_is_there_again_after_a_lock(room: Room) -> None:
    begin(room)
    room.press("Add a person")
    room.type_into("Name", "Mary Okafor")
    room.type_into("Call me", "Mum")
    picker_called(room, "Here as").pick("mother")
    room.window.lock()
    room.settle()
    room.store.unlock_as(room.jo.id)
    room.go("who_is_here", CARE_PLAN)

    room.press("Add this person")

    mum = room.store.sitting.people[-1]
    assert (mum.name, mum.known_as, mum.role.id) == ("Mary Okafor", "Mum", "mother")


def test_a_name_typed_in_one_sitting_is_not_found_in_the_next(room: Room) -> None:
    begin(room)
    room.press("Add a person")
    room.type_into("Name", "Mary Okafor")
    room.store.end_sitting()
    room.store.unlock_as(room.jo.id)
    room.store.begin_sitting(room.robin.id)
    room.go("who_is_here", CARE_PLAN)
    room.press("Add a person")

    assert "Mary" not in room.words()


def test_a_name_that_was_not_added_after_all_is_not_typed_the_next_time(room: Room) -> None:
    begin(room)
    room.press("Add a person")
    room.type_into("Name", "Mary Okafor")
    room.press("Not now")
    assert name_of(room.focused) == "Add a person"
    room.press("Add a person")

    assert "Mary" not in room.words()


def type_mum(room: Room) -> None:
    begin(room)
    room.press("Add a person")
    room.type_into("Name", "Mary Okafor")
    picker_called(room, "Here as").pick("mother")


def test_who_was_typed_and_not_added_is_not_left_behind_without_a_word(room: Room) -> None:
    type_mum(room)
    room.answer("stay")
    room.press("Start writing")
    assert room.shell.asking.said[-1].title == "Mary Okafor is not added yet."
    assert room.window.page_name == "who_is_here"
    assert "Mary Okafor" in [field.text() for field in room.window.findChildren(QLineEdit)]

    room.answer("add")
    room.press("Start writing")
    assert room.window.page_name == "desk"
    assert [here.name for here in room.store.sitting.people][-1] == "Mary Okafor"


def test_one_can_go_on_without_who_was_typed(room: Room) -> None:
    type_mum(room)
    room.answer("without")
    room.press("Start writing")
    assert room.window.page_name == "desk"
    assert "Mary Okafor" not in [here.name for here in room.store.sitting.people]


def test_after_somebody_joined_the_keys_are_at_their_card(room: Room) -> None:
    begin(room)
    card = room.find(QAbstractButton, next(name for name in room.names() if name.startswith("Add Jo")))
    card.setFocus()
    room.key(Qt.Key.Key_Space)

    assert "Jo" in name_of(room.focused)
    assert room.focused.isChecked()
