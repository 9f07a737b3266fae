"""Voila as one shared service of the Hub: what it is made of, its settings and its addresses."""

from __future__ import annotations

import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join
from tornado.ioloop import IOLoop
from traitlets import Instance
from traitlets.config import Config
from voila.app import Voila

from mugalim_courses.languages import LANGUAGES
from mugalim_kernels.keeping import Keeper
from mugalim_lessons import messages
from mugalim_lessons.assets import Assets
from mugalim_lessons.attach import AttachHandler
from mugalim_lessons.config import LessonsConfig
from mugalim_lessons.drawer import Drawer
from mugalim_lessons.identity import HubIdentity, OwnersOnly
from mugalim_lessons.kernel_routes import routes as kernel_routes
from mugalim_lessons.kernels import KEPT, LessonKernels
from mugalim_lessons.lessons import Lessons
from mugalim_lessons.line import Line
from mugalim_lessons.page import HomeHandler, NothingHandler, PageHandler, Pages
from mugalim_lessons.permit import School
from mugalim_lessons.preview import PreviewAttachHandler, PreviewHandler, PreviewStatesHandler
from mugalim_lessons.run import Attached
from mugalim_lessons.states import MineHandler, StatesHandler
from mugalim_lessons.voila_files import VoilaFiles

NAME = "([a-z0-9][a-z0-9_-]{0,63})"
LANGUAGE = f"({'|'.join(LANGUAGES)})"
TEMPLATE = "lessons"
PRELOAD = ("mugalim_widgets.show", "mugalim_widgets.surfaces.spreadsheet")
SPARE = 8  # kernels beyond the most that may live, for those that are just ending
LARGEST_MESSAGE = 12_000_000  # bytes; a designer's upload in a preview goes through the kernel


@dataclass(frozen=True)
class Parts:
    """What the service is made of, for its handlers."""

    config: LessonsConfig
    school: School
    drawer: Drawer
    lessons: Lessons
    pages: Pages
    line: Line[Attached]


class LessonsApp(Voila):
    """Voila with the Hub's identity, lessons in place of notebooks, and no way around them."""

    lessons_config = Instance(LessonsConfig)

    def _config_file_paths_default(self) -> list[str]:
        """No configuration of the machine or of the current folder gets in."""
        return []

    def init_settings(self) -> dict[str, Any]:
        """Called by Voila before it makes its tornado application; all is set from here on."""
        settings: dict[str, Any] = super().init_settings()
        self.kernel_manager.allowed_message_types = messages.ALL
        self.kernel_manager.scratch = self.lessons_config.scratch / "kernels"
        return {
            **settings,
            "compress_response": True,
            "allow_remote_access": True,
            "websocket_max_message_size": LARGEST_MESSAGE,
            "websocket_compression_options": {},
        }

    def init_handlers(self) -> list[Any]:
        """Called by Voila for its addresses: ours only, of Voila's own just kernels and sign-in."""
        parts = self.parts()
        here = {"parts": parts}
        ours: list[Any] = [
            *kernel_routes(),
            *parts.pages.assets.routes(),
            *parts.pages.files.routes(),
            (f"/attach/{NAME}/{NAME}", AttachHandler, here),
            (f"/preview/attach/{NAME}/{NAME}", PreviewAttachHandler, here),
            (f"/preview/states/{NAME}/{NAME}/{LANGUAGE}", PreviewStatesHandler, here),
            (f"/preview/{NAME}/{NAME}", PreviewHandler, here),
            (
                f"/states/{NAME}/{NAME}/([0-9]{{1,8}})/{LANGUAGE}/([0-9a-f]{{24}})",
                StatesHandler,
                here,
            ),
            (f"/mine/{NAME}/{NAME}", MineHandler, here),
            (f"/{NAME}/{NAME}", PageHandler, here),
            ("/", HomeHandler, here),
        ]
        prefixed = [(url_path_join(self.server_url, route), *rest) for route, *rest in ours]
        return [*prefixed, *self.identity_provider.get_handlers(), (".*", NothingHandler, here)]

    def listen(self) -> None:
        """Called by Voila at its start; returns at its end."""
        if self.lessons_config.forked_kernels:
            IOLoop.current().add_callback(keeper(self.lessons_config).keep)
        super().listen()

    def stop(self) -> None:
        """Called by Voila at its end: kernels go, and nobody is let in any more."""
        self.kernel_manager.when_one_ends = lambda: None
        self.drawer.end()
        super().stop()

    def parts(self) -> Parts:
        """Put together what the handlers need."""
        config = self.lessons_config
        kernels: LessonKernels = self.kernel_manager
        line: Line[Attached] = Line(config.starting_at_once, kernels.make_room)
        kernels.when_one_ends = line.soon
        pages = Pages(config, Assets(config.prefix), VoilaFiles(config.prefix))
        drawer = self.drawer = Drawer(config.scratch)
        school = School(config.school, config.token)
        return Parts(config, school, drawer, Lessons(drawer), pages, line)


def keeper(config: LessonsConfig) -> Keeper:
    """What keeps the template of lessons' kernels; it holds what every lesson imports."""
    home = config.scratch / "template"
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return Keeper(
        TEMPLATE, PRELOAD, config.most_kernels + SPARE, str(config.sockets),
        {**kept, "HOME": str(home), "IPYTHONDIR": str(home / "ipython")},
    )  # fmt: skip


def settings(config: LessonsConfig) -> Config:
    """Voila's and Jupyter's settings, as traitlets' Config."""
    c = Config()
    c.Voila.base_url = config.prefix
    c.Voila.ip = config.host
    c.Voila.port = config.port
    c.Voila.port_retries = 0
    c.Voila.open_browser = False
    c.Voila.cookie_secret = cookie_secret(config.scratch / "cookie_secret")
    c.Voila.identity_provider_class = HubIdentity
    c.Voila.authorizer_class = OwnersOnly
    c.Voila.kernel_websocket_connection_class = messages.LessonMessages
    c.VoilaConfiguration.multi_kernel_manager_class = LessonKernels
    c.VoilaConfiguration.allow_template_override = "NO"
    c.VoilaConfiguration.allow_theme_override = "NO"
    c.VoilaConfiguration.show_tracebacks = False
    c.VoilaConfiguration.preheat_kernel = False
    c.LessonKernels.most = config.most_kernels
    if config.forked_kernels:
        c.KernelProvisionerFactory.default_provisioner_name = "mugalim-forked"
        c.ForkProvisioner.template = TEMPLATE
        c.ForkProvisioner.folder = str(config.sockets)
    c.KernelManager.client_class = "mugalim_kernels.client.ReadyClient"
    c.MappingKernelManager.cull_idle_timeout = config.idle_seconds
    c.MappingKernelManager.cull_interval = max(1, min(60, config.idle_seconds // 4))
    c.MappingKernelManager.cull_connected = True
    c.KernelRestarter.restart_limit = 0  # a page attaches again; a restarted kernel knows nothing
    return c


def cookie_secret(path: Path) -> bytes:
    """The secret that signs cookies, kept so that a restart signs nobody out."""
    if not path.exists():
        new = path.with_suffix(".new")
        new.touch(mode=0o600)
        new.write_bytes(secrets.token_bytes(32))
        new.replace(path)
    return path.read_bytes()


def run(config: LessonsConfig) -> None:
    """Serve lessons until the Hub stops the service."""
    for name in ("kernels", "previews", "template"):
        shutil.rmtree(config.scratch / name, ignore_errors=True)
        (config.scratch / name).mkdir(parents=True, mode=0o700)
    app = LessonsApp(config=settings(config), lessons_config=config)
    app.initialize([])
    app.start()
