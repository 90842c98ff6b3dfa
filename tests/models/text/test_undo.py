"""Undo belongs to the pen: one voice under one pair of hands, in one sitting."""

import json

import pytest

from models.text.acts import Act, ActFault, act_from_json, act_to_json
from models.text.answering import confirm, let_go, take_back_strike
from models.text.document import PlanDocument
from models.text.entries import answers, enter
from models.text.undoing import Undone, next_undo, redo, undo
from models.text.writing import write
from tests.models.text.pages import HERE, JO, JO_FOR_SAM, SAM, THERE, Page, own_pen


def test_undo_takes_back_what_the_pen_did_last() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.type(SAM, " first")
    assert undo(page, SAM) == Undone(HERE, 6)  # where the words stood
    assert page.text == "Garden"
    assert redo(page, SAM) == Undone(HERE, 12)
    assert page.text == "Garden first"


def test_undo_never_takes_back_anothers_sentence() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.type(JO, " first")
    undo(page, SAM)
    assert page.text == " first"
    assert undo(page, SAM) is None


def test_the_scribes_undo_is_not_the_owners_nor_the_owners_the_scribes() -> None:
    page = Page()
    page.type(JO_FOR_SAM, "Garden")
    assert undo(page, SAM) is None
    assert undo(page, JO) is None
    page.type(SAM, " first")
    undo(page, JO_FOR_SAM)
    assert page.text == " first"


def test_a_yes_that_is_taken_back_no_longer_keeps_what_its_scribe_took_out() -> None:
    """They are Sam's words, and it is Sam who takes the yes back: that is nobody else's words leaving. Done again, they stand again."""
    page = Page()
    page.type(JO_FOR_SAM, "Garden")
    confirm(page, SAM, HERE, page.spans("Garden"))
    page.take_out(JO_FOR_SAM, "Garden")
    assert page.text == "Garden"

    undo(page, SAM)
    assert page.text == ""
    redo(page, SAM)
    assert page.text == "Garden"


def test_undo_brings_words_back_that_the_pen_took_out() -> None:
    page = Page()
    page.type(SAM, "Garden first")
    page.take_out(SAM, "Garden")
    undo(page, SAM)
    assert page.text == "Garden first"


def test_undo_takes_a_strike_back() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.take_out(JO, "Garden")
    undo(page, JO)
    assert page.reads() == ["Garden: sam"]


def test_typing_over_words_is_one_step() -> None:
    page = Page()
    page.type(SAM, "Garden")
    write(page, SAM, HERE, 0, 6, "Music")
    undo(page, SAM)
    assert page.text == "Garden"


def test_keys_of_one_burst_are_one_step() -> None:
    page = Page()
    for place, letter in enumerate("Garden"):
        write(page, SAM, HERE, place, 0, letter, burst="one")
    write(page, SAM, HERE, 6, 0, "!", burst="two")
    undo(page, SAM)
    assert page.text == "Garden"
    undo(page, SAM)
    assert page.text == ""


def test_holding_the_key_is_one_strike_and_one_undo() -> None:
    page = Page()
    page.type(SAM, "one two three")
    for words in ("three", "two ", "one "):
        page.take_out(JO, words, burst="held")
    strikes = [record for record in page.side(HERE).records.values() if record.pen == JO]
    assert len(strikes) == 1
    undo(page, JO)
    assert page.reads() == ["one two three: sam"]


def test_a_burst_does_not_go_on_after_an_undo_nor_on_another_side() -> None:
    page = Page()
    write(page, SAM, HERE, 0, 0, "a", burst="one")
    write(page, SAM, HERE, 1, 0, "b", burst="two")
    undo(page, SAM)
    write(page, SAM, HERE, 1, 0, "c", burst="one")
    write(page, SAM, THERE, 0, 0, "d", burst="one")
    undo(page, SAM)
    undo(page, SAM)
    assert (page.text, page.side(THERE).text) == ("a", "")


