"""The handout of a lesson: a page to print, the same as a tagged PDF, and the files to begin with.

`making` reads a release and gives all of it as a zip; `content` says what a handout holds, `page`
and `pdf` (by way of `markup`) write it down.
"""
