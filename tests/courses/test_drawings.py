"""The picture of a lesson: a small drawing that runs and loads nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from mugalim_courses.drawings import LARGEST, trouble_with_picture

START = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 100">'


def trouble(folder: Path, inside: str, start: str = START) -> str | None:
    """What is said of a drawing with this inside of it."""
    path = folder / "picture.svg"
    path.write_text(f"{start}{inside}</svg>", encoding="utf-8")
    return trouble_with_picture(path)


def test_a_drawing_is_taken(tmp_path: Path) -> None:
    """Shapes, and a gradient that it defines itself."""
    inside = '<defs><linearGradient id="a"/></defs><path d="M1 1h6" fill="url(#a)"/>'
    assert trouble(tmp_path, inside) is None


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>", '<image href="data:image/png;base64,AA"/>', "<text>A</text>",
        '<path d="M1 1" onclick="alert(1)"/>', '<path fill="url(https://example.org/a)"/>',
        "<style>@import 'a'</style>", "<!-- " + "x" * LARGEST + " -->", "<path",
    ],
)  # fmt: skip
def test_what_runs_loads_or_speaks_is_not(tmp_path: Path, inside: str) -> None:
    """A picture is the same in all languages, and safe on any page."""
    assert trouble(tmp_path, inside)


def test_a_picture_must_be_there_and_fit_any_width(tmp_path: Path) -> None:
    """No file, no viewBox, another kind of file."""
    assert trouble_with_picture(tmp_path / "picture.svg") == "the picture is missing"
    assert trouble(tmp_path, "", START.replace("viewBox", "viewbox"))
    (tmp_path / "picture.svg").write_bytes(b"\x89PNG")
    assert trouble_with_picture(tmp_path / "picture.svg") == "it is no SVG"