def test_what_was_undone_cannot_come_back_once_something_else_was_done() -> None:
    page = Page()
    page.type(SAM, "Garden")
    undo(page, SAM)
    page.type(SAM, "Music")
    assert redo(page, SAM) is None
    assert page.text == "Music"


def test_words_struck_while_they_were_undone_come_back_struck() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.take_out(JO, "Garden")
    undo(page, SAM)
    assert page.text == ""
    redo(page, SAM)
    assert page.reads() == ["Garden: sam, struck by jo"]


def test_an_answer_can_be_undone_by_its_pen() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.take_out(JO, "Garden")
    let_go(page, SAM, HERE, page.spans("Garden"))
    undo(page, SAM)
    assert page.reads() == ["Garden: sam, struck by jo"]


def test_taking_a_strike_back_can_be_undone() -> None:
    page = Page()
    page.type(SAM, "Garden first")
    page.take_out(JO, "Garden first")
    take_back_strike(page, JO, HERE, page.spans("Garden"))
    assert undo(page, JO) == Undone(HERE, 12)
    assert page.reads() == ["Garden first: sam, struck by jo"]


def test_undo_ends_with_the_sitting() -> None:
    page = Page()
    page.type(SAM, "Garden")
    assert undo(page, own_pen("sam", "tuesday")) is None


def test_the_next_undo_says_where_it_would_happen() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.type(SAM, "Music", side=THERE)
    assert next_undo(page, SAM) == Undone(THERE, 5)
    assert next_undo(page, JO) is None


def test_a_refused_undo_is_dropped_and_the_one_before_comes_next() -> None:
    page = Page()
    page.type(JO_FOR_SAM, "Garden")
    page.type(JO_FOR_SAM, " first")
    confirm(page, SAM, HERE, page.spans(" first"))
    assert undo(page, JO_FOR_SAM) == Undone(HERE, 12, refused=True)
    assert undo(page, JO_FOR_SAM) == Undone(HERE, 0)
    assert page.text == " first"


def test_choices_are_undone_like_words() -> None:
    page = Page()
    enter(page, SAM, "mood/sam", {"choice": "good"})
    enter(page, SAM, "mood/sam", {"choice": "bad"})
    undo(page, SAM)
    assert [entry.value for entry in answers(page, "mood/sam")] == [{"choice": "good"}]


# ---- after a restart


def reopened(page: Page) -> PlanDocument:
    acts = {act.id: act for row in page.rows for act in row.acts}
    kept = json.loads(json.dumps([act_to_json(act) for act in acts.values()]))
    return PlanDocument(page.blobs, [act_from_json(act) for act in kept])


def test_undo_and_redo_survive_a_restart() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.type(SAM, " first")
    page.take_out(JO, "Garden")
    undo(page, SAM)
    again = reopened(page)
    redo(again, SAM)
    assert again.side(HERE).text == "Garden first"
    undo(again, SAM)
    undo(again, SAM)
    undo(again, JO)
    assert again.side(HERE).text == ""


def test_an_act_that_was_dropped_does_not_come_back_by_a_restart() -> None:
    page = Page()
    page.type(SAM, "Garden")
    undo(page, SAM)
    page.type(SAM, "Music")
    assert redo(reopened(page), SAM) is None


def test_an_act_is_read_back_as_it_was_kept() -> None:
    page = Page()
    page.type(SAM, "Garden")
    write(page, SAM, HERE, 0, 3, "Bal", burst="one")
    (act,) = page.rows[-1].acts
    back = act_from_json(json.loads(json.dumps(act_to_json(act))))
    assert (back.id, back.pen, back.puts, back.switches, back.number) == (act.id, act.pen, act.puts, act.switches, act.number)
    assert back.burst == ""  # the next key begins a new step


@pytest.mark.parametrize("broken", ["voice", "puts", "state", "number", "id"])
def test_an_act_that_lacks_something_is_a_fault(broken: str) -> None:
    kept = act_to_json(Act(SAM.key, "monday", HERE))
    del kept[broken]
    with pytest.raises(ActFault):
        act_from_json(kept)
