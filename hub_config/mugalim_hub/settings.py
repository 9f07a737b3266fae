"""What an operator can set: one frozen dataclass, read from a TOML file and the environment."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from mugalim_courses.languages import LANGUAGES

PREFIX = "MUGALIM_"
FILE_VARIABLE = "MUGALIM_SETTINGS"
_YES = {"1", "true", "yes", "on"}
_NO = {"", "0", "false", "no", "off"}


class SettingsError(Exception):
    """A setting that cannot be used: names the key, where it was found, and what to do."""

    def __init__(self, key: str, where: str, todo: str) -> None:
        super().__init__(f"Setting `{key}` ({where}): {todo}")
        self.key = key


@dataclass(frozen=True)
class Settings:
    """The school's settings; `data` and `courses` are absolute folders."""

    data: Path
    courses: Path
    name: str = "Mugalim"  # the school's name, on every page
    contact: str = ""  # whom people write to or call when they are stuck
    language: str = "ky"  # for whoever has not chosen one
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = "/"
    https: bool = False  # the school is behind a web server that speaks https
    production: bool = False  # never make demo accounts
    database: str = ""  # SQLAlchemy URL; empty: DATA/school.sqlite
    hub_database: str = ""  # SQLAlchemy URL; empty: DATA/hub/jupyterhub.sqlite
    lab: bool = True  # JupyterLab for designers and operators, where it can be isolated
    service_user: str = ""  # Unix user of the services, when the Hub runs as root
    idle_seconds: int = 1200  # a lesson that nobody touches is put to sleep
    most_kernels: int = 60  # lessons in use at once; the next ones wait in line
    hub_port: int = 8081
    proxy_port: int = 8001
    school_port: int = 8091
    lessons_port: int = 8092

    @property
    def hub_data(self) -> Path:
        """The Hub's own folder: its database, cookie secret, log."""
        return self.data / "hub"

    @property
    def lab_data(self) -> Path:
        """The homes of the Labs."""
        return self.data / "lab"

    @property
    def working_copy(self) -> Path:
        """The courses as designers change them and as they are published."""
        return self.data / "courses"

    @property
    def database_url(self) -> str:
        """The school database as an SQLAlchemy URL."""
        return self.database or f"sqlite:///{self.data / 'school.sqlite'}"

    @property
    def hub_database_url(self) -> str:
        """The Hub's database as an SQLAlchemy URL."""
        return self.hub_database or f"sqlite:///{self.hub_data / 'jupyterhub.sqlite'}"

    @property
    def address(self) -> str:
        """Where a browser on this machine finds the school."""
        return f"http://{self.host}:{self.port}{self.base_url}"

    def environment(self) -> dict[str, str]:
        """The settings as environment variables, to hand to another process."""
        return {PREFIX + field.name.upper(): _written(getattr(self, field.name)) for field in _KEYS}


_KEYS = fields(Settings)
_TYPES: Mapping[str, str] = {field.name: str(field.type) for field in _KEYS}


def read_settings(environment: Mapping[str, str], file: Path | None = None) -> Settings:
    """The settings of a TOML file, overridden by MUGALIM_* variables; SettingsError names the key.

    Without `file`, the file that MUGALIM_SETTINGS names is read, if any.
    """
    named = environment.get(FILE_VARIABLE)
    path = file or (Path(named) if named else None)
    values = _from_file(path) if path else {}
    for key in _TYPES:
        variable = PREFIX + key.upper()
        if variable in environment:
            values[key] = _convert(key, environment[variable], variable)
    values.setdefault("data", Path.cwd() / ".data")
    values.setdefault("courses", Path.cwd() / "courses")
    return _checked(Settings(**values))


def _from_file(path: Path) -> dict[str, Any]:
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(FILE_VARIABLE, str(path), f"cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(FILE_VARIABLE, str(path), f"is not TOML: {error}") from None
    values: dict[str, Any] = {}
    for key, value in found.items():
        if key not in _TYPES:
            raise SettingsError(key, str(path), f"unknown; known are {', '.join(_TYPES)}")
        converted = _convert(key, value, str(path))
        if isinstance(converted, Path):
            converted = path.resolve().parent / converted
        values[key] = converted
    return values


def _convert(key: str, value: object, where: str) -> object:
    kind = _TYPES[key]
    if kind == "bool":
        return _truth(key, value, where)
    if kind == "int":
        return _number(key, value, where)
    if not isinstance(value, str):
        raise SettingsError(key, where, "write it as text, in quotes")
    return Path(value).expanduser() if kind == "Path" else value


def _truth(key: str, value: object, where: str) -> bool:
    text = str(value).strip().lower()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise SettingsError(key, where, "write true or false")


def _number(key: str, value: object, where: str) -> int:
    try:
        if isinstance(value, bool | float):
            raise ValueError
        return int(str(value))
    except ValueError:
        raise SettingsError(key, where, "write a whole number") from None


def _checked(settings: Settings) -> Settings:
    """The settings with absolute folders and a tidy base URL, if they make sense together."""
    for key in ("port", "hub_port", "proxy_port", "school_port", "lessons_port"):
        if not 1 <= getattr(settings, key) <= 65535:
            raise SettingsError(key, "as given", "choose a port from 1 to 65535")
    for key in ("idle_seconds", "most_kernels"):
        if getattr(settings, key) < 1:
            raise SettingsError(key, "as given", "choose a number above 0")
    if settings.language not in LANGUAGES:
        raise SettingsError("language", "as given", f"choose one of {', '.join(LANGUAGES)}")
    return _tidy(settings)


def _tidy(settings: Settings) -> Settings:
    path = settings.base_url.strip("/")
    return replace(
        settings,
        data=Path(settings.data).absolute(),
        courses=Path(settings.courses).absolute(),
        base_url=f"/{path}/" if path else "/",
    )


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    return str(value)
