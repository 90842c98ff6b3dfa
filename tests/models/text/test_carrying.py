"""Starting the next plan from this one: answers come over with their owners, open strikes stay behind."""

from models.text.answering import confirm, not_my_words
from models.text.carrying import carry_over
from models.text.entries import answers, enter
from models.text.runs import Said
from models.text.waiting import WaitKind, waiting_for
from tests.models.text.pages import ADA, HERE, JO, JO_FOR_SAM, SAM, THERE, Page, exchange

QUESTIONS = ("safe", "goal", "mood")


def carried(earlier: Page) -> Page:
    later = Page()
    carry_over(earlier, "plan one", later, JO, QUESTIONS)
    return later


def test_words_come_over_as_their_owners() -> None:
    page = Page()
    page.type(SAM, "Garden first")
    page.type(JO, ", at once")
    later = carried(page)
    assert later.text == page.text
    assert [(run.look.voice.people, run.look.carried) for run in later.side(HERE).runs()] == [(("sam",), True), (("jo",), True)]


def test_open_strikes_stay_behind_and_are_listed() -> None:
    page, later = Page(), Page()
    page.type(SAM, "Garden first")
    page.take_out(ADA, "first")
    (left,) = carry_over(page, "plan one", later, JO, QUESTIONS)
    assert (left.side, left.text, left.struck_by, later.text) == (HERE, "first", (ADA.key,), "Garden ")


def test_words_that_their_owner_disowned_stay_behind() -> None:
    page = Page()
    page.type(JO_FOR_SAM, "Garden first")
    not_my_words(page, SAM, HERE, page.spans("first"))
    assert carried(page).text == "Garden "


def test_questions_that_are_not_asked_any_more_stay_behind() -> None:
    page, later = Page(), Page()
    page.type(SAM, "Garden", side=HERE)
    page.type(SAM, "Music", side=THERE)
    carry_over(page, "plan one", later, JO, ["goal"])
    assert later.written_sides() == [THERE]


def test_all_that_stands_at_questions_that_are_not_asked_any_more_is_listed() -> None:
    page, later = Page(), Page()
    page.type(SAM, "Garden ")
    page.type(JO_FOR_SAM, "first")
    page.take_out(ADA, "first")
    page.type(SAM, "Music", side=THERE)
    enter(page, SAM, "mood/patient", {"values": ["good"]})
    enter(page, JO, "mood/patient", {"values": ["bad"]})
    enter(page, JO, "mood/patient", {})
    for place in ("mood/stand", "mood/not_able", "mood/not_now", "mood/boxes", "~plan/signing"):
        enter(page, SAM, place, {"stand": "agree"})

    left = carry_over(page, "plan one", later, JO, ["goal"])

    assert [(one.side, one.text, one.voice, dict(one.value), one.asked) for one in left] == [
        (HERE, "Garden ", SAM.voice, {}, False),
        (HERE, "first", SAM.voice, {}, False),
        ("mood/patient", "", SAM.voice, {"values": ["good"]}, False),
    ]
    assert (later.text, later.entry_places()) == ("", [])


def test_only_the_owner_takes_words_out_that_came_over() -> None:
    page = Page()
    page.type(SAM, "Garden")
    later = carried(page)
    later.take_out(JO, "Garden")
    assert later.look("Garden").struck_by == (JO.key,)
    later.take_out(SAM, "Garden")
    assert later.text == ""


def test_what_was_confirmed_stays_confirmed_and_what_was_not_is_asked_here() -> None:
    page = Page()
    page.type(JO_FOR_SAM, "Garden first")
    confirm(page, SAM, HERE, page.spans("Garden"))
    later = carried(page)
    assert [run.look.said for run in later.side(HERE).runs()] == [Said.CONFIRMED, Said.WAITING]
    assert [(thing.kind, thing.text.strip()) for thing in waiting_for(later, "sam")] == [(WaitKind.TYPED_FOR, "first")]
    confirm(later, SAM, HERE, later.spans("Garden first"))
    assert {run.look.said for run in later.side(HERE).runs()} == {Said.CONFIRMED}


def test_answers_come_over_and_stands_do_not() -> None:
    page = Page()
    enter(page, SAM, "mood/patient", {"choice": "good"})
    enter(page, SAM, "mood/stand", {"stand": "agree"})
    later = carried(page)
    assert [(entry.pen.voice, entry.value) for entry in answers(later, "mood/patient")] == [(SAM.voice, {"choice": "good"})]
    assert answers(later, "mood/stand") == []


def test_a_plan_that_came_over_reads_the_same_on_another_machine() -> None:
    page = Page()
    page.type(JO_FOR_SAM, "Garden first")
    later, other = carried(page), Page()
    exchange(later, other)
    assert other.reads() == later.reads()
