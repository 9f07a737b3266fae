"""The place of a lesson, from the environment."""

from mugalim_answers.place import Place, current_place


def test_without_an_environment_it_is_the_grade_face_of_this_folder(tmp_path, monkeypatch):
    """Nbgrader starts a kernel beside the lesson, with nothing of ours set."""
    monkeypatch.chdir(tmp_path)
    assert current_place({}) == Place("grade", tmp_path, tmp_path / "answers", "en")


def test_the_environment_of_a_lesson_names_it_all(tmp_path):
    """The lessons service sets four variables."""
    environment = {
        "MUGALIM_FACE": "app",
        "MUGALIM_LESSON": str(tmp_path),
        "MUGALIM_ANSWERS": str(tmp_path / "hers"),
        "MUGALIM_LANGUAGE": "ky",
    }
    assert current_place(environment) == Place("app", tmp_path, tmp_path / "hers", "ky")


def test_an_unknown_face_or_language_is_no_way_in(tmp_path):
    """A typing slip in a setting makes it the strictest face, in English."""
    place = current_place({"MUGALIM_FACE": "App", "MUGALIM_LANGUAGE": "xx"})
    assert (place.face, place.language) == ("grade", "en")


def test_the_lab_never_saves_beside_the_source(tmp_path):
    """A designer's trial answers would be copied over every learner's."""
    lesson = tmp_path / "lesson"
    for wanted in ("", str(lesson / "answers"), str(lesson / "x" / ".." / "answers")):
        environment = {
            "MUGALIM_FACE": "lab",
            "MUGALIM_LESSON": str(lesson),
            "MUGALIM_ANSWERS": wanted,
            "XDG_STATE_HOME": str(tmp_path / "state"),
        }
        assert current_place(environment).answers.is_relative_to(tmp_path / "state")
