"""Asking the school whether a person may open a lesson, and where its files and answers are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest

SECONDS = 10.0


class Refused(Exception):  # noqa: N818  a refusal is an answer, not an error of ours
    """The school says no; `sentence` is its own in the person's language, or empty."""

    def __init__(self, status: int, id: str, sentence: str = "") -> None:
        super().__init__(status, id)
        self.status = status
        self.id = id
        self.sentence = sentence


class SchoolAwayError(Exception):
    """The school does not answer, or not in a way that can be understood."""


@dataclass(frozen=True)
class Permit:
    """What the school says of one person and one lesson; folders are absolute."""

    release: Path | None  # None for a preview
    version: int
    answers: Path | None
    language: str | None  # the one that she chose at the school, if any
    name: str
    title: str
    due_at: str
    late: bool


@dataclass(frozen=True)
class Request:
    """Who wants to open what; `version` is the one that an open page began with."""

    person: str
    course: str
    lesson: str
    language: str
    version: int | None = None
    preview: bool = False

    def query(self) -> str:
        """The request as the query of an address."""
        known = {"person": self.person, "course": self.course, "lesson": self.lesson,
                 "lang": self.language}  # fmt: skip
        if self.version is not None:
            known["version"] = str(self.version)
        if self.preview:
            known["preview"] = "1"
        return urlencode(known)


class School:
    """The school service, as this service sees it."""

    def __init__(self, address: str, token: str) -> None:
        self._address = address
        self._headers = {"Authorization": f"token {token}", "Accept": "application/json"}

    async def permit(self, wanted: Request) -> Permit:
        """The school's permit; Refused when it says no, SchoolAwayError when it is not there."""
        address = f"{self._address}api/permit?{wanted.query()}"
        request = HTTPRequest(
            address, headers=self._headers, connect_timeout=SECONDS, request_timeout=SECONDS,
            follow_redirects=False,
        )  # fmt: skip
        try:
            answer = await AsyncHTTPClient().fetch(request)
        except HTTPClientError as error:
            raise _refusal(error) from None
        except OSError as error:
            raise SchoolAwayError(str(error)) from None
        return _permit(_body(answer.body))


def _refusal(error: HTTPClientError) -> Exception:
    if error.code not in (400, 403, 404) or error.response is None:
        return SchoolAwayError(str(error))
    try:
        said = _body(error.response.body)
    except SchoolAwayError:
        said = {}
    return Refused(error.code, _text(said, "error"), _text(said, "sentence"))


def _body(content: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(content)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise SchoolAwayError("the school's answer is not understood")
    return found


def _permit(said: Mapping[str, Any]) -> Permit:
    version = said.get("version")
    return Permit(
        release=_folder(said, "release"),
        version=version if isinstance(version, int) else 0,
        answers=_folder(said, "answers"),
        language=_text(said, "language") or None,
        name=_text(said, "name"),
        title=_text(said, "title"),
        due_at=_text(said, "due_at"),
        late=said.get("late") is True,
    )


def _folder(said: Mapping[str, Any], key: str) -> Path | None:
    value = _text(said, key)
    if value and not Path(value).is_absolute():
        raise SchoolAwayError(f"the school's {key} is not an absolute folder")
    return Path(value) if value else None


def _text(said: Mapping[str, Any], key: str) -> str:
    value = said.get(key)
    return value if isinstance(value, str) else ""
