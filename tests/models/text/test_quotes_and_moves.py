"""Words that stand in more than one place: a quote follows its source, and a move is taken out and quoted in one act."""

from models.text.answering import confirm, keep, let_go
from models.text.undoing import Undone, redo, undo
from models.text.waiting import WaitKind, waiting_for
from models.text.writing import Written, move, pick_up, quote
from tests.models.text.pages import ADA, HERE, JO, JO_FOR_SAM, MUM, SAM, THERE, Page, exchange, own_pen


def garden_page() -> Page:
    page = Page()
    page.type(SAM, "Garden first")
    return page


def quoted(page: Page, words: str = "Garden", by: object = JO, side: str = HERE, to: str = THERE) -> Written:
    clip = pick_up(page, side, *page.place(words, side))
    return quote(page, by, to, page.side(to).length, 0, clip)  # type: ignore[arg-type]


def moved(page: Page, words: str = "Garden", by: object = JO, side: str = HERE, to: str = THERE) -> Written:
    return move(page, by, pick_up(page, side, *page.place(words, side)), to, page.side(to).length)  # type: ignore[arg-type]


# ---- quotes


def test_a_quote_is_its_sources_words_quoted_by_the_pen() -> None:
    page = garden_page()
    written = quoted(page)
    assert page.reads(THERE) == ["Garden: sam, quoted by jo"]
    assert (written.start, written.end) == (0, 6)


def test_a_quote_of_a_quote_is_still_the_first_ones_words() -> None:
    page = garden_page()
    quoted(page)
    quoted(page, by=ADA, side=THERE, to="third/together")
    assert page.reads("third/together") == ["Garden: sam, quoted by ada"]


def test_a_quote_over_two_owners_keeps_both() -> None:
    page = garden_page()
    page.type(JO, " at night")
    quoted(page, "first at", by=ADA)
    assert page.reads(THERE) == ["first: sam, quoted by ada", "at: jo, quoted by ada"]


def test_the_quoter_takes_the_quote_out_again() -> None:
    page = garden_page()
    quoted(page)
    page.take_out(JO, "Garden", THERE)
    assert page.side(THERE).text == ""
    assert page.text == "Garden first"


def test_the_owner_takes_a_quote_of_their_words_out() -> None:
    page = garden_page()
    quoted(page)
    page.take_out(SAM, "Garden", THERE)
    assert (page.side(THERE).text, page.text) == ("", "Garden first")


def test_anybody_else_only_strikes_a_quote_and_its_owner_answers() -> None:
    page = garden_page()
    quoted(page)
    page.take_out(ADA, "Garden", THERE)
    assert page.reads(THERE) == ["Garden: sam, quoted by jo, struck by ada"]
    assert not let_go(page, JO, THERE, page.spans("Garden", THERE))
    assert let_go(page, SAM, THERE, page.spans("Garden", THERE))
    assert page.side(THERE).text == ""


def test_quotes_leave_when_the_owner_takes_the_source_out() -> None:
    page = garden_page()
    quoted(page)
    quoted(page, by=ADA, side=THERE, to="third/together")
    page.take_out(SAM, "Garden")
    assert (page.side(THERE).text, page.side("third/together").text) == ("", "")


def test_quotes_come_back_when_the_owner_undoes_that() -> None:
    page = garden_page()
    quoted(page)
    page.take_out(SAM, "Garden")
    undo(page, SAM)
    assert page.reads(THERE) == ["Garden: sam, quoted by jo"]


def test_a_quote_stays_while_its_source_is_only_struck() -> None:
    page = garden_page()
    quoted(page)
    page.take_out(ADA, "Garden")
    assert page.reads(THERE) == ["Garden: sam, quoted by jo"]
    let_go(page, SAM, HERE, page.spans("Garden"))
    assert page.side(THERE).text == ""


def test_a_quote_says_what_is_said_of_its_source() -> None:
    page = Page()
    page.type(JO_FOR_SAM, "Garden")
    quoted(page, by=ADA)
    assert page.reads(THERE) == ["Garden: sam by jo, waiting, quoted by ada"]
    confirm(page, SAM, THERE, page.spans("Garden", THERE))
    assert page.reads(THERE) == ["Garden: sam by jo, confirmed, quoted by ada"]
    assert page.reads() == ["Garden: sam by jo, confirmed"]


