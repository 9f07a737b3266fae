"""Stands in for the school and the lessons: says who the Hub says somebody is."""

import os
import secrets
from urllib.parse import urlparse

from jupyterhub.services.auth import HubOAuthCallbackHandler, HubOAuthenticated
from tornado.ioloop import IOLoop
from tornado.web import Application, RequestHandler, authenticated


class Who(HubOAuthenticated, RequestHandler):
    """Answers with the person and with what the Hub put into the environment."""

    @authenticated
    def get(self) -> None:
        """The person's model, and the names of the school's variables."""
        known = sorted(name for name in os.environ if name.startswith("MUGALIM_"))
        token = self.hub_auth.get_token(self)
        self.write({"person": self.current_user, "token": token, "environment": known})


if __name__ == "__main__":
    prefix = os.environ["JUPYTERHUB_SERVICE_PREFIX"]
    address = urlparse(os.environ["JUPYTERHUB_SERVICE_URL"])
    Application(
        [(f"{prefix}oauth_callback", HubOAuthCallbackHandler), (f"{prefix}.*", Who)],
        cookie_secret=secrets.token_bytes(32),
    ).listen(address.port, address.hostname)
    IOLoop.current().start()
