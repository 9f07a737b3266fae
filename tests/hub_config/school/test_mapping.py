from mugalim_school.mapping import Slot, map_of


def test_a_course_stands_below_what_comes_before_it() -> None:
    """With one line from each, also where only one lesson of it comes before."""
    found = map_of({"c": ["a/first", "b"], "a": [], "b": ["a"]})
    assert [[slot.course for slot in row.slots] for row in found.rows] == [["a"], ["b"], ["c"]]
    assert [row.lines for row in found.rows] == [(), ((500, 500),), ((500, 500),)]


def test_a_line_passes_beside_a_row_that_it_skips() -> None:
    """From the middle of one place to the middle of the next."""
    found = map_of({"a": [], "b": ["a"], "x": [], "c": ["b", "x"]})
    assert found.rows[1].slots == (Slot("b", joined=True), Slot("x", passes=True))
    assert found.rows[1].lines == ((250, 250), (750, 750))
    assert found.rows[2].lines == ((250, 500), (750, 500))


def test_courses_without_lines_stand_alone() -> None:
    """As does one whose prerequisite is not published."""
    found = map_of({"a": [], "b": ["gone"], "c": ["c"]})
    assert found.rows == ()
    assert found.alone == ("a", "b", "c")


def test_courses_that_name_each_other_are_drawn_all_the_same() -> None:
    """The line that would close the circle is left out."""
    found = map_of({"a": ["b"], "b": ["c"], "c": ["a"]})
    assert [row.slots[0].course for row in found.rows] == ["c", "b", "a"]
