"""JupyterLab for designers, isolated from the school's data."""
