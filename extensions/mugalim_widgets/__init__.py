"""The surfaces of a lesson: one class and one plain ES module each."""
