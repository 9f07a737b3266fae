from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jupyterhub.app import JupyterHub
from jupyterhub.proxy import ConfigurableHTTPProxy
from traitlets.config import Config

from mugalim_hub.authenticator import SchoolAuthenticator
from mugalim_hub.configure import configure
from mugalim_hub.settings import Settings
from mugalim_lab.spawner import LabSpawner


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a prefix, so that a forgotten one shows."""
    return Settings(tmp_path, tmp_path / "courses", base_url="/s/", https=True)


def configured(settings: Settings) -> Any:
    """A bare Config after configure."""
    c = Config()
    configure(c, settings)
    return c


def test_configure_only_sets_traits_that_exist(settings: Settings) -> None:
    """Every name that is set is a configurable trait of the class it is set on."""
    c = configured(settings)
    known = (JupyterHub, ConfigurableHTTPProxy, SchoolAuthenticator, LabSpawner)
    classes = {each.__name__: each for each in known}
    assert set(c) == set(classes)
    for name, section in c.items():
        assert set(section) <= set(classes[name].class_traits(config=True))


def test_two_configurations_share_nothing(settings: Settings, tmp_path: Path) -> None:
    """What one Hub changes in its configuration does not leak into another's."""
    first = configured(settings)
    first.JupyterHub.services[0]["environment"]["MUGALIM_DATA"] = "changed"
    first.JupyterHub.load_roles.append({"name": "more"})
    first.JupyterHub.tornado_settings["cookie_options"]["secure"] = False
    second = configured(settings)
    assert second.JupyterHub.services[0]["environment"]["MUGALIM_DATA"] == str(tmp_path)
    assert "more" not in [role["name"] for role in second.JupyterHub.load_roles]
    assert second.JupyterHub.tornado_settings["cookie_options"]["secure"] is True


def test_everything_listens_on_this_machine(settings: Settings) -> None:
    """The Hub and its services are reached through the proxy alone."""
    c = configured(settings)
    assert c.JupyterHub.hub_ip == "127.0.0.1"
    assert c.JupyterHub.bind_url == "http://127.0.0.1:8000/s/"
    assert all(s["url"].startswith("http://127.0.0.1:") for s in c.JupyterHub.services)
    assert c.JupyterHub.default_url == "/s/services/school/"


def test_no_role_lets_a_learner_start_a_server(settings: Settings) -> None:
    """Learners are in no role with more than their own name and the two services."""
    roles = configured(settings).JupyterHub.load_roles
    hers = [
        each for each in roles if each["name"] == "user" or "learners" in each.get("groups", ())
    ]
    scopes = {scope for role in hers for scope in role["scopes"]}
    assert scopes == {
        "read:users:name!user", "read:users:groups!user",
        "access:services!service=school", "access:services!service=lessons",
    }  # fmt: skip


def test_service_cookies_end_with_the_browser(settings: Settings) -> None:
    """On a shared phone no service remembers anybody; behind https cookies are secure."""
    for service in configured(settings).JupyterHub.services:
        options = service["environment"]["JUPYTERHUB_COOKIE_OPTIONS"]
        assert options == '{"expires_days": null, "secure": true}'


def test_without_isolation_there_is_no_lab(settings: Settings) -> None:
    """Where the Lab is off, nobody is in the role that starts one."""
    c = configured(replace(settings, lab=False))
    lab = next(role for role in c.JupyterHub.load_roles if role["name"] == "lab")
    assert lab["groups"] == []
    assert "LabSpawner" not in c