def test_only_what_is_left_of_picked_up_words_is_quoted() -> None:
    page = garden_page()
    clip = pick_up(page, HERE, 0, 12)
    page.take_out(SAM, "Garden ")
    quote(page, JO, THERE, 0, 0, clip)
    assert page.reads(THERE) == ["first: sam, quoted by jo"]


def test_words_pasted_over_their_own_source_leave_with_it_and_the_caret_stays_on_the_page() -> None:
    page = garden_page()
    written = quote(page, SAM, HERE, 0, 6, pick_up(page, HERE, 0, 6))
    assert page.text == " first"
    assert (written.start, written.end) == (0, 0)


def test_a_quote_reaches_another_machine_whole() -> None:
    page = garden_page()
    quoted(page)
    other = Page()
    exchange(page, other)
    assert other.reads(THERE) == ["Garden: sam, quoted by jo"]


def test_a_page_that_never_saw_the_source_is_told_when_the_quote_leaves() -> None:
    page = garden_page()
    quoted(page)
    other = Page(*page.blobs)
    told: list[str] = []
    other.side(THERE)
    other.watch_side(THERE, lambda ops: told.extend(op.kind for op in ops))
    page.take_out(SAM, "Garden")
    other.receive(page.blobs[-1])
    assert (other.side(THERE).text, told) == ("", ["out"])


def test_sides_that_quote_each_other_have_nothing_old_to_tell_once_they_are_opened() -> None:
    page = garden_page()
    quoted(page)
    quoted(page, by=ADA, side=THERE, to="third/together")
    page.type(MUM, "Music", side="third/together")
    quoted(page, "Music", side="third/together", to=HERE)
    page.take_out(SAM, "Garden")
    other = Page(*page.blobs)
    other.side(THERE)
    told: list[str] = []
    assert other.side("third/together").text == "Music"
    other.watch_side("third/together", lambda ops: told.extend(op.kind for op in ops))
    other.type(SAM, "!")
    assert told == []


# ---- moves


def test_a_move_of_ones_own_words_leaves_nothing_behind() -> None:
    page = garden_page()
    moved(page, by=SAM)
    assert page.text == " first"
    assert page.reads(THERE) == ["Garden: sam, moved by sam"]


def test_a_move_of_anothers_words_strikes_them_where_they_were() -> None:
    page = garden_page()
    written = moved(page)
    assert page.reads() == ["Garden: sam, struck by jo", "first: sam"]
    assert page.reads(THERE) == ["Garden: sam, moved by jo"]
    assert written.struck


def test_the_owner_is_asked_where_the_words_went() -> None:
    page = garden_page()
    moved(page)
    (waits,) = waiting_for(page, "sam")
    assert (waits.kind, waits.moved_to) == (WaitKind.STRUCK, THERE)


def test_letting_go_of_a_move_leaves_the_words_in_their_new_place() -> None:
    page = garden_page()
    moved(page)
    let_go(page, SAM, HERE, page.spans("Garden"))
    assert (page.text, page.side(THERE).text) == (" first", "Garden")


def test_letting_go_of_struck_and_moved_words_at_once_loses_none_of_the_moved_ones() -> None:
    page = garden_page()
    moved(page)
    page.take_out(JO, "first")
    let_go(page, SAM, HERE, page.spans("Garden first"))
    assert (page.text, page.side(THERE).text) == (" ", "Garden")


def test_only_the_owner_hides_what_somebody_else_moved() -> None:
    page = garden_page()
    moved(page)
    page.take_out(JO, "Garden", THERE)
    assert page.reads(THERE) == ["Garden: sam, moved by jo, struck by jo"]
    page.take_out(SAM, "Garden", THERE)
    assert page.side(THERE).text == ""


