"""Whatever an author, or a stranger, writes into a YAML file, the answer is one sentence."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mugalim_courses import LessonError, load_course, parse_lesson_plan
from mugalim_courses.reading import read_yaml

if TYPE_CHECKING:
    from conftest import Author

BOMB = "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdef", "bcdefg", strict=True)
)
MERGES = "a: &a {k: v}\n" + "".join(
    f"{new}: &{new} {{<<: [{', '.join([f'*{old}'] * 9)}]}}\n"
    for old, new in zip("abcdef", "bcdefg", strict=True)
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\n\tb: 2", "line 2: "),
        ("a: 1\nb: 2\na: 3", "line 3: the key 'a' stands twice"),
        ("a: {b: 1, b: 2}", "line 1: the key 'b' stands twice"),
        ("? [a]\n: b", "unhashable key"),
        ("a: !!bool perhaps", "it is not YAML"),
        ("a: !!int ''", "it is not YAML"),
        ("a: !!float ''", "it is not YAML"),
        ("a: !!timestamp soon", "it is not YAML"),
        ("a: 0x" + "f" * 6000, "the number is too long"),
        ("a: 1\nb: " + "9" * 5000, "line 2: the number is too long"),
        ('a: "\\ud800"', "a character stands here that no page can show"),
        ('a: "\\0"', "a character stands here that no page can show"),
        ("a: " + "[" * 3000, "it is not YAML"),
        ("&a [*a]", "an *alias stands inside of what it names"),
        (BOMB, "too many *aliases"),
        (MERGES, "too many *aliases"),
        ("a: 1\n---\nb: 2", "line 2: "),
        ("a: " + "b" * 300_000, "the file is far too long"),
    ],
)
def test_a_riddle_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    """No file can stop the school, or fill its memory, and none ends in a crash."""
    (tmp_path / "lesson.yaml").write_text(text)
    with pytest.raises(LessonError) as caught:
        read_yaml(tmp_path / "lesson.yaml")
    assert said in str(caught.value)


def test_a_mark_of_the_editor_at_the_beginning_does_no_harm(tmp_path: Path) -> None:
    """Some programs for Windows begin every UTF-8 file with three bytes of their own."""
    (tmp_path / "course.yaml").write_bytes("\ufefftitle: Окуу\r\n".encode())
    assert read_yaml(tmp_path / "course.yaml") == {"title": "Окуу"}


def test_a_value_may_be_named_once_and_used_often(tmp_path: Path) -> None:
    """Eight checks of one table share its parameters by an anchor."""
    (tmp_path / "lesson.yaml").write_text("a: &a {b: [1]}\nc: [*a, *a]")
    assert read_yaml(tmp_path / "lesson.yaml") == {"a": {"b": [1]}, "c": [{"b": [1]}, {"b": [1]}]}


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    """A folder where a file should be is a sentence."""
    (tmp_path / "lesson.yaml").mkdir()
    with pytest.raises(LessonError, match=r"lesson\.yaml: it cannot be read"):
        read_yaml(tmp_path / "lesson.yaml")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("minutes: 30", "minutes: 5000", "it is 5000; give one from 1 to 1000"),
        ("title: A page a day", "1: A page a day", "unknown key '1'"),
        ("title: A page a day", "title: [A page]", "title: a text is expected"),
        ("kind: text, lines: 2", "kind: [text]", "exercises.note.kind: a text is expected"),
        ("note: {kind: text, lines: 2}", "note:", "exercises.note: keys with values"),
        ("note: {", "1: {", "exercises: names with values are expected"),
        ("artefact: table.xlsx", "artefact: ..", "artefact: .. is no file name"),
        ("start: files/table.xlsx", "start: .", "exercises.table.start: . is not in files/"),
        ("{sheet: Pages}", "{day: 2026-01-02}", "parameters.day: datetime.date(2026, 1, 2) is"),
        ("{sheet: Pages}", "{least: [.inf]}", "parameters.least[0]: inf is neither"),
        ("{sheet: Pages}", "{rows: {1: a}}", "parameters.rows: 1 is no text"),
        ("check: workbook.rows", "check: rows", "checks[0].check: 'rows' is no check's name"),
        ("solution: {table: ", "solution: {table: " + "x" * 300, "there is no file xxxx"),
    ],
)
def test_a_value_of_another_kind_is_named(author: Author, old: str, new: str, said: str) -> None:
    """A list for a text, a date for a number: the sentence names the key."""
    author.change(old, new)
    with pytest.raises(LessonError) as caught:
        author.course()
    assert said in str(caught.value)


@pytest.mark.parametrize("name", ["course", "locale"])
def test_two_names_are_kept_for_the_course_itself(author: Author, name: str) -> None:
    """A lesson of that name would lie upon the course's own words."""
    author.change("[first]", f"[first, {name}]", "course.yaml")
    with pytest.raises(LessonError, match=f"a lesson cannot be called '{name}'"):
        author.course()


@pytest.mark.parametrize("place", ["first/files/more.txt", "first/page.txt", "locale/ky/first.po"])
def test_a_link_is_refused_wherever_it_stands(author: Author, tmp_path: Path, place: str) -> None:
    """What it names would be published with the school's rights, a database for one."""
    (tmp_path / "secret").write_text("not for learners")
    (author.folder / place).parent.mkdir(parents=True, exist_ok=True)
    (author.folder / place).symlink_to(tmp_path / "secret")
    with pytest.raises(LessonError, match=f"{place} is no plain file"):
        author.course()


KEYS: st.SearchStrategy[Any] = st.sampled_from(
    ["title", "summary", "minutes", "exercises", "kind", "options", "checks", "id", "text", "start"]
) | (st.text(max_size=4) | st.integers(0, 9))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
SHAPE = st.fixed_dictionaries(
    {"title": st.just("T"), "summary": st.just("S"), "minutes": st.just(3), "exercises": PLAIN},
    optional={"rubric": PLAIN, "solution": PLAIN, "not_yet": PLAIN, "competences": PLAIN},
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=PLAIN | SHAPE)
def test_any_data_is_a_lesson_or_a_sentence(tmp_path: Path, data: object) -> None:
    """Nothing but LessonError reaches whoever reads a plan, whatever the file holds."""
    path = tmp_path / "lesson.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    with suppress(LessonError):
        assert parse_lesson_plan(path).title == "T"


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(alphabet="ab:-[]{}&*!?|>'\"#% \n\t0123.\ufeff<", max_size=60))
def test_any_text_is_a_lesson_or_a_sentence(tmp_path: Path, text: str) -> None:
    """Half a file, as an editor leaves it, is refused in words."""
    (tmp_path / "course.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(LessonError):
        load_course(tmp_path)
