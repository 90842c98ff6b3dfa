"""The window lies on the screen, with its frame."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize

from ui.first_size import fitting

TITLE, EDGE = 28, 2


@pytest.mark.parametrize("available", [QRect(0, 0, 1366, 768), QRect(0, 30, 1366, 738), QRect(64, 0, 1216, 800), QRect(0, 0, 1920, 1080)])
def test_no_part_of_it_hangs_off_the_screen(available: QRect) -> None:
    size = QSize(1366, 768)
    frame = QRect(QPoint(10, 40), size + QSize(2 * EDGE, TITLE + EDGE))

    place = fitting(frame, size, available)

    assert available.contains(QRect(place.topLeft(), place.size() + QSize(2 * EDGE, TITLE + EDGE)))


def test_what_fits_stays_as_it_is() -> None:
    frame = QRect(100, 100, 804, 630)

    assert fitting(frame, QSize(800, 600), QRect(0, 0, 1920, 1080)) == QRect(100, 100, 800, 600)
