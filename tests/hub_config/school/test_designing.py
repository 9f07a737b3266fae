from dataclasses import replace
from pathlib import Path

import pytest
from hub_config.school.conftest import ALL, write_courses
from hub_config.school.desk_steps import press, text_of
from hub_config.school.serving import Client, Running

from mugalim_courses import Problem
from mugalim_courses.model import Exercise
from mugalim_school import designing, people
from mugalim_school.checking import file_texts
from mugalim_school.models import Release
from mugalim_school.web import School

PUBLISH = "designing/spreadsheets/publish"


@pytest.fixture
async def designer(running: Running, tmp_path: Path) -> Client:
    """A designer's browser, and a working copy of her own."""
    copy = write_courses(tmp_path / "courses")
    object.__setattr__(running.school, "config", replace(running.school.config, courses=copy))
    with running.school.database.session() as session:
        person = people.add(session, "Begimai Test", "begimai", "", "en")
        people.give_role(session, person.id, "designer")
    return running.client(person.id)


def finds(monkeypatch: pytest.MonkeyPatch, *problems: Problem) -> None:
    """Checking a course finds these, at once."""
    monkeypatch.setattr(designing, "check_course", lambda _config, _slug: problems)


def versions(school: School) -> list[int]:
    """The published versions."""
    with school.database.reading() as session:
        return [row.version for row in session.query(Release).order_by(Release.version)]


async def test_the_page_leads_to_the_lab_and_the_app(designer: Client) -> None:
    """Every lesson with its version and both addresses."""
    page = await text_of(designer, "designing/")
    assert "Published: version 1" in page
    assert 'href="/hub/user-redirect/lab/tree/spreadsheets/gradebook/lesson.ipynb"' in page
    assert 'href="/services/lessons/preview/spreadsheets/gradebook"' in page


async def test_a_course_that_cannot_be_read_is_listed_with_its_problem(
    running: Running, designer: Client
) -> None:
    """The other courses stay."""
    broken = running.school.config.courses / "broken"
    broken.mkdir()
    (broken / "course.yaml").write_text("title: [", encoding="utf-8")
    page = await text_of(designer, "designing/")
    assert "This course cannot be read:" in page
    assert "A gradebook that counts by itself" in page


async def test_a_course_with_something_to_repair_is_not_published(
    running: Running, designer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All is listed, advice apart; nothing is built."""
    advice = Problem("lesson.yaml", "long", "shorten it", advice=True)
    finds(monkeypatch, Problem("lesson.ipynb", "no <ids>", "give them"), advice)
    page = (await press(designer, "designing/", PUBLISH)).body.decode()
    assert "Nothing was published" in page
    assert "no &lt;ids&gt;" in page
    assert "To think about: 1" in page
    assert versions(running.school) == [1]


async def test_only_what_has_changed_becomes_a_new_version(
    running: Running, designer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First nothing changed; then a lesson that takes longer is version 2."""
    finds(monkeypatch)
    same = (await press(designer, "designing/", PUBLISH)).body.decode()
    assert "No lesson has changed since the last publication." in same
    path = running.school.config.courses / "spreadsheets/gradebook/lesson.yaml"
    plan = path.read_text(encoding="utf-8")
    path.write_text(plan.replace("minutes: 40", "minutes: 45"), encoding="utf-8")
    assert "version 2" in (await press(designer, "designing/", PUBLISH)).body.decode()
    assert versions(running.school) == [1, 2]


async def test_learners_and_facilitators_do_not_publish(running: Running) -> None:
    """They are told that the page is for others."""
    assert (await running.aigul.ask("designing/")).code == 403
    assert (await press(running.nurlan, "desk/1/invite", PUBLISH)).code == 403


def test_numbers_need_no_translation() -> None:
    """Only words of a start file are asked for in catalogs."""
    path = ALL / "spreadsheets/gradebook/files/register.xlsx"
    texts = file_texts(Exercise("register", "workbook"), path)
    assert texts
    assert not [text for text in texts if text.replace(".", "").isdigit()]
