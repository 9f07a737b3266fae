"""The surfaces of a lesson: one class and one plain ES module each.

Their functions stand in `show`, where a cell's imports find them.
"""

from mugalim_widgets.show import (
    captions,
    choice,
    document,
    folder,
    form,
    grade,
    mailbox,
    match,
    order,
    pictures,
    quiz,
    slides,
    sort,
    spreadsheet,
    text,
    transcript,
    upload,
)

__all__ = [
    "captions",
    "choice",
    "document",
    "folder",
    "form",
    "grade",
    "mailbox",
    "match",
    "order",
    "pictures",
    "quiz",
    "slides",
    "sort",
    "spreadsheet",
    "text",
    "transcript",
    "upload",
]
