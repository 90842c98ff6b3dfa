"""The meetings of the demonstration: one three weeks ago, and one of today that Sam leads and that begins with the steps of the first."""

from datetime import datetime, timedelta

from app.answers import Answered, Chosen, LawDecision, Reply, Step, answered_value, chosen_value, date_value, law_value, step_value
from app.demo_writing import People, Writing
from app.forms import shipped_form
from app.places import added_boxes
from app.stands import Stand
from models.questions import Question
from models.text.document import side_id


def write_meeting_before(table: Writing, people: People, moment: datetime) -> None:
    """The meeting three weeks ago: short, with two steps."""
    sam, jo = people.sam, people.jo
    day = moment.date()
    table.says(sam, "mm_well/patient", "I slept four nights in a row.")
    table.says(sam, "mm_actions/together", "Ring the council about the lift.")
    table.answers(sam, "mm_actions/together", step_value(Step(sam.id, day + timedelta(days=7))))
    box = table.adds_box(jo, "mm_actions")
    place = side_id("mm_actions", "together", box)
    table.says(jo, place, "Find a quieter room.")
    table.answers(jo, place, step_value(Step(jo.id, day + timedelta(days=14))))


def write_meeting(table: Writing, people: People, moment: datetime) -> None:
    """Today's: what happened with the steps, what was asked and answered, where people differ, what the law decided, who does what."""
    _since_last_time(table, people)
    _talk(table, people, moment)
    _decide(table, people, moment)
    _close(table, people, moment)


def _since_last_time(table: Writing, people: People) -> None:
    first, second = added_boxes(table.document, "mm_since")
    _says_of_step(table, people, first, ("done", ""), ("done", ""))
    _says_of_step(
        table, people, second, ("partly", "A room is named, but it is by the front door."), ("not_yet", "Room four is free on Friday.")
    )


def _says_of_step(table: Writing, people: People, box: str, sams: tuple[str, str], teams: tuple[str, str]) -> None:
    asked = _question("mm_since")
    for who, side, (value, own) in ((people.sam, "patient", sams), (people.jo, "team", teams)):
        table.answers(who, side_id("mm_since", side, box), chosen_value(asked, Chosen((value,), own)))


def _talk(table: Writing, people: People, moment: datetime) -> None:
    sam, jo, mum, reyes = people.sam, people.jo, people.mum, people.reyes
    again = moment.date() + timedelta(days=14)
    table.says(sam, "mm_my_points/patient", "Can I go to the garden after supper?")
    table.answers(jo, "mm_my_points/team", answered_value(Answered(Reply.YES, "Until nine, with the door open.", jo.id)))
    box = table.adds_box(sam, "mm_my_points")
    table.says(sam, side_id("mm_my_points", "patient", box), "Can I go home on Saturday?")
    no = Answered(Reply.LATER, "The lift is broken, and nobody can come with you yet.", reyes.id, again)
    table.answers(reyes, side_id("mm_my_points", "team", box), answered_value(no))
    box = table.adds_box(sam, "mm_my_points")
    table.says(sam, side_id("mm_my_points", "patient", box), "Who waters the beans when I am away?")
    table.says(sam, "mm_safe/patient", "The garden, my headphones, and somebody near me.")
    table.says(jo, "mm_safe/team", "Sam tells us early when it is too loud.")
    table.says(mum, f"mm_safe/family:{mum.id}", "He rings me when he is afraid.")
    table.says(sam, "mm_safe/together", "Garden first, ")
    table.says(jo, "mm_safe/together", "and one of us comes along.")
    table.stands(sam, "mm_safe", Stand.AGREE)
    table.stands(jo, "mm_safe", Stand.AGREE_IN_PART, "At night there are two of us. It can take ten minutes.")
    table.types_for(jo, mum, f"mm_family_view/family:{mum.id}", "I want to hear it from you first when he is moved.", people.chidi)


def _decide(table: Writing, people: People, moment: datetime) -> None:
    sam, jo, mum, reyes = people.sam, people.jo, people.mum, people.reyes
    day = moment.date()
    table.says(sam, "mm_decisions/together", "I move to room four on Friday.")
    table.stands(sam, "mm_decisions", Stand.AGREE)
    table.stands(jo, "mm_decisions", Stand.AGREE)
    law = LawDecision(
        "Mental Health Act 1983, section 17",
        "Dr Ana Reyes, responsible clinician",
        "Leave is with somebody from the ward, until the nights are calm.",
        "It is looked at again in two weeks",
        "Sam can ask the hospital managers. Lee helps with the letter.",
    )
    table.says(reyes, "mm_law/team", "Leave only with somebody from the ward.")
    table.answers(reyes, "mm_law/team", law_value(law))
    table.says(sam, "mm_law/patient", "I do not agree. Mum can come with me.")
    table.says(sam, "mm_differ/patient", "I want to go home on Saturday.")
    table.says(jo, "mm_differ/team", "Saturday is too early without a lift.")
    table.says(sam, "mm_unmet/patient", "Somebody to talk to about the voices, not only about tablets.")
    table.says(mum, "mm_actions/together", "Ask the neighbour to water the beans.")
    table.answers(mum, "mm_actions/together", step_value(Step(mum.id, day + timedelta(days=3))))
    box = table.adds_box(jo, "mm_actions")
    place = side_id("mm_actions", "together", box)
    table.says(jo, place, "Move Sam to room four.")
    table.answers(jo, place, step_value(Step(jo.id, day + timedelta(days=4))))


def _close(table: Writing, people: People, moment: datetime) -> None:
    sam, jo = people.sam, people.jo
    table.answers(sam, "mm_read_back/patient", answered_value(Answered(Reply.YES, "", sam.id)))
    table.answers(sam, "mm_took_part/patient", chosen_value(_question("mm_took_part"), Chosen(("spoke_help",))))
    table.says(sam, "mm_copies/patient", "Me first, today. Then Mum and my GP.")
    table.answers(sam, "mm_next/together", date_value(moment.date() + timedelta(days=21)))
    table.signs(sam, Stand.AGREE_IN_PART, "Not with the leave.")
    table.signs(jo, Stand.AGREE)


def _question(question: str) -> Question:
    return shipped_form("my_meeting").question(question)
