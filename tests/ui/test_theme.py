"""The four themes: all names there, and every pair of words and ground at least 7:1."""

import itertools

import pytest

from models.marks import INKS
from ui.theme import THEMES, Theme, read_theme

WORDS = 7.0
SHAPES = 3.0


def luminance(colour: str) -> float:
    """The light of a colour, as the guidelines for access reckon it."""
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """How far apart two colours are, from 1 to 21."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def pairs_of_words(theme: Theme) -> dict[str, tuple[str, str]]:
    """Every pair of words and ground that we paint, by a name that can be read."""
    grounds = {"room": theme.room, "paper": theme.paper, "bar": theme.bar}
    spoken = {
        "text": theme.text,
        "quiet": theme.quiet,
        "good": theme.good,
        "careful": theme.careful,
        "stop": theme.stop,
        "accent": theme.accent,
    }
    pairs = {f"{word} on {ground}": (spoken[word], grounds[ground]) for word, ground in itertools.product(spoken, grounds)}
    pairs |= {f"{word} on chosen": (spoken[word], theme.chosen) for word in ("text", "quiet", "accent")}
    pairs["primary button"] = (theme.primary_text, theme.primary_fill)
    pairs["selection"] = (theme.on_ink, theme.accent)
    for name, ink in theme.inks.items():
        pairs |= {
            f"{name} on its tint": (ink.ink, ink.tint),
            f"{name} on paper": (ink.ink, theme.paper),
            f"{name} on room": (ink.ink, theme.room),
        }
        pairs |= {f"text on {name}": (theme.text, ink.tint), f"quiet on {name}": (theme.quiet, ink.tint)}
        pairs[f"initials in hand, {name}"] = (theme.on_ink, theme.in_hand(name))
    return pairs


@pytest.mark.parametrize("name", THEMES)
def test_every_pair_of_words_and_ground_reaches_seven_to_one(name: str) -> None:
    pairs = pairs_of_words(read_theme(name))

    too_near = {pair: round(contrast(*colours), 2) for pair, colours in pairs.items() if contrast(*colours) < WORDS}

    assert too_near == {}


@pytest.mark.parametrize("name", THEMES)
def test_edges_of_what_can_be_pressed_and_pictures_stand_out(name: str) -> None:
    theme = read_theme(name)
    edges = [(theme.border, ground) for ground in (theme.room, theme.paper, theme.bar, *(ink.tint for ink in theme.inks.values()))]
    shapes = [*edges, (theme.picture_edge, theme.picture), (theme.chosen_edge, theme.chosen), (theme.box, theme.room)]

    assert [pair for pair in shapes if contrast(*pair) < SHAPES] == []


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_has_both_colours_of_every_mark(name: str) -> None:
    assert tuple(read_theme(name).inks) == INKS


def test_in_high_contrast_marks_are_white_and_the_pen_in_hand_is_yellow() -> None:
    theme = read_theme("high_contrast")

    assert {ink.ink for ink in theme.inks.values()} == {"#FFFFFF"}
    assert {ink.tint for ink in theme.inks.values()} == {"#000000"}
    assert {theme.in_hand(ink) for ink in INKS} == {"#FFFF00"}


def test_in_other_themes_the_pen_in_hand_has_its_own_ink() -> None:
    theme = read_theme("light")

    assert theme.in_hand("sea") == theme.inks["sea"].ink


def test_chosen_is_nobodys_tint() -> None:
    for name in ("light", "cream", "dark"):
        theme = read_theme(name)
        assert theme.chosen not in {ink.tint for ink in theme.inks.values()}


def test_a_theme_that_is_not_there_is_refused() -> None:
    with pytest.raises(LookupError):
        read_theme("../settings")
