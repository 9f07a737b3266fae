import json
import shutil
import zipfile
from pathlib import Path

import every_surface
import pytest
from extensions.widgets.supplied_photos import pieces_in
from hub_config.school.conftest import write_courses
from hub_config.school.serving import LESSON, Running, aside
from sqlalchemy import select

from mugalim_checks.pieces import digest_of
from mugalim_courses import load_course
from mugalim_nbgrader.client import Worker
from mugalim_school import demo, people, personal, publishing
from mugalim_school.config import SchoolConfig
from mugalim_school.database import Database
from mugalim_school.errors import PeopleError, SchoolError
from mugalim_school.models import LogLine, Person, Release
from mugalim_school.releases import newest


@pytest.fixture
def school(tmp_path: Path, published_school: Path) -> SchoolConfig:
    """A school with a published lesson and courses of its own to change."""
    data, courses = tmp_path / "data", write_courses(tmp_path / "courses")
    shutil.copytree(published_school, data)
    return SchoolConfig(data, courses, f"sqlite:///{data / 'school.sqlite'}")


def versions(config: SchoolConfig) -> list[tuple[int, str]]:
    """Version and assignment of every release."""
    database = Database(config.database)
    with database.reading() as session:
        found = [(one.version, one.assignment) for one in session.scalars(select(Release))]
    database.close()
    return sorted(found)


def test_a_release_holds_the_lesson_in_three_languages(published_school: Path) -> None:
    """Pages, files and start states; the first version is 1."""
    folder = published_school / "releases" / LESSON / "1"
    about = json.loads((folder / "release.json").read_text())
    assert (about["version"], about["assignment"]) == (1, "gradebook")
    for language in ("en", "ky", "ru"):
        assert (folder / "page" / f"{language}.ipynb").is_file()
        assert (folder / "files" / language / "register.xlsx").is_file()
        assert (folder / "start" / language / "register.json").is_file()


def test_pictures_of_a_start_file_stay_as_they_are(tmp_path: Path) -> None:
    """In every language: a page shows them by what they are."""
    every_surface.write(tmp_path)
    lesson = load_course(tmp_path / every_surface.COURSE).lesson(every_surface.LESSON)
    publishing._write_files(lesson, "ky", tmp_path / "release")
    for name in ("gallery.zip", "week.zip"):
        given = tmp_path / "release" / "files" / "ky" / name
        kept = pieces_in((lesson.folder / "files" / name).read_bytes())
        found = pieces_in(given.read_bytes())
        assert sorted(map(digest_of, found)) == sorted(map(digest_of, kept))


def test_an_unchanged_lesson_makes_no_new_version(school: SchoolConfig) -> None:
    """Publishing twice is publishing once."""
    assert aside(publishing.publish, school, "spreadsheets", "test") == []
    assert versions(school) == [(1, "gradebook")]


def test_a_publishing_that_fails_leaves_the_release_as_it_was(
    school: SchoolConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No new version, nothing half made beside it."""

    async def broken(*_: object) -> None:
        raise RuntimeError("stopped")

    plan = school.courses / LESSON / "lesson.yaml"
    plan.write_text(plan.read_text().replace("minutes: 40", "minutes: 41"))
    monkeypatch.setattr(Worker, "generate", broken)
    with pytest.raises(RuntimeError):
        aside(publishing.publish, school, "spreadsheets", "test")
    assert versions(school) == [(1, "gradebook")]
    assert [path.name for path in (school.data / "releases" / LESSON).iterdir()] == ["1"]


def test_other_graded_cells_are_another_assignment_after_a_hand_in(
    school: SchoolConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nbgrader cannot change the cells of what was handed in."""
    database = Database(school.database)
    with database.reading() as session:
        latest = newest(session, "spreadsheets", "gradebook")
        name = publishing._assignment
        assert name(session, "gradebook", latest, "other") == "gradebook"
        monkeypatch.setattr(publishing, "_handed_in", lambda *_: 1)
        assert name(session, "gradebook", latest, "other") == "gradebook@2"
        assert latest
        assert name(session, "gradebook", latest, latest.structure) == "gradebook"
    database.close()


@pytest.mark.parametrize(
    ("course", "reason"), [("gone", "course_not_found"), ("spreadsheets", "course_not_ready")]
)
def test_a_course_that_cannot_be_read_is_named(
    school: SchoolConfig, course: str, reason: str
) -> None:
    """The designer reads where, what and what to do."""
    (school.courses / "spreadsheets" / "course.yaml").write_text("title: 1")
    with pytest.raises(SchoolError, match=reason):
        aside(publishing.publish, school, course, "test")


def test_demo_accounts_are_refused_in_production(school: SchoolConfig) -> None:
    """A school with real people has no known passwords."""
    real = SchoolConfig(school.data, school.courses, school.database, production=True)
    with pytest.raises(SchoolError, match="production"):
        demo.make(real)


def test_a_demo_school_is_made_once(school: SchoolConfig) -> None:
    """The second start keeps the passwords, the people and the opening."""
    first = aside(demo.make, school).read_text()
    assert aside(demo.make, school).read_text() == first
    database = Database(school.database)
    with database.reading() as session:
        assert session.query(Person).count() == len(demo.ACCOUNTS)
        login, password = first.split()[:2]
        assert people.sign_in(session, login, password)
    database.close()


async def test_a_person_takes_her_data_with_her_and_is_forgotten(running: Running) -> None:
    """The export holds her answers; after the erasure only her opaque id is left in the log."""
    operation = {"op": "set", "sheet": "Marks", "cell": "C2", "input": "5"}
    body = json.dumps({"base": None, "operations": [operation]})
    await running.aigul.write(f"api/answers/{LESSON}/register", body)
    await running.aigul.send(f"hand-in/{LESSON}")
    config, who = running.school.config, running.aigul.person
    target = personal.export(config, "aigul", config.data / "aigul.zip")
    names = zipfile.ZipFile(target).namelist()
    assert "about.json" in names
    assert any(name.endswith("gradebook/answers.json") for name in names)
    assert aside(personal.erase, config, "aigul") == who
    left = [path for path in config.data.rglob(f"*{who}*") if ".intake" not in path.parts]
    assert left == []
    with running.school.database.reading() as session:
        assert session.get_one(Person, who).login is None
        assert session.query(LogLine).filter_by(actor=who, action="hand_in").count() == 1
    with pytest.raises(PeopleError, match="not_known"):
        personal.export(config, "aigul", target)
