"""The Hub's configuration: `configure(c, settings)` only sets traits, for JupyterHub 5.5 and 6."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from mugalim_hub import proxy
from mugalim_hub.addresses import every_other_page
from mugalim_hub.authenticator import SchoolAuthenticator
from mugalim_hub.pages import DAYS_SIGNED_IN, for_every_page
from mugalim_hub.settings import Settings

PACKAGE = Path(__file__).parent
GROUPS = ("learners", "facilitators", "designers", "operators")
LAB_GROUPS = ("designers", "operators")
SERVICES = ("school", "lessons")
SUPERVISED = (sys.executable, "-m", "mugalim_hub.supervise", "--")
LAB_STARTS_WITHIN = 120  # seconds, on a busy machine
# A cookie of a service or of a Lab ends with the browser; the Hub's own outlives it (see pages).
SESSION_COOKIES = {"expires_days": None}


def configure(c: Any, settings: Settings) -> None:
    """Set every trait of the Hub; `c` is a traitlets Config."""
    addresses(c, settings)
    storage(c, settings)
    the_proxy(c, settings)
    sign_in(c, settings)
    pages(c, settings)
    roles(c, lab(c, settings))
    services(c, settings)


def addresses(c: Any, settings: Settings) -> None:
    """Where the school and the Hub behind it listen."""
    c.JupyterHub.bind_url = f"http://{settings.host}:{settings.port}{settings.base_url}"
    c.JupyterHub.hub_ip = "127.0.0.1"
    # A web server in front, on this machine, says in X-Forwarded-For where a request came from.
    c.JupyterHub.trusted_downstream_ips = ["127.0.0.1", "::1"]
    c.JupyterHub.hub_port = settings.hub_port
    c.JupyterHub.default_url = f"{settings.base_url}services/school/"


def storage(c: Any, settings: Settings) -> None:
    """What the Hub keeps, all in its own folder."""
    c.JupyterHub.db_url = settings.hub_database_url
    c.JupyterHub.cookie_secret_file = str(settings.hub_data / "cookie_secret")
    c.JupyterHub.cookie_max_age_days = DAYS_SIGNED_IN


def the_proxy(c: Any, settings: Settings) -> None:
    """The official proxy, run by the Node of the environment."""
    c.ConfigurableHTTPProxy.command = proxy.command()
    c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{settings.proxy_port}"
    c.ConfigurableHTTPProxy.pid_file = str(settings.hub_data / "proxy.pid")


def sign_in(c: Any, settings: Settings) -> None:
    """Who may sign in: the people of the school database, in the groups that it names."""
    c.JupyterHub.authenticator_class = SchoolAuthenticator
    c.SchoolAuthenticator.settings = settings
    c.SchoolAuthenticator.allow_all = True
    c.SchoolAuthenticator.manage_groups = True
    c.SchoolAuthenticator.username_pattern = r"^[a-z][a-z0-9]{7,15}$"
    c.SchoolAuthenticator.auth_refresh_age = 60


def pages(c: Any, settings: Settings) -> None:
    """Our own pages in place of the stock ones, small and compressed."""
    c.JupyterHub.template_paths = [str(PACKAGE / "templates")]
    c.JupyterHub.template_vars = for_every_page(settings)
    c.JupyterHub.extra_handlers = every_other_page()
    secure = {"secure": True} if settings.https else {}
    c.JupyterHub.tornado_settings = {
        "compress_response": True,
        "cookie_options": {**SESSION_COOKIES, "samesite": "Lax", **secure},
    }


def roles(c: Any, lab_works: bool) -> None:
    """The smallest scopes that work: people reach the services; designers also their own Lab."""
    reach = [f"access:services!service={name}" for name in SERVICES]
    c.JupyterHub.load_roles = [
        {"name": "user", "description": "Is known by her id and groups",
         "scopes": ["read:users:name!user", "read:users:groups!user"]},
        {"name": "person", "description": "Reaches the school", "scopes": reach,
         "groups": list(GROUPS)},
        {"name": "lab", "description": "Starts her own Lab",
         "scopes": ["servers!user", "access:servers!user", "users:activity!user"],
         "groups": list(LAB_GROUPS) if lab_works else []},
        {"name": "asks-school", "description": "Asks the school whether somebody may learn",
         "scopes": ["access:services!service=school"], "services": ["lessons"]},
    ]  # fmt: skip


def lab(c: Any, settings: Settings) -> bool:
    """Set up JupyterLab for designers and operators; whether there is one."""
    c.JupyterHub.allow_named_servers = False
    c.JupyterHub.redirect_to_server = False
    if not settings.lab:
        return False
    c.JupyterHub.spawner_class = "mugalim_lab.spawner.LabSpawner"
    c.LabSpawner.lab_folder = str(settings.lab_data)
    c.LabSpawner.courses_folder = str(settings.courses)
    c.LabSpawner.gradebooks_folder = str(settings.data / "nbgrader")
    c.LabSpawner.services_account = settings.service_user
    c.LabSpawner.default_url = "/lab"
    c.LabSpawner.http_timeout = LAB_STARTS_WITHIN
    c.LabSpawner.start_timeout = LAB_STARTS_WITHIN
    return True


def services(c: Any, settings: Settings) -> None:
    """The school and the lessons, started and watched by the Hub."""
    c.JupyterHub.services = [
        _service("school", settings.school_port, settings, {}),
        _service("lessons", settings.lessons_port, settings, _for_lessons(settings)),
    ]


def _service(name: str, port: int, settings: Settings, more: dict[str, str]) -> dict[str, Any]:
    return {
        "name": name,
        "url": f"http://127.0.0.1:{port}",
        "command": [*SUPERVISED, sys.executable, "-m", f"mugalim_{name}"],
        "cwd": str(settings.data),
        "user": settings.service_user,
        "oauth_no_confirm": True,
        "environment": {**_for_both(settings), **more},
    }


def _for_both(settings: Settings) -> dict[str, str]:
    options = {**SESSION_COOKIES, **({"secure": True} if settings.https else {})}
    return {
        "MUGALIM_DATA": str(settings.data),
        "MUGALIM_COURSES": str(settings.courses),
        "MUGALIM_DATABASE": settings.database_url,
        "MUGALIM_PRODUCTION": "1" if settings.production else "",
        "MUGALIM_NAME": settings.name,
        "MUGALIM_CONTACT": settings.contact,
        "MUGALIM_LANGUAGE_DEFAULT": settings.language,
        "JUPYTERHUB_COOKIE_OPTIONS": json.dumps(options),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
    }


def _for_lessons(settings: Settings) -> dict[str, str]:
    prefix = f"{settings.base_url}services/school/"
    return {
        "MUGALIM_SCHOOL_URL": f"http://127.0.0.1:{settings.school_port}{prefix}",
        "MUGALIM_IDLE_SECONDS": str(settings.idle_seconds),
        "MUGALIM_MOST_KERNELS": str(settings.most_kernels),
    }
