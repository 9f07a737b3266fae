"""What a form is made of: fields, texts and pages, read strictly from a lesson's material."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mugalim_courses.fields import Fields, check_name, check_unique
from mugalim_courses.model import Exercise
from mugalim_courses.problems import LessonError

_COMMON = ("id", "type", "label", "help", "required", "private", "when")
# Each type of field, and what may be said of it beside what may be said of all.
TYPES: Mapping[str, tuple[str, ...]] = {
    "text": ("most",),
    "long": ("lines", "most"),
    "date": (),
    "time": (),
    "number": ("unit", "min", "max"),
    "address": (),
    "choice": ("options",),
    "several": ("options",),
    "yes_no": (),
    "group": ("fields",),
    "languages": ("fields",),
    "rows": ("key", "rows", "fields"),
    "list": ("name", "fields", "least", "most"),
    "texts": ("most", "marks"),
}
_SINGLE = ("text", "long", "date", "time", "number", "address", "choice", "several", "yes_no")
# Where fields stand within others: which types may.
_WITHIN: Mapping[str, tuple[str, ...]] = {
    "group": _SINGLE,
    "languages": ("text", "long"),
    "rows": ("choice", "text", "long", "number"),
    "list": (*_SINGLE, "rows"),
}
_COLUMNS = ("text", "long", "date", "time", "number", "address", "choice", "yes_no")
_TABLE = ("label", "name", "least")
_LANGUAGES = ("ky", "ru", "en")
_LONGEST_LABEL = 200  # characters, as a form's file has room for

Key = str | int


@dataclass(frozen=True)
class FormOption:
    """One thing to choose, or one given row; its id is what is saved."""

    id: Key
    text: str


@dataclass(frozen=True)
class FormField:
    """One field; what a type does not have keeps its default."""

    id: str
    type: str
    label: str
    help: str = ""
    required: bool = False
    private: bool = False  # left out of the preview
    when: Mapping[str, list[Key]] | None = None  # shown while another field has one of these
    options: tuple[FormOption, ...] = ()
    rows: tuple[FormOption, ...] = ()
    fields: tuple[FormField, ...] = ()
    key: str = ""  # the name under which a row's id is saved
    name: str = ""  # one item of a list
    lines: int = 3
    unit: str = ""
    min: float | None = None
    max: float | None = None
    least: int = 0  # items
    most: int = 0  # items, texts, or characters; 0 is no limit
    marks: FormOption | None = None  # the field in which the marks of texts are saved


@dataclass(frozen=True)
class FormPage:
    """A supplied page or text: its title, a line about it, its words."""

    id: str
    title: str
    text: str
    caption: str = ""
    address: str = ""


@dataclass(frozen=True)
class FormMaterial:
    """All that a form shows."""

    fields: tuple[FormField, ...]
    pages: tuple[FormPage, ...] = ()
    texts: tuple[FormPage, ...] = ()
    preview: bool = False
    copy: str = ""  # the field of languages whose texts are to be copied out
    label: str = ""  # of a table: what its rows are called together
    name: str = ""  # one of them
    least: int = 0  # how many are wanted


def form_material(plan: Exercise) -> FormMaterial:
    """The material of a form; LessonError where it is not as it should be."""
    where = f"{plan.name}.material"
    own = _TABLE if plan.kind == "table" else ("preview", "copy")
    found = Fields(where, plan.material, ("fields", "pages", "texts", *own))
    if plan.kind == "table":
        found.require(*_TABLE)
    material = FormMaterial(
        fields=_fields(found, tuple(TYPES)),
        pages=tuple(_page(*item) for item in found.items("pages")),
        texts=tuple(_page(*item) for item in found.items("texts")),
        preview=found.flag("preview", False),
        copy=found.text("copy", ""),
        label=found.text("label", ""),
        name=found.text("name", ""),
        least=int(found.number("least", 0)),
    )
    _check_whole(material, found)
    if plan.kind == "table":
        _check_table(material, found)
    return material


def labels_of(material: FormMaterial, said: Mapping[str, str]) -> dict[str, str]:
    """The form's words for its fields, by dotted path, as the checks' hints say them.

    `said` names the parts of a supplied text: "source" and "text".
    """
    found = dict(_labels(material.fields, "", said))
    return {path: label[:_LONGEST_LABEL] for path, label in found.items()}


def _labels(
    fields: tuple[FormField, ...], path: str, said: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for field in fields:
        own = f"{path}{field.id}"
        yield own, field.label
        if field.key:
            yield f"{own}.{field.key}", field.label
        if field.type == "texts":
            yield from ((f"{own}.{part}", words) for part, words in said.items())
        if field.marks:
            yield str(field.marks.id), field.marks.text
        yield from _labels(field.fields, f"{own}.", said)


def _fields(found: Fields, allowed: tuple[str, ...]) -> tuple[FormField, ...]:
    fields = tuple(_field(where, data, allowed) for where, data in found.items("fields"))
    if not fields:
        raise LessonError(found.at("fields"), "there is no field", "give one field or more")
    check_unique([field.id for field in fields], found.at("fields"))
    known = {field.id for field in fields}
    for field in fields:
        for name in field.when or ():
            if name not in known:
                todo = f"name a field beside it: {', '.join(sorted(known))}"
                raise LessonError(found.at("fields"), f"'{name[:40]}' is no field", todo)
    return fields


def _field(where: str, data: object, allowed: tuple[str, ...]) -> FormField:
    everything = tuple(dict.fromkeys(key for keys in (_COMMON, *TYPES.values()) for key in keys))
    kind = Fields(where, data, everything).choice("type", allowed)
    found = Fields(where, data, (*_COMMON, *TYPES[kind]))
    field = FormField(
        id=_id(found),
        type=kind,
        label=found.text("label"),
        help=found.text("help", ""),
        required=found.flag("required", False),
        private=found.flag("private", False),
        when=_when(found),
        **{name: _PARTS[name](found) for name in TYPES[kind] if name in found.data},
    )
    _check_field(field, found)
    return field


def _id(found: Fields) -> str:
    return check_name(found.text("id"), found.at("id"))


def _when(found: Fields) -> Mapping[str, list[Key]] | None:
    wanted = found.mapping("when")
    for name, keys in wanted.items():
        if not isinstance(keys, list) or not keys:
            todo = f"write {name}: [one, or several of its ids]"
            raise LessonError(found.at("when"), "a list of ids is expected", todo)
    return {
        name: [_key(found.at("when"), each) for each in wanted[name]] for name in wanted
    } or None


def _key(where: str, value: object) -> Key:
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        what = f"{value!r} cannot be an id"
        raise LessonError(where, what, 'give a text or a whole number; write "yes" in quotes')
    return value


def _inner(found: Fields) -> tuple[FormField, ...]:
    return _fields(found, _WITHIN[found.text("type")])


def _options(key: str) -> Callable[[Fields], tuple[FormOption, ...]]:
    def read(found: Fields) -> tuple[FormOption, ...]:
        options = tuple(_option(*item) for item in found.items(key))
        check_unique([str(option.id) for option in options], found.at(key))
        return options

    return read


def _option(where: str, data: object) -> FormOption:
    found = Fields(where, data, ("id", "text"))
    found.require("id")
    return FormOption(_key(found.at("id"), found.data["id"]), found.text("text"))


def _marks(found: Fields) -> FormOption:
    own = Fields(found.at("marks"), found.data["marks"], ("id", "label"))
    return FormOption(_id(own), own.text("label"))


_PARTS: Mapping[str, Callable[[Fields], Any]] = {
    "lines": lambda found: found.whole("lines"),
    "most": lambda found: int(found.number("most")),
    "least": lambda found: found.whole("least"),
    "unit": lambda found: found.text("unit"),
    "min": lambda found: found.number("min"),
    "max": lambda found: found.number("max"),
    "key": lambda found: check_name(found.text("key"), found.at("key")),
    "name": lambda found: found.text("name"),
    "options": _options("options"),
    "rows": _options("rows"),
    "fields": _inner,
    "marks": _marks,
}


def _check_field(field: FormField, found: Fields) -> None:
    """LessonError where a type lacks what it cannot do without."""
    needed = [
        name for name in ("options", "rows", "fields", "key", "name") if name in TYPES[field.type]
    ]
    found.require(*needed)
    if field.type in ("choice", "several") and len(field.options) < 2:
        raise LessonError(found.at("options"), "there is nothing to choose", "give two or more")
    if (field.min is None) != (field.max is None):
        raise LessonError(found.where, "'min' and 'max' go together", "give both, or none")
    if field.type == "rows" and len(field.fields) != 1:
        raise LessonError(found.at("fields"), "a row has one field", "leave the others out")
    if field.type == "languages":
        for each in field.fields:
            if each.id not in _LANGUAGES:
                todo = f"call its fields {', '.join(_LANGUAGES)}"
                raise LessonError(found.at("fields"), f"'{each.id}' is no language", todo)
    if 0 < field.most < field.least:
        raise LessonError(found.where, "'most' is less than 'least'", "change one of them")


def _page(where: str, data: object) -> FormPage:
    found = Fields(where, data, ("id", "title", "text", "caption", "address"))
    title, text = found.text("title"), found.text("text")
    return FormPage(_id(found), title, text, found.text("caption", ""), found.text("address", ""))


def _check_whole(material: FormMaterial, found: Fields) -> None:
    """LessonError where the parts of a form do not fit each other."""
    for name, pages in (("pages", material.pages), ("texts", material.texts)):
        check_unique([page.id for page in pages], found.at(name))
    wants = any(field.type == "texts" for field in material.fields)
    if wants != bool(material.texts):
        todo = "give texts to a field of the type texts, and to no other form"
        raise LessonError(found.at("texts"), "texts and their field go together", todo)
    copied = [field.id for field in material.fields if field.type == "languages"]
    if material.copy and material.copy not in copied:
        todo = f"name a field of the type languages: {', '.join(copied) or 'there is none'}"
        raise LessonError(found.at("copy"), f"'{material.copy[:40]}' cannot be copied out", todo)


def _check_table(material: FormMaterial, found: Fields) -> None:
    """LessonError where a form cannot be the columns of a table."""
    for field in material.fields:
        if field.type not in _COLUMNS or field.when:
            todo = f"use {', '.join(_COLUMNS)}, without 'when'"
            raise LessonError(found.at("fields"), f"'{field.id}' cannot be a column", todo)
