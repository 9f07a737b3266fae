"""The school's JupyterHub: settings, sign-in and roles, its pages, and the command `mugalim`."""
