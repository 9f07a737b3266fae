"""The school's side of uploads in a page under test: it keeps parts, and its link may break."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route

import mugalim_lessons

RUNTIME = Path(mugalim_lessons.__file__).parent / "static"
PAGE = Path(__file__).parent / "page" / "index.html"
HOST = "http://lesson.test"
SCHOOL = f"{HOST}/school/"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'"
)
BEGIN = """async (person) => {
  const { Uploading } = await import("/runtime/uploading.js");
  window.uploaded = []; window.signIns = 0; window.states = [];
  window.uploading = new Uploading({ course: "c", lesson: "l", school: "/school/" }, {
    status: ({ state }) => states.push(state),
    elements: (exercise) => [...document.querySelectorAll(".exercise")],
    uploaded: (exercise, answer) => {
      uploaded.push([exercise, answer.file.name]);
      for (const el of document.querySelectorAll(".exercise"))
        el.dispatchEvent(new CustomEvent("mugalim-saved", { detail: answer }));
    },
    signIn: () => { signIns += 1; },
  });
  uploading.listen(document.body);
  uploading.begin(person);
}"""
REFUSED = {"error": "file.damaged", "sentence": "This file is damaged."}


@dataclass
class School:
    """What arrived, by upload; `breaks` counts the parts that will be lost on their way."""

    page: Page
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    breaks: int = 0
    after: int = 10**9  # parts that arrive before the link is down
    refuses: bool = False
    signed_out: bool = False
    down: bool = False

    def open(self, person: str = "aigul") -> None:
        """Open the page anew, with uploads going to this school."""
        self.page.goto(f"{HOST}/with-school")
        self.page.wait_for_function("() => window.ready")
        self.page.evaluate(BEGIN, person)

    def answer(self, route: Route) -> None:
        """Answer one request to the school."""
        request = route.request
        path = request.url.removeprefix(SCHOOL)
        self.asked.append(f"{request.method} {path}")
        if self.down:
            route.abort("connectionfailed")
        elif self.signed_out:
            self._say(route, 401, {"error": "sign_in"})
        elif path == "api/uploads/c/l":
            self._begin(route, json.loads(request.post_data or "{}"))
        elif path.startswith("api/uploads/c/l/"):
            self._one(route, path.rpartition("/")[2])
        else:
            self._say(route, 200, {"piece": {"digest": "d" * 64, "name": "a.jpg", "size": 9}})

    def _begin(self, route: Route, about: dict[str, Any]) -> None:
        if self.after <= 0:
            route.abort("connectionfailed")
            return
        name = f"{len(self.files):032x}"
        self.files[name] = {**about, "bytes": b""}
        self._say(route, 201, {"upload": name, "offset": 0})

    def _one(self, route: Route, name: str) -> None:
        file, method = self.files.get(name), route.request.method
        if file is None:
            self._say(route, 422, {"error": "answers.upload_gone", "sentence": "Gone."})
        elif method == "DELETE":
            del self.files[name]
            self._say(route, 200, {})
        elif self.after <= 0:
            route.abort("connectionfailed")
        elif method == "PATCH" and self._take(file, route):
            return
        else:
            self._far(route, file)

    def _take(self, file: dict[str, Any], route: Route) -> bool:
        """Take a part; whether the answer to it was lost or said already."""
        offset = int(route.request.headers["upload-offset"])
        if offset != len(file["bytes"]):
            self._say(route, 409, {"error": "answers.wrong_offset", "offset": len(file["bytes"])})
            return True
        self.after -= 1
        file["bytes"] += route.request.post_data_buffer or b""
        if self.breaks:
            self.breaks -= 1
            route.abort("connectionreset")  # the part came, the answer did not
            return True
        return False

    def _far(self, route: Route, file: dict[str, Any]) -> None:
        far: dict[str, Any] = {"offset": len(file["bytes"]), "size": file["size"]}
        if far["offset"] == far["size"]:
            if self.refuses:
                self._say(route, 422, REFUSED)
                return
            far["done"] = self._done(file)
        self._say(route, 200, far)

    @staticmethod
    def _done(file: dict[str, Any]) -> dict[str, Any]:
        if file["purpose"] == "piece":
            return {"piece": {"digest": "d" * 64, "name": file["name"], "size": file["size"]}}
        about = {"name": file["name"], "size": file["size"]}
        return {
            "answer": {
                "version": 1,
                "saved_at": "2026-09-01T08:02:00Z",
                "way": "file",
                "file": about,
            }
        }

    @staticmethod
    def _say(route: Route, status: int, value: object) -> None:
        route.fulfill(status=status, json=value)

    @property
    def whole(self) -> list[str]:
        """The names of the files that have come whole."""
        return [each["name"] for each in self.files.values() if len(each["bytes"]) == each["size"]]


def school_of(page: Page) -> School:
    """A school for a page that is open already, on which it then is opened anew."""
    school = School(page)
    page.route(f"{SCHOOL}**", school.answer)
    page.route(f"{HOST}/runtime/*", lambda route: route.fulfill(
        path=RUNTIME / route.request.url.rpartition("/")[2], content_type="text/javascript",
    ))  # fmt: skip
    page.route(f"{HOST}/with-school", lambda route: route.fulfill(
        path=PAGE, content_type="text/html", headers={"content-security-policy": POLICY},
    ))  # fmt: skip
    return school
