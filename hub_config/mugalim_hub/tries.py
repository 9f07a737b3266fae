"""Wrong tries slow the next ones down: for each login and each address, in bounded memory."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass


class TooManyTries(Exception):  # noqa: N818  said to a person, not an error of ours
    """Raised instead of looking at a password; `seconds` is how long to wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = math.ceil(seconds)


@dataclass(frozen=True)
class Patience:
    """How many tries are free, and how the delay grows (twice as long each time) up to a limit."""

    free: int
    first: float  # seconds
    longest: float  # seconds

    def delay(self, tries: int) -> float:
        """Seconds to wait after that many tries."""
        if tries < self.free:
            return 0.0
        return float(min(self.first * 2 ** min(tries - self.free, 30), self.longest))


LOGIN = Patience(free=5, first=2, longest=300)
# A whole school sits behind one address, so it has more room.
ADDRESS = Patience(free=60, first=2, longest=300)


class Tries:
    """Counts tries by key and says how long to wait.

    A try is counted when it begins, so that many at once gain nothing, and forgotten when it
    succeeds. Keys that nobody has used for an hour are forgotten, and the oldest above `most`.
    """

    def __init__(
        self, patience: Patience, clock: Callable[[], float] = time.monotonic, most: int = 10_000
    ) -> None:
        self._patience = patience
        self._clock = clock
        self._most = most
        self._seen: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def begin(self, key: str) -> None:
        """Count one more try for the key; TooManyTries when it comes too soon."""
        now = self._clock()
        self._forget_old(now)
        tries, free_at = self._seen.get(key, (0, now))
        if now < free_at:
            raise TooManyTries(free_at - now)
        self._seen[key] = (tries + 1, now + self._patience.delay(tries + 1))
        self._seen.move_to_end(key)

    def forget(self, key: str) -> None:
        """Forget all tries of a key."""
        self._seen.pop(key, None)

    def take_back(self, key: str) -> None:
        """Forget the last try of a key."""
        tries, _ = self._seen.get(key, (0, 0.0))
        if tries:
            self._seen[key] = (tries - 1, self._clock())

    def _forget_old(self, now: float) -> None:
        while self._seen:
            key, (_, free_at) = next(iter(self._seen.items()))
            if free_at + 3600 > now and len(self._seen) < self._most:
                return
            del self._seen[key]


class Gate:
    """Both counts together, as a sign-in, a sign-up and a reset need them."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._logins = Tries(LOGIN, clock)
        self._addresses = Tries(ADDRESS, clock)

    def begin(self, address: str, login: str = "") -> None:
        """Count a try by this address, for this login; TooManyTries when it comes too soon."""
        self._addresses.begin(address)
        if login:
            self._logins.begin(login)

    def succeeded(self, address: str, login: str = "") -> None:
        """Forget this try of the address, and all tries for this login."""
        self._addresses.take_back(address)
        self._logins.forget(login)
