"""The school service: its addresses, its settings, its start."""

from __future__ import annotations

import asyncio
import logging
import secrets
import signal
from urllib.parse import urlsplit

from tornado.httpserver import HTTPServer
from tornado.web import Application

from mugalim_school import (
    asking,
    course_pages,
    designing,
    desk,
    desk_attempt,
    desk_people,
    desk_questions,
    feedback,
    files,
    grading,
    handing_in,
    handouts,
    history,
    operating,
    pulse,
    returning,
    saving,
    scripts,
    showing_pieces,
    studying,
    subjects,
)
from mugalim_school.config import LARGEST_UPLOAD, SchoolConfig
from mugalim_school.database import upgrade
from mugalim_school.web import Look, NotFound, School, SignedIn

# Modules with pages; each says its addresses in ROUTES, as (pattern below the prefix, handler).
PAGES = (
    studying, saving, files, showing_pieces, history, subjects, handing_in, feedback, desk,
    desk_attempt, desk_people, desk_questions, asking, pulse, designing, operating, scripts,
    handouts, course_pages, returning,
)  # fmt: skip


def make_app(school: School) -> Application:
    """The school's application, to be served below its prefix."""
    prefix = school.config.prefix.rstrip("/")
    routes = [("/static/look\\.css", Look), ("/oauth_callback", SignedIn)]
    routes += [route for module in PAGES for route in module.ROUTES]
    return Application(
        [(prefix + pattern, handler) for pattern, handler in routes],
        default_handler_class=NotFound,
        school=school,
        grading=grading.Grading(school),
        compress_response=True,
        cookie_secret=_cookie_secret(school.config),
        xsrf_cookies=True,
    )


def _cookie_secret(config: SchoolConfig) -> bytes:
    """A secret that stays the same, so that a restart signs nobody out."""
    path = config.data / "school.secret"
    if not path.exists():
        config.data.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(secrets.token_bytes(32))
    return path.read_bytes()


async def serve(config: SchoolConfig) -> None:
    """Serve until the process is asked to end."""
    upgrade(config)
    school = School.open(config)
    grading.recover(school.database)
    address = urlsplit(config.address)
    server = HTTPServer(make_app(school), max_body_size=LARGEST_UPLOAD, xheaders=True)
    server.listen(address.port or 0, address.hostname or "127.0.0.1")
    ended = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, ended.set)
    await ended.wait()
    server.stop()
    await server.close_all_connections()
    school.close()


def main() -> None:
    """Start the service; called by the Hub as `python -m mugalim_school`."""
    logging.basicConfig(level=logging.INFO)
    asyncio.run(serve(SchoolConfig.from_environment()))
