"""The configuration of JupyterHub on one machine: everything is in the school's settings."""

import os

from mugalim_hub.configure import configure
from mugalim_hub.settings import read_settings

configure(get_config(), read_settings(os.environ))  # noqa: F821  given by JupyterHub
