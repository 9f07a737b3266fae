"""`mugalim review` and `mugalim checks`: what designers ask of the checks from a terminal."""

from __future__ import annotations

import difflib
import json
import textwrap
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from mugalim_answers.grade import outcome_words, plain, points_words
from mugalim_checks.artefacts import ENDINGS, Artefact, read_artefact
from mugalim_checks.core import Failure, Report, Result, run
from mugalim_checks.messages import message, title
from mugalim_checks.registry import Known, known_checks
from mugalim_courses import LessonError, localised, parse_lesson_plan
from mugalim_courses.model import CheckUse, Exercise, Lesson
from mugalim_courses.translating import lesson_catalog
from mugalim_hub.errors import OperatorError
from mugalim_hub.settings import Settings

WIDTH, HINT = 96, 27  # characters of a line, and those before a hint


class UsageError(Exception):
    """Raised with a sentence where the command line does not say what to review."""


@dataclass(frozen=True)
class Asked:
    """What `review` was asked: a file, a lesson, and how to say what was found."""

    file: Path
    lesson: str  # "<course>/<lesson>"
    exercise: str | None
    beside: tuple[str, ...]  # each "<exercise>=<file>"
    language: str
    as_json: bool


def review(settings: Settings, asked: Asked) -> int:
    """Print what the checks of a lesson find in a file: 0 all passed, 1 not yet.

    OperatorError where a file cannot be read; UsageError where the lesson or exercise is not there.
    """
    lesson = _lesson(settings.courses, asked.lesson, asked.language)
    exercise = _exercise(lesson, asked)
    artefact = _read(exercise, asked.file, asked.language)
    beside = dict(_beside(lesson, exercise, asked))
    report = run(exercise, artefact, beside)
    show = _as_json if asked.as_json else _as_table
    print(show(asked, exercise, report))  # noqa: T201  what was asked for
    return 0 if _all_passed(exercise, report) else 1


def list_checks(settings: Settings) -> int:
    """Print every check with its sentence, its parameters and the lessons that use it."""
    used = _uses(settings.courses)
    for check in known_checks():
        print("\n".join(_about(check, used.get(check.name, []))))  # noqa: T201  what was asked for
    return 0


def _lesson(courses: Path, name: str, language: str) -> Lesson:
    """The plan of a lesson, in a language as far as it is translated."""
    path = courses / name / "lesson.yaml"
    if name.count("/") != 1 or not path.is_file():
        known = [f"{each.parts[-3]}/{each.parts[-2]}" for each in courses.glob("*/*/lesson.yaml")]
        close = difflib.get_close_matches(name, known, 1)
        hint = f"did you mean {close[0]}?" if close else f"known are {', '.join(sorted(known))}"
        raise UsageError(f"there is no lesson {name}; {hint}")
    try:
        lesson = parse_lesson_plan(path)
    except LessonError as error:
        raise OperatorError(str(error)) from None
    return localised(lesson, lesson_catalog(lesson, language))


def _exercise(lesson: Lesson, asked: Asked) -> Exercise:
    """The exercise that was named, else the only one with points that takes such a file."""
    checked = {name: each for name, each in lesson.exercises.items() if each.checks}
    if asked.exercise is not None:
        if asked.exercise not in checked:
            names = ", ".join(checked)
            raise UsageError(f"{asked.lesson} has no exercise '{asked.exercise}'; it has {names}")
        return checked[asked.exercise]
    ending = asked.file.suffix.lower()
    fitting = [
        each for each in checked.values() if each.points and ending in ENDINGS.get(each.kind, ())
    ]
    if len(fitting) != 1:
        names = ", ".join(each.name for each in fitting or checked.values())
        what = "several exercises take" if fitting else "no exercise takes"
        raise UsageError(f"{what} a file like {asked.file.name}; add --exercise (one of: {names})")
    return fitting[0]


def _beside(lesson: Lesson, exercise: Exercise, asked: Asked) -> Iterator[tuple[str, object]]:
    for text in asked.beside:
        name, _, file = text.partition("=")
        if name not in exercise.beside or not file:
            names = ", ".join(exercise.beside) or "none"
            raise UsageError(
                f"--beside {text}: write NAME=FILE, and for NAME an exercise that "
                f"'{exercise.name}' looks at ({names})"
            )
        yield name, _read(lesson.exercises[name], Path(file), asked.language)


def _read(exercise: Exercise, file: Path, language: str) -> Artefact | str:
    try:
        content = file.read_bytes()
        if exercise.kind not in ENDINGS:
            return content.decode("utf-8-sig").strip()
        return read_artefact(exercise.kind, content, file.name)
    except OSError as error:
        raise OperatorError(f"{file}: {error.strerror}; name a file that is there") from None
    except UnicodeDecodeError:
        raise OperatorError(f"{file}: {message(Failure('file.not_text'), language)}") from None
    except Failure as failure:
        raise OperatorError(f"{file}: {message(failure, language)}") from None


def _all_passed(exercise: Exercise, report: Report) -> bool:
    """Whether every check that counts has passed; advice counts where there is nothing else."""
    counting = [result for result in report.results if result.max_points or not exercise.points]
    return all(result.outcome == "passed" for result in counting)


def _as_json(asked: Asked, exercise: Exercise, report: Report) -> str:
    results = [
        {**asdict(result), "sentence": message(result, asked.language)} for result in report.results
    ]
    found = {
        "lesson": asked.lesson,
        "exercise": exercise.name,
        "file": asked.file.name,
        "language": asked.language,
        "points": report.points,
        "max_points": report.max_points,
        "results": results,
    }
    return json.dumps(found, ensure_ascii=False, indent=1)


def _as_table(asked: Asked, exercise: Exercise, report: Report) -> str:
    words = outcome_words(asked.language)
    uses = {use.id: use for use in exercise.checks}
    lines = [f"{asked.lesson} · {exercise.name} · {asked.file.name}", ""]
    for result in report.results:
        lines += _rows(uses[result.id], result, words[result.outcome], asked.language)
    return "\n".join([*lines, "", points_words(report, asked.language)])


def _rows(use: CheckUse, result: Result, word: str, language: str) -> Iterator[str]:
    """A check's line, and its hint beneath where it has not passed."""
    score = f"{plain(result.points, language)} / {plain(result.max_points, language)}"
    shown = score if result.max_points else ""
    yield f"  {word:<14} {shown:>8}  {use.id:<12} {title(use, language)}"
    if result.outcome != "passed":
        hint = textwrap.wrap(message(result, language), WIDTH - HINT)
        yield from (f"{'':<{HINT}}{line}" for line in hint)


def _uses(courses: Path) -> dict[str, list[str]]:
    """The lessons that use each check, by the check's name."""
    found: dict[str, list[str]] = {}
    for path in sorted(courses.glob("*/*/lesson.yaml")):
        try:
            lesson = parse_lesson_plan(path)
        except LessonError as error:
            raise OperatorError(str(error)) from None
        names = {use.check for each in lesson.exercises.values() for use in each.checks}
        for name in names:
            found.setdefault(name, []).append(f"{lesson.course}/{lesson.slug}")
    return found


def _about(check: Known, lessons: list[str]) -> Iterator[str]:
    yield check.name
    yield f"    {check.says}"
    for each in check.parameters:
        given = "needed" if each.required else f"{each.default!r} if left out"
        yield f"    · {each.name}: {each.type}, {given}"
    yield f"    used by: {', '.join(lessons) or 'no lesson'}"
