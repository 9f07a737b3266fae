"""The one package that imports nbgrader: build, intake, grading, gradebook."""
