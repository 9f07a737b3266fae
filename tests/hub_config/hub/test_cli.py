import zipfile
from pathlib import Path

import pytest

from mugalim_courses.model import Exercise
from mugalim_hub.cli import main
from mugalim_hub.course_commands import file_texts
from mugalim_hub.school_commands import config_of
from mugalim_hub.settings import Settings
from mugalim_school import people
from mugalim_school.database import Database, upgrade
from mugalim_school.logins import hash_password

COURSES = Path(__file__).parents[3] / "courses"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one person in its database."""
    settings = Settings(tmp_path, COURSES)
    upgrade(config_of(settings))
    database = Database(settings.database_url)
    with database.session() as session:
        people.add(session, "Айгүл Асанова", "aigul", hash_password("x"), "ky")
    database.close()
    return tmp_path


def test_an_invitation_is_a_link(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first operator of a school signs up with what the command prints."""
    assert main(["people", "invite", "operator", "--data", str(data)]) == 0
    assert "/hub/signup?invitation=" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (["people", "invite", "learner"], "needs --cohort"),
        (["people", "invite", "learner", "--cohort", "None such"], "There is no cohort"),
        (["people", "invite", "designer", "--cohort", "None such"], "takes no cohort"),
        (["people", "role", "nobody", "designer"], "There is no account 'nobody'"),
        (["people", "export", "nobody"], "There is no account with this name."),
        (["people", "erase", "aigul"], "Add --yes when you are sure."),
        (["courses", "validate", "nothing"], "There is no course nothing"),
        (["courses", "publish", "nothing"], "There is no course nothing"),
    ],
)
def test_an_error_is_one_sentence(
    data: Path, capsys: pytest.CaptureFixture[str], command: list[str], sentence: str
) -> None:
    """Exit code 2, one line on stderr, no traceback."""
    assert main([*command, "--data", str(data)]) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1


def test_a_person_is_exported_and_erased(data: Path, tmp_path: Path) -> None:
    """All that is kept about her comes in one file; after that she is gone."""
    target = tmp_path / "aigul.zip"
    assert main(["people", "export", "aigul", "--data", str(data), "--to", str(target)]) == 0
    with zipfile.ZipFile(target) as file:
        assert "Айгүл" in file.read("about.json").decode()
    assert target.stat().st_mode & 0o777 == 0o600
    assert main(["people", "erase", "aigul", "--yes", "--data", str(data)]) == 0
    assert main(["people", "export", "aigul", "--data", str(data)]) == 2


def test_a_role_is_given(data: Path) -> None:
    """The operator makes somebody a designer."""
    assert main(["people", "role", "aigul", "designer", "--data", str(data)]) == 0
    database = Database(f"sqlite:///{data / 'school.sqlite'}")
    with database.session() as session:
        person = people.find(session, "aigul")
        assert person is not None
        assert people.groups(session, person.id) == ["designers"]
    database.close()


def test_a_wrong_setting_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    """The command line names the key as the settings do."""
    assert main(["run", "--port", "70000"]) == 2
    assert "`port`" in capsys.readouterr().err


def test_translators_see_words_and_no_numbers() -> None:
    """Of a start file, what has letters in it."""
    path = COURSES / "spreadsheets/gradebook/files/practice_average.xlsx"
    texts = file_texts(Exercise("practice", "workbook"), path)
    assert texts
    assert all(any(letter.isalpha() for letter in text) for text in texts)
