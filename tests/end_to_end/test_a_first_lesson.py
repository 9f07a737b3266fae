"""Two teachers and a facilitator, from the invitation to the feedback, in a real browser.

The story is told once; each test looks at one thing that was seen in it.
"""

from __future__ import annotations

import pytest
from first_lesson import COMMENT, Story, tell
from playwright.sync_api import Browser
from running import RunningSchool


@pytest.fixture(scope="module")
def story(school: RunningSchool, chromium: Browser) -> Story:
    """What was seen."""
    return tell(school, chromium)


def test_nothing_shown_as_saved_is_lost_with_the_lessons_service(story: Story) -> None:
    """The average that was saved before the kill is there on the page opened after it."""
    assert story.saved["before the kill"]
    assert story.pages["average after the kill"].replace(",", ".").startswith(("2", "3", "4", "5"))


def test_work_is_checked_and_repaired_on_the_page(story: Story) -> None:
    """Limits and freezing are not yet there at first; after the repair all eight are done."""
    first, repaired = story.checks["jyldyz, first"], story.checks["jyldyz, repaired"]
    assert list(first.values()).count("not_yet") == 2, first
    assert set(repaired.values()) == {"passed"}, repaired
    assert len(repaired) == 8


def test_an_uploaded_file_is_checked_and_repaired(story: Story) -> None:
    """A typed average is found in the file; the better file has everything."""
    first, repaired = story.checks["svetlana, first"], story.checks["svetlana, repaired"]
    assert "not_yet" in first.values()
    assert set(repaired.values()) == {"passed"}, repaired


def test_the_receipt_names_every_file_with_its_digest(story: Story) -> None:
    """A receipt can be shown to anybody who doubts the hand-in."""
    assert any(len(word) == 64 for word in story.pages["receipt"].split())


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_the_feedback_shows_points_and_comment(story: Story, language: str) -> None:
    """All checks, the rubric and the comment give 20 of 20; the comment's HTML stays text."""
    page = story.pages[f"feedback {language}"]
    assert "20" in page
    assert COMMENT in page


def test_pages_fit_a_phone(story: Story) -> None:
    """Nothing has to be pushed sideways at 360 pixels."""
    assert story.too_wide == {"lesson": 0, "feedback": 0}


def test_no_page_asks_another_host(story: Story) -> None:
    """In the whole story, for three people."""
    assert story.strangers == set()
