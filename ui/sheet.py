"""The one style sheet of the application, for Qt's own widgets. What we paint ourselves asks the look instead."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.look import Look


def style_sheet(look: "Look") -> str:
    """The sheet for the look as it is now. No widget has a sheet or a font of its own: those stop growing with the text."""
    return "\n".join((_words(look), _fields(look), _buttons(look), _lists(look), _scrolling(look), _windows(look)))


def _words(look: "Look") -> str:
    theme, px = look.theme, look.px
    return f"""
    QLabel {{ background: transparent; }}
    QLabel[role="title"] {{ font-size: {px(28)}px; font-weight: 700; }}
    QLabel[role="question"] {{ font-size: {px(22)}px; font-weight: 700; }}
    QLabel[role="big"] {{ font-size: {px(22)}px; }}
    QLabel[role="bold"] {{ font-weight: 700; }}
    QLabel[role="semi"] {{ font-weight: 600; }}
    QLabel[role="quiet"] {{ color: {theme.quiet}; }}
    QLabel[role="small"] {{ color: {theme.quiet}; font-size: {px(15)}px; }}
    QLabel[role="small_bold"] {{ font-size: {px(15)}px; font-weight: 700; }}
    QLabel[role="good"] {{ color: {theme.good}; font-weight: 600; }}
    QLabel[role="careful"] {{ color: {theme.careful}; font-weight: 600; }}
    QLabel[role="stop"] {{ color: {theme.stop}; font-weight: 600; }}
    """


def _fields(look: "Look") -> str:
    theme, pad = look.theme, look.pad
    chosen = f"selection-background-color: {theme.accent}; selection-color: {theme.on_ink};"
    edge = f"border: 2px solid {theme.border}; border-radius: {pad(10)}px; background: {theme.paper};"
    return f"""
    QLineEdit {{ {edge} {chosen} padding: 0 {pad(10)}px; min-height: {look.target() - 4}px; }}
    QLineEdit[trouble="true"], LongField[trouble="true"] {{ border: 3px solid {theme.stop}; }}
    QLineEdit:read-only {{ border: 1px dashed {theme.border}; }}
    LongField {{ {edge} {chosen} padding: {pad(6)}px {pad(8)}px; }}
    QSlider::groove:horizontal {{ height: {pad(6)}px; border-radius: {pad(3)}px; background: {theme.border}; margin: 0 {pad(4)}px; }}
    QSlider::handle:horizontal {{ width: {pad(26)}px; height: {pad(26)}px; margin: -{pad(12)}px -{pad(4)}px; border-radius: {pad(14)}px;
        background: {theme.primary_fill}; border: 2px solid {theme.primary_edge}; }}
    """


def _buttons(look: "Look") -> str:
    """For the buttons inside Qt's own boxes (file dialogs); our own are painted. The dot leaves out everything that descends from them."""
    theme, pad = look.theme, look.pad
    return f"""
    .QPushButton, .QToolButton {{ background: {theme.paper}; border: 2px solid {theme.border}; border-radius: {pad(10)}px;
        padding: 0 {pad(16)}px; min-height: {look.target() - 4}px; font-weight: 600; }}
    .QPushButton:default {{ background: {theme.primary_fill}; color: {theme.primary_text}; border-color: {theme.primary_edge}; }}
    .QPushButton:pressed, .QToolButton:pressed {{ background: {theme.chosen}; }}
    .QPushButton:disabled, .QToolButton:disabled {{ border: 1px dashed {theme.border}; color: {theme.quiet}; }}
    """


def _lists(look: "Look") -> str:
    theme, pad = look.theme, look.pad
    row = f"min-height: {look.target()}px; padding: 0 {pad(12)}px;"
    return f"""
    QMenu {{ background: {theme.paper}; border: 2px solid {theme.border}; padding: {pad(4)}px;
        menu-scrollable: 1; }}
    QMenu::item {{ {row} border: 3px solid transparent; border-radius: {pad(8)}px; }}
    QMenu::item:selected {{ background: {theme.chosen}; border-color: {theme.chosen_edge}; }}
    QMenu::item:disabled {{ color: {theme.quiet}; }}
    QMenu::separator {{ height: 1px; background: {theme.hair}; margin: {pad(4)}px; }}
    QComboBox QAbstractItemView {{ background: {theme.paper}; border: 2px solid {theme.border}; outline: none;
        selection-background-color: {theme.accent}; selection-color: {theme.on_ink}; }}
    QComboBox QAbstractItemView::item {{ {row} }}
    """


def _scrolling(look: "Look") -> str:
    theme = look.theme
    width = max(14, min(look.px(10), 20))
    return f"""
    QScrollArea {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ background: {theme.room}; width: {width}px; margin: 0; border: none; }}
    QScrollBar:horizontal {{ background: {theme.room}; height: {width}px; margin: 0; border: none; }}
    QScrollBar::handle {{ background: {theme.border}; border-radius: 5px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 44px; }}
    QScrollBar::handle:horizontal {{ min-width: 44px; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ width: 0; height: 0; background: none; }}
    """


def _windows(look: "Look") -> str:
    theme, pad = look.theme, look.pad
    return f"""
    QDialog {{ background: {theme.room}; }}
    QToolTip {{ background: {theme.paper}; color: {theme.text}; border: 2px solid {theme.border}; padding: {pad(6)}px; }}
    QProgressBar {{ background: {theme.paper}; border: 2px solid {theme.border}; border-radius: {pad(8)}px; min-height: {look.px(20)}px;
        text-align: center; }}
    QProgressBar::chunk {{ background: {theme.accent}; border-radius: {pad(6)}px; }}
    """
