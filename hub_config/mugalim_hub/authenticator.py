"""Who somebody is: the people of the school database, in the groups that it names."""

from __future__ import annotations

import asyncio
from typing import Any

from jupyterhub.auth import Authenticator
from traitlets import Instance, default

from mugalim_hub.accounts import Accounts
from mugalim_hub.addresses import our_pages
from mugalim_hub.settings import Settings
from mugalim_hub.tries import Gate


class SchoolAuthenticator(Authenticator):
    """Signs people in by login and password; groups come from the school at every sign-in."""

    settings = Instance(Settings, config=True, help="The school's settings")
    accounts = Instance(Accounts)
    gate = Instance(Gate, ())

    @default("accounts")
    def _default_accounts(self) -> Accounts:
        return Accounts(self.settings.database_url)

    async def authenticate(self, handler: Any, data: dict[str, str]) -> dict[str, Any] | None:
        """Called by the Hub with the sign-in form; None when login and password do not fit.

        TooManyTries when it comes too soon after wrong tries.
        """
        login, address = self.accounts.tidy_login(data["login"]), handler.request.remote_ip
        self.gate.begin(address, login)
        account = await asyncio.to_thread(self.accounts.sign_in, login, data["password"])
        if account is None:
            return None
        self.gate.succeeded(address, login)
        return {"name": account.id, "groups": list(account.groups)}

    async def refresh_user(self, user: Any, handler: Any = None) -> bool | dict[str, Any]:
        """Called by the Hub once in a while: her groups now; False when she has been erased."""
        groups = await asyncio.to_thread(self.accounts.groups, user.name)
        return False if groups is None else {"name": user.name, "groups": list(groups)}

    def get_handlers(self, app: Any) -> list[tuple[str, type]]:
        """Called by the Hub at start: our pages, ahead of the stock ones."""
        return our_pages()
