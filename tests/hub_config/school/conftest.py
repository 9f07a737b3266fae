"""A school in a temporary folder: its database, a published lesson, and its real application."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import yaml
from hub_config.school.serving import PREFIX, Running, aside, serving
from jupyterhub.services.auth import HubOAuth

from mugalim_school import publishing
from mugalim_school.config import SchoolConfig
from mugalim_school.database import Database, upgrade
from mugalim_school.web import Handler

ALL = Path(__file__).parents[3] / "courses"


def write_courses(courses: Path) -> Path:
    """A folder of courses with the first lesson of spreadsheets alone, quick to publish."""
    course, given = courses / "spreadsheets", ALL / "spreadsheets"
    shutil.copytree(given / "gradebook", course / "gradebook")
    shutil.copytree(ALL / "glossary", courses / "glossary")
    for language in ("ky", "ru"):
        (course / "locale" / language).mkdir(parents=True)
        for name in ("course.po", "gradebook.po"):
            shutil.copyfile(given / "locale" / language / name, course / "locale" / language / name)
    plan = yaml.safe_load((given / "course.yaml").read_text(encoding="utf-8"))
    left = {key: value for key, value in plan.items() if key not in ("planned", "prerequisites")}
    text = yaml.safe_dump({**left, "lessons": ["gradebook"]}, allow_unicode=True)
    (course / "course.yaml").write_text(text, encoding="utf-8")
    return courses


@pytest.fixture(scope="session")
def courses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Courses that nobody changes."""
    return write_courses(tmp_path_factory.mktemp("courses"))


@pytest.fixture
def config(tmp_path: Path, courses: Path) -> SchoolConfig:
    """Settings of a school whose data folder is empty."""
    data = tmp_path / "data"
    return SchoolConfig(data, courses, f"sqlite:///{data / 'school.sqlite'}")


@pytest.fixture
def database(config: SchoolConfig) -> Iterator[Database]:
    """The upgraded, empty database of a school."""
    upgrade(config)
    found = Database(config.database)
    yield found
    found.close()


@pytest.fixture(scope="session")
def published_school(tmp_path_factory: pytest.TempPathFactory, courses: Path) -> Path:
    """The data of a school with one published course; copied by those who change it."""
    data = tmp_path_factory.mktemp("published")
    config = SchoolConfig(data, courses, f"sqlite:///{data / 'school.sqlite'}")
    upgrade(config)
    aside(publishing.publish, config, "spreadsheets", "test")
    return data


async def _identify(self: Handler) -> str | None:
    """In place of the Hub: the person whom the test names."""
    return self.request.headers.get("X-Test-Person") or None


@pytest.fixture
async def running(
    tmp_path: Path, published_school: Path, courses: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Running]:
    """A school that serves, with its lesson open for two weeks."""
    data = tmp_path / "data"
    shutil.copytree(published_school, data)
    config = SchoolConfig(data, courses, f"sqlite:///{data / 'school.sqlite'}", prefix=PREFIX)
    monkeypatch.setattr(Handler, "identify", _identify)
    async with serving(config) as found:
        yield found


@pytest.fixture(autouse=True)
def hub_of_tests(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the Hub would give the service; nobody asks it anything in these tests."""
    monkeypatch.setenv("JUPYTERHUB_CLIENT_ID", "service-school")
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "token-of-tests")
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", PREFIX)
    monkeypatch.setenv("JUPYTERHUB_API_URL", "http://127.0.0.1:9/hub/api")
    HubOAuth.clear_instance()
    yield
    HubOAuth.clear_instance()
