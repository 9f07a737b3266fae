"""What happens to a designer's copy of a course when the school is upgraded."""

from __future__ import annotations

from pathlib import Path

import pytest

from mugalim_courses.working_copy import prepare_working_copy


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """One shipped course."""
    folder = tmp_path / "shipped"
    (folder / "reading" / "first").mkdir(parents=True)
    (folder / "reading" / "course.yaml").write_text("title: Reading")
    (folder / "reading" / "first" / "lesson.yaml").write_text("title: One")
    return folder


def test_a_course_that_is_not_there_yet_is_copied(shipped: Path, tmp_path: Path) -> None:
    """The first start of a school gives designers something to work on."""
    assert prepare_working_copy(shipped, tmp_path / "copy") == ()
    assert (tmp_path / "copy/reading/first/lesson.yaml").read_text() == "title: One"


def test_an_untouched_course_follows_the_shipped_one(shipped: Path, tmp_path: Path) -> None:
    """An upgrade reaches courses that nobody changed here."""
    prepare_working_copy(shipped, tmp_path / "copy")
    (shipped / "reading/first/lesson.yaml").write_text("title: Two")
    assert prepare_working_copy(shipped, tmp_path / "copy") == ()
    assert (tmp_path / "copy/reading/first/lesson.yaml").read_text() == "title: Two"


def test_a_designers_change_is_never_overwritten(shipped: Path, tmp_path: Path) -> None:
    """Her course stays, and is named so that somebody can compare."""
    prepare_working_copy(shipped, tmp_path / "copy")
    (tmp_path / "copy/reading/first/lesson.yaml").write_text("title: Hers")
    (shipped / "reading/first/lesson.yaml").write_text("title: Two")
    assert prepare_working_copy(shipped, tmp_path / "copy") == ("reading",)
    assert (tmp_path / "copy/reading/first/lesson.yaml").read_text() == "title: Hers"


def test_a_change_of_hers_alone_needs_no_word(shipped: Path, tmp_path: Path) -> None:
    """Nothing newer was shipped, so there is nothing to compare."""
    prepare_working_copy(shipped, tmp_path / "copy")
    (tmp_path / "copy/reading/first/lesson.yaml").write_text("title: Hers")
    assert prepare_working_copy(shipped, tmp_path / "copy") == ()


def test_a_damaged_note_of_origins_loses_nobodys_work(shipped: Path, tmp_path: Path) -> None:
    """A file cut short by a power cut is no reason to overwrite, or not to start."""
    prepare_working_copy(shipped, tmp_path / "copy")
    (tmp_path / "copy/.shipped.json").write_text('{"read')
    (tmp_path / "copy/reading/first/lesson.yaml").write_text("title: Hers")
    assert prepare_working_copy(shipped, tmp_path / "copy") == ("reading",)
    assert (tmp_path / "copy/reading/first/lesson.yaml").read_text() == "title: Hers"


def test_the_glossaries_come_along(shipped: Path, tmp_path: Path) -> None:
    """A designer's check finds stray words as the check of the shipped courses does."""
    (shipped / "glossary").mkdir()
    (shipped / "glossary" / "ky.md").write_text("| lesson | сабак | |")
    prepare_working_copy(shipped, tmp_path / "copy")
    (shipped / "glossary" / "ky.md").write_text("| lesson | сабак | урок |")
    prepare_working_copy(shipped, tmp_path / "copy")
    assert "урок" in (tmp_path / "copy/glossary/ky.md").read_text()
