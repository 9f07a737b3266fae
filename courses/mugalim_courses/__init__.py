"""Courses as files in, plain objects and nbgrader sources out."""

from mugalim_courses.loading import load_course, load_courses, load_lesson, parse_lesson_plan
from mugalim_courses.problems import LessonError, Problem
from mugalim_courses.translating import localised

__all__ = [
    "LessonError",
    "Problem",
    "load_course",
    "load_courses",
    "load_lesson",
    "localised",
    "parse_lesson_plan",
]
