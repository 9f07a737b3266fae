"""The Hub's real configuration, with a little service in place of each of the school's own."""

import os
import sys
from pathlib import Path

from mugalim_hub.configure import configure
from mugalim_hub.settings import read_settings

c = get_config()  # noqa: F821  given by JupyterHub
configure(c, read_settings(os.environ))
for service in c.JupyterHub.services:
    service["command"] = [sys.executable, str(Path(__file__).with_name("little_service.py"))]
