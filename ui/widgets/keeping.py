"""Keeping the places of what is shown only now and then: nothing that can be pressed comes to stand where something else stood."""

from PySide6.QtWidgets import QGridLayout, QWidget


def keep_place(*pieces: QWidget, kept: bool = True) -> None:
    """While one of these is not shown its place stays empty, and what stands around it stays where it is."""
    for piece in pieces:
        policy = piece.sizePolicy()
        policy.setRetainSizeWhenHidden(kept)
        piece.setSizePolicy(policy)


class OnePlace(QWidget):
    """Pieces of which one is shown at a time, all in one place, which is as high as the highest of them."""

    def __init__(self, *pieces: QWidget) -> None:
        super().__init__()
        self._pieces = pieces
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        keep_place(*pieces)
        for piece in pieces:
            grid.addWidget(piece, 0, 0)

    def show_one(self, shown: QWidget) -> None:
        """Shows this one, and none of the others."""
        for piece in self._pieces:
            piece.setVisible(piece is shown)
