import gc

import pytest

from app.announcements import Announcement
from tests.listening import LogListener


class Page:
    """Somebody who listens, as a page of the window does."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def hear(self, word: str) -> None:
        self.heard.append(word)


@pytest.fixture
def news() -> Announcement[str]:
    return Announcement[str]()


def test_everybody_who_listens_is_told_in_the_order_they_came(news: Announcement[str]) -> None:
    told: list[str] = []
    news.connect(lambda word: told.append(f"first {word}"))
    news.connect(lambda word: told.append(f"second {word}"))
    news.announce("rain")
    assert told == ["first rain", "second rain"]


def test_who_connects_twice_is_told_once(news: Announcement[str]) -> None:
    page = Page()
    news.connect(page.hear)
    news.connect(page.hear)
    news.announce("rain")
    assert page.heard == ["rain"]


def test_two_pages_of_one_kind_are_two_listeners(news: Announcement[str]) -> None:
    one, other = Page(), Page()
    news.connect(one.hear)
    news.connect(other.hear)
    news.disconnect(one.hear)
    news.announce("rain")
    assert (one.heard, other.heard) == ([], ["rain"])


def test_a_page_that_has_gone_is_let_go_of_and_no_longer_told(news: Announcement[str]) -> None:
    page = Page()
    heard = page.heard
    news.connect(page.hear)
    del page
    gc.collect()
    news.announce("rain")
    assert heard == []
    assert news._living() == []


def test_a_plain_function_stays_although_nobody_else_holds_it(news: Announcement[str]) -> None:
    told: list[str] = []
    news.connect(lambda word: told.append(word))
    gc.collect()
    news.announce("rain")
    assert told == ["rain"]


def test_a_listener_that_raises_does_not_stop_the_others_and_is_logged(news: Announcement[str], expected_log: LogListener) -> None:
    page = Page()

    def stumble(word: str) -> None:
        raise ValueError(word)

    news.connect(stumble)
    news.connect(page.hear)
    news.announce("rain")
    assert page.heard == ["rain"]
    assert "ValueError" in expected_log.heard[0]


def test_one_who_is_disconnected_while_it_is_announced_is_not_told(news: Announcement[str]) -> None:
    page = Page()
    news.connect(lambda _word: news.disconnect(page.hear))
    news.connect(page.hear)
    news.announce("rain")
    assert page.heard == []


def test_one_who_connects_while_it_is_announced_hears_the_next(news: Announcement[str]) -> None:
    page = Page()
    news.connect(lambda _word: news.connect(page.hear))
    news.announce("rain")
    news.announce("sun")
    assert page.heard == ["sun"]


def test_disconnecting_a_stranger_is_quiet(news: Announcement[str]) -> None:
    news.disconnect(Page().hear)
    news.announce("rain")
