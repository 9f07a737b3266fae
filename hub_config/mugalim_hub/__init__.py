"""The Hub: settings, sign-in, roles, and the command that runs the school."""
