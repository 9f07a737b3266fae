"""Courses as files in, plain objects and nbgrader sources out."""
