"""What the school service is told by its environment, read once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LARGEST_UPLOAD = 11_000_000  # bytes of a request's body; a file itself may have 10 MB


class ConfigError(Exception):
    """Raised for an operator: names the variable that is missing or unusable."""


@dataclass(frozen=True)
class SchoolConfig:
    """Where the school keeps things, and where its pages are."""

    data: Path
    courses: Path
    database: str  # SQLAlchemy URL
    production: bool = False
    prefix: str = "/services/school/"
    address: str = "http://127.0.0.1:0"  # where the service listens

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> SchoolConfig:
        """The settings that the Hub gave in the environment; ConfigError names what is missing."""
        known = os.environ if environment is None else environment
        data = _folder(known, "MUGALIM_DATA")
        return cls(
            data=data,
            courses=_folder(known, "MUGALIM_COURSES"),
            database=known.get("MUGALIM_DATABASE") or f"sqlite:///{data / 'school.sqlite'}",
            production=known.get("MUGALIM_PRODUCTION") == "1",
            prefix=known.get("JUPYTERHUB_SERVICE_PREFIX") or cls.prefix,
            address=known.get("JUPYTERHUB_SERVICE_URL") or cls.address,
        )

    def answers(self, person: str, course: str, lesson: str) -> Path:
        """The folder of one learner's answers to one lesson."""
        return self.data / "answers" / person / course / lesson

    def handed_in(self, person: str, attempt: str) -> Path:
        """The folder that keeps the answers of one attempt; readable as a Store."""
        return self.data / "attempts" / person / attempt

    def asked(self, person: str, work: str) -> Path:
        """The folder that keeps the answer which a question is about; readable as a Store."""
        return self.data / "questions" / person / work

    def releases(self, course: str, lesson: str) -> Path:
        """The folder that holds the published versions of a lesson."""
        return self.data / "releases" / course / lesson

    def course_file(self, course: str) -> Path:
        """The file that says what a published course's page tells about it."""
        return self.data / "releases" / course / "course.json"


def _folder(known: Mapping[str, str], name: str) -> Path:
    value = known.get(name, "")
    if not Path(value).is_absolute():
        raise ConfigError(f"{name} must be the absolute path of a folder; it is {value!r}")
    return Path(value)
