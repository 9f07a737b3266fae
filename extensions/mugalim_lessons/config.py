"""What the lessons service is told by its environment, read once."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from mugalim_courses.languages import language_or_default

KERNELS_OF_ONE_PERSON = 3


class ConfigError(Exception):
    """Raised for an operator: names the variable that is missing or unusable."""


@dataclass(frozen=True)
class LessonsConfig:
    """Where lessons are, where the service listens, and how much it may hold at once."""

    data: Path
    courses: Path
    school: str  # the school's own address on this machine, with its prefix
    token: str  # the service's own token of the Hub
    name: str = "Mugalim"  # the school's name, on every page
    language: str = "ky"  # for whoever has not chosen one
    prefix: str = "/services/lessons/"
    base: str = "/"  # the prefix of everything on this host
    address: str = "http://127.0.0.1:8092"  # where the service listens
    idle_seconds: int = 1200
    rest_seconds: int = 240  # without a touch, after which a page gives its kernel up
    most_kernels: int = 60
    starting_at_once: int = 2
    forked_kernels: bool = True  # False: each kernel is started afresh

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> LessonsConfig:
        """The settings that the Hub gave in the environment; ConfigError names what is missing."""
        known = os.environ if environment is None else environment
        return cls(
            data=_folder(known, "MUGALIM_DATA"),
            courses=_folder(known, "MUGALIM_COURSES"),
            school=_address(known, "MUGALIM_SCHOOL_URL").rstrip("/") + "/",
            token=_word(known, "JUPYTERHUB_API_TOKEN"),
            name=known.get("MUGALIM_NAME") or cls.name,
            language=language_or_default(known.get("MUGALIM_LANGUAGE_DEFAULT"), cls.language),
            prefix=known.get("JUPYTERHUB_SERVICE_PREFIX") or cls.prefix,
            base=known.get("JUPYTERHUB_BASE_URL") or cls.base,
            address=_address(known, "JUPYTERHUB_SERVICE_URL"),
            idle_seconds=_number(known, "MUGALIM_IDLE_SECONDS", cls.idle_seconds),
            rest_seconds=_number(known, "MUGALIM_REST_SECONDS", cls.rest_seconds),
            most_kernels=_number(known, "MUGALIM_MOST_KERNELS", cls.most_kernels),
            forked_kernels=known.get("MUGALIM_FORKED_KERNELS") != "no",
            starting_at_once=_number(known, "MUGALIM_STARTING_AT_ONCE", os.cpu_count() or 1),
        )

    @property
    def school_prefix(self) -> str:
        """The path of the school's pages on this host, for a browser."""
        return f"{self.base}services/school/"

    @property
    def scratch(self) -> Path:
        """The service's own folder; nothing in it is anybody's work."""
        return self.data / "lessons"

    @property
    def sockets(self) -> Path:
        """Where the templates of kernels listen: short, for a socket's path has 107 bytes."""
        name = hashlib.sha256(str(self.data).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"mugalim-kernels-{os.getuid()}-{name}"

    @property
    def host(self) -> str:
        """The host name to listen on."""
        return urlsplit(self.address).hostname or "127.0.0.1"

    @property
    def port(self) -> int:
        """The port to listen on."""
        return urlsplit(self.address).port or 80


def _word(known: Mapping[str, str], name: str) -> str:
    value = known.get(name, "")
    if not value:
        raise ConfigError(f"{name} is missing: the Hub gives it to the services that it starts")
    return value


def _folder(known: Mapping[str, str], name: str) -> Path:
    value = known.get(name, "")
    if not Path(value).is_absolute():
        raise ConfigError(f"{name} must be the absolute path of a folder; it is {value!r}")
    return Path(value)


def _address(known: Mapping[str, str], name: str) -> str:
    value = known.get(name, "")
    if not value.startswith(("http://", "https://")):
        raise ConfigError(f"{name} must be an http address; it is {value!r}")
    return value


def _number(known: Mapping[str, str], name: str, default: int) -> int:
    value = known.get(name) or str(default)
    if not value.isdigit() or int(value) < 1:
        raise ConfigError(f"{name} must be a whole number above 0; it is {value!r}")
    return int(value)
