"""Why a formula could not be worked out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Problem:
    """Why a formula could not be worked out: a message's id in the catalog, with its values."""

    id: str
    values: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, id: str, **values: object) -> Problem:
        """A problem with named values."""
        return cls(id, tuple((name, str(value)) for name, value in values.items()))

    @property
    def named(self) -> dict[str, Any]:
        """The values by name."""
        return dict(self.values)


LONG_TEXT = Problem.of("formula.long_text", most=32_767)
BIG_NUMBER = Problem.of("formula.big_number")
NO_CLOCK = Problem.of("formula.no_clock")
TOO_MUCH = Problem.of("formula.too_much")
