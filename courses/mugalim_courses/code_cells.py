"""The code cells of a lesson: its setup, one call each, and code of its author's own.

A page whose cells are all known calls is light and needs no kernel to be read. Any other code is
run for each learner, and shown by Voila's full page; nbgrader never gets it.
"""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mugalim_courses.model import ARRANGED, ARTEFACTS
from mugalim_courses.problems import Problem

if TYPE_CHECKING:
    from nbformat import NotebookNode

# what a cell may call, and the kinds of exercise that it fits
CALLS = {
    "captions": ("captions",),
    "choice": ("choice",),
    "document": ("document", "page"),
    "folder": ("folder",),
    "form": ("records", "table"),
    "grade": ("choice", "text", *ARRANGED, *ARTEFACTS),
    "mailbox": ("records",),
    "match": ("match",),
    "order": ("order",),
    "pictures": ("pictures",),
    "quiz": ("records",),
    "slides": ("slides",),
    "sort": ("sort",),
    "spreadsheet": ("workbook",),
    "text": ("text",),
    "transcript": ("records",),
    "upload": ARTEFACTS,
}
SETUP = "setup"  # the tag of the one cell that imports them
_NOT_READ = (SyntaxError, ValueError, RecursionError, MemoryError)  # what a parser may raise


def call_of(source: str) -> tuple[str, str] | None:
    """What a one-line cell calls, such as ("grade", "register"); None for any other code."""
    tree = _read(source)
    match tree.body if tree else ():
        case [ast.Expr(ast.Call(ast.Name(name), [ast.Constant(str(exercise))], []))]:
            return (name, exercise) if name in CALLS and not set(";\n") & set(source) else None
    return None


def is_setup(cell: Any) -> bool:
    """Whether a cell is tagged as the one that imports the calls."""
    return cell.cell_type == "code" and SETUP in cell.metadata.get("tags", [])


def imports_calls(source: str) -> bool:
    """Whether code is one import of calls, under their own names."""
    tree = _read(source)
    match tree.body if tree else ():
        case [ast.ImportFrom("mugalim_widgets", names, 0)]:
            return all(name.name in CALLS and name.asname is None for name in names)
    return False


def is_known(cell: Any) -> bool:
    """Whether a code cell is the setup or one known call, which is all that grading needs."""
    return is_setup(cell) or call_of(cell.source) is not None


def is_own_code(cell: Any) -> bool:
    """Whether a cell is code that its author wrote beside the known calls."""
    if cell.cell_type != "code" or is_known(cell) or imports_calls(cell.source):
        return False
    tree = _read(cell.source)
    return tree is None or bool(tree.body)


def needs_full_page(notebook: NotebookNode) -> bool:
    """Whether a notebook holds code of its own, which only Voila's full page can show."""
    return any(is_own_code(cell) for cell in notebook.cells)


def problems_of_other_code(cell: Any, place: str) -> Iterator[Problem]:
    """What is to be said of a code cell that is neither the setup nor one known call.

    Code of its author's own is advice only, as long as no points can hang on it.
    """
    tree = _read(cell.source)
    short = f"the code {cell.source[:40]!r}"
    about = cell.metadata.get("nbgrader", {})
    if tree is None:
        todo = "repair it; lines that begin with % or ! are not for lessons"
        yield Problem(place, f"{short} cannot be read as Python", todo)
    elif about.get("grade") or about.get("solution") or _calls(tree):
        todo = f'write one call, such as spreadsheet("register"); known are {", ".join(CALLS)}'
        yield Problem(place, f"{short} is not one known call", todo)
    elif not tree.body:
        yield Problem(place, "the cell is empty", "remove it", advice=True)
    else:
        yield from _other_meanings(cell.source, place)
        what = (
            f"{short} is of its own: the page weighs about 1.5 MB instead of about 50 kB, and "
            "nothing that a learner does in it is saved"
        )
        todo = "take a known call or a picture where one will do; else keep it"
        yield Problem(place, what, todo, advice=True)


def _other_meanings(source: str, place: str) -> Iterator[Problem]:
    """Names of calls that code takes for itself, so that later cells would show nothing."""
    for name in sorted(_bound(source) & CALLS.keys()):
        yield Problem(place, f"it gives {name} another meaning", "choose another name for it")


def _bound(source: str) -> set[str]:
    """The names that code gives a meaning to, for all cells after it."""
    table = symtable.symtable(source, "cell", "exec")
    return {
        each.get_name() for each in table.get_symbols() if each.is_assigned() or each.is_imported()
    }


def _calls(tree: ast.Module) -> bool:
    """Whether a known call stands anywhere in code."""
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(isinstance(func, ast.Name) and func.id in CALLS for func in called)


def _read(source: str) -> ast.Module | None:
    """Code as Python understands it; None where it does not."""
    try:
        tree = ast.parse(source)
        symtable.symtable(source, "cell", "exec")
    except _NOT_READ:
        return None
    return tree
