"""*What is this?*: the eight pages that ship, names filled in, and a service's own pages."""

from pathlib import Path

import pytest

from app import forms
from app.access.profile import Profile
from app.easy_pages import SAY_NO, WHO_TO_ASK, bring_pages, drop_pages, pages_here, shipped_pages
from app.errors import Trouble
from app.resources import resource_path
from app.settings import ADVOCATE_WORDS, KEEPER_WORDS, URGENT_PHONE, WARD_NAME, Settings
from models.easy_pages import LED_TO
from models.easy_read import count_words, long_sentences, unexplained_hard_words

SHIPPED = resource_path("pages", "what_is_this.toml")


@pytest.fixture
def here(tmp_path: Path) -> Profile:
    profile = Profile(tmp_path / "Two Pens")
    profile.prepare()
    return profile


@pytest.fixture
def settings(here: Profile) -> Settings:
    return Settings(here.settings_file)


def own_file(folder: Path, old: str = "Who to ask", new: str = "Whom to ask on Ash Ward") -> Path:
    path = folder / "ours.toml"
    path.write_text(SHIPPED.read_text("utf-8").replace(old, new), "utf-8")
    return path


def words_of(page_id: str, profile: Profile, settings: Settings) -> str:
    return "\n".join(line.words for page in pages_here(profile, settings).pages if page.id == page_id for line in page.lines)


def test_eight_pages_ship_in_the_order_in_which_they_are_read() -> None:
    assert tuple(page.id for page in shipped_pages()) == LED_TO
    assert {SAY_NO, WHO_TO_ASK} <= set(LED_TO)


def test_every_sentence_of_the_pages_is_short_and_one_line_is_one_thought() -> None:
    texts = [text for page in shipped_pages() for line in page.lines for text in (line.words, line.otherwise) if text]

    assert [sentence.text for text in texts for sentence in long_sentences(text)] == []
    assert 600 < sum(map(count_words, texts)) < 1000


def test_every_hard_word_is_explained_on_its_page() -> None:
    for page in shipped_pages():
        whole = "\n".join(line.words for line in page.lines)
        assert unexplained_hard_words(page.title, whole, forms.words()) == []
        assert unexplained_hard_words(whole, "", forms.words()) == []


def test_what_is_not_known_says_ask_the_staff_and_never_leaves_a_gap(here: Profile, settings: Settings) -> None:
    texts = [line.words for page in pages_here(here, settings).pages for line in page.lines]

    assert not [text for text in texts if "{" in text or not text]
    assert sum("sk the staff" in text for text in texts) == 4


def test_the_names_of_the_service_stand_in_the_pages(here: Profile, settings: Settings) -> None:
    for setting, words in ((WARD_NAME, "Ash Ward"), (ADVOCATE_WORDS, "Rain, 5552"), (URGENT_PHONE, "0100 200"), (KEEPER_WORDS, "the desk")):
        settings.set(setting, words)

    assert "computers that belong to Ash Ward." in words_of("what_it_keeps", here, settings)
    asked = words_of("who_to_ask", here, settings)
    assert "ring 0100 200, or 999" in asked
    assert "an advocate: Rain, 5552." in asked
    assert "ask the desk." in asked


def test_a_service_brings_its_own_pages_and_goes_back(here: Profile, settings: Settings, tmp_path: Path) -> None:
    bring_pages(here, own_file(tmp_path))
    own = pages_here(here, settings)
    assert own.own
    assert own.pages[-1].title == "Whom to ask on Ash Ward"

    drop_pages(here)
    assert not pages_here(here, settings).own
    assert pages_here(here, settings).pages[-1].title == "Who to ask"


def test_a_file_that_is_not_right_changes_nothing_and_says_what_to_mend(here: Profile, settings: Settings, tmp_path: Path) -> None:
    bring_pages(here, own_file(tmp_path))
    with pytest.raises(Trouble) as caught:
        bring_pages(here, own_file(tmp_path, 'picture = "megaphone"', 'picture = "dragon"'))

    assert caught.value.title == "These pages cannot be used"
    assert "Page 8, line 5: “picture” says “dragon”." in caught.value.sentence
    assert pages_here(here, settings).pages[-1].title == "Whom to ask on Ash Ward"


def test_an_own_file_that_was_damaged_is_told_of_and_ours_are_shown(here: Profile, settings: Settings) -> None:
    here.pages_file.write_bytes(b"format = = 1")
    found = pages_here(here, settings)

    assert found.trouble is not None
    assert found.trouble.title == "The pages of this service cannot be read"
    assert len(found.pages) == 8


def test_a_file_that_is_gone_is_said_so(here: Profile, tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught:
        bring_pages(here, tmp_path / "nowhere.toml")
    assert caught.value.title == "Not there"


def test_odd_characters_in_a_name_are_made_fit_for_paper(here: Profile, settings: Settings) -> None:
    settings.set(KEEPER_WORDS, "Ash\x00 \ud800desk")
    assert "ask Ash\ufffd \ufffddesk." in words_of("who_to_ask", here, settings)
