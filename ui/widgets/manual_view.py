"""Markdown set for reading: roomy lines, quiet tables, keys as small caps of their own; links by Tab and Enter."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
)
from PySide6.QtWidgets import QTextBrowser

from ui.palette import LEAF, LEAF_DARK, LINE, QUIET
from ui.theme import set_role

_LINE_HEIGHT, _CELL_LINE_HEIGHT = 124, 112  # per cent
_INDENT = 26
_LARGEST = 3  # a heading of level 1 is two steps larger than the text, of level 2 one


class ManualView(QTextBrowser):
    """One page of text, walked with arrows, Page keys, Home and End; `anchorClicked` says where a link leads."""

    def __init__(self) -> None:
        """Nothing to read yet."""
        super().__init__()
        set_role(self, "manual")
        self.setAccessibleName("Panduan")
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setIndentWidth(_INDENT)
        self.document().setDocumentMargin(6)

    def show_markdown(self, words: str) -> None:
        """Show a page from its top."""
        self.document().setMarkdown(words)
        for frame in self.document().rootFrame().childFrames():
            _dress_table(frame)
        for block in _blocks(self.document().begin()):
            _dress_block(block)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)


def _blocks(block: QTextBlock) -> Iterator[QTextBlock]:
    while block.isValid():
        yield block
        block = block.next()


def _dress_table(frame: QTextFrame) -> None:
    if not isinstance(frame, QTextTable):
        return
    shape = frame.format()
    shape.setBorder(0)
    shape.setCellSpacing(0)
    shape.setTopMargin(2)
    shape.setBottomMargin(12)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    frame.setFormat(shape)
    for row in range(frame.rows()):
        for column in range(frame.columns()):
            cell = frame.cellAt(row, column)
            cell.setFormat(_cell_shape(cell.format().toTableCellFormat(), is_head=row == 0, is_first=column == 0))


def _cell_shape(cell: QTextTableCellFormat, *, is_head: bool, is_first: bool) -> QTextTableCellFormat:
    """A hair line under every row and nothing else, as in a quiet book."""
    cell.setBottomBorder(2 if is_head else 1)
    cell.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    cell.setBottomBorderBrush(QBrush(QColor(LINE)))
    cell.setTopPadding(4)
    cell.setBottomPadding(4)
    cell.setLeftPadding(0 if is_first else 8)
    cell.setRightPadding(8)
    return cell


def _dress_block(block: QTextBlock) -> None:
    cursor = QTextCursor(block)
    shape = block.blockFormat()
    # Code keeps its lines; one that is wider than the sheet is broken rather than cut off.
    shape.setNonBreakableLines(False)
    is_in_table = cursor.currentTable() is not None
    height = _CELL_LINE_HEIGHT if is_in_table else _LINE_HEIGHT
    shape.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if is_in_table:
        shape.setTopMargin(0)
        shape.setBottomMargin(0)
    elif shape.headingLevel():
        shape.setTopMargin(0 if shape.headingLevel() == 1 else 16)
        shape.setBottomMargin(6)
    else:
        shape.setTopMargin(0)
        is_followed = block.textList() is not None and block.next().textList() is not None
        shape.setBottomMargin(4 if is_followed else 9)
    cursor.setBlockFormat(shape)
    for start, end, letters in list(_pieces(block)):
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(letters)


def _pieces(block: QTextBlock) -> Iterator[tuple[int, int, QTextCharFormat]]:
    """Where links and keys stand in a block, and how they are to look."""
    walk = block.begin()
    while not walk.atEnd():
        piece = walk.fragment()
        given, wanted = piece.charFormat(), QTextCharFormat()
        if given.isAnchor():
            wanted.setForeground(QBrush(QColor(LEAF)))
            wanted.setFontUnderline(True)
        elif given.fontFixedPitch():
            # `Ctrl+K` in Markdown is a key here: our own typeface, on a ground like a key cap.
            wanted.setFontFamilies([QFont().family()])
            wanted.setFontFixedPitch(False)
            wanted.setFontWeight(QFont.Weight.Bold)
            wanted.setBackground(QBrush(QColor(QUIET.tint)))
        elif level := block.blockFormat().headingLevel():
            wanted.setForeground(QBrush(QColor(LEAF_DARK)))
            wanted.setProperty(QTextFormat.Property.FontSizeAdjustment.value, max(0, _LARGEST - level))
        if wanted.propertyCount():
            yield piece.position(), piece.position() + piece.length(), wanted
        walk += 1