def test_the_mover_undoes_until_the_owner_has_answered() -> None:
    page = garden_page()
    moved(page)
    undo(page, JO)
    assert (page.reads(), page.side(THERE).text) == (["Garden first: sam"], "")
    redo(page, JO)
    let_go(page, SAM, HERE, page.spans("Garden"))
    assert undo(page, JO) == Undone(THERE, 6, refused=True)
    assert page.side(THERE).text == "Garden"


def test_the_mover_does_not_undo_what_the_owner_kept() -> None:
    page = garden_page()
    moved(page)
    keep(page, SAM, HERE, page.spans("Garden"))
    assert undo(page, JO) == Undone(THERE, 6, refused=True)


def test_a_keep_against_somebody_else_does_not_answer_the_move() -> None:
    page = garden_page()
    page.take_out(ADA, "Garden")
    keep(page, SAM, HERE, page.spans("Garden"))
    moved(page)
    assert undo(page, JO) == Undone(THERE, 0)


def test_an_answer_counts_although_the_new_place_was_never_opened() -> None:
    page = garden_page()
    moved(page)
    other = Page(*page.blobs)
    let_go(other, SAM, HERE, other.spans("Garden"))
    page.receive(other.blobs[-1])
    assert undo(page, JO) == Undone(THERE, 6, refused=True)


def test_where_undoing_a_move_and_letting_it_go_meet_the_words_stand_struck_in_their_new_place() -> None:
    page = garden_page()
    moved(page)
    other = Page(*page.blobs)
    undo(page, JO)
    let_go(other, SAM, HERE, other.spans("Garden"))
    exchange(page, other)
    assert page.text == other.text == " first"
    assert page.reads(THERE) == other.reads(THERE) == ["Garden: sam, moved by jo, struck by jo"]


def test_a_quote_stays_when_its_source_was_moved() -> None:
    page = garden_page()
    quoted(page, by=ADA, to="third/together")
    moved(page, by=SAM)
    assert page.reads("third/together") == ["Garden: sam, quoted by ada"]


def test_taking_out_moved_words_of_ones_own_takes_them_out_everywhere() -> None:
    page = garden_page()
    quoted(page, by=ADA, to="third/together")
    moved(page, by=SAM)
    moved(page, by=SAM, side=THERE, to="fourth/together")
    page.take_out(SAM, "Garden", "fourth/together")
    assert page.side("third/together").text == ""


def test_words_moved_within_a_side_stand_where_they_were_put() -> None:
    page = garden_page()
    written = move(page, SAM, pick_up(page, HERE, 0, 7), HERE, 12)
    assert page.text == "firstGarden "
    assert (written.start, written.end) == (5, 12)


def test_nothing_is_moved_once_the_words_have_left() -> None:
    page = garden_page()
    clip = pick_up(page, HERE, 0, 6)
    page.take_out(SAM, "Garden")
    rows = len(page.rows)
    assert move(page, JO, clip, THERE, 0) == Written(0, 0)
    assert len(page.rows) == rows


def test_moved_words_that_were_typed_for_somebody_are_confirmed_where_they_stand_now() -> None:
    page = Page()
    page.type(JO_FOR_SAM, "Garden first")
    moved(page, "Garden first", by=JO_FOR_SAM)
    confirm(page, SAM, THERE, page.spans("Garden first", THERE))
    assert page.reads(THERE) == ["Garden first: sam by jo, confirmed, moved by sam by jo"]
    page.type(MUM, "never ", behind="Garden ", side=THERE)
    assert page.reads(THERE)[0] == "Garden: sam by jo, changed, moved by sam by jo"


def test_what_happens_at_the_old_place_does_not_change_moved_words() -> None:
    page = Page()
    page.type(JO_FOR_SAM, "Garden first")
    moved(page, "Garden first", by=JO_FOR_SAM)
    confirm(page, SAM, THERE, page.spans("Garden first", THERE))
    page.type(MUM, "Something else")
    assert page.reads(THERE) == ["Garden first: sam by jo, confirmed, moved by sam by jo"]


def test_a_move_keeps_its_mover_through_sittings() -> None:
    page = garden_page()
    moved(page)
    page.take_out(own_pen("jo", "tuesday"), "first")
    undo(page, own_pen("jo", "tuesday"))
    assert page.reads(THERE) == ["Garden: sam, moved by jo"]
