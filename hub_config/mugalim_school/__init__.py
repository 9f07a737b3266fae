"""The school: pages and database; my courses, saving, hand-in, desk."""
